//! A plain list of phrases, searched as the phrases of a pack are: folded, skipping what is skipped, all overlaps.

use super::scanner::Scanner;
use crate::span::ByteSpan;
use crate::text::{FoldTable, Folded};

/// A list of phrases ready to be searched, without a pack's rules and contexts.
///
/// ```
/// use liyan_rules::Phrases;
/// use liyan_rules::text::FoldTable;
///
/// let phrases = Phrases::new(&FoldTable::new(), ["不知道", "知道"]);
/// let text = "我不 知、不知 道。";
/// let mut found = Vec::new();
/// phrases.find(text, |phrase, span| found.push((phrase, span.of(text))));
/// found.sort();
/// assert_eq!(found, [(0, "不知 道"), (1, "知 道")]);
/// ```
pub struct Phrases(Scanner);

impl Phrases {
    /// Folds and prepares them; each is told by its place in this list. Of one that folds to nothing nothing is found.
    pub fn new<P: AsRef<str>>(table: &FoldTable, phrases: impl IntoIterator<Item = P>) -> Self {
        let fold = |phrase: P| -> Vec<char> {
            Folded::new(table, phrase.as_ref()).glyphs().iter().map(|glyph| glyph.ch).collect()
        };
        let words: Vec<Vec<char>> = phrases.into_iter().map(fold).collect();
        Self(Scanner::new(&words))
    }

    /// Tells every occurrence of every phrase in `text`, overlapping or not, in no particular order: which phrase, and where.
    pub fn find(&self, text: &str, mut tell: impl FnMut(usize, ByteSpan)) {
        self.0.find(text, &mut |word, span| tell(word as usize, span));
    }
}
