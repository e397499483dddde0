//! Rules that listen: of each turn the one part that sounds worst, where no other rule has said what is wrong. What others
//! only infer they take back where the words around it sound as hardly any fault does.

use core::cmp::Reverse;
use core::ops::Range;

use super::candidates::candidates;
use super::talk::Talk;
use crate::finding::{Basis, Finding, Kind, RuleIndex, Severity};
use crate::pack::model::Rule;
use crate::text::sections;

/// A turn with more findings than this is not calm, and needs no listener to say what is wrong with it.
const MANY: usize = 64;

/// So many characters must stand around words that can sound calm.
const AROUND: usize = 6;

/// Takes back what other rules infer where it sounds calm: 我不跟您争，您说得在理 is no quarrel. What an article states in so
/// many words stays, however kind it sounds. Where a conversation is known, company was looked for all through it, and only
/// what would block, which is rudeness, is taken back.
#[inline]
pub(super) fn redeem(talk: &Talk, rule: &Rule, findings: &mut Vec<Finding>) {
    let Some(tone) = &rule.tone else { return };
    let is_alone = talk.conversation.turns.len() == 1;
    let is_doubtful = |finding: &Finding| {
        let other = &talk.pack.rules[finding.rule.get()];
        let may_be = match other.kind {
            Kind::Forbid => is_alone || finding.severity == Severity::Block,
            Kind::Accompany => is_alone,
            _ => false,
        };
        may_be
            && other.tone.is_none()
            && other.basis == Basis::Inferred
            && finding.severity >= Severity::Warn
    };
    for turn in talk.judged().filter(|&turn| talk.concerns_turn(rule, turn)) {
        let of_turn = findings.iter().filter(|finding| finding.turn == turn);
        let (count, doubtful) = of_turn.fold((0, false), |(count, doubtful), finding| {
            (count + 1, doubtful || is_doubtful(finding))
        });
        if !doubtful || count > MANY {
            continue;
        }
        let folded = &talk.scene(turn).folded;
        let parts = tone.listen(folded, talk.conversation.channel);
        let glyph = |at| folded.index_of_original(at);
        findings.retain(|finding| match finding.span {
            Some(span) if finding.turn == turn && is_doubtful(finding) => {
                let marked = glyph(span.start())..glyph(span.end());
                // What makes words kind is said around them: alone they are what they are.
                let is_alone = folded.len() < marked.len() + AROUND;
                is_alone || !tone.is_calm(&parts, &marked)
            }
            _ => true,
        });
    }
}

/// Adds what a rule that listens finds; `findings` has what the others found.
#[inline]
pub(super) fn findings(talk: &Talk, rule: &Rule, index: RuleIndex, findings: &mut Vec<Finding>) {
    for turn in talk.judged().filter(|&turn| talk.concerns_turn(rule, turn)) {
        let folded = &talk.scene(turn).folded;
        let said = said(talk, turn, findings);
        if said.len() > MANY {
            continue;
        }
        let is_free = |range: &Range<usize>| {
            let sentence = sections::sentence(folded, range);
            !said.iter().any(|other| other.start < sentence.end && sentence.start < other.end)
        };
        let mut heard = candidates(talk, turn, index);
        // The worst first, of equals the first.
        heard.sort_by_key(|found| Reverse(found.score));
        if let Some(worst) = heard.into_iter().take(MANY).find(|found| is_free(&found.range)) {
            findings.push(Finding {
                rule: index,
                phrase: 0,
                severity: worst.severity,
                turn,
                span: Some(folded.original(worst.range.start, worst.range.end)),
                related: Vec::new(),
            });
        }
    }
}

/// Where in a turn another rule finds something at warn or above, in glyphs. One on trial counts too: who keeps words from
/// being shown has decided about them. So does one that lets words which an article states stand as a suggestion, for what
/// goes with them.
#[inline]
fn said(talk: &Talk, turn: usize, findings: &[Finding]) -> Vec<Range<usize>> {
    let folded = &talk.scene(turn).folded;
    let is_said = |finding: &&Finding| {
        let rule = &talk.pack.rules[finding.rule.get()];
        let lets_stand = rule.basis == Basis::Stated && rule.severity >= Severity::Warn;
        finding.turn == turn && (finding.severity >= Severity::Warn || lets_stand)
    };
    let spans = findings.iter().filter(is_said).filter_map(|finding| finding.span);
    let glyph = |at| folded.index_of_original(at);
    spans.map(|span| glyph(span.start())..glyph(span.end())).collect()
}
