//! Reading one `[[rule]]`.

use super::choice::{Choices, choice, pick, required_choice};
use super::error::Log;
use super::example::{Example, Examples, GuardCase};
use super::load::FindFile;
use super::load_kind::{
    first_moment, near_contexts, read_company, read_fillers, read_limit, read_place, severity,
};
use super::load_tone;
use super::model::{Action, Channels, FixPlan, Moment, Pack, Rule, Words};
use super::parts::{Names, index_of, searched};
use super::phrase::Parser;
use super::reader::{Table, Text};
use super::template;
use crate::finding::{Basis, Kind, Severity, Stage};

const KINDS: &Choices<Kind> = &[
    ("forbid", Kind::Forbid),
    ("accompany", Kind::Accompany),
    ("contain", Kind::Contain),
    ("limit", Kind::Limit),
    ("slot", Kind::Slot),
    ("empty", Kind::Empty),
];
const BASES: &Choices<Basis> = &[("stated", Basis::Stated), ("inferred", Basis::Inferred)];
pub(super) const STAGES: &Choices<Stage> =
    &[("active", Stage::Active), ("shadow", Stage::Shadow), ("off", Stage::Off)];
const MOMENTS: &Choices<Moment> =
    &[("typing", Moment::Typing), ("sending", Moment::Sending), ("closed", Moment::Closed)];
const ACTIONS: &Choices<Action> = &[
    ("replace_match", Action::ReplaceMatch),
    ("replace_sentence", Action::ReplaceSentence),
    ("insert_start", Action::InsertStart),
    ("insert_end", Action::InsertEnd),
];
const CHANNELS: &Choices<bool> = &[("chat", true), ("letter", false)];

/// Reads one rule and its examples; `inherited` is how many rules are the parent's. What is wrong is noted and replaced
/// by something harmless, so that reading goes on.
#[expect(clippy::too_many_arguments, reason = "what rules are read with, and where they go")]
pub(super) fn read(
    log: &mut Log,
    parser: &Parser,
    names: &Names,
    pack: &Pack,
    inherited: usize,
    find: &dyn FindFile,
    mut table: Table,
    file: &str,
) -> (Rule, Examples) {
    let id = table.required(log, "id");
    match pack.rules.iter().position(|other| !id.text.is_empty() && other.id == id.text) {
        Some(at) if at < inherited => log.add(
            id.at,
            format!("上级规则包里已经有规则 “{}”", id.text),
            format!(
                "要改这条规则，写 [[override]]，下面写 rule = \"{}\"；新规则换一个编号",
                id.text
            ),
        ),
        Some(_) => log.add(
            id.at,
            format!("规则编号 “{}” 已经用过", id.text),
            "换一个没有用过的编号；编号永不重复使用",
        ),
        None => {}
    }
    let kind = required_choice(log, &mut table, "kind", KINDS).unwrap_or(Kind::Forbid);
    let phrases = table.texts(log, "phrases");
    let tone = load_tone::read(log, &mut table, find, pack, kind, phrases.first());
    let listens = tone.is_some();
    check_phrases_fit(log, kind, phrases.first());
    if kind != Kind::Contain && phrases.is_empty() && !listens {
        log.add_missing(id.at, format!("规则 “{}” 没有短语", id.text), "加一行 phrases = [\"…\"]");
    }
    let written = phrases.iter().map(|phrase| phrase.text.clone()).collect();
    let cite: Vec<u16> = read_citations(log, &mut table, names, &id);
    let category = table.text(log, "category");
    let title = table.required(log, "title").text;
    let basis = required_choice(log, &mut table, "basis", BASES).unwrap_or(Basis::Inferred);
    let severity = required_severity(log, &mut table, kind).unwrap_or(Severity::Suggest);
    if listens {
        load_tone::check_fits(log, &id, basis, severity);
    }
    let rule = Rule {
        kind,
        title,
        basis,
        severity,
        stage: choice(log, &mut table, "stage", STAGES).unwrap_or(Stage::Active),
        message: table.required(log, "message").text,
        when: choice(log, &mut table, "when", MOMENTS).unwrap_or(first_moment(kind)),
        channels: read_channels(log, &mut table),
        cite,
        category: category
            .and_then(|name| index_of(log, &names.categories, &name, "类别", "category")),
        phrases: searched(log, parser, pack, phrases)
            .into_iter()
            .map(|(pattern, _)| pattern)
            .collect(),
        tone: tone.flatten(),
        unless: read_guards(log, &mut table, names, pack)
            .into_iter()
            .map(|(guard, _)| guard)
            .collect(),
        company: read_company(log, &mut table, names, pack, kind, id.at),
        after: near_contexts(log, &mut table, "after", names, pack),
        place: read_place(log, &mut table, kind, id.at),
        limit: read_limit(log, &mut table, kind, id.at),
        fillers: read_fillers(log, &mut table, names, pack, kind),
        public_only: table.flag(log, "public"),
        effective_from: table.date(log, "effective_from"),
        scored: table.flag_or(log, "scored", true),
        fixes: table
            .tables(log, "fix")
            .into_iter()
            .filter_map(|fix| read_fix(log, names, fix))
            .collect(),
        id: id.text,
    };
    let mut examples = read_examples(log, &mut table, names, &rule, file);
    examples.phrases = written;
    table.finish(log);
    (rule, examples)
}

