//! Rules that listen: of each turn the one part that sounds worst, where no other rule has said what is wrong. What others
//! only infer they take back where the words around it sound as no fault does.

use core::cmp::Reverse;
use core::ops::Range;

use super::candidates::candidates;
use super::talk::Talk;
use crate::finding::{Basis, Finding, Kind, RuleIndex, Severity, Stage};
use crate::pack::model::Rule;
use crate::text::sections;

/// Takes back what other rules infer where it sounds calm: 我不跟您争，您说得在理 is no quarrel. What an article states in so
/// many words stays, however kind it sounds.
#[inline]
pub(super) fn redeem(talk: &Talk, rule: &Rule, findings: &mut Vec<Finding>) {
    let Some(tone) = &rule.tone else { return };
    findings.retain(|finding| {
        let other = &talk.pack.rules[finding.rule.get()];
        let by_words = matches!(other.kind, Kind::Forbid | Kind::Accompany);
        let Some(span) = finding.span.filter(|_| by_words && other.tone.is_none()) else {
            return true;
        };
        if other.basis == Basis::Stated || finding.severity < Severity::Warn {
            return true;
        }
        let folded = &talk.scene(finding.turn).folded;
        let glyph = |at| folded.index_of_original(at);
        let range = glyph(span.start())..glyph(span.end());
        !tone.is_calm(folded, talk.conversation.channel, &range)
    });
}

/// Adds what a rule that listens finds; `findings` has what the others found.
#[inline]
pub(super) fn findings(talk: &Talk, rule: &Rule, index: RuleIndex, findings: &mut Vec<Finding>) {
    for turn in talk.judged().filter(|&turn| talk.concerns_turn(rule, turn)) {
        let folded = &talk.scene(turn).folded;
        let said = said(talk, turn, findings);
        let is_free = |range: &Range<usize>| {
            let sentence = sections::sentence(folded, range);
            !said.iter().any(|other| other.start < sentence.end && sentence.start < other.end)
        };
        let free = candidates(talk, turn, index).into_iter().filter(|found| is_free(&found.range));
        // Of equals the first.
        if let Some(worst) = free.min_by_key(|found| Reverse(found.score)) {
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

/// Where in a turn the clerk is told of something at warn or above, in glyphs.
#[inline]
fn said(talk: &Talk, turn: usize, findings: &[Finding]) -> Vec<Range<usize>> {
    let folded = &talk.scene(turn).folded;
    let is_said = |finding: &&Finding| {
        finding.turn == turn
            && finding.severity >= Severity::Warn
            && talk.pack.rules[finding.rule.get()].stage == Stage::Active
    };
    let spans = findings.iter().filter(is_said).filter_map(|finding| finding.span);
    let glyph = |at| folded.index_of_original(at);
    spans.map(|span| glyph(span.start())..glyph(span.end())).collect()
}
