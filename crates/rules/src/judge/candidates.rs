//! From the matches of a rule's phrases to those that stand: masks, veto, guards, company.

use core::ops::Range;

use super::ranges::Ranges;
use super::scene::Scene;
use super::talk::Talk;
use crate::conversation::When;
use crate::finding::{Kind, RuleIndex, Severity};
use crate::matcher::Program;
use crate::pack::model::Rule;
use crate::text::sections;

/// A match of a rule's phrase that no mask and no guard took away.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub range: Range<usize>,
    pub phrase: u16,
    pub severity: Severity,
    /// How much it sounds like a fault, of a rule that listens; else nothing.
    pub score: i32,
}

/// A place that a rule looks at closer: where a phrase matches, or what sounds like a fault.
pub(super) struct Place {
    pub range: Range<usize>,
    phrase: u16,
    score: i32,
}

/// The places in one turn, by start, the longest first.
pub(super) fn places(talk: &Talk, turn: usize, index: RuleIndex) -> Vec<Place> {
    let rule = &talk.pack.rules[usize::from(index.0)];
    let scene = talk.scene(turn);
    if let Some(tone) = &rule.tone {
        // Of many turns one sounds bad by chance: there the model has to be surer.
        let surer = talk.conversation.turns.len() > 1;
        let voiced = tone.find(&scene.folded, talk.conversation.channel, surer).into_iter();
        return voiced
            .map(|part| Place { range: part.range, phrase: 0, score: part.score })
            .collect();
    }
    let hits = scene.hits(usize::from(index.0)).into_iter();
    hits.map(|hit| Place { range: hit.range(), phrase: hit.pattern, score: 0 }).collect()
}

/// What the rule finds in one turn, by start, the longest first.
pub(super) fn candidates(talk: &Talk, turn: usize, index: RuleIndex) -> Vec<Candidate> {
    let rule = &talk.pack.rules[usize::from(index.0)];
    let scene = talk.scene(turn);
    let mut survivors = Vec::new();
    let mut guarded = Vec::new();
    for Place { range, phrase, score } in places(talk, turn, index) {
        if scene.is_masked(talk.pack, rule.kind, &range) {
            continue;
        }
        if guards_that_hold(talk, scene, rule, &range).next().is_some() {
            guarded.push(range);
            continue;
        }
        if let Some(severity) = verdict(talk, turn, rule, &range) {
            survivors.push(Candidate { range, phrase, severity, score });
        }
    }
    // A guard that holds for a match holds for the same rule's shorter match inside it: in
    // 不能办理的原因 the guard after 不能办理 speaks for 不能办 too.
    let guarded = Ranges::by_start(guarded);
    survivors.retain(|candidate| !guarded.cover(&candidate.range));
    survivors
}

/// How grave an unguarded match is, or nothing.
fn verdict(talk: &Talk, turn: usize, rule: &Rule, range: &Range<usize>) -> Option<Severity> {
    // While the clerk is still writing the sentence, the company may be about to come, and its tone is not settled.
    if (rule.kind == Kind::Accompany || rule.tone.is_some())
        && talk.when == When::Typing
        && !sections::is_finished(&talk.scene(turn).folded, range)
    {
        return None;
    }
    match &rule.company {
        Some(company) if talk.may_have_company(company, turn, range) => company.leaves,
        _ => Some(rule.severity),
    }
}

/// The guards of the rule that hold. A first-person subject directly before cancels all but firm ones.
pub(super) fn guards_that_hold(
    talk: &Talk,
    scene: &Scene,
    rule: &Rule,
    range: &Range<usize>,
) -> impl Iterator<Item = u16> {
    let contexts = &talk.judge.contexts;
    let ends_here = |program: &Program| program.ends_at(&scene.folded, range.start);
    let vetoed = talk
        .pack
        .veto
        .iter()
        .any(|&context| contexts[usize::from(context)].left.iter().any(ends_here));
    rule.unless.iter().copied().filter(move |&guard| {
        let context = &contexts[usize::from(guard)];
        (!vetoed || context.firm)
            && (context.left.iter().any(ends_here)
                || context.right.iter().any(|program| program.starts_at(&scene.folded, range.end))
                || scene.covers(guard).cover(range))
    })
}

/// The first of overlapping candidates, and the longest of those that start together; they come in that order.
pub(super) fn leftmost_longest(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut end = 0;
    candidates.retain(|candidate| {
        let free = candidate.range.start >= end;
        if free {
            end = candidate.range.end;
        }
        free
    });
    candidates
}
