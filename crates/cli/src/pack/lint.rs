//! `liyan pack lint`: what is allowed in a pack and yet is probably a mistake.

use std::path::Path;

use liyan_rules::pack::lint;

use super::say;
use crate::exit::Exit;
use crate::packs::{self, Refused};

/// Prints what the author should look at.
///
/// # Errors
/// If the pack can not be read.
pub fn run(file: &Path) -> Result<Exit, Refused> {
    let loaded = packs::read(file)?;
    let name = file.display();
    let remarks = lint::run(&loaded).map_err(|error| Refused::bad(format!("{name}：{error}")))?;
    let mut text = String::new();
    for remark in &remarks {
        let place = match remark.line {
            0 => name.to_string(),
            line => format!("{name}:{line}"),
        };
        text += &format!("{place}  {}：{}\n", remark.subject, remark.problem);
        text += &format!("    怎么改：{}\n", remark.hint);
    }
    text += &match remarks.len() {
        0 => format!("{name}：没有要留意的地方。\n"),
        count => format!("{name}：{count} 处请看一看。\n"),
    };
    Ok(say(&text).or(if remarks.is_empty() { Exit::Clean } else { Exit::Findings }))
}
