//! What a pack adds to the one it extends: `[add.set]` and `[add.context.NAME]`.

use super::error::Log;
use super::model::Pack;
use super::parts;
use super::pattern::Pattern;
use super::phrase::Parser;
use super::reader::{Table, Text, nearest};

pub(super) const NO_PARENT: (&str, &str) =
    ("没有上级规则包，这里没有可改的", "先在 [pack] 里写 extends = \"上级规则包的 id\"");

/// The section `[add]`, where there is a parent to add to.
pub(super) fn additions<'d>(
    log: &mut Log,
    root: &mut Table<'d>,
    extends: bool,
) -> Option<Table<'d>> {
    let add = root.table(log, "add")?;
    if extends {
        return Some(add);
    }
    log.add(add.first_at(), NO_PARENT.0, NO_PARENT.1);
    None
}

/// `[add.set]`: more words for sets of the parent.
pub(super) fn add_words(
    log: &mut Log,
    add: &mut Option<Table>,
    parser: &Parser,
    inherited: &mut [Vec<String>],
) {
    let Some(add) = add else { return };
    for (name, words) in add.named_lists(log, "set") {
        let known = &parser.sets[..inherited.len()];
        let Some(index) = parent_index(log, known, parser.sets, &name, "词表", "[set]") else {
            continue;
        };
        if words.is_empty() {
            log.add(
                name.at,
                format!("没有给词表 “{}” 加词", name.text),
                "写上要加的词，或删去这一行",
            );
        }
        let set = &mut inherited[index];
        let before = set.len();
        for word in words {
            match parser.word(&word.text) {
                Ok(folded) => match set.iter().position(|other| *other == folded) {
                    Some(at) => log.add(
                        word.at,
                        match at < before {
                            true => format!("词表 “{}” 里已经有 “{}”", name.text, word.text),
                            false => format!("“{}” 写了两次", word.text),
                        },
                        "删去它（繁简、全半角算同一个词）",
                    ),
                    None => set.push(folded),
                },
                Err(mistake) => log.add(word.at, mistake.problem, mistake.hint),
            }
        }
        parts::sort_words(set);
    }
}

/// `[add.context.NAME]`: more patterns for contexts of the parent.
pub(super) fn add_patterns(
    log: &mut Log,
    add: &mut Option<Table>,
    parser: &Parser,
    all: &[String],
    pack: &mut Pack,
) {
    let Some(add) = add else { return };
    // The pack's own contexts are read after this.
    let names = &all[..pack.contexts.len()];
    for (name, mut table) in add.named_tables(log, "context") {
        let Some(index) = parent_index(log, names, all, &name, "语境", "[context.名称]") else {
            continue;
        };
        let mut given = 0;
        for key in ["left", "right", "covers", "near"] {
            let texts = table.texts(log, key);
            given += texts.len();
            let added = match key {
                "left" | "right" => parts::patterns(log, parser, texts),
                _ => parts::searched(log, parser, pack, texts),
            };
            let context = &mut pack.contexts[index];
            let list = match key {
                "left" => &mut context.left,
                "right" => &mut context.right,
                "covers" => &mut context.covers,
                _ => &mut context.near,
            };
            let owner = format!("语境 “{}”", name.text);
            extend_patterns(log, list, added, &owner);
        }
        if given == 0 {
            log.add(
                name.at,
                format!("没有给语境 “{}” 加样式", name.text),
                "写上 left、right、covers、near 之一，或删去这一节",
            );
        }
        table.finish(log);
    }
}

pub(super) fn extend_patterns(
    log: &mut Log,
    list: &mut Vec<Pattern>,
    added: Vec<(Pattern, Text)>,
    owner: &str,
) {
    for (pattern, text) in added {
        if list.contains(&pattern) {
            log.add(
                text.at,
                format!("{owner} 里已经有 “{}”", text.text),
                "删去它（繁简、全半角算同一条）",
            );
        } else {
            list.push(pattern);
        }
    }
}

/// The place of `name` among what the parent has, or a noted mistake. `own` holds also what this pack has itself.
pub(super) fn parent_index(
    log: &mut Log,
    parents: &[String],
    own: &[String],
    name: &Text,
    what: &str,
    section: &str,
) -> Option<usize> {
    let found = parents.iter().position(|other| *other == name.text);
    if found.is_none() {
        let known: Vec<&str> = parents.iter().map(String::as_str).collect();
        let hint = match nearest(&name.text, &known) {
            _ if own.contains(&name.text) => {
                format!("“{}” 是这个规则包自己的，直接写在 {section} 里", name.text)
            }
            Some(near) => format!("是不是想写 “{near}”？"),
            None => format!("名字要和上级规则包里的一样；新的{what}写在 {section} 里"),
        };
        log.add(name.at, format!("上级规则包里没有叫 “{}” 的{what}", name.text), hint);
    }
    found
}
