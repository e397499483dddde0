//! `extends`: finding the packs that another one starts from, and what they hand down.

use super::error::{Log, PackErrors};
use super::load::{FindFile, LoadedPack, read_link};
use super::reader::{Table, Text};

/// Why a pack of a chain could not be read.
pub(super) enum Broken {
    Mistakes(PackErrors),
    /// It extends itself, by way of these.
    Circle(Vec<String>),
}

impl Broken {
    /// For whoever asked for the pack. A circle is noted by the pack that was asked for, so none is left here.
    pub(super) fn into_errors(self) -> PackErrors {
        match self {
            Self::Mistakes(errors) => errors,
            Self::Circle(path) => unreachable!("a circle is told at its first pack: {path:?}"),
        }
    }
}

/// Why there is no parent although one is named.
pub(super) enum NoParent {
    /// It is noted.
    Told,
    /// For the pack at the start of the chain to tell.
    Circle(Vec<String>),
}

/// What has been read so far: one pack on top of the other, each once.
#[derive(Default)]
pub(super) struct Stack {
    loaded: Option<LoadedPack>,
    /// The ids of the packs in it.
    ids: Vec<String>,
}

impl Stack {
    /// Everything read so far, for the next pack to start from.
    pub(super) fn take(&mut self) -> Option<LoadedPack> {
        self.loaded.take()
    }

    /// Puts a pack on top.
    pub(super) fn put(&mut self, loaded: LoadedPack) {
        self.ids.push(loaded.pack.info.id.clone());
        self.loaded = Some(loaded);
    }
}

/// Reads the packs that this one extends, in the order in which it names them. A pack that two of them extend is read once,
/// so they stand on the same sets and contexts.
pub(super) fn parents(
    log: &mut Log,
    head: &mut Table,
    find: &dyn FindFile,
    chain: &[String],
    stack: &mut Stack,
) -> Result<(), NoParent> {
    let mut path = chain.to_vec();
    if path.is_empty() {
        path.push(head.peek("id").unwrap_or_default());
    }
    for wanted in head.text_or_texts(log, "extends") {
        if path.contains(&wanted.text) || !stack.ids.contains(&wanted.text) {
            parent(log, wanted, find, chain, path.clone(), stack)?;
        }
    }
    Ok(())
}

fn parent(
    log: &mut Log,
    wanted: Text,
    find: &dyn FindFile,
    chain: &[String],
    mut path: Vec<String>,
    stack: &mut Stack,
) -> Result<(), NoParent> {
    let is_circle = path.contains(&wanted.text);
    path.push(wanted.text.clone());
    let read = if is_circle {
        Err(Broken::Circle(path))
    } else {
        let Some(found) = find.pack(&wanted.text) else {
            log.add(
                wanted.at,
                format!("找不到上级规则包 “{}”", wanted.text),
                format!(
                    "把 {}.toml 放在同一个文件夹里；随礼言附带的有：{}",
                    wanted.text,
                    super::builtin::builtin_ids().collect::<Vec<_>>().join("、")
                ),
            );
            return Err(NoParent::Told);
        };
        read_link(&found.file, &found.text, find, &path, stack).map(|parent| (found.file, parent))
    };
    match read {
        Ok((_, parent)) if parent.pack.info.id == wanted.text => {
            stack.put(parent);
            Ok(())
        }
        Ok((file, parent)) => {
            log.add(
                wanted.at,
                format!("{file} 里的 id 是 “{}”，不是 “{}”", parent.pack.info.id, wanted.text),
                "extends 要写上级规则包的 id，文件名也要和 id 一样",
            );
            Err(NoParent::Told)
        }
        Err(Broken::Mistakes(errors)) => {
            log.add(
                wanted.at,
                format!("上级规则包 “{}” 有 {} 处错误", wanted.text, errors.count()),
                format!("先改好 {}，错误列在下面", errors.file),
            );
            log.set_parent(errors);
            Err(NoParent::Told)
        }
        Err(Broken::Circle(path)) if chain.is_empty() => {
            log.add(
                wanted.at,
                format!("extends 绕成了一个圈：{}", path.join(" → ")),
                "一个规则包不能以自己为上级；去掉其中一个 extends",
            );
            Err(NoParent::Told)
        }
        Err(Broken::Circle(path)) => Err(NoParent::Circle(path)),
    }
}

/// What a pack starts from. The parent's lines are no lines of this file.
pub(super) fn inherit(mut parent: LoadedPack) -> LoadedPack {
    for examples in &mut parent.examples {
        let cases =
            examples.cases.iter_mut().flat_map(|case| case.ok.iter_mut().chain(&mut case.but));
        for example in examples.bad.iter_mut().chain(&mut examples.good).chain(cases) {
            example.line = 0;
        }
    }
    parent
}
