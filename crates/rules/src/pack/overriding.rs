//! What a pack changes in single rules of the one it extends: `[[override]]`.

use super::choice::pick;
use super::error::Log;
use super::example::Examples;
use super::load_kind;
use super::load_rule::{self, STAGES};
use super::load_tone;
use super::model::{Company, Pack, Rule};
use super::overlay::{NO_PARENT, extend_patterns, parent_index};
use super::parts::{self, Names};
use super::phrase::Parser;
use super::reader::{Table, Text};
use crate::finding::Basis;

/// `[[override]]`: changes to rules of the parent.
#[expect(clippy::too_many_arguments, reason = "what rules are read with, and where they go")]
pub(super) fn overrides(
    log: &mut Log,
    root: &mut Table,
    parser: &Parser,
    names: &Names,
    pack: &mut Pack,
    examples: &mut [Examples],
    file: &str,
    extends: bool,
) {
    let mut seen = Vec::new();
    for table in root.tables(log, "override") {
        if !extends {
            log.add(table.at, NO_PARENT.0, NO_PARENT.1);
            return;
        }
        Override { parser, names, file, seen: &mut seen }.read(log, pack, examples, table);
    }
}

struct Override<'o, 'p> {
    parser: &'o Parser<'p>,
    names: &'o Names,
    file: &'o str,
    /// Which rule's severity or stage was changed so far.
    seen: &'o mut Vec<(usize, &'static str)>,
}

impl Override<'_, '_> {
    fn read(
        &mut self,
        log: &mut Log,
        pack: &mut Pack,
        examples: &mut [Examples],
        mut table: Table,
    ) {
        let name = table.required(log, "rule");
        if name.text.is_empty() {
            return;
        }
        let ids: Vec<String> = pack.rules.iter().map(|rule| rule.id.clone()).collect();
        let Some(index) = parent_index(log, &ids, &ids, &name, "规则", "[[rule]]") else {
            return;
        };
        let before = log.count();
        let severity = table.text(log, "severity");
        let stage = table.text(log, "stage");
        let phrases = table.texts(log, "phrases");
        let guards = load_rule::read_guards(log, &mut table, self.names, pack);
        let mut changes =
            severity.is_some() || stage.is_some() || !phrases.is_empty() || !guards.is_empty();

        if let Some(text) = severity
            && self.is_first(log, index, &name, "severity", &text)
            && let Some(severity) = load_kind::severity(log, pack.rules[index].kind, &text)
        {
            differs(log, pack.rules[index].severity != severity, &name, "severity", &text);
            if pack.rules[index].tone.is_some() {
                load_tone::check_fits(log, &name, Basis::Inferred, severity);
            }
            set_severity(&mut pack.rules[index], severity);
        }
        if let Some(text) = stage
            && self.is_first(log, index, &name, "stage", &text)
            && let Some(stage) = pick(log, "stage", &text, STAGES)
        {
            differs(log, pack.rules[index].stage != stage, &name, "stage", &text);
            pack.rules[index].stage = stage;
        }
        load_rule::check_phrases_fit(log, pack.rules[index].kind, phrases.first());
        if pack.rules[index].tone.is_some() {
            load_tone::check_phrases_fit(log, phrases.first());
        }
        let phrases = parts::searched(log, self.parser, pack, phrases);
        let owner = format!("规则 “{}”", name.text);
        examples[index].phrases.extend(phrases.iter().map(|(_, written)| written.text.clone()));
        extend_patterns(log, &mut pack.rules[index].phrases, phrases, &owner);
        let unless = &mut pack.rules[index].unless;
        for (guard, text) in guards {
            if unless.contains(&guard) {
                log.add(
                    text.at,
                    format!("{owner} 的 unless 里已经有 “{}”", text.text),
                    "删去它；要放宽这个语境，写 [add.context]",
                );
            } else {
                unless.push(guard);
            }
        }
        let own =
            load_rule::read_examples(log, &mut table, self.names, &pack.rules[index], self.file);
        changes |= !own.bad.is_empty() || !own.good.is_empty() || !own.cases.is_empty();
        if !changes && log.count() == before {
            log.add(
                name.at,
                format!("没有改动{owner}"),
                "写上 severity、stage、phrases、unless 之一，或删去这一节",
            );
        }
        let examples = &mut examples[index];
        examples.bad.extend(own.bad);
        examples.good.extend(own.good);
        examples.cases.extend(own.cases);
        table.finish(log);
    }

    /// Notes a second change of the same key.
    fn is_first(
        &mut self,
        log: &mut Log,
        index: usize,
        rule: &Text,
        key: &'static str,
        value: &Text,
    ) -> bool {
        if self.seen.contains(&(index, key)) {
            log.add(
                value.at,
                format!("规则 “{}” 的 {key} 改了两次", rule.text),
                "只留一处；同一条规则的改动最好写在一节里",
            );
            return false;
        }
        self.seen.push((index, key));
        true
    }
}

fn differs(log: &mut Log, differs: bool, rule: &Text, key: &str, value: &Text) {
    if !differs {
        log.add(
            value.at,
            format!("规则 “{}” 的 {key} 本来就是 “{}”", rule.text, value.text),
            "删去这一行，或改成别的",
        );
    }
}

/// Company eases and never aggravates: what it leaves is at most the rule's own severity.
fn set_severity(rule: &mut Rule, severity: crate::Severity) {
    rule.severity = severity;
    if let Some(Company { leaves: Some(leaves), .. }) = &mut rule.company {
        *leaves = severity.min(*leaves);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;

    #[test]
    fn what_company_leaves_is_never_graver_than_the_rule() {
        let loaded = super::super::read_toml("shipped", super::super::BUILTIN_TOML)
            .unwrap_or_else(|errors| panic!("{errors}"));
        let eased =
            |rule: &&Rule| rule.company.as_ref().is_some_and(|company| company.leaves.is_some());
        let mut rule = loaded.rules().iter().find(eased).expect("one is eased").clone();
        rule.company.as_mut().expect("it has company").leaves = Some(Severity::Warn);
        set_severity(&mut rule, Severity::Block);
        assert_eq!(rule.company.as_ref().and_then(|company| company.leaves), Some(Severity::Warn));
        set_severity(&mut rule, Severity::Suggest);
        assert_eq!(
            rule.company.as_ref().and_then(|company| company.leaves),
            Some(Severity::Suggest)
        );
    }
}
