//! What is allowed in a pack and yet is probably a mistake.

use super::CompiledError;
use super::example::Example;
use super::load::LoadedPack;
use super::model::{Pack, Rule};
use super::probe::spelled_out;
use super::selftest::alone;
use crate::checker::Checker;
use crate::conversation::{Conversation, When};
use crate::finding::{Kind, RuleIndex, Severity, Stage};
use crate::span::ByteSpan;

/// Something that the author should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The rule or the context; `set` for a word list.
    pub subject: String,
    /// Line of the pack file, from 1; 0 where there is none.
    pub line: usize,
    /// What is odd.
    pub problem: String,
    /// What to do.
    pub hint: String,
}

/// Words one of which a message has that says what to do, not only what is wrong.
const ADVICE: &[&str] =
    &["请", "可以", "改", "换", "写", "说明", "告诉", "加上", "补", "附", "应", "把", "先", "再"];

/// Looks a pack over: what it says itself, not the packs that it extends, whose authors are others. The self-test says
/// what is wrong; this says what is odd.
///
/// # Errors
/// If the pack needs a newer engine.
pub fn run(loaded: &LoadedPack) -> Result<Vec<Remark>, CompiledError> {
    let mut lint = Lint { pack: &loaded.pack, checker: loaded.checker()?, remarks: Vec::new() };
    for (index, rule) in loaded.pack.rules.iter().enumerate().skip(loaded.inherited.rules) {
        if rule.stage == Stage::Off {
            continue;
        }
        let examples = &loaded.examples[index];
        lint.phrases(RuleIndex(index as u16), rule);
        lint.guards(RuleIndex(index as u16), rule);
        lint.overlaps(RuleIndex(index as u16), rule, &examples.bad);
        lint.advice(rule);
    }
    // A pack without rules is there for others to use.
    if !loaded.pack.rules.is_empty() {
        lint.unused(loaded.inherited.contexts, loaded.inherited.sets);
    }
    Ok(lint.remarks)
}

struct Lint<'p> {
    pack: &'p Pack,
    checker: Checker,
    remarks: Vec<Remark>,
}

