//! Rules that listen: of each turn the one part that sounds worst, where no other rule has said what is wrong.

use core::cmp::Reverse;
use core::ops::Range;

use super::candidates::candidates;
use super::talk::Talk;
use crate::finding::{Finding, RuleIndex, Severity};
use crate::pack::model::Rule;
use crate::text::sections;

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

/// Where in a turn another rule finds something at warn or above, in glyphs. One on trial counts too: who keeps words from
/// being shown has decided about them.
#[inline]
fn said(talk: &Talk, turn: usize, findings: &[Finding]) -> Vec<Range<usize>> {
    let folded = &talk.scene(turn).folded;
    let is_said = |finding: &&Finding| finding.turn == turn && finding.severity >= Severity::Warn;
    let spans = findings.iter().filter(is_said).filter_map(|finding| finding.span);
    let glyph = |at| folded.index_of_original(at);
    spans.map(|span| glyph(span.start())..glyph(span.end())).collect()
}
