//! `liyan pack explain`: one rule in plain words, for those who decide what a clerk may say.

mod page;
mod sentences;

use std::path::Path;

use liyan_rules::pack::LoadedPack;
use liyan_rules::pack::explain::{nearest_rules, rule};

use super::say;
use crate::exit::{Exit, complain};
use crate::packs::{self, Refused};

/// Prints all about the rule `id`.
///
/// # Errors
/// If the pack can not be read.
pub fn run(id: &str, pack: Option<&Path>) -> Result<Exit, Refused> {
    let loaded = pack.map_or_else(packs::built_in, packs::read)?;
    Ok(match rule(&loaded, id) {
        Some(explanation) => say(&page::page(loaded.info(), &explanation)),
        None => {
            complain(&unknown(&loaded, id));
            Exit::Usage
        }
    })
}

fn unknown(loaded: &LoadedPack, id: &str) -> String {
    let pack = &loaded.info().id;
    let near = nearest_rules(loaded, id);
    let hint = match near.is_empty() {
        true => "全部规则可以用 liyan pack coverage 列出".to_owned(),
        false => format!("是不是想写 {}？", near.join(" 或 ")),
    };
    format!("规则包 {pack} 里没有规则 “{id}”；{hint}")
}