impl Lint<'_> {
    fn remark(&mut self, subject: &str, line: usize, problem: String, hint: &str) {
        let (subject, hint) = (subject.to_owned(), hint.to_owned());
        self.remarks.push(Remark { subject, line, problem, hint });
    }

    /// Phrases whose every spelling is silenced by the rule's own guards or by masks.
    fn phrases(&mut self, index: RuleIndex, rule: &Rule) {
        let alone = Checker::new(alone(self.pack, index));
        for (place, phrase) in rule.phrases.iter().enumerate() {
            let texts = spelled_out(self.pack, phrase);
            let fires = texts
                .iter()
                .any(|text| alone.fired(index, &draft(rule, text)).contains(&(place as u16)));
            if !fires {
                let reasons = texts
                    .first()
                    .map(|text| alone.why_silent(index, &draft(rule, text)).join("、"))
                    .unwrap_or_default();
                let problem = format!(
                    "第 {} 条短语单独写出来总是不报（{reasons}）：{}",
                    place + 1,
                    texts.first().map_or("", String::as_str)
                );
                self.remark(&rule.id, 0, problem, "看看是哪个语境把它挡住了；真的用不上就删去");
            }
        }
    }

    /// Guards that hide all that a rule could find.
    fn guards(&mut self, index: RuleIndex, rule: &Rule) {
        let texts: Vec<String> =
            rule.phrases.iter().flat_map(|phrase| spelled_out(self.pack, phrase)).collect();
        for &guard in &rule.unless {
            let mut only = alone(self.pack, index);
            only.rules[usize::from(index.0)].unless = vec![guard];
            let only = Checker::new(only);
            let finds = |text: &String| !only.fired(index, &draft(rule, text)).is_empty();
            if !texts.is_empty() && !texts.iter().any(finds) {
                let name = &self.pack.contexts[usize::from(guard)].name;
                let problem = format!("语境 {name} 把这条规则的短语全挡住了");
                self.remark(&rule.id, 0, problem, "把语境的样式写窄一些，或从 unless 里删去它");
            }
        }
    }

    /// Other rules of the same level that mark the same words of an example.
    fn overlaps(&mut self, index: RuleIndex, rule: &Rule, examples: &[Example]) {
        for example in examples {
            let talk = example.conversation(rule.channels.one());
            let findings = self.checker.check(&talk, When::Closed).findings;
            let own: Vec<(usize, ByteSpan)> = findings
                .iter()
                .filter(|finding| finding.rule == index)
                .filter_map(|finding| Some((finding.turn, finding.span?)))
                .collect();
            let clash = findings.iter().find(|finding| {
                // The later of the two rules tells of both.
                finding.rule < index
                    && self.checker.rule(finding.rule).severity == rule.severity
                    && finding.span.is_some_and(|span| own.contains(&(finding.turn, span)))
            });
            if let Some(clash) = clash {
                let other = self.checker.rule(clash.rule).id.clone();
                let problem = format!("和规则 {other} 标出同样的字：{}", example.written);
                let hint = "同样的话只由一条规则管：收窄其中一条的短语，或并成一条";
                self.remark(&rule.id, example.line, problem, hint);
            }
        }
    }

    fn advice(&mut self, rule: &Rule) {
        if !ADVICE.iter().any(|word| rule.message.contains(word)) {
            let problem = format!("说明里没有告诉人怎么改：{}", rule.message);
            self.remark(&rule.id, 0, problem, "补一句怎么做，例如：请写明到哪里办");
        }
        if rule.severity == Severity::Block && rule.fixes.is_empty() && rule.kind != Kind::Slot {
            let hint = "加一节 [[rule.fix]]，给出可以直接用的话";
            self.remark(&rule.id, 0, "须改的规则没有修改建议".into(), hint);
        }
    }

    /// Contexts and sets that nothing refers to, from these on.
    fn unused(&mut self, contexts: usize, sets: usize) {
        let pack = self.pack;
        let rules = &pack.rules;
        let uses_context = |index: u16| {
            let of_rule = |rule: &Rule| {
                let company = rule.company.iter().flat_map(|company| &company.any);
                let lists = rule.unless.iter().chain(&rule.after).chain(&rule.fillers);
                lists.chain(company).any(|&used| used == index)
            };
            pack.masks.contains(&index) || pack.veto.contains(&index) || rules.iter().any(of_rule)
        };
        for (index, context) in pack.contexts.iter().enumerate().skip(contexts) {
            if !uses_context(index as u16) {
                let hint = "用在 unless、company、after、masks 里，或删去";
                self.remark(&context.name, 0, "这个语境没有用到".into(), hint);
            }
        }
        let phrases = rules.iter().flat_map(|rule| &rule.phrases);
        let beside = pack.contexts.iter().flat_map(|context| {
            [&context.left, &context.right, &context.covers, &context.near].into_iter().flatten()
        });
        let mut used = Vec::new();
        phrases.chain(beside).for_each(|pattern| pattern.sets(&mut used));
        for (index, words) in pack.sets.iter().enumerate().skip(sets) {
            if !used.contains(&(index as u16)) {
                let name = words.first().map_or("", String::as_str);
                let problem = format!("含 “{name}” 的词表没有用到");
                self.remark("set", 0, problem, "写进短语里，例如 {词表名}，或删去");
            }
        }
    }
}

/// Contexts and sets of the whole pack that nothing refers to, those of the packs that it extends too.
#[cfg(test)]
pub(super) fn unused(loaded: &LoadedPack) -> Vec<Remark> {
    let checker = loaded.checker().expect("this engine");
    let mut lint = Lint { pack: &loaded.pack, checker, remarks: Vec::new() };
    lint.unused(0, 0);
    lint.remarks
}

/// A draft of which all is known that a rule may wait for: nothing comes after it, and anybody may read it.
fn draft(rule: &Rule, text: &str) -> Conversation {
    let draft = Conversation::draft(rule.channels.one(), text);
    Conversation { closes: Some(true), public: Some(true), ..draft }
}
