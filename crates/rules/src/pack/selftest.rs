//! The pack's own test: every example holds, every phrase and every word can fire, every guard earns its place.
//!
//! A rule that silently never fires is worse than none. So the examples are not decoration: they are run, in the
//! spelling of the file and in Traditional, spaced and zero-width variants.

use super::CompiledError;
use super::example::{Example, Examples};
use super::load::LoadedPack;
use super::model::{Context, Pack, Rule};
use super::probe::spelled_out;
use crate::checker::Checker;
use crate::conversation::{Channel, Conversation, When};
use crate::finding::{RuleIndex, Stage};
use crate::matcher::{Matcher, Sets};
use crate::span::ByteSpan;
use crate::text::{FoldTable, Folded, SPELLINGS, Variants};

/// What the self-test counted and what failed.
#[derive(Debug, Clone, Default)]
pub struct SelfTest {
    /// Rules tested.
    pub rules: usize,
    /// Phrases of those rules.
    pub phrases: usize,
    /// Uses of a guard by a rule.
    pub guards: usize,
    /// Examples of all kinds.
    pub examples: usize,
    /// Single things asserted, variants included.
    pub checks: usize,
    /// What did not hold.
    pub failures: Vec<Failure>,
}

/// One thing that did not hold.
#[derive(Debug, Clone)]
pub struct Failure {
    /// The rule, or the template.
    pub subject: String,
    /// Line of the pack file, from 1; 0 where the failure has no line.
    pub line: usize,
    /// What should have been and what was.
    pub problem: String,
}

/// Runs the self-test.
///
/// # Errors
/// If the pack can not be loaded at all.
pub fn run(loaded: &LoadedPack) -> Result<SelfTest, CompiledError> {
    // Examples are of all times; from when a pack is in force says nothing about its rules.
    let mut timeless = loaded.pack.clone();
    timeless.info.effective_from = None;
    loaded.checker()?;
    let pack = timeless.clone();
    let mut runner = Runner {
        checker: Checker::new(timeless),
        alone: Checker::new(Pack::default()),
        pack: &pack,
        table: FoldTable::new(),
        variants: Variants::new(),
        result: SelfTest::default(),
    };
    for (index, (rule, examples)) in loaded.pack.rules.iter().zip(&loaded.examples).enumerate() {
        if rule.stage == Stage::Off {
            continue;
        }
        let index = RuleIndex(index as u16);
        runner.alone = Checker::new(alone(&pack, index));
        runner.result.rules += 1;
        runner.examples(index, rule, examples);
        runner.guards(index, rule, examples);
        runner.phrases(index, rule, examples);
        runner.fixes(loaded, index, rule, examples);
    }
    for sample in &loaded.samples {
        for filled in core::iter::once(&sample.filled).chain(&sample.hant) {
            runner.template(&sample.name, filled);
        }
    }
    Ok(runner.result)
}

struct Runner<'p> {
    /// The whole pack.
    checker: Checker,
    /// The rule that is being tested, with nothing else to search for: most of what is asked is of it alone.
    alone: Checker,
    pack: &'p Pack,
    table: FoldTable,
    variants: Variants,
    result: SelfTest,
}

