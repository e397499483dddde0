//! The page about one rule: headings, and indented lines under each.

use liyan_rules::PackInfo;
use liyan_rules::pack::Example;
use liyan_rules::pack::explain::{Explanation, Guard, Mending};

use super::super::heading;
use super::sentences as say;

/// The whole page.
pub fn page(pack: &PackInfo, explanation: &Explanation) -> String {
    let rule = explanation.rule;
    let mut page = Page { text: format!("{}（{}）\n{}", rule.title, rule.id, heading(pack)) };
    page.section("管什么", say::duty(explanation));
    page.section("有多重", say::weight(explanation));
    page.section("什么时候看", say::moments(explanation));
    page.section("依据", grounds(explanation));
    page.section("找哪些字眼", phrases(explanation));
    page.section("提示的话", vec![rule.message.clone()]);
    page.section("可以改成", explanation.fixes.iter().flat_map(mending).collect());
    page.section("什么时候不算", guards(explanation));
    let bad = &explanation.examples.bad;
    page.section(&format!("要标出的例句（{}）", say::marks(bad)), written(bad));
    page.section("不标的例句", written(&explanation.examples.good));
    page.text
}

struct Page {
    text: String,
}

impl Page {
    /// A heading with its lines; nothing where there are none.
    fn section(&mut self, heading: &str, lines: Vec<String>) {
        if !lines.is_empty() {
            self.text += &format!("\n{heading}\n");
        }
        for line in lines.iter().flat_map(|line| line.lines()) {
            self.text += &format!("    {line}\n");
        }
    }
}

fn grounds(explanation: &Explanation) -> Vec<String> {
    let mut lines = vec![say::basis(explanation.rule.basis).to_owned()];
    let articles = explanation.articles.iter();
    lines.extend(articles.map(|article| format!("{}：{}", article.label, article.text)));
    lines
}

fn phrases(explanation: &Explanation) -> Vec<String> {
    if let Some(model) = explanation.rule.tone() {
        return say::listening(model);
    }
    let mut lines = explanation.phrases.to_vec();
    let notes = say::notation(explanation.phrases);
    let lists = explanation.lists.iter();
    let lists = lists.map(|list| format!("{{{}}}：{}", list.name, list.words.join("、")));
    let notes: Vec<String> = lists.chain(notes).collect();
    if !notes.is_empty() {
        lines.push("其中：".into());
        lines.extend(notes.iter().map(|note| format!("  {note}")));
    }
    lines
}

fn mending(mending: &Mending) -> Vec<String> {
    let check = if mending.states_fact { "，确认属实再用" } else { "" };
    let mut lines = vec![format!("{}（{}{check}）", mending.label, say::action(mending.action))];
    lines.extend(mending.wording.lines().map(|line| format!("  {line}")));
    if let Some(hant) = mending.hant.as_ref().filter(|hant| **hant != mending.wording) {
        lines.extend(hant.lines().map(|line| format!("  {line}（繁体）")));
    }
    lines
}

fn guards(explanation: &Explanation) -> Vec<String> {
    let mut lines: Vec<String> = explanation.guards.iter().flat_map(guard).collect();
    if !lines.is_empty() {
        lines.extend(explanation.veto.iter().map(|why| format!("但下面这样还是要标：{why}。")));
    }
    lines
}

fn guard(guard: &Guard) -> Vec<String> {
    let firm = if guard.firm { "，主语是“我”也不算" } else { "" };
    let mut lines = vec![format!("{}（{}{firm}）", guard.why, guard.name)];
    let cases = |name: &str, examples: &[&Example]| -> Vec<String> {
        let each = examples.iter().flat_map(|example| indented(name, &example.written));
        each.collect()
    };
    lines.extend(cases("不标：", &guard.ok));
    lines.extend(cases("仍标：", &guard.but));
    lines
}

/// An example under its name; a conversation keeps its lines.
fn indented(name: &str, written: &str) -> Vec<String> {
    let written = written.trim();
    if written.contains('\n') {
        let said = written.lines().map(|line| format!("    {line}"));
        return [format!("  {name}")].into_iter().chain(said).collect();
    }
    vec![format!("  {name}{written}")]
}

/// Examples as they stand in the pack; conversations are set apart by a dash.
fn written(examples: &[Example]) -> Vec<String> {
    let lines = |example: &Example| -> Vec<String> {
        let mut lines = example.written.trim().lines();
        let first = lines.next().map(|line| format!("· {line}"));
        first.into_iter().chain(lines.map(|line| format!("  {line}"))).collect()
    };
    examples.iter().flat_map(lines).collect()
}
