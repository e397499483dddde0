//! Judging one turn: candidates, masks, veto, guards, conditions, then leftmost-longest within a rule.
//!
//! The order matters. Taking the longest match first would let a guarded match swallow another rule's
//! violation: 没时间管 hides 管你.

mod accompany;
mod forbid;
mod ranges;
mod slot;

use core::cell::OnceCell;
use core::ops::Range;

use crate::conversation::{Channel, When};
use crate::finding::{Finding, Kind, RuleIndex, Severity, Stage};
use crate::matcher::{Anchored, Hit, Matcher, Program};
use crate::pack::model::{Context, Pack, Rule};
use crate::pack::pattern::Pattern;
use crate::text::{Folded, built_in_masks};
use ranges::Ranges;

/// A pack made ready to judge.
pub(crate) struct Judge {
    /// The rules' phrases: a group each, in their order.
    phrases: Matcher,
    /// What contexts search for; the groups are in [`ReadyContext`].
    surroundings: Matcher,
    contexts: Vec<ReadyContext>,
}

/// A context's patterns: those that are searched, by their group in the matcher, and those that are
/// tried beside a match.
struct ReadyContext {
    firm: bool,
    left: Vec<Program>,
    right: Vec<Program>,
    covers: usize,
    near: usize,
}

/// One turn while it is judged.
pub(crate) struct Scene<'s> {
    pub folded: &'s Folded,
    pub when: When,
    judge: &'s Judge,
    /// By rule.
    phrases: Vec<Vec<Anchored>>,
    /// By group of the contexts; nothing is searched before a phrase is found, and then once.
    surroundings: OnceCell<Vec<Vec<Anchored>>>,
    /// By group of the contexts, where its patterns stand; found out when first asked for.
    ranges: Vec<OnceCell<Ranges>>,
    masks: Ranges,
}

/// A match of a rule's phrase that no mask and no guard took away.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub range: Range<usize>,
    pub phrase: u16,
    pub severity: Severity,
}

impl Judge {
    pub(crate) fn new(pack: &Pack) -> Self {
        let phrases: Vec<&[Pattern]> =
            pack.rules.iter().map(|rule| rule.phrases.as_slice()).collect();
        let mut groups = Vec::new();
        let contexts = pack
            .contexts
            .iter()
            .map(|context| ReadyContext::new(pack, context, &mut groups))
            .collect();
        Self {
            phrases: Matcher::new(pack, &phrases),
            surroundings: Matcher::new(pack, &groups),
            contexts,
        }
    }

    /// The findings in one clerk turn, in reading order.
    pub(crate) fn turn(
        &self,
        pack: &Pack,
        original: &str,
        folded: &Folded,
        turn: usize,
        (channel, when): (Channel, When),
    ) -> Vec<Finding> {
        let scene = self.scene(original, folded, when);
        let mut findings = Vec::new();
        for (index, rule) in pack.rules.iter().enumerate() {
            if rule.stage == Stage::Off
                || !rule.when.has_come(when)
                || !rule.channels.include(channel)
            {
                continue;
            }
            let candidates = self.candidates(pack, &scene, index);
            for candidate in leftmost_longest(candidates) {
                findings.push(Finding {
                    rule: RuleIndex(index as u16),
                    phrase: candidate.phrase,
                    severity: candidate.severity,
                    turn,
                    span: Some(folded.original(candidate.range.start, candidate.range.end)),
                    related: Vec::new(),
                });
            }
        }
        findings.sort_unstable_by_key(|finding| {
            let grave_first = core::cmp::Reverse(finding.severity);
            (finding.span.map(|span| span.start()), grave_first, finding.rule)
        });
        findings
    }

    /// The phrases of one rule that fire, before the longest are taken.
    #[cfg(feature = "toml")]
    pub(crate) fn fired(
        &self,
        pack: &Pack,
        original: &str,
        folded: &Folded,
        rule: RuleIndex,
    ) -> Vec<u16> {
        let scene = self.scene(original, folded, When::Closed);
        let index = usize::from(rule.0);
        let candidates = self.candidates(pack, &scene, index);
        candidates.into_iter().map(|candidate| candidate.phrase).collect()
    }

    fn scene<'s>(&'s self, original: &str, folded: &'s Folded, when: When) -> Scene<'s> {
        let mut masks = built_in_masks(original, folded);
        for mask in &mut masks {
            *mask = folded.index_of_original(mask.start)..folded.index_of_original(mask.end);
        }
        Scene {
            folded,
            when,
            judge: self,
            phrases: self.phrases.scan(folded),
            surroundings: OnceCell::new(),
            ranges: (0..self.surroundings.groups()).map(|_| OnceCell::new()).collect(),
            masks: Ranges::by_start(masks),
        }
    }

