//! `liyan pack lock`: writes down which pack it is, to the last byte, so that it can be held to that later.

use std::path::{Path, PathBuf};

use liyan_rules::PackInfo;
use toml::de::{DeTable, DeValue};

use super::{say, write};
use crate::exit::Exit;
use crate::input;
use crate::packs::{self, Refused};

/// What is locked: one pack, by its content.
#[derive(Debug, PartialEq, Eq)]
struct Lock {
    id: String,
    version: String,
    sha256: String,
    /// The Liyan that wrote the lock.
    engine: String,
}

/// Locks the pack in `file`, written or compiled.
///
/// # Errors
/// If the pack has mistakes; then nothing is written.
pub fn run(file: &Path, output: &Path) -> Result<Exit, Refused> {
    let checker = packs::checker(file)?;
    let lock = Lock::of(checker.pack());
    let is_lock = |there: &[u8]| {
        there.is_empty() || std::str::from_utf8(there).is_ok_and(|text| parse(text).is_some())
    };
    let written = write(output, lock.text().as_bytes(), is_lock);
    if written != Exit::Clean {
        return Ok(written);
    }
    Ok(say(&format!(
        "已锁定 {} {}，写在 {}。\n以后这样核对：liyan check --pack {} --lock {} 文件\n",
        lock.id,
        lock.version,
        output.display(),
        file.display(),
        output.display(),
    )))
}

/// Holds the loaded packs to the locks. Without a lock nothing is held; with one, every pack needs its own.
///
/// # Errors
/// What is locked and what is there.
pub fn hold(packs: &[&PackInfo], locks: &[PathBuf]) -> Result<(), Refused> {
    let mut unlocked: Vec<&PackInfo> = packs.to_vec();
    for file in locks {
        let lock = read(file)?;
        let Some(at) = unlocked.iter().position(|info| info.id == lock.id) else {
            let there: Vec<&str> = packs.iter().map(|info| info.id.as_str()).collect();
            return Err(Refused::bad(format!(
                "{} 锁定的是规则包 {}，这里用的是 {}\n    怎么办：换成 {} 这个规则包，或去掉这个 --lock",
                file.display(),
                lock.id,
                there.join("、"),
                lock.id,
            )));
        };
        lock.compare(unlocked.remove(at), file)?;
    }
    match unlocked.first() {
        Some(info) if !locks.is_empty() => Err(Refused::bad(format!(
            "规则包 {} 没有锁定\n    怎么办：写了 --lock，每个规则包就都要锁定；运行 liyan pack lock 锁定它，再加一个 --lock",
            info.id
        ))),
        _ => Ok(()),
    }
}

impl Lock {
    fn of(info: &PackInfo) -> Self {
        Self {
            id: info.id.clone(),
            version: info.version.clone(),
            sha256: info.hash.clone(),
            engine: env!("CARGO_PKG_VERSION").into(),
        }
    }

    fn text(&self) -> String {
        let Self { id, version, sha256, engine } = self;
        let (id, version) = (quoted(id), quoted(version));
        format!(
            "# 由 liyan pack lock 写成，请不要手改。规则包有意改动之后，重新运行一次即可。\n\
             id = {id}\nversion = {version}\nsha256 = \"{sha256}\"\nengine = \"{engine}\"\n"
        )
    }

    fn compare(&self, there: &PackInfo, file: &Path) -> Result<(), Refused> {
        if self.sha256 == there.hash {
            return Ok(());
        }
        let here = env!("CARGO_PKG_VERSION");
        let advice = if self.engine == here {
            "有意改动的，核对后重新运行 liyan pack lock；不是的，请换回原来的规则包"
        } else {
            "礼言换了版本，内容的编码可能跟着变了；请用锁定时的版本核对，或确认规则包没有改动后重新锁定"
        };
        let told = |id: &str, version: &str, hash: &str, engine: &str| {
            format!("{id} {version}，礼言 {engine}，SHA-256 {hash}")
        };
        Err(Refused::bad(format!(
            "规则包和 {} 锁定的不一样\n    锁定的：{}\n    现在的：{}\n    怎么办：{advice}",
            file.display(),
            told(&self.id, &self.version, &self.sha256, &self.engine),
            told(&there.id, &there.version, &there.hash, here),
        )))
    }
}

fn read(file: &Path) -> Result<Lock, Refused> {
    let text = input::read_text(file)
        .map_err(|problem| Refused::unreadable(format!("{}：{problem}", file.display())))?;
    parse(&text).ok_or_else(|| {
        Refused::bad(format!(
            "{} 不是完整的锁定文件\n    怎么办：重新运行 liyan pack lock",
            file.display()
        ))
    })
}

fn parse(text: &str) -> Option<Lock> {
    let table = DeTable::parse(text).ok()?.into_inner();
    let key = |name: &str| match table.get(name)?.get_ref() {
        DeValue::String(value) => Some(value.to_string()),
        _ => None,
    };
    Some(Lock {
        id: key("id")?,
        version: key("version")?,
        sha256: key("sha256")?,
        engine: key("engine")?,
    })
}

/// A string of TOML: a pack may have any id.
fn quoted(text: &str) -> String {
    let escape = |ch: char| match ch {
        '"' | '\\' => format!("\\{ch}"),
        '\0'..='\x1f' | '\x7f' => format!("\\u{:04X}", ch as u32),
        other => other.to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_read_as_it_was_written_whatever_the_id() {
        for id in ["jilin-window", "带“引号”\"和\\反斜杠", "两\n行\u{7f}"] {
            let lock = Lock {
                id: id.into(),
                version: "1.2.3".into(),
                sha256: "ab".into(),
                engine: "0.1.0".into(),
            };
            assert_eq!(parse(&lock.text()), Some(lock));
        }
        assert_eq!(parse("id = \"a\"\nversion = \"1.0.0\"\nsha256 = \"ab\"\n"), None);
    }
}
