//! What the tests share: the shipped pack, drafts, and findings in short form.
#![allow(dead_code, reason = "each test file uses its own part")]

use liyan_rules::pack::{compile_builtin, read_toml};
use liyan_rules::{Channel, Checker, Conversation, Severity, When};

/// The shipped pack.
pub fn shipped() -> Checker {
    Checker::from_compiled(compile_builtin().expect("the shipped pack is sound")).expect("it loads")
}

/// The shipped pack without the rule that listens: what that says of a few words depends on all around them.
pub fn shipped_phrases() -> Checker {
    let text = "[pack]\nid = 'phrases'\nversion = '0.1.0'\ntitle = 't'\nlicense = 'MIT'\nnotice = 'n'\n\
        extends = 'jilin-window'\n[[override]]\nrule = 'common-tone'\nstage = 'off'\n";
    let loaded = read_toml("phrases.toml", text).unwrap_or_else(|errors| panic!("{errors}"));
    loaded.checker().expect("it loads")
}

/// A checker for one forbid rule with these phrases, and more TOML after the rule's keys.
pub fn with_phrases(phrases: &[&str], more: &str) -> Checker {
    let list = phrases.iter().map(|phrase| format!("'{phrase}'")).collect::<Vec<_>>().join(", ");
    with_rules(&format!(
        "[[rule]]\nid = 'r'\nkind = 'forbid'\ntitle = 't'\ncite = ['art1']\nbasis = 'stated'\nseverity = 'block'\n\
         message = 'm'\nphrases = [{list}]\n{more}"
    ))
}

/// A checker for these rules, with sets and contexts to lean on.
pub fn with_rules(rules: &str) -> Checker {
    read_toml("test.toml", &format!("{HEAD}\n{rules}"))
        .unwrap_or_else(|errors| panic!("{errors}"))
        .checker()
        .expect("it loads")
}

/// The start of a small pack.
pub const HEAD: &str = "\
[pack]
id = 'test'
version = '0.1.0'
title = 't'
license = 'MIT'
notice = 'n'
[source.art1]
label = '第一条'
text = '…'
[set]
you = ['您', '你']
self = ['自己', '自个儿']
";

/// Rule and marked text of every finding at warn or above.
pub fn grave(checker: &Checker, text: &str) -> Vec<(String, String)> {
    found(checker, text, When::Sending, Severity::Warn)
}

/// Rule and marked text of every finding at `least` or above.
pub fn found(checker: &Checker, text: &str, when: When, least: Severity) -> Vec<(String, String)> {
    let report = checker.check(&Conversation::draft(Channel::Chat, text), when);
    report
        .findings
        .iter()
        .filter(|finding| finding.severity >= least)
        .map(|finding| {
            let marked = finding.span.map_or("", |span| span.of(text));
            (checker.rule(finding.rule).id.clone(), marked.to_owned())
        })
        .collect()
}

/// The marked texts alone, as a person is shown them.
pub fn marks(checker: &Checker, text: &str) -> Vec<String> {
    let report = checker.check(&Conversation::draft(Channel::Chat, text), When::Sending);
    let grave = report.shown().into_iter().filter(|finding| finding.severity >= Severity::Warn);
    grave.filter_map(|finding| Some(finding.span?.of(text).to_owned())).collect()
}
