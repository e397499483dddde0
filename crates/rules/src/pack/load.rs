//! From a pack as people write it to a pack as data: every name resolved, every mistake noted.

use toml::de::DeTable;

use super::builtin::{builtin, builtin_tone};
use super::error::{Log, PackErrors};
use super::example::Examples;
use super::extend::{self, Broken, NoParent, Stack};
use super::load_rule;
use super::model::{Pack, PackInfo, Rule};
use super::parts::{self, Names};
use super::phrase::Parser;
use super::reader::Table;
use super::syntax;
use super::template::read_template;
use super::{head, overlay, overriding};
use crate::checker::Checker;
use crate::text::FoldTable;

/// A pack read from TOML, with the examples that hold it to its word.
#[derive(Default)]
pub struct LoadedPack {
    pub(crate) pack: Pack,
    /// Names of the sets, by index.
    pub(crate) set_names: Vec<String>,
    pub(crate) examples: Vec<Examples>,
    pub(crate) samples: Vec<Sample>,
    /// How much of it stands in the packs that it extends.
    pub(crate) inherited: Inherited,
}

/// How many rules, contexts and sets a pack has from those that it extends; they come first.
#[derive(Clone, Copy, Default)]
pub(crate) struct Inherited {
    pub rules: usize,
    pub contexts: usize,
    pub sets: usize,
}

/// A template with every slot filled by its sample.
pub(crate) struct Sample {
    pub name: String,
    pub filled: String,
    /// Its twin in Traditional script, filled too.
    pub hant: Option<String>,
    /// Slots by name with their samples.
    pub slots: Vec<(String, String)>,
}

/// A pack file that another one extends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFile {
    /// Its name, for messages.
    pub file: String,
    /// What is in it.
    pub text: String,
}

/// Finds the files that a pack names. A closure will do, which finds packs; tone models are then those that ship.
pub trait FindFile {
    /// The file of the pack with this id.
    fn pack(&self, id: &str) -> Option<PackFile>;

    /// What is in the file of the tone model with this name.
    fn tone(&self, name: &str) -> Option<Vec<u8>> {
        builtin_tone(name)
    }
}

impl<F: Fn(&str) -> Option<PackFile>> FindFile for F {
    fn pack(&self, id: &str) -> Option<PackFile> {
        self(id)
    }
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
    pub fn fill_samples(&self, text: &str) -> String {
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
        Checker::from_compiled(self.compile())
    }
}

/// Reads a pack, which may extend a built-in one. `file` is only for the messages.
///
/// # Errors
/// All mistakes of the file at once, each with its place and what to do.
pub fn read_toml(file: &str, text: &str) -> Result<LoadedPack, PackErrors> {
    read_toml_with(file, text, &builtin)
}

/// Reads a pack; those that it extends are found by `find`.
///
/// # Errors
/// As [`read_toml`]. Mistakes of a pack that it extends come with them, under that file's name.
pub fn read_toml_with(
    file: &str,
    text: &str,
    find: &dyn FindFile,
) -> Result<LoadedPack, PackErrors> {
    read_link(file, text, find, &[], &mut Stack::default()).map_err(Broken::into_errors)
}

/// Reads one pack of a chain. `chain` holds the ids of those that extend it, the first one first, its own last; it is empty
/// for the pack that was asked for. `stack` holds what was read before, on top of which this one is read.
pub(super) fn read_link(
    file: &str,
    text: &str,
    find: &dyn FindFile,
    chain: &[String],
    stack: &mut Stack,
) -> Result<LoadedPack, Broken> {
    let mut log = Log::new(file, text);
    let (document, mistakes) = DeTable::parse_recoverable(text);
    for error in &mistakes {
        let at = error.span().map_or(0, |span| span.start);
        let rest = text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let (problem, hint) = syntax::in_words(error.message().trim(), rest);
        log.add(at, problem, hint);
    }
    if !mistakes.is_empty() {
        log.set_partial();
    }
    let mut root = Table::new(0, document.into_inner());
    let mut head = root.table(&mut log, "pack");
    let parents = match &mut head {
        Some(head) => extend::parents(&mut log, head, find, chain, stack),
        None => Ok(()),
    };
    let loaded = match parents {
        Ok(()) => Some(read_root(&mut log, root, head, text, find, stack.take())),
        // Without its parent every name of this pack would be unknown: one clear mistake instead.
        Err(NoParent::Told) => None,
        Err(NoParent::Circle(path)) => return Err(Broken::Circle(path)),
    };
    match (log.finish(), loaded) {
        (Ok(()), Some(loaded)) => Ok(loaded),
        (Err(errors), _) => Err(Broken::Mistakes(errors)),
        (Ok(()), None) => unreachable!("a missing parent is a noted mistake"),
    }
}

