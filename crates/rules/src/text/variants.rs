//! Other spellings of an example that must be judged alike: Traditional, spaced, with invisible characters.

use std::collections::HashMap;

use super::table::pairs;
use crate::span::ByteSpan;

/// Makes variants of texts.
pub(crate) struct Variants {
    /// For a Simplified character, a Traditional one that folds to it.
    traditional: HashMap<char, char>,
}

/// A name for messages, the text, and where the marked places are in it.
pub(crate) type Variant = (&'static str, String, Vec<ByteSpan>);

impl Variants {
    pub(crate) fn new() -> Self {
        let han = |ch: &char| ('\u{4e00}'..='\u{9fff}').contains(ch);
        let mut traditional = HashMap::new();
        for (from, to) in pairs().filter(|(from, to)| han(from) && han(to)) {
            traditional.entry(to).or_insert(from);
        }
        Self { traditional }
    }

    /// The variants of a text with marked places. Characters are put only between those of a marked place.
    pub(crate) fn of(&self, text: &str, spans: &[ByteSpan]) -> Vec<Variant> {
        let traditional = |ch| self.traditional.get(&ch).copied().unwrap_or(ch);
        let same = |ch| ch;
        [
            ("繁体", rewrite(text, spans, traditional, "")),
            ("加空格的", rewrite(text, spans, same, " ")),
            ("加间隔点的", rewrite(text, spans, same, "·")),
            ("夹零宽字符的", rewrite(text, spans, same, "\u{200b}")),
        ]
        .into_iter()
        .map(|(name, (text, spans))| (name, text, spans))
        .collect()
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