    /// What the rule at `index` finds, by start, the longest first.
    fn candidates(&self, pack: &Pack, scene: &Scene, index: usize) -> Vec<Candidate> {
        let rule = &pack.rules[index];
        let mut survivors = Vec::new();
        let mut guarded = Vec::new();
        for hit in scene.hits(index) {
            let range = hit.range();
            if self.is_masked(pack, scene, rule, &range) {
                continue;
            }
            if self.guards_that_hold(pack, scene, rule, &range).next().is_some() {
                guarded.push(range);
                continue;
            }
            let verdict = match rule.kind {
                Kind::Forbid => forbid::verdict(scene, rule, &range),
                Kind::Accompany => accompany::verdict(scene, rule, &range),
                Kind::Slot => slot::verdict(scene, rule, &range),
                Kind::Contain | Kind::Limit | Kind::Empty => None,
            };
            if let Some(severity) = verdict {
                survivors.push(Candidate { range, phrase: hit.pattern, severity });
            }
        }
        // A guard that holds for a match holds for the same rule's shorter match inside it: in
        // 不能办理的原因 the guard after 不能办理 speaks for 不能办 too.
        let guarded = Ranges::by_start(guarded);
        survivors.retain(|candidate| !guarded.cover(&candidate.range));
        survivors
    }

    fn is_masked(&self, pack: &Pack, scene: &Scene, rule: &Rule, range: &Range<usize>) -> bool {
        // A slot left open is left open in quotes too.
        rule.kind != Kind::Slot
            && (scene.masks.cover(range)
                || pack.masks.iter().any(|&mask| {
                    scene.ranges(self.contexts[usize::from(mask)].covers).cover(range)
                }))
    }

    /// The guards of the rule that hold. A first-person subject directly before cancels all but firm ones.
    fn guards_that_hold(
        &self,
        pack: &Pack,
        scene: &Scene,
        rule: &Rule,
        range: &Range<usize>,
    ) -> impl Iterator<Item = u16> {
        let ends_here = |program: &Program| program.ends_at(scene.folded, range.start);
        let vetoed = pack
            .veto
            .iter()
            .any(|&context| self.contexts[usize::from(context)].left.iter().any(ends_here));
        rule.unless.iter().copied().filter(move |&guard| {
            let context = &self.contexts[usize::from(guard)];
            (!vetoed || context.firm)
                && (context.left.iter().any(ends_here)
                    || context
                        .right
                        .iter()
                        .any(|program| program.starts_at(scene.folded, range.end))
                    || scene.ranges(context.covers).cover(range))
        })
    }

    /// Why a rule finds nothing, in the pack's own names: for authors of packs.
    #[cfg(feature = "toml")]
    pub(crate) fn why_silent(
        &self,
        pack: &Pack,
        original: &str,
        folded: &Folded,
        rule: RuleIndex,
    ) -> Vec<String> {
        let scene = self.scene(original, folded, When::Closed);
        let index = usize::from(rule.0);
        let rule = &pack.rules[index];
        let mut reasons = Vec::new();
        for range in scene.hits(index).iter().map(Hit::range) {
            if self.is_masked(pack, &scene, rule, &range) {
                reasons.push("引号等屏蔽".to_owned());
            }
            let guards = self.guards_that_hold(pack, &scene, rule, &range);
            reasons.extend(guards.map(|guard| pack.contexts[usize::from(guard)].name.clone()));
            if scene.has_company(rule, &range) {
                reasons.push("company".to_owned());
            }
        }
        reasons.sort_unstable();
        reasons.dedup();
        reasons
    }
}

impl ReadyContext {
    fn new<'p>(pack: &Pack, context: &'p Context, groups: &mut Vec<&'p [Pattern]>) -> Self {
        let beside = |patterns: &[Pattern]| {
            patterns.iter().map(|pattern| Program::new(pack, pattern)).collect()
        };
        groups.extend([context.covers.as_slice(), &context.near]);
        Self {
            firm: context.firm,
            left: beside(&context.left),
            right: beside(&context.right),
            covers: groups.len() - 2,
            near: groups.len() - 1,
        }
    }
}

impl Scene<'_> {
    /// Where the phrases of the rule at `index` match.
    fn hits(&self, index: usize) -> Vec<Hit> {
        self.judge.phrases.hits(self.folded, &self.phrases[index])
    }

    /// Where the patterns of a context's group match.
    fn ranges(&self, group: usize) -> &Ranges {
        self.ranges[group].get_or_init(|| {
            let matcher = &self.judge.surroundings;
            let anchored = self.surroundings.get_or_init(|| matcher.scan(self.folded));
            let hits = matcher.hits(self.folded, &anchored[group]);
            Ranges::by_start(hits.iter().map(Hit::range).collect())
        })
    }

    /// Whether any of a rule's companions stands in its window around `range`.
    pub(crate) fn has_company(&self, rule: &Rule, range: &Range<usize>) -> bool {
        use crate::pack::model::Window;
        let Some(company) = &rule.company else { return false };
        let window = match company.within {
            Window::Sentence => crate::text::sections::sentence(self.folded, range),
            Window::Message | Window::Next(_) => 0..self.folded.len(),
        };
        // Words that are part of the match itself are no company: 窗口办不了 names no 窗口 to go to.
        let before = window.start..range.start;
        let after = range.end..window.end;
        company.any.iter().any(|&context| {
            let near = self.ranges(self.judge.contexts[usize::from(context)].near);
            near.any_within(&before) || near.any_within(&after)
        })
    }
}

/// The first of overlapping candidates, and the longest of those that start together; they come in that order.
fn leftmost_longest(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
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