fn read_root(
    log: &mut Log,
    mut root: Table,
    mut head: Option<Table>,
    text: &str,
    find: &dyn FindFile,
    parent: Option<LoadedPack>,
) -> LoadedPack {
    let extends = parent.is_some();
    let mut loaded = parent.map(extend::inherit).unwrap_or_default();
    let pack = &mut loaded.pack;
    loaded.inherited =
        Inherited { rules: pack.rules.len(), contexts: pack.contexts.len(), sets: pack.sets.len() };
    match &mut head {
        Some(table) => pack.info = head::read_info(log, table, &pack.info),
        None => {
            log.add_missing(
                0,
                "缺少 [pack] 一节",
                "在文件开头写 [pack]，下面写 id、version、title 等",
            );
        }
    }
    pack.info.score = head::read_score(log, &mut root, pack.info.score);
    let mut names = Names::of(&loaded);
    let pack = &mut loaded.pack;
    let (sources, stands_for) = parts::read_sources(log, &mut root, &mut names);
    pack.sources.extend(sources);
    pack.categories.extend(parts::read_categories(log, &mut root, &mut names));
    let mut add = overlay::additions(log, &mut root, extends);

    let table = FoldTable::new();
    let lists = root.named_lists(log, "set");
    let lists = parts::new_ones(log, lists, &mut loaded.set_names, "词表", |name| {
        format!("要加词，写在 [add.set] 下面：{name} = [\"…\"]；要另立一个词表，换一个名字")
    });
    let parser = Parser { table: &table, sets: &loaded.set_names };
    for (name, words) in lists {
        pack.sets.push(parts::read_set(log, &parser, &name, words));
    }
    overlay::add_words(log, &mut add, &parser, &mut pack.sets[..loaded.inherited.sets]);

    let tables = root.named_tables(log, "context");
    let tables = parts::new_ones(log, tables, &mut names.contexts, "语境", |name| {
        format!("要加样式，写 [add.context.{name}]；要另立一个语境，换一个名字")
    });
    overlay::add_patterns(log, &mut add, &parser, &names.contexts, pack);
    for (name, table) in tables {
        let context = parts::read_context(log, &parser, pack, name, table);
        pack.contexts.push(context);
    }
    let tables = root.named_tables(log, "template");
    let tables = parts::new_ones(log, tables, &mut names.templates, "模板", |name| {
        format!("“{name}” 可以直接用；措辞不同的，换一个名字")
    });
    for (name, table) in tables {
        let (template, sample) = read_template(log, &parser, &name, table);
        pack.templates.push(template);
        loaded.samples.push(sample);
    }
    if let Some(mut head) = head {
        parts::read_masks_and_veto(log, &mut head, &names, pack);
        head.finish(log);
    }
    if let Some(add) = add {
        add.finish(log);
    }
    overriding::overrides(
        log,
        &mut root,
        &parser,
        &names,
        pack,
        &mut loaded.examples,
        text,
        extends,
    );
    let rules = root.tables(log, "rule");
    // A pack of contexts and word lists has none, and is there for others to extend.
    if rules.is_empty() && !extends && pack.contexts.is_empty() && log.is_empty() {
        log.add_missing(0, "一条规则也没有", "至少写一条 [[rule]]");
    }
    let inherited = loaded.inherited.rules;
    for rule in rules {
        let (rule, example) =
            load_rule::read(log, &parser, &names, pack, inherited, find, rule, text);
        pack.rules.push(rule);
        loaded.examples.push(example);
    }
    if !stands_for.is_empty() {
        parts::put_in_place(pack, &stands_for);
    }
    root.finish(log);
    loaded
}