impl Runner<'_> {
    fn expect(
        &mut self,
        holds: bool,
        subject: &str,
        line: usize,
        problem: impl FnOnce() -> String,
    ) {
        self.result.checks += 1;
        if !holds {
            let failure = Failure { subject: subject.to_owned(), line, problem: problem() };
            self.result.failures.push(failure);
        }
    }

    fn examples(&mut self, index: RuleIndex, rule: &Rule, examples: &Examples) {
        self.result.examples += examples.bad.len() + examples.good.len();
        self.expect(!examples.bad.is_empty(), &rule.id, 0, || "没有 bad 例句".into());
        self.expect(!examples.good.is_empty(), &rule.id, 0, || "没有 good 例句".into());
        for bad in &examples.bad {
            self.found(index, rule, bad, "bad");
            let report = self.alone.check(&conversation(rule, bad), When::Closed);
            let eased = report
                .findings
                .iter()
                .any(|found| found.rule == index && found.severity != rule.severity);
            self.expect(!eased, &rule.id, bad.line, || {
                format!("bad 例句被 company 减轻了：{}", bad.written)
            });
            for (spelling, name) in SPELLINGS.iter().enumerate() {
                let variant = self.spelled(bad, spelling);
                self.found(index, rule, &variant, name);
            }
        }
        for good in &examples.good {
            self.silent(index, rule, good, "good");
        }
    }

    fn spelled(&self, example: &Example, spelling: usize) -> Example {
        let mut spelled = example.clone();
        for turn in &mut spelled.turns {
            (turn.turn.text, turn.marks) =
                self.variants.spell(spelling, &turn.turn.text, &turn.marks);
        }
        spelled
    }

    fn guards(&mut self, index: RuleIndex, rule: &Rule, examples: &Examples) {
        for &guard in &rule.unless {
            self.result.guards += 1;
            let name = self.pack.contexts[usize::from(guard)].name.clone();
            let cases = || examples.cases.iter().filter(|case| case.guard == guard);
            let shown =
                cases().any(|case| !case.ok.is_empty()) && cases().any(|case| !case.but.is_empty());
            self.expect(shown, &rule.id, 0, || format!("语境 {name} 没有 ok 和 but 例句"));
            let without = without_guard(self.pack, index, guard);
            for case in cases() {
                self.result.examples += case.ok.len() + case.but.len();
                for ok in &case.ok {
                    self.silent(index, rule, ok, "ok");
                    let draft = conversation(rule, ok);
                    let found = !places(&without, index, &draft).is_empty();
                    self.expect(found, &rule.id, ok.line, || {
                        let others = without.why_silent(index, &draft).join("、");
                        format!(
                            "ok 例句没有 {name} 也不会被标出（{others}），说明不了它的用处：{}",
                            ok.written
                        )
                    });
                }
                for but in &case.but {
                    self.found(index, rule, but, "but");
                }
            }
        }
    }

    fn phrases(&mut self, index: RuleIndex, rule: &Rule, examples: &Examples) {
        let marked = examples.bad.iter().chain(examples.cases.iter().flat_map(|case| &case.but));
        let fired: Vec<u16> = marked
            .flat_map(|example| self.alone.fired(index, &conversation(rule, example)))
            .collect();
        let sets = Sets::new(self.pack);
        for (place, pattern) in rule.phrases.iter().enumerate() {
            self.result.phrases += 1;
            let shown = fired.contains(&(place as u16));
            self.expect(shown, &rule.id, 0, || {
                format!("第 {} 条短语没有被任何例句用到", place + 1)
            });
            let matcher = Matcher::new(&sets, &[core::slice::from_ref(pattern)]);
            for text in spelled_out(self.pack, pattern) {
                let folded = Folded::new(&self.table, &text);
                let found = !matcher.hits(&folded, &matcher.scan(&folded)[0]).is_empty();
                self.expect(found, &rule.id, 0, || {
                    format!("第 {} 条短语找不到 “{text}”", place + 1)
                });
            }
        }
    }

    /// A fix, its slots filled, leaves fewer findings of the rule's level or above than there were.
    fn fixes(&mut self, loaded: &LoadedPack, index: RuleIndex, rule: &Rule, examples: &Examples) {
        for bad in &examples.bad {
            let before = conversation(rule, bad);
            let report = self.checker.check(&before, When::Closed);
            let grave = |report: &crate::Report| {
                report.findings.iter().filter(|finding| finding.severity >= rule.severity).count()
            };
            let Some(finding) = report.findings.iter().find(|finding| finding.rule == index) else {
                continue;
            };
            for fix in self.checker.fixes(&before, finding) {
                let mut after = before.clone();
                let text = &mut after.turns[finding.turn].text;
                *text = loaded.fill_samples(&fix.apply(text));
                let left = grave(&self.checker.check(&after, When::Closed));
                self.expect(left < grave(&report), &rule.id, bad.line, || {
                    let after = &after.turns[finding.turn].text;
                    format!("修改建议“{}”改完仍有同级问题：{after}", fix.label)
                });
            }
        }
    }

    fn template(&mut self, name: &str, filled: &str) {
        for channel in [Channel::Chat, Channel::Letter] {
            let report = self.checker.check(&Conversation::draft(channel, filled), When::Sending);
            let rule =
                report.findings.first().map(|finding| self.checker.rule(finding.rule).id.clone());
            self.expect(rule.is_none(), name, 0, || {
                format!("模板填好后被规则 {} 标出：{filled}", rule.unwrap_or_default())
            });
        }
    }

    fn found(&mut self, index: RuleIndex, rule: &Rule, example: &Example, kind: &str) {
        let draft = conversation(rule, example);
        let found = places(&self.alone, index, &draft);
        let holds = found == example.marks();
        let words = |&(turn, span): &(usize, Option<ByteSpan>)| match span {
            Some(span) => span.of(&draft.turns[turn].text).to_owned(),
            None => format!("第 {} 条整条", turn + 1),
        };
        let problem = if holds {
            String::new()
        } else if found.is_empty() {
            let reasons = self.alone.why_silent(index, &draft).join("、");
            format!("{kind} 例句什么也没标出（{reasons}）：{}", example.written)
        } else {
            let words: Vec<String> = found.iter().map(words).collect();
            format!("{kind} 例句标出的是 {}：{}", words.join("、"), example.written)
        };
        self.expect(holds, &rule.id, example.line, || problem);
    }

    fn silent(&mut self, index: RuleIndex, rule: &Rule, example: &Example, kind: &str) {
        let found = places(&self.alone, index, &conversation(rule, example));
        self.expect(found.is_empty(), &rule.id, example.line, || {
            format!("{kind} 例句不应被标出：{}", example.written)
        });
    }
}

