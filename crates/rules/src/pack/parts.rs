//! Reading the sections that rules lean on: articles, categories, word lists, contexts; and names made into indices.

use super::error::Log;
use super::load::LoadedPack;
use super::model::{Category, Context, Pack, Source};
use super::pattern::Pattern;
use super::phrase::Parser;
use super::reader::{Table, Text, nearest};
use crate::matcher::{Program, Sets};

/// Names of what can be referred to, in the order of the pack.
pub(super) struct Names {
    /// As sections are named and cited: art11.
    pub sources: Vec<String>,
    pub categories: Vec<String>,
    pub contexts: Vec<String>,
    pub templates: Vec<String>,
}

impl Names {
    /// What a pack has.
    pub(super) fn of(loaded: &LoadedPack) -> Self {
        let pack = &loaded.pack;
        Self {
            sources: pack.sources.iter().map(|source| source_name(&source.id)).collect(),
            categories: pack.categories.iter().map(|category| category.id.clone()).collect(),
            contexts: pack.contexts.iter().map(|context| context.name.clone()).collect(),
            templates: loaded.samples.iter().map(|sample| sample.name.clone()).collect(),
        }
    }
}

/// The number of the article that a section `[source.art11]` holds; other names are their own.
fn source_id(name: &str) -> &str {
    match name.strip_prefix("art") {
        Some(id) if id.starts_with(|ch: char| ch.is_ascii_digit()) => id,
        _ => name,
    }
}

/// The section's name for an article's number.
fn source_name(id: &str) -> String {
    if id.starts_with(|ch: char| ch.is_ascii_digit()) { format!("art{id}") } else { id.to_owned() }
}

/// Those of `named` whose names the parent has not; their names join `known`.
pub(super) fn new_ones<T>(
    log: &mut Log,
    named: Vec<(Text, T)>,
    known: &mut Vec<String>,
    what: &str,
    hint: impl Fn(&str) -> String,
) -> Vec<(Text, T)> {
    let inherited = known.len();
    let mut new = Vec::new();
    for (name, content) in named {
        if known[..inherited].contains(&name.text) {
            let problem = format!("上级规则包里已经有{what} “{}”", name.text);
            log.add(name.at, problem, hint(&name.text));
        } else {
            known.push(name.text.clone());
            new.push((name, content));
        }
    }
    new
}

/// Which articles of the parent an article stands for: the place of the one, then of the other.
pub(super) type StandsFor = (u16, u16);

pub(super) fn read_sources(
    log: &mut Log,
    root: &mut Table,
    names: &mut Names,
) -> (Vec<Source>, Vec<StandsFor>) {
    let mut sources = Vec::new();
    let mut stands_for = Vec::new();
    let inherited = names.sources.len();
    let tables = root.named_tables(log, "source");
    let tables = new_ones(log, tables, &mut names.sources, "条文", |name| {
        format!("直接引用它：cite = [\"{name}\"]；自己的条文换一个名字")
    });
    for (name, mut table) in tables {
        let own = (inherited + sources.len()) as u16;
        for wanted in table.texts(log, "stands_for") {
            let parents = &names.sources[..inherited];
            let parent = index_of(log, parents, &wanted, "上级规则包的条文", "source");
            stands_for.extend(parent.map(|parent| (own, parent)));
        }
        let source = Source {
            id: source_id(&name.text).to_owned(),
            label: table.required(log, "label").text,
            text: table.required(log, "text").text,
            unseen: table.text(log, "unseen").map(|why| why.text),
        };
        sources.push(source);
        table.finish(log);
    }
    (sources, stands_for)
}

/// Puts articles of this pack in the place of those of the parent that they stand for, in every rule's citations, and
/// drops those.
pub(super) fn put_in_place(pack: &mut Pack, stands_for: &[StandsFor]) {
    let is_replaced = |source: u16| stands_for.iter().any(|(_, parent)| *parent == source);
    let kept: Vec<u16> = (0..pack.sources.len() as u16).filter(|&at| !is_replaced(at)).collect();
    for rule in &mut pack.rules {
        let mut cite: Vec<u16> = Vec::new();
        for &cited in &rule.cite {
            let stand_ins = stands_for.iter().filter(|(_, parent)| *parent == cited);
            let own = (!is_replaced(cited)).then_some(cited);
            for source in own.into_iter().chain(stand_ins.map(|(own, _)| *own)) {
                // A replaced article is stood for by one that is kept, so each has a new place.
                let place = kept.iter().position(|&at| at == source).map(|place| place as u16);
                cite.extend(place.filter(|place| !cite.contains(place)));
            }
        }
        rule.cite = cite;
    }
    let mut at = 0..;
    pack.sources.retain(|_| !is_replaced(at.next().unwrap_or_default()));
}

pub(super) fn read_categories(log: &mut Log, root: &mut Table, names: &mut Names) -> Vec<Category> {
    let mut categories = Vec::new();
    let tables = root.named_tables(log, "category");
    let tables = new_ones(log, tables, &mut names.categories, "类别", |name| {
        format!("“{name}” 可以直接用，删去这一节；要另立一类，换一个名字")
    });
    for (name, mut table) in tables {
        categories.push(Category { id: name.text, label: table.required(log, "label").text });
        table.finish(log);
    }
    categories
}

