//! Finds many fixed words in one pass: every occurrence of every one, overlapping or not.
//!
//! A word is looked for by the rarest pair of neighbours in it. A table tells for each pair of neighbours in the text
//! which words might stand there (nearly always none), and those are compared whole.

use core::ops::Range;

use super::characters::Characters;
use super::rarity::share_of;
use crate::text::Glyph;

/// Words to search for.
pub(super) struct Words {
    /// All words' characters, one word after the other.
    chars: Vec<char>,
    words: Vec<Word>,
    /// Words of one character, which have no pair, by that character.
    singles: Vec<(char, u32)>,
    may_be_single: Characters,
    /// Whether a bucket of pairs has any entries, a bit each: nearly none that a text asks for has, and this fits a cache where
    /// the buckets do not.
    filled: Vec<u32>,
    /// For each bucket of pairs, where its part of `entries` begins; one more ends the last.
    buckets: Vec<u32>,
    /// Words by the bucket of their pair.
    entries: Vec<u32>,
    /// Turns a hash into a bucket.
    shift: u32,
}

struct Word {
    start: u32,
    len: u32,
    /// Where its pair stands in it.
    pair: u32,
}

impl Words {
    /// Prepares words, none of them empty; each is told by its place in this list.
    #[inline]
    pub(super) fn new(words: &[Vec<char>]) -> Self {
        let bits = (words.len() * 8).next_power_of_two().trailing_zeros().clamp(4, 24);
        let mut made = Self {
            chars: Vec::new(),
            words: Vec::with_capacity(words.len()),
            singles: Vec::new(),
            may_be_single: Characters::NONE,
            filled: vec![0; (1 << bits) / 32 + 1],
            buckets: vec![0; (1 << bits) + 1],
            entries: Vec::new(),
            shift: u32::BITS - bits,
        };
        for (index, word) in words.iter().enumerate() {
            let start = made.chars.len() as u32;
            made.chars.extend(word);
            let pair = rarest_pair(word);
            made.words.push(Word { start, len: word.len() as u32, pair: pair as u32 });
            match word[..] {
                [single] => {
                    made.singles.push((single, index as u32));
                    made.may_be_single = made.may_be_single.with(single);
                }
                _ => {
                    let bucket = made.bucket(word[pair], word[pair + 1]);
                    made.buckets[bucket + 1] += 1;
                    made.filled[bucket / 32] |= 1 << (bucket % 32);
                }
            }
        }
        made.singles.sort_unstable();
        made.fill_entries();
        made
    }

    /// Counting sort of the words by bucket; `buckets[b + 1]` holds how many are in `b`.
    #[inline]
    fn fill_entries(&mut self) {
        for bucket in 1..self.buckets.len() {
            self.buckets[bucket] += self.buckets[bucket - 1];
        }
        let mut next = self.buckets.clone();
        self.entries = vec![0; self.words.len() - self.singles.len()];
        for (index, word) in self.words.iter().enumerate().filter(|(_, word)| word.len > 1) {
            let pair = (word.start + word.pair) as usize;
            let place = &mut next[self.bucket(self.chars[pair], self.chars[pair + 1])];
            self.entries[*place as usize] = index as u32;
            *place += 1;
        }
    }

    /// Tells every occurrence: which word, and which glyphs.
    pub(super) fn find(&self, glyphs: &[Glyph], mut tell: impl FnMut(usize, Range<usize>)) {
        let mut next = glyphs.first().map_or('\0', |glyph| glyph.ch);
        for at in 0..glyphs.len() {
            let ch = next;
            if self.may_be_single.may_hold(ch) {
                let first = self.singles.partition_point(|(single, _)| *single < ch);
                for (_, word) in
                    self.singles[first..].iter().take_while(|(single, _)| *single == ch)
                {
                    tell(*word as usize, at..at + 1);
                }
            }
            let Some(glyph) = glyphs.get(at + 1) else { break };
            next = glyph.ch;
            let bucket = self.bucket(ch, next);
            if self.filled[bucket / 32] & (1 << (bucket % 32)) == 0 {
                continue;
            }
            let entries = self.buckets[bucket] as usize..self.buckets[bucket + 1] as usize;
            for &word in &self.entries[entries] {
                if let Some(range) = self.stands(glyphs, word, at) {
                    tell(word as usize, range);
                }
            }
        }
    }

    /// Which glyphs are `word`, if it stands so that its pair is at `at`.
    fn stands(&self, glyphs: &[Glyph], word: u32, at: usize) -> Option<Range<usize>> {
        let word = &self.words[word as usize];
        let start = at.checked_sub(word.pair as usize)?;
        let chars = &self.chars[word.start as usize..][..word.len as usize];
        let range = start..start + chars.len();
        let found = glyphs.get(range.clone())?;
        found.iter().zip(chars).all(|(glyph, ch)| glyph.ch == *ch).then_some(range)
    }

    fn bucket(&self, one: char, other: char) -> usize {
        // Fibonacci hashing of both: the high bits depend on all the low ones.
        let hash =
            (one as u32).wrapping_mul(0x9e37_79b1) ^ (other as u32).wrapping_mul(0x85eb_ca77);
        (hash.wrapping_mul(0x2545_f491) >> self.shift) as usize
    }
}

#[inline]
fn rarest_pair(word: &[char]) -> usize {
    let rarity = |&at: &usize| share_of(&word[at..at + 2]);
    (0..word.len().saturating_sub(1))
        .min_by(|one, other| rarity(one).total_cmp(&rarity(other)))
        .unwrap_or(0)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::text::{FoldTable, Folded};
    use aho_corasick::{AhoCorasick, MatchKind};
    use proptest::prelude::*;

    /// Few characters, so that words overlap, nest and repeat; one of them outside the first plane.
    fn text(most: usize) -> impl Strategy<Value = String> {
        proptest::string::string_regex(&format!("[不知道管看也𠮷a]{{0,{most}}}"))
            .expect("a pattern")
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn the_same_is_found_as_by_an_aho_corasick_automaton(
            words in prop::collection::vec(text(6), 0..40),
            text in text(200),
        ) {
            let mut words = words;
            words.retain(|word| !word.is_empty());
            let folded = Folded::new(&FoldTable::new(), &text);
            let as_chars: Vec<Vec<char>> = words.iter().map(|word| word.chars().collect()).collect();
            let mut ours = Vec::new();
            Words::new(&as_chars).find(folded.glyphs(), |word, range| {
                ours.push((folded.original(range.start, range.end), word));
            });
            let oracle = AhoCorasick::builder()
                .match_kind(MatchKind::Standard)
                .build(&words)
                .expect("few words");
            let mut theirs: Vec<_> = oracle
                .find_overlapping_iter(&text)
                .map(|found| (crate::ByteSpan::new(found.start(), found.end()), found.pattern().as_usize()))
                .collect();
            let place = |(span, word): &(crate::ByteSpan, usize)| (span.start(), span.end(), *word);
            ours.sort_by_key(place);
            theirs.sort_by_key(place);
            prop_assert_eq!(ours, theirs);
        }
    }
}