/// Notes phrases where the kind has none.
pub(super) fn check_phrases_fit(log: &mut Log, kind: Kind, first: Option<&Text>) {
    if let (Kind::Contain, Some(phrase)) = (kind, first) {
        log.add(
            phrase.at,
            "contain 规则没有 phrases",
            "要有什么，写在语境的 near 里，再写 company = { any = [\"语境\"] }",
        );
    }
}

/// Reads what holds a rule to its word.
pub(super) fn read_examples(
    log: &mut Log,
    table: &mut Table,
    names: &Names,
    rule: &Rule,
    file: &str,
) -> Examples {
    Examples {
        phrases: Vec::new(),
        bad: examples(log, table, "bad", file, true),
        good: examples(log, table, "good", file, false),
        cases: table
            .tables(log, "case")
            .into_iter()
            .filter_map(|case| read_case(log, names, rule, case, file))
            .collect(),
    }
}

fn required_severity(log: &mut Log, table: &mut Table, kind: Kind) -> Option<Severity> {
    let text = table.required(log, "severity");
    if text.text.is_empty() { None } else { severity(log, kind, &text) }
}

fn read_citations(log: &mut Log, table: &mut Table, names: &Names, rule: &Text) -> Vec<u16> {
    let cited = table.texts(log, "cite");
    if cited.is_empty() {
        log.add_missing(
            rule.at,
            format!("规则 “{}” 没有引用条文", rule.text),
            "加一行 cite = [\"art11\"]",
        );
    }
    let names = &names.sources;
    cited.into_iter().filter_map(|name| index_of(log, names, &name, "条文", "source")).collect()
}

pub(super) fn read_guards(
    log: &mut Log,
    table: &mut Table,
    names: &Names,
    pack: &Pack,
) -> Vec<(u16, Text)> {
    let mut guards = Vec::new();
    for name in table.texts(log, "unless") {
        let Some(index) = index_of(log, &names.contexts, &name, "语境", "context") else {
            continue;
        };
        let context = &pack.contexts[usize::from(index)];
        if context.left.is_empty() && context.right.is_empty() && context.covers.is_empty() {
            let hint = format!("给 [context.{}] 加上 left、right 或 covers", name.text);
            log.add(name.at, format!("语境 “{}” 只有 near，不能用作 unless", name.text), hint);
        }
        guards.push((index, name));
    }
    guards
}

fn read_fix(log: &mut Log, names: &Names, mut table: Table) -> Option<FixPlan> {
    let label = table.required(log, "label").text;
    let action = required_choice(log, &mut table, "action", ACTIONS);
    let words = match (table.text(log, "template"), table.text(log, "text")) {
        (Some(name), None) => {
            index_of(log, &names.templates, &name, "模板", "template").map(Words::Template)
        }
        (None, Some(text)) => {
            let hant = table.text(log, "hant");
            if let Some(hant) = hant.as_ref().filter(|hant| hant.text.trim().is_empty()) {
                log.add(hant.at, template::EMPTY_TWIN.0, template::EMPTY_TWIN.1);
            }
            Some(Words::Text(text.text, hant.map(|twin| twin.text)))
        }
        _ => {
            log.add(
                table.at,
                "修改建议要写 template 或 text，二者之一",
                "写成 template = \"模板名\"，或 text = \"换成的字\"",
            );
            None
        }
    };
    table.finish(log);
    Some(FixPlan { label, action: action?, words: words? })
}

fn read_case(
    log: &mut Log,
    names: &Names,
    rule: &Rule,
    mut table: Table,
    file: &str,
) -> Option<GuardCase> {
    let name = table.required(log, "guard");
    let guard = index_of(log, &names.contexts, &name, "语境", "context");
    if guard.is_some_and(|guard| !rule.unless.contains(&guard)) {
        log.add(
            name.at,
            format!("规则 “{}” 的 unless 里没有 “{}”", rule.id, name.text),
            "把它加进 unless，或删去这个 case",
        );
    }
    let ok = examples(log, &mut table, "ok", file, false);
    let but = examples(log, &mut table, "but", file, true);
    table.finish(log);
    Some(GuardCase { guard: guard?, ok, but })
}

fn read_channels(log: &mut Log, table: &mut Table) -> Channels {
    let named = table.texts(log, "channel");
    if named.is_empty() {
        return Channels { chat: true, letter: true };
    }
    let mut channels = Channels { chat: false, letter: false };
    for name in &named {
        match pick(log, "channel", name, CHANNELS) {
            Some(true) => channels.chat = true,
            Some(false) => channels.letter = true,
            None => {}
        }
    }
    channels
}

/// Examples, which either must have marks or must have none.
fn examples(
    log: &mut Log,
    table: &mut Table,
    key: &'static str,
    file: &str,
    with_marks: bool,
) -> Vec<Example> {
    let mut examples = Vec::new();
    for text in table.texts(log, key) {
        match Example::read(&text.text, line(file, text.at)) {
            Err((problem, hint)) => log.add(text.at, problem, hint),
            Ok(example) if with_marks && !example.has_marks() => {
                log.add(text.at, "例句没有用【】标出应当找到的字", "例如：这个我【不知道】。")
            }
            Ok(example) if !with_marks && example.has_marks() => log.add(
                text.at,
                format!("{key} 例句里不应有【】"),
                "这里什么也不该标出；去掉【】，或移到 bad、but 里",
            ),
            Ok(example) => examples.push(example),
        }
    }
    examples
}

fn line(file: &str, at: usize) -> usize {
    file[..at.min(file.len())].matches('\n').count() + 1
}