pub(super) fn read_set(
    log: &mut Log,
    parser: &Parser,
    name: &Text,
    words: Vec<Text>,
) -> Vec<String> {
    if words.is_empty() {
        log.add(name.at, format!("词表 “{}” 是空的", name.text), "写上至少一个词，或删去这个词表");
    }
    let mut folded: Vec<String> = Vec::new();
    for word in words {
        match parser.word(&word.text) {
            Ok(text) if folded.contains(&text) => {
                log.add(
                    word.at,
                    format!("词表里 “{}” 写了两次", word.text),
                    "删去一个（繁简、全半角算同一个词）",
                );
            }
            Ok(text) => folded.push(text),
            Err(mistake) => log.add(word.at, mistake.problem, mistake.hint),
        }
    }
    sort_words(&mut folded);
    folded
}

/// Longest first, so that a reader of the compiled pack sees the word that would be taken.
pub(super) fn sort_words(folded: &mut [String]) {
    folded.sort_by_key(|word| core::cmp::Reverse(word.chars().count()));
}

pub(super) fn read_context(
    log: &mut Log,
    parser: &Parser,
    pack: &Pack,
    name: Text,
    mut table: Table,
) -> Context {
    let why = table.required(log, "why").text;
    let mut beside = |log: &mut Log, key| {
        let texts = table.texts(log, key);
        patterns(log, parser, texts).into_iter().map(|(pattern, _)| pattern).collect()
    };
    let (left, right) = (beside(log, "left"), beside(log, "right"));
    let mut anywhere = |log: &mut Log, key| {
        let texts = table.texts(log, key);
        searched(log, parser, pack, texts).into_iter().map(|(pattern, _)| pattern).collect()
    };
    let (covers, near) = (anywhere(log, "covers"), anywhere(log, "near"));
    let context =
        Context { name: name.text, why, firm: table.flag(log, "firm"), left, right, covers, near };
    if [&context.left, &context.right, &context.covers, &context.near]
        .iter()
        .all(|list| list.is_empty())
    {
        log.add(
            name.at,
            format!("语境 “{}” 没有写任何样式", context.name),
            "至少写 left、right、covers、near 之一",
        );
    }
    table.finish(log);
    context
}

/// Phrases with their places.
pub(super) fn patterns(log: &mut Log, parser: &Parser, texts: Vec<Text>) -> Vec<(Pattern, Text)> {
    let mut list: Vec<(Pattern, Text)> = Vec::new();
    for text in texts {
        match parser.parse(&text.text) {
            Ok(pattern) if list.iter().any(|(other, _)| *other == pattern) => {
                log.add(
                    text.at,
                    format!("短语 “{}” 写了两次", text.text),
                    "删去一个（繁简、全半角算同一条）",
                );
            }
            Ok(pattern) => list.push((pattern, text)),
            Err(mistake) => {
                log.add(text.at, format!("短语 “{}”：{}", text.text, mistake.problem), mistake.hint)
            }
        }
    }
    list
}

/// Phrases that are searched for, and so need fixed words.
pub(super) fn searched(
    log: &mut Log,
    parser: &Parser,
    pack: &Pack,
    texts: Vec<Text>,
) -> Vec<(Pattern, Text)> {
    let sets = Sets::new(pack);
    patterns(log, parser, texts)
        .into_iter()
        .filter_map(|(pattern, text)| {
            if Program::new(&sets, &pattern).is_searchable() {
                return Some((pattern, text));
            }
            let problem = format!("短语 “{}” 里没有一定出现的词，永远找不到", text.text);
            log.add(text.at, problem, "至少写一个不在 [ ] 里的固定词；词表也可以");
            None
        })
        .collect()
}

/// The keys `masks` and `veto` of `[pack]`, added to those of the parent.
pub(super) fn read_masks_and_veto(log: &mut Log, head: &mut Table, names: &Names, pack: &mut Pack) {
    let covers = |context: &Context| !context.covers.is_empty();
    let left = |context: &Context| !context.left.is_empty();
    let masks = contexts_by_name(log, head, "masks", names, pack, covers, "covers");
    let veto = contexts_by_name(log, head, "veto", names, pack, left, "left");
    for (list, more) in [(&mut pack.masks, masks), (&mut pack.veto, veto)] {
        for context in more {
            if !list.contains(&context) {
                list.push(context);
            }
        }
    }
}

/// The contexts that a list of names means; each must have what this use asks for.
pub(super) fn contexts_by_name(
    log: &mut Log,
    table: &mut Table,
    key: &'static str,
    names: &Names,
    pack: &Pack,
    has_part: impl Fn(&Context) -> bool,
    wanted: &str,
) -> Vec<u16> {
    let mut found = Vec::new();
    for name in table.texts(log, key) {
        let Some(index) = index_of(log, &names.contexts, &name, "语境", "context") else {
            continue;
        };
        if !has_part(&pack.contexts[usize::from(index)]) {
            log.add(
                name.at,
                format!("语境 “{}” 没有写 {wanted}，用在这里不起作用", name.text),
                format!("给 [context.{}] 加上 {wanted} = [\"…\"]", name.text),
            );
        }
        found.push(index);
    }
    found
}

/// The place of `name` among `known`, or a noted mistake.
pub(super) fn index_of(
    log: &mut Log,
    known: &[String],
    name: &Text,
    what: &str,
    section: &str,
) -> Option<u16> {
    if let Some(index) = known.iter().position(|other| *other == name.text) {
        return Some(index as u16);
    }
    let list: Vec<&str> = known.iter().map(String::as_str).collect();
    let hint = match nearest(&name.text, &list) {
        Some(near) => format!("是不是想写 “{near}”？"),
        None => format!("先写一节 [{section}.{}]", name.text),
    };
    log.add(name.at, format!("没有叫 “{}” 的{what}", name.text), hint);
    None
}
