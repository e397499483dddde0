//! Sentences and clauses as sparse vectors.

use std::ops::Range;

use liyan_rules::tone::{Features, Lexicon, Plain, units};

use super::BITS;
use super::corpus::{Kind, Text};

/// Classes of small words, words of help, and senses: a line each, which may begin with a name for us. Their order is a part
/// of the model. 我 and 你 are apart from what they do to each other: it is the pattern "you … yourself … !" that sounds curt,
/// not the matter.
const LISTS: [&str; 3] = [
    include_str!("words/classes.txt"),
    include_str!("words/help.txt"),
    include_str!("words/senses.txt"),
];

/// The words as the model brings them.
pub fn words() -> String {
    let words = |line: &'static str| line.split_once(": ").map_or(line, |(_, words)| words);
    LISTS.map(|list| list.lines().map(words).collect::<Vec<_>>().join("\n")).join("|")
}

/// Every part of every text. A vector's values are 1 over the root of how many features it has, one for each time that a
/// feature occurs, as the core scores it.
#[derive(Default)]
pub struct Examples {
    features: Vec<u32>,
    ends: Vec<usize>,
    labels: Vec<f32>,
    weights: Vec<f32>,
    texts: Vec<usize>,
}

impl Examples {
    /// Takes all texts apart.
    pub fn of(texts: &[Text]) -> Self {
        let lexicon = Lexicon::new(&words()).expect("our own lists");
        let mut all = Self::default();
        for (at, text) in texts.iter().enumerate() {
            let plain = Plain::new(&lexicon, &text.folded);
            let units = units(&plain);
            let features = Features::new(&plain, text.channel, BITS);
            let mut shared = Vec::new();
            features.of_text(&mut |feature| shared.push(feature));
            for unit in &units {
                all.features.extend(&shared);
                features.of_unit(unit, &mut |feature| all.features.push(feature));
                let label = label(text, &plain.glyphs(unit), units.len() == 1);
                all.ends.push(all.features.len());
                all.labels.push(label);
                let weight = if label > 0.0 { 1.0 } else { text.kind.weight() };
                all.weights.push(weight * text.share);
                all.texts.push(at);
            }
        }
        all
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The features of one, those that occur twice twice.
    pub fn features(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.features[start..self.ends[at]]
    }

    /// What each occurrence of a feature counts in one.
    pub fn value(&self, at: usize) -> f32 {
        1.0 / (self.features(at).len() as f32).sqrt()
    }

    /// 1: a fault. -1: none. 0: not known, so nothing to learn from.
    pub fn label(&self, at: usize) -> f32 {
        self.labels[at]
    }

    /// How much it counts.
    pub fn weight(&self, at: usize) -> f32 {
        self.weights[at]
    }

    /// Which text it is a part of.
    pub fn text(&self, at: usize) -> usize {
        self.texts[at]
    }
}

/// Whether a part is the fault: it shares half of the shorter of the two.
fn label(text: &Text, part: &Range<usize>, is_only: bool) -> f32 {
    if text.kind != Kind::Draft {
        return -1.0;
    }
    let Some(bad) = &text.bad else { return if is_only { 1.0 } else { 0.0 } };
    let shared = part.end.min(bad.end).saturating_sub(part.start.max(bad.start));
    if shared > 0 && 2 * shared >= part.len().min(bad.len()) { 1.0 } else { -1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use liyan_rules::text::{Class, FoldTable};

    #[test]
    fn words_are_written_as_the_text_is_folded() {
        let table = FoldTable::new();
        for ch in words().chars().filter(|ch| !matches!(ch, ' ' | '\n' | '|')) {
            assert_eq!(table.fold(ch), (ch, Class::Word), "{ch}");
        }
        assert!(!words().contains("  "));
    }

    #[test]
    fn no_list_has_a_word_twice() {
        for list in words().split('|') {
            let mut words: Vec<&str> = list.split([' ', '\n']).collect();
            words.sort_unstable();
            let twice = words.windows(2).find(|pair| pair[0] == pair[1]);
            assert_eq!(twice, None);
        }
    }
}
