//! From a pack as people write it to a pack as data: every name resolved, every mistake noted.

use toml::de::DeTable;

use super::error::{Log, PackErrors};
use super::example::Examples;
use super::load_rule;
use super::model::{Category, Context, Pack, PackInfo, Piece, Rule, Score, Source, Template};
use super::pattern::Pattern;
use super::phrase::Parser;
use super::reader::{Table, Text, nearest};
use crate::checker::Checker;
use crate::matcher::Program;
use crate::text::FoldTable;

/// A pack read from TOML, with the examples that hold it to its word.
pub struct LoadedPack {
    pub(crate) pack: Pack,
    pub(crate) examples: Vec<Examples>,
    pub(crate) samples: Vec<Sample>,
}

/// A template with every slot filled by its sample.
pub(crate) struct Sample {
    pub name: String,
    pub filled: String,
    /// Slots by name with their samples.
    pub slots: Vec<(String, String)>,
}

impl LoadedPack {
    /// What the pack says of itself, without its hash.
    pub fn info(&self) -> &PackInfo {
        &self.pack.info
    }

    /// The rules.
    pub fn rules(&self) -> &[Rule] {
        &self.pack.rules
    }

    /// `text` with every open slot of a template filled by its sample.
    pub(crate) fn fill_samples(&self, text: &str) -> String {
        let slots = self.samples.iter().flat_map(|sample| &sample.slots);
        slots.fold(text.to_owned(), |text, (slot, sample)| {
            text.replace(&format!("{{{slot}}}"), sample)
        })
    }

    /// The compact form (`.liyan`).
    pub fn compile(&self) -> Vec<u8> {
        super::encode(&self.pack)
    }

    /// A checker for this pack.
    ///
    /// # Errors
    /// If the pack needs a newer engine.
    pub fn checker(&self) -> Result<Checker, super::CompiledError> {
        Checker::from_compiled(&self.compile())
    }
}

/// Names of what can be referred to, in the order of the pack.
pub(super) struct Names {
    pub sources: Vec<String>,
    pub categories: Vec<String>,
    pub contexts: Vec<String>,
    pub templates: Vec<String>,
}

/// Reads a pack. `file` is only for the messages.
///
/// # Errors
/// All mistakes of the file at once, each with its place and what to do.
pub fn read_toml(file: &str, text: &str) -> Result<LoadedPack, PackErrors> {
    let mut log = Log::new(file, text);
    let (document, syntax) = DeTable::parse_recoverable(text);
    for error in &syntax {
        let at = error.span().map_or(0, |span| span.start);
        let message = error.message();
        log.add(
            at,
            format!("这里不合 TOML 的写法（{}）", message.trim()),
            "检查引号、方括号和等号是否成对，键是否写了两次",
        );
    }
    if !syntax.is_empty() {
        log.set_partial();
    }
    let root = Table::new(0, document.into_inner());
    let loaded = read_root(&mut log, root, text);
    log.finish()?;
    Ok(loaded)
}

fn read_root(log: &mut Log, mut root: Table, text: &str) -> LoadedPack {
    let mut head = root.table(log, "pack");
    let info = head.as_mut().map(|table| read_info(log, table)).unwrap_or_default();
    if head.is_none() {
        log.add_missing(0, "缺少 [pack] 一节", "在文件开头写 [pack]，下面写 id、version、title 等");
    }
    let sources = read_sources(log, &mut root);
    let categories = read_categories(log, &mut root);
    let set_lists = root.named_lists(log, "set");
    let set_names: Vec<String> = set_lists.iter().map(|(name, _)| name.text.clone()).collect();
    let table = FoldTable::new();
    let parser = Parser { table: &table, sets: &set_names };
    let mut pack = Pack { info, sources, categories, ..Pack::default() };
    pack.sets =
        set_lists.into_iter().map(|(name, words)| read_set(log, &parser, &name, words)).collect();

    let context_tables = root.named_tables(log, "context");
    let template_tables = root.named_tables(log, "template");
    let names = Names {
        sources: pack.sources.iter().map(|source| source.id.clone()).collect(),
        categories: pack.categories.iter().map(|category| category.id.clone()).collect(),
        contexts: context_tables.iter().map(|(name, _)| name.text.clone()).collect(),
        templates: template_tables.iter().map(|(name, _)| name.text.clone()).collect(),
    };
    for (name, table) in context_tables {
        let context = read_context(log, &parser, &pack, name, table);
        pack.contexts.push(context);
    }
    let mut samples = Vec::new();
    for (name, table) in template_tables {
        let (template, sample) = read_template(log, &name, table);
        pack.templates.push(template);
        samples.push(sample);
    }
    if let Some(mut head) = head {
        pack.masks = contexts_by_name(
            log,
            &mut head,
            "masks",
            &names,
            &pack,
            |context| &context.covers,
            "covers",
        );
        pack.veto = contexts_by_name(
            log,
            &mut head,
            "veto",
            &names,
            &pack,
            |context| &context.left,
            "left",
        );
        head.finish(log);
    }
    let mut examples = Vec::new();
    let rules = root.tables(log, "rule");
    if rules.is_empty() && log.is_empty() {
        log.add_missing(0, "一条规则也没有", "至少写一条 [[rule]]");
    }
    for rule in rules {
        let (rule, example) = load_rule::read(log, &parser, &names, &pack, rule, text);
        pack.rules.push(rule);
        examples.push(example);
    }
    root.finish(log);
    LoadedPack { pack, examples, samples }
}

