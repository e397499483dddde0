//! Other spellings of an example that must be judged alike: Traditional, spaced, with invisible characters.

use std::collections::HashMap;

use super::table::pairs;
use crate::span::ByteSpan;

/// Makes variants of texts.
pub(crate) struct Variants {
    /// For a Simplified character, a Traditional one that folds to it.
    traditional: HashMap<char, char>,
}

/// Ways to spell, by the name that messages give them.
pub(crate) const SPELLINGS: [&str; 4] = ["繁体", "加空格的", "加间隔点的", "夹零宽字符的"];

impl Variants {
    pub(crate) fn new() -> Self {
        let han = |ch: &char| ('\u{4e00}'..='\u{9fff}').contains(ch);
        let mut traditional = HashMap::new();
        for (from, to) in pairs().filter(|(from, to)| han(from) && han(to)) {
            traditional.entry(to).or_insert(from);
        }
        Self { traditional }
    }

    /// A text with marked places in one of [`SPELLINGS`]. Characters are put only between those of a marked place.
    pub(crate) fn spell(
        &self,
        spelling: usize,
        text: &str,
        spans: &[ByteSpan],
    ) -> (String, Vec<ByteSpan>) {
        let traditional = |ch| self.traditional.get(&ch).copied().unwrap_or(ch);
        match spelling {
            0 => rewrite(text, spans, traditional, ""),
            1 => rewrite(text, spans, |ch| ch, " "),
            2 => rewrite(text, spans, |ch| ch, "·"),
            _ => rewrite(text, spans, |ch| ch, "\u{200b}"),
        }
    }
}

fn rewrite(
    text: &str,
    spans: &[ByteSpan],
    spell: impl Fn(char) -> char,
    between: &str,
) -> (String, Vec<ByteSpan>) {
    let mut out = String::new();
    let mut moved = Vec::new();
    let mut at = 0;
    for span in spans {
        out.extend(text[at..span.start()].chars().map(&spell));
        let start = out.len();
        for (index, ch) in span.of(text).chars().enumerate() {
            if index > 0 {
                out.push_str(between);
            }
            out.push(spell(ch));
        }
        moved.push(ByteSpan::new(start, out.len()));
        at = span.end();
    }
    out.extend(text[at..].chars().map(&spell));
    (out, moved)
}
