//! `liyan pack …`: the commands for people who write packs.
//!
//! Each verb has a module; what is the same for all is here.

mod arguments;
mod build;
mod coverage;
mod diff;
mod explain;
pub mod help;
mod lint;
mod lock;
mod new;
mod schema;
mod test;

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use liyan_rules::PackInfo;

use crate::exit::{Exit, complain};
use crate::packs::Refused;
use liyan_audit::words::shown;

pub use arguments::{Verb, parse};
pub use lock::hold;

/// Does what was asked.
pub fn run(verb: &Verb) -> Exit {
    let ended = match verb {
        Verb::Help(text) => Ok(say(text)),
        Verb::New { id, output } => Ok(new::run(id, output)),
        Verb::Test { files, locks, against } => Ok(test::run(files, locks, against.as_deref())),
        Verb::Coverage(file) => coverage::run(file),
        Verb::Explain { rule, pack } => explain::run(rule, pack.as_deref()),
        Verb::Lint(file) => lint::run(file),
        Verb::Diff { old, new } => diff::run(old, new),
        Verb::Lock { file, output } => lock::run(file, output),
        Verb::Build { file, output, locks } => build::run(file, output, locks),
        Verb::Schema => Ok(say(schema::SCHEMA)),
    };
    ended.unwrap_or_else(|refused| tell(&refused))
}

/// Says why a pack was refused.
fn tell(refused: &Refused) -> Exit {
    complain(&refused.problem);
    refused.exit
}

/// Prints a text. What stands in a pack may not steer the terminal.
fn say(text: &str) -> Exit {
    let safe: String = text.chars().map(|ch| if ch == '\n' { ch } else { shown(ch) }).collect();
    match io::stdout().lock().write_all(safe.as_bytes()) {
        Ok(()) => Exit::Clean,
        Err(error) => {
            complain(&format!("结果写不出去：{error}"));
            Exit::NotWritten
        }
    }
}

/// Writes a file whole. A file that is there already is replaced only if it is one of the same kind: a slip in the
/// arguments may not cost anybody the pack that they wrote.
fn write(output: &Path, bytes: &[u8], is_ours: fn(&[u8]) -> bool) -> Exit {
    if output.is_file() && fs::read(output).is_ok_and(|there| !is_ours(&there)) {
        complain(&format!(
            "{} 已经有了，而且是别的文件，没有改动它；用 -o 换个文件名",
            output.display()
        ));
        return Exit::NotWritten;
    }
    match fs::write(output, bytes) {
        Ok(()) => Exit::Clean,
        Err(error) => cannot_write(output, &error),
    }
}

fn cannot_write(output: &Path, error: &io::Error) -> Exit {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件夹".into(),
        io::ErrorKind::PermissionDenied => "没有权限".into(),
        io::ErrorKind::IsADirectory => "这是文件夹，请写文件名".into(),
        _ => error.to_string(),
    };
    complain(&format!("{} 写不了：{why}", output.display()));
    Exit::NotWritten
}

/// The first line of what is told about a pack.
fn heading(info: &PackInfo) -> String {
    format!("规则包 {} {}：{}\n", info.id, info.version, info.title)
}