fn read_info(log: &mut Log, table: &mut Table) -> PackInfo {
    let engine = table.text(log, "engine");
    let engine_at = engine.as_ref().map_or(table.at, |engine| engine.at);
    let engine = engine.map_or_else(|| env!("CARGO_PKG_VERSION").to_owned(), |engine| engine.text);
    let is_version = |text: &str| {
        text.split('.').count() == 3 && text.split('.').all(|part| part.parse::<u32>().is_ok())
    };
    if !is_version(&engine) {
        log.add(engine_at, format!("engine “{engine}” 不是版本号"), "写成 engine = \"0.1.0\"");
    }
    let version = table.required(log, "version");
    if !version.text.is_empty() && !is_version(&version.text) {
        log.add(
            version.at,
            format!("version “{}” 不是版本号", version.text),
            "写成三段数字：version = \"0.1.0\"",
        );
    }
    PackInfo {
        id: table.required(log, "id").text,
        version: version.text,
        title: table.required(log, "title").text,
        languages: table.texts(log, "languages").into_iter().map(|tag| tag.text).collect(),
        license: table.required(log, "license").text,
        engine,
        notice: table.required(log, "notice").text,
        adopted_by: table.text(log, "adopted_by").map(|text| text.text),
        effective_from: table.date(log, "effective_from"),
        score: Score::default(),
        hash: String::new(),
    }
}

fn read_sources(log: &mut Log, root: &mut Table) -> Vec<Source> {
    let mut sources = Vec::new();
    for (name, mut table) in root.named_tables(log, "source") {
        let id = name.text.strip_prefix("art").unwrap_or(&name.text).to_owned();
        let source = Source {
            id,
            label: table.required(log, "label").text,
            text: table.required(log, "text").text,
            unseen: table.text(log, "unseen").map(|why| why.text),
        };
        sources.push(source);
        table.finish(log);
    }
    sources
}

fn read_categories(log: &mut Log, root: &mut Table) -> Vec<Category> {
    let mut categories = Vec::new();
    for (name, mut table) in root.named_tables(log, "category") {
        categories.push(Category { id: name.text, label: table.required(log, "label").text });
        table.finish(log);
    }
    categories
}

fn read_set(log: &mut Log, parser: &Parser, name: &Text, words: Vec<Text>) -> Vec<String> {
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
    // Longest first, so that a reader of the compiled pack sees the word that would be taken.
    folded.sort_by_key(|word| core::cmp::Reverse(word.chars().count()));
    folded
}

fn read_context(
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
        searched(log, parser, pack, texts)
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
) -> Vec<Pattern> {
    patterns(log, parser, texts)
        .into_iter()
        .filter_map(|(pattern, text)| {
            if Program::new(pack, &pattern).is_searchable() {
                return Some(pattern);
            }
            let problem = format!("短语 “{}” 里没有一定出现的词，永远找不到", text.text);
            log.add(text.at, problem, "至少写一个不在 [ ] 里的固定词；词表也可以");
            None
        })
        .collect()
}

/// The contexts that a list of names means; each must have what this use asks for.
pub(super) fn contexts_by_name(
    log: &mut Log,
    table: &mut Table,
    key: &'static str,
    names: &Names,
    pack: &Pack,
    part: impl Fn(&Context) -> &Vec<Pattern>,
    wanted: &str,
) -> Vec<u16> {
    let mut found = Vec::new();
    for name in table.texts(log, key) {
        let Some(index) = index_of(log, &names.contexts, &name, "语境", "context") else {
            continue;
        };
        if part(&pack.contexts[usize::from(index)]).is_empty() {
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

fn read_template(log: &mut Log, name: &Text, mut table: Table) -> (Template, Sample) {
    let text = table.required(log, "text");
    let states_fact = table.flag(log, "states_fact");
    let mut given = Vec::new();
    if let Some(mut samples) = table.table(log, "sample") {
        given = samples.all_texts(log);
    }
    let mut pieces = Vec::new();
    let mut filled = String::new();
    let mut rest = text.text.as_str();
    while let Some((fixed, tail)) = rest.split_once('{') {
        let Some((slot, tail)) = tail.split_once('}') else {
            log.add(text.at, format!("模板 “{}” 里缺少 “}}”", name.text), "空位写成 {材料名称}");
            break;
        };
        push_text(&mut pieces, &mut filled, fixed);
        pieces.push(Piece::Slot(slot.to_owned()));
        match given.iter().find(|(key, _)| key.text == slot) {
            Some((_, sample)) => filled.push_str(&sample.text),
            None => log.add(
                text.at,
                format!("空位 “{slot}” 没有样例"),
                format!("加一行 sample = {{ {slot} = \"…\" }}，自检用它填空"),
            ),
        }
        rest = tail;
    }
    push_text(&mut pieces, &mut filled, rest);
    for (key, _) in &given {
        if !pieces.contains(&Piece::Slot(key.text.clone())) {
            log.add(key.at, format!("模板里没有空位 “{}”", key.text), "样例的名字要和 {空位} 一样");
        }
    }
    table.finish(log);
    let slots = given.into_iter().map(|(slot, sample)| (slot.text, sample.text)).collect();
    (
        Template { pieces, hant: Vec::new(), states_fact },
        Sample { name: name.text.clone(), filled, slots },
    )
}

fn push_text(pieces: &mut Vec<Piece>, filled: &mut String, fixed: &str) {
    if !fixed.is_empty() {
        pieces.push(Piece::Text(fixed.to_owned()));
        filled.push_str(fixed);
    }
}
