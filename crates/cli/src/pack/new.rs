//! `liyan pack new`: a small, complete pack to start from.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use liyan_rules::pack::builtin;

use super::{cannot_write, say};
use crate::exit::{Exit, complain};

/// The pack as written for every beginner; `{{id}}` and `{{file}}` are filled in.
const BEGINNING: &str = include_str!("../../templates/pack.toml");

/// Writes it; what is there already is never overwritten.
pub fn run(id: &str, output: &Path) -> Exit {
    if builtin(id).is_some() {
        complain(&format!("{id} 是随礼言附带的规则包的编号；换一个编号，要接着它写就用 extends"));
        return Exit::Usage;
    }
    let file = output.display().to_string();
    let text = BEGINNING.replace("{{id}}", id).replace("{{file}}", &file);
    let opened = OpenOptions::new().write(true).create_new(true).open(output);
    match opened.and_then(|mut out| out.write_all(text.as_bytes())) {
        Ok(()) => say(&format!("写好了 {file}。先核对一遍：liyan pack test {file}\n")),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            complain(&format!("{file} 已经有了，没有改动它；用 -o 换个文件名"));
            Exit::NotWritten
        }
        Err(error) => cannot_write(output, &error),
    }
}