/// What an example puts before a rule: on a channel where the rule speaks, with what it waits for known.
fn conversation(rule: &Rule, example: &Example) -> Conversation {
    Conversation {
        public: rule.public_only.then_some(true),
        // One matter, so that a rule's own severity is what is seen.
        matter: Some(String::new()),
        ..example.conversation(rule.channels.one())
    }
}

fn places(
    checker: &Checker,
    index: RuleIndex,
    conversation: &Conversation,
) -> Vec<(usize, Option<ByteSpan>)> {
    let report = checker.check(conversation, When::Closed);
    let all = report.findings.iter().chain(&report.shadow);
    all.filter(|finding| finding.rule == index)
        .map(|finding| (finding.turn, finding.span))
        .collect()
}

/// One rule of a pack, in its place, and what it leans on; the others are there by name and find nothing. Made for every
/// rule and every guard, so nothing is copied that is not needed.
pub(super) fn alone(pack: &Pack, index: RuleIndex) -> Pack {
    let rule = &pack.rules[usize::from(index.0)];
    let company = rule.company.iter().flat_map(|company| &company.any);
    let used: Vec<u16> = [&rule.unless, &rule.after, &rule.fillers, &pack.masks, &pack.veto]
        .into_iter()
        .flatten()
        .chain(company)
        .copied()
        .collect();
    let only = |(at, other): (usize, &Rule)| {
        if at == usize::from(index.0) { rule.clone() } else { other.silenced() }
    };
    let context = |(at, context): (usize, &Context)| match used.contains(&(at as u16)) {
        true => context.clone(),
        false => Context { name: context.name.clone(), ..Context::default() },
    };
    Pack {
        info: pack.info.clone(),
        sources: Vec::new(),
        categories: Vec::new(),
        sets: pack.sets.clone(),
        contexts: pack.contexts.iter().enumerate().map(context).collect(),
        templates: Vec::new(),
        masks: pack.masks.clone(),
        veto: pack.veto.clone(),
        rules: pack.rules.iter().enumerate().map(only).collect(),
    }
}

/// The same rule with one of its guards taken away.
fn without_guard(pack: &Pack, index: RuleIndex, guard: u16) -> Checker {
    let mut pack = alone(pack, index);
    pack.rules[usize::from(index.0)].unless.retain(|&other| other != guard);
    Checker::new(pack)
}
