//! Words of a pack, by index. They never change while the pack is open, so each is asked for once.

use wasm_bindgen::prelude::*;

use crate::desk::with_pack;

/// What a pack says of itself: id, version, title, licence, notice, hash, and the languages after them.
#[wasm_bindgen]
pub fn pack(pack: u32) -> Vec<String> {
    with_pack(pack, |checker| {
        let info = checker.pack();
        let own = [&info.id, &info.version, &info.title, &info.license, &info.notice, &info.hash];
        own.into_iter().chain(&info.languages).cloned().collect()
    })
}

/// What a rule says: id, kind, basis, stage, title, message, and the articles after them.
#[wasm_bindgen]
pub fn rule(pack: u32, rule: u32) -> Vec<String> {
    with_pack(pack, |checker| {
        let rule = &checker.rules()[rule as usize];
        let own = [
            &rule.id,
            rule.kind.name(),
            rule.basis.name(),
            rule.stage.name(),
            &rule.title,
            &rule.message,
        ];
        let articles = checker.citations(rule).map(|source| source.id.as_str());
        own.into_iter().chain(articles).map(str::to_owned).collect()
    })
}
