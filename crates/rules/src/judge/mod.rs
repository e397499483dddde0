//! Judging a conversation: candidates, masks, veto, guards, conditions, then leftmost-longest within a rule.
//!
//! The order matters. Taking the longest match first would let a guarded match swallow another rule's
//! violation: 没时间管 hides 管你.

mod candidates;
mod ranges;
mod scene;
mod talk;
mod tone;
mod whole;

use core::cmp::Reverse;

use crate::finding::{Finding, Kind, RuleIndex};
use crate::matcher::{Matcher, Program, Sets};
use crate::pack::model::{Context, Pack, Rule};
use crate::pack::pattern::Pattern;
use candidates::{candidates, leftmost_longest};
pub(crate) use scene::Scene;
pub(crate) use talk::Talk;

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

impl Judge {
    #[inline]
    pub(crate) fn new(pack: &Pack) -> Self {
        let phrases: Vec<&[Pattern]> =
            pack.rules.iter().map(|rule| rule.phrases.as_slice()).collect();
        let sets = Sets::new(pack);
        let mut groups = Vec::new();
        let contexts = pack
            .contexts
            .iter()
            .map(|context| ReadyContext::new(&sets, context, &mut groups))
            .collect();
        Self {
            phrases: Matcher::new(&sets, &phrases),
            surroundings: Matcher::new(&sets, &groups),
            contexts,
        }
    }
}

impl ReadyContext {
    #[inline]
    fn new<'p>(sets: &Sets, context: &'p Context, groups: &mut Vec<&'p [Pattern]>) -> Self {
        let beside = |patterns: &[Pattern]| {
            patterns.iter().map(|pattern| Program::new(sets, pattern)).collect()
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

impl Talk<'_> {
    /// All findings, by turn, in reading order.
    #[inline]
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        // Those that listen come last: they are silent about a sentence in which another rule found something.
        for listens in [false, true] {
            for (index, rule) in self.pack.rules.iter().enumerate() {
                if rule.tone.is_some() == listens && self.concerns(rule) {
                    self.findings_of(rule, RuleIndex(index as u16), &mut findings);
                }
            }
        }
        findings.sort_unstable_by_key(|finding| {
            let start = finding.span.map(|span| span.start());
            let end = finding.span.map(|span| span.end());
            (finding.turn, start, Reverse(finding.severity), Reverse(end), Reverse(finding.rule))
        });
        findings
    }

    #[inline]
    fn findings_of(&self, rule: &Rule, index: RuleIndex, findings: &mut Vec<Finding>) {
        match rule.kind {
            Kind::Contain => findings.extend(whole::contain(self, rule, index)),
            Kind::Limit => findings.extend(whole::limit(self, rule, index)),
            Kind::Empty => findings.extend(whole::empty(self, rule, index)),
            Kind::Forbid if rule.tone.is_some() => {
                tone::redeem(self, rule, findings);
                tone::findings(self, rule, index, findings);
            }
            Kind::Forbid | Kind::Accompany | Kind::Slot => {
                for turn in self.judged().filter(|&turn| self.concerns_turn(rule, turn)) {
                    for candidate in leftmost_longest(candidates(self, turn, index)) {
                        let folded = &self.scene(turn).folded;
                        let range = candidate.range;
                        findings.push(Finding {
                            rule: index,
                            phrase: candidate.phrase,
                            severity: candidate.severity,
                            turn,
                            span: Some(folded.original(range.start, range.end)),
                            related: Vec::new(),
                        });
                    }
                }
            }
        }
    }
}

/// For authors of packs.
#[cfg(feature = "toml")]
impl Talk<'_> {
    /// The phrases of one rule that fire, whichever of them is then the longest.
    pub(crate) fn fired(&self, index: RuleIndex) -> Vec<u16> {
        let phrase = |candidate: candidates::Candidate| candidate.phrase;
        self.clerk_turns(self.turns())
            .flat_map(|turn| candidates(self, turn, index).into_iter().map(phrase))
            .collect()
    }

    /// Why a rule finds nothing, in the pack's own names.
    pub(crate) fn why_silent(&self, index: RuleIndex) -> Vec<String> {
        let rule = &self.pack.rules[usize::from(index.0)];
        let mut reasons = Vec::new();
        for turn in self.judged() {
            let scene = self.scene(turn);
            for candidates::Place { range, .. } in candidates::places(self, turn, index) {
                if scene.is_masked(self.pack, rule.kind, &range) {
                    reasons.push("引号等屏蔽".to_owned());
                }
                let guards = candidates::guards_that_hold(self, scene, rule, &range);
                reasons.extend(
                    guards.map(|guard| self.pack.contexts[usize::from(guard)].name.clone()),
                );
                let company = rule.company.as_ref();
                if company.is_some_and(|company| self.may_have_company(company, turn, &range)) {
                    reasons.push("company".to_owned());
                }
            }
        }
        reasons.sort_unstable();
        reasons.dedup();
        reasons
    }
}
