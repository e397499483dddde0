//! Finds many words in the original in one pass, folding as it reads: every occurrence of every word, overlapping or not.
//!
//! A word is looked for by its rarest pair of neighbours. For each character of the text one look-up gives its class
//! ([`Classes`]), and one bit says whether any word has this pair of classes (mostly none has); another, whether any has it
//! beside the class next to it. Only then is anything compared, and only what is found costs the walk to where it starts. Where
//! text or words defeat that (every pair of the text is some word's), an [`Automaton`] over the same classes reads on.

use core::ops::Range;
use std::sync::OnceLock;

use super::automaton::Automaton;
use super::classes::{Classes, Count, OTHER, SKIP, SPECIAL};
use super::rarity::{common_pairs, share};
use crate::span::ByteSpan;
use crate::text::{Class, FoldTable};

/// Words to search for.
pub(super) struct Scanner {
    classes: Classes,
    pairs: Pairs,
    /// Words of one character, which have no pair, by its class.
    singles: Vec<(u16, u32)>,
    spelling: Spelling,
    automaton: OnceLock<Automaton>,
}

/// The words of two or more characters, by their pair.
struct Pairs {
    /// For each hash of a pair a bit: whether any word has it. Small lists fill the head of it alone, which a near cache holds.
    filled: Box<[u64; BITS / 64]>,
    /// How far the hashes of pairs lie apart whose first classes are neighbours.
    stride: u32,
    /// The same for pairs with the class before or after them, and for words that are nothing but a pair.
    beside: Box<[u64; BITS / 64]>,
    /// Words by the bucket of their pair, of which there are a power of two; one more place ends the last.
    buckets: Vec<u32>,
    entries: Vec<Entry>,
}

const BITS: usize = 1 << 20;

#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    /// Both classes of its pair.
    pair: u32,
    word: u32,
    /// Where it is spelled, and how many characters it has.
    start: u32,
    len: u32,
    /// Where its pair stands in it.
    at: u32,
}

/// What the words are made of.
#[derive(Default)]
pub(super) struct Spelling {
    /// The classes of all words' characters, one word after the other.
    classes: Vec<u16>,
    /// Where each word ends in `classes`, and where its pair stands in it.
    words: Vec<(u32, u32)>,
    /// How many characters the longest word has.
    pub(super) longest: usize,
    /// The characters themselves and how text folds to them, where classes are shared.
    exact: Option<(Vec<char>, FoldTable)>,
}

/// A character that needs a closer look.
struct Stop {
    /// The two classes before it.
    led_by: [u16; 2],
    class: u16,
    here: Range<usize>,
}

/// When the automaton takes over, and for how long.
#[derive(Clone, Copy)]
struct Limits {
    /// Work that may be done at once beyond what reading the text so far has cost.
    patience: usize,
    /// How many bytes the automaton reads before pairs are tried again.
    stretch: usize,
}

const LIMITS: Limits = Limits { patience: 4_096, stretch: 32_768 };
/// In how many words more a pair counts as seen that is common anyway.
const COMMON: u16 = 64;
/// What a closer look costs, in about what reading a byte costs, and each character that is compared in it.
const LOOK: usize = 12;
const COMPARE: usize = 5;

impl Scanner {
    /// Prepares folded words; each is told by its place in this list. Empty ones stand nowhere.
    #[inline]
    pub(super) fn new<W: AsRef<[char]>>(words: &[W]) -> Self {
        let of_len = |single: bool| {
            let words = words.iter().map(W::as_ref).filter(move |word| (word.len() == 1) == single);
            words.flatten()
        };
        let (mut classes, count) = Classes::of_folded(of_len(true), of_len(false));
        let spelling = Spelling::new(&classes, words, count);
        classes.fold_too();
        let mut singles: Vec<(u16, u32)> = (0..words.len() as u32)
            .filter(|&word| spelling.of(word).len() == 1)
            .map(|word| (spelling.of(word)[0], word))
            .collect();
        singles.sort_unstable();
        Self {
            classes,
            pairs: Pairs::new(&spelling, count),
            singles,
            spelling,
            automaton: OnceLock::new(),
        }
    }

    /// Tells every occurrence: which word, and where in the original.
    pub(super) fn find(&self, text: &str, tell: &mut dyn FnMut(u32, ByteSpan)) {
        self.find_within(LIMITS, text, tell);
    }

    fn find_within(&self, limits: Limits, text: &str, tell: &mut dyn FnMut(u32, ByteSpan)) {
        let bytes = text.as_bytes();
        let (mut at, mut before) = (0, [OTHER; 2]);
        let (mut spent, mut began) = (0, 0);
        while let Some(Stop { led_by, class, here }) = self.skim(bytes, at, before) {
            (at, before) = (here.end, [led_by[1], class]);
            if class & SPECIAL != 0 {
                self.tell_single(text, class, here.clone(), tell);
                if !self.pairs.may_hold(led_by[1], class) {
                    continue;
                }
            }
            spent += self.look(text, pair(led_by[1], class), here, tell);
            if spent > limits.patience + (at - began) {
                (at, before) = self.read_on(text, at, limits.stretch, tell);
                (spent, began) = (0, at);
            }
        }
    }

    /// Passes over what needs no closer look, two characters of three bytes at a time where it can: they are nearly all of a
    /// Chinese text. Gives what it stops at, at the end of the text nothing.
    #[inline(never)]
    fn skim(&self, text: &[u8], from: usize, mut before: [u16; 2]) -> Option<Stop> {
        let near = self.classes.near();
        let (filled, stride) = (&*self.pairs.filled, self.pairs.stride);
        let may_hold = |one, other| holds(filled, bit(stride, one, other));
        let stop = |led_by, class, here| Some(Stop { led_by, class, here });
        let mut rest = &text[from..];
        loop {
            while let Some(&eight) = rest.first_chunk() {
                let bytes = u64::from_le_bytes(eight);
                if bytes & 0xf000_00f0 != 0xe000_00e0 {
                    break;
                }
                // Both code points at once, 24 bits apart.
                let codes = (bytes & 0x0f00_000f) << 12
                    | bytes >> 2 & 0x0f_c000_0fc0
                    | bytes >> 16 & 0x3f00_003f;
                let one = near[usize::from(codes as u16)];
                let other = near[usize::from((codes >> 24) as u16)];
                if (one | other) & SPECIAL != 0 {
                    break;
                }
                let here = text.len() - rest.len();
                if may_hold(before[1], one) && self.may_stand(text, before, one, here + 3) {
                    return stop(before, one, here..here + 3);
                }
                let next = [before[1], one];
                if may_hold(one, other) && self.may_stand(text, next, other, here + 6) {
                    return stop(next, other, here + 3..here + 6);
                }
                before = [one, other];
                rest = &rest[6..];
            }
            let (class, len) = match *rest {
                [ascii @ 0..0x80, ..] => (near[usize::from(ascii)], 1),
                _ => self.classes.at_any(rest, 0)?,
            };
            let here = text.len() - rest.len();
            let next = here + len;
            rest = &rest[len..];
            if class == SKIP {
                continue;
            }
            // What no word holds is in no pair either.
            if class != OTHER
                && (class & SPECIAL != 0
                    || may_hold(before[1], class) && self.may_stand(text, before, class, next))
            {
                return stop(before, class, here..next);
            }
            before = [before[1], class];
        }
    }

    /// Asked of what [`Pairs::may_hold`] lets pass; `text` goes on at `next`.
    #[inline(never)]
    fn may_stand(&self, text: &[u8], before: [u16; 2], class: u16, next: usize) -> bool {
        let pair = pair(before[1], class);
        let beside = |beside| holds(&self.pairs.beside, bit_beside(pair, beside));
        beside(Beside::Nothing)
            || beside(Beside::Before(before[0]))
            || beside(Beside::After(self.class_from(text, next)))
    }

    /// The class of the next character from `at` on that is not skipped.
    #[inline]
    fn class_from(&self, text: &[u8], mut at: usize) -> u16 {
        while let Some((class, next)) = self.classes.at(text, at) {
            if class != SKIP {
                return class;
            }
            at = next;
        }
        OTHER
    }

    #[cold]
    fn tell_single(
        &self,
        text: &str,
        class: u16,
        here: Range<usize>,
        tell: &mut dyn FnMut(u32, ByteSpan),
    ) {
        let from = self.singles.partition_point(|&(single, _)| single < class);
        for &(_, word) in self.singles[from..].iter().take_while(|&&(single, _)| single == class) {
            self.tell_if_exact(text, word, here.clone(), tell);
        }
    }

    /// Compares the words that have this pair, whose second character is `here`; gives what that cost.
    #[cold]
    #[inline(never)]
    fn look(
        &self,
        text: &str,
        pair: u32,
        here: Range<usize>,
        tell: &mut dyn FnMut(u32, ByteSpan),
    ) -> usize {
        let mut cost = LOOK;
        for entry in self.pairs.bucket(pair) {
            cost += 1;
            if entry.pair == pair
                && let Some(range) = self.stands(text.as_bytes(), entry, &here, &mut cost)
            {
                self.tell_if_exact(text, entry.word, range, tell);
            }
        }
        cost
    }

    /// Where the word of `entry` stands, if the second character of its pair is `here`.
    fn stands(
        &self,
        text: &[u8],
        entry: &Entry,
        here: &Range<usize>,
        cost: &mut usize,
    ) -> Option<Range<usize>> {
        let word = &self.spelling.classes[entry.start as usize..][..entry.len as usize];
        let (left, right) = word.split_at(entry.at as usize + 1);
        let (mut start, mut end) = (here.start, here.end);
        let mut right = &right[1..];
        while let Some((wanted, rest)) = right.split_first() {
            let (class, next) = self.classes.at(text, end)?;
            *cost += COMPARE;
            if class != SKIP {
                if class != *wanted {
                    return None;
                }
                right = rest;
            }
            end = next;
        }
        let mut left = left;
        while let Some((wanted, rest)) = left.split_last() {
            let (class, from) = self.classes.before(text, start)?;
            *cost += COMPARE;
            if class != SKIP {
                if class != *wanted {
                    return None;
                }
                left = rest;
            }
            start = from;
        }
        // Trailing marks were passed only on the way to a character, so both ends are characters.
        Some(start..end)
    }

    #[inline]
    fn tell_if_exact(
        &self,
        text: &str,
        word: u32,
        range: Range<usize>,
        tell: &mut dyn FnMut(u32, ByteSpan),
    ) {
        if self.spelling.is_exact(word, &text[range.clone()]) {
            tell(word, ByteSpan::new(range.start, range.end));
        }
    }

    /// Reads a stretch from `from` on with the automaton: all words whose pair's second character stands in it. Gives where
    /// it ends, and the two classes before that.
    #[cold]
    #[inline(never)]
    fn read_on(
        &self,
        text: &str,
        from: usize,
        stretch: usize,
        tell: &mut dyn FnMut(u32, ByteSpan),
    ) -> (usize, [u16; 2]) {
        let automaton = self.automaton.get_or_init(|| Automaton::new(&self.spelling));
        let bytes = text.as_bytes();
        let longest = self.spelling.longest;
        let until = from.saturating_add(stretch.max(longest.saturating_mul(16)));
        let mut ring = vec![0; longest.next_power_of_two()];
        let mask = ring.len() - 1;
        let mut state = automaton.start();
        let mut last = (from, [OTHER; 2]);
        let (mut read, mut past) = (0, 0);
        let mut at = self.back(bytes, from, longest);
        while let Some((class, next)) = self.classes.at(bytes, at) {
            if class != SKIP {
                past += usize::from(at >= until);
                if past >= longest || (past > 0 && automaton.is_at_start(&state)) {
                    break;
                }
                ring[read & mask] = at;
                read += 1;
                automaton.step(&mut state, class);
                for word in automaton.words(&state) {
                    let len = self.spelling.of(word).len();
                    let start = ring[(read - len) & mask];
                    let second = self.spelling.second(word);
                    if (from..until).contains(&ring[(read - len + second) & mask]) {
                        self.tell_if_exact(text, word, start..next, tell);
                    }
                }
            }
            if at < until {
                let before = last.1;
                last = (next, if class == SKIP { before } else { [before[1], class] });
            }
            at = next;
        }
        last
    }

    /// Where the `count` characters before `at` begin, skipped ones not counted; or the start of the text.
    fn back(&self, text: &[u8], mut at: usize, mut count: usize) -> usize {
        while count > 0
            && let Some((class, start)) = self.classes.before(text, at)
        {
            count -= usize::from(class != SKIP);
            at = start;
        }
        at
    }
}

#[inline]
fn pair(one: u16, other: u16) -> u32 {
    u32::from(one) << 16 | u32::from(other)
}

/// The hash of a pair.
#[inline(always)]
fn bit(stride: u32, one: u16, other: u16) -> usize {
    (u32::from(one).wrapping_mul(stride) ^ u32::from(other)) as usize % BITS
}

/// What beside a pair is looked at, too.
#[derive(Clone, Copy)]
enum Beside {
    Nothing,
    Before(u16),
    After(u16),
}

/// The hash of a pair with that.
#[inline]
fn bit_beside(pair: u32, beside: Beside) -> usize {
    let beside = match beside {
        Beside::Nothing => 0,
        Beside::Before(class) => u64::from(class) << 32 | 1 << 48,
        Beside::After(class) => u64::from(class) << 32 | 1 << 49,
    };
    ((beside | u64::from(pair)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize % BITS
}

#[inline(always)]
fn holds(filled: &[u64; BITS / 64], bit: usize) -> bool {
    filled[bit / 64] >> (bit % 64) & 1 != 0
}

impl Pairs {
    #[inline]
    fn new(spelling: &Spelling, classes: Count) -> Self {
        let count = spelling.words.len();
        // One or two of a hundred bits are filled, where there is room for that.
        let bits = (count * 64).clamp(4_096, BITS);
        let none = || {
            let none = vec![0; BITS / 64].into_boxed_slice().try_into();
            none.unwrap_or_else(|_| unreachable!("of that length"))
        };
        let mut made = Self {
            filled: none(),
            beside: none(),
            stride: (bits / (classes.singles + classes.others + 1)) as u32 | 1,
            buckets: vec![0; (count * 2).next_power_of_two() + 1],
            entries: Vec::new(),
        };
        let mut placed: Vec<(usize, Entry)> = Vec::with_capacity(count);
        for word in 0..count as u32 {
            let (start, at) = (spelling.start(word), spelling.words[word as usize].1);
            let classes = spelling.of(word);
            let Some(&[one, other]) = classes.get(at as usize..).and_then(<[u16]>::first_chunk)
            else {
                continue;
            };
            let bit = bit(made.stride, one, other);
            made.filled[bit / 64] |= 1 << (bit % 64);
            let (len, pair) = (classes.len() as u32, pair(one, other));
            let bit = bit_beside(pair, spelling.beside(word));
            made.beside[bit / 64] |= 1 << (bit % 64);
            let bucket = made.bucket_of(pair);
            made.buckets[bucket + 1] += 1;
            placed.push((bucket, Entry { pair, word, start, len, at }));
        }
        for bucket in 1..made.buckets.len() {
            made.buckets[bucket] += made.buckets[bucket - 1];
        }
        let mut next = made.buckets.clone();
        made.entries = vec![Entry::default(); placed.len()];
        for (bucket, entry) in placed {
            made.entries[next[bucket] as usize] = entry;
            next[bucket] += 1;
        }
        made
    }

    #[inline]
    fn may_hold(&self, one: u16, other: u16) -> bool {
        holds(&self.filled, bit(self.stride, one, other))
    }

    #[inline]
    fn bucket_of(&self, pair: u32) -> usize {
        // Fibonacci hashing: the high bits depend on all the low ones.
        (u64::from(pair).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
            & (self.buckets.len() - 2)
    }

    #[inline]
    fn bucket(&self, pair: u32) -> &[Entry] {
        let bucket = self.bucket_of(pair);
        &self.entries[self.buckets[bucket] as usize..self.buckets[bucket + 1] as usize]
    }
}

impl Spelling {
    #[inline]
    fn new<W: AsRef<[char]>>(classes: &Classes, words: &[W], count: Count) -> Self {
        let mut made = Self::default();
        for word in words.iter().map(W::as_ref) {
            made.classes.extend(word.iter().map(|&ch| classes.class(ch)));
            made.words.push((made.classes.len() as u32, 0));
            made.longest = made.longest.max(word.len());
        }
        made.choose_pairs(classes, words);
        if count.are_shared() {
            let all = words.iter().flat_map(|word| word.as_ref().iter().copied()).collect();
            made.exact = Some((all, FoldTable::new()));
        }
        made
    }

    /// Of each word the pair that is likely to stand at the fewest places of a text: both characters rare, and in few other
    /// words, for what many words have in common is a word of the language.
    #[inline]
    fn choose_pairs<W: AsRef<[char]>>(&mut self, classes: &Classes, words: &[W]) {
        let mut seen = vec![0_u16; (self.classes.len() * 2).next_power_of_two()];
        let mask = seen.len() - 1;
        let place = |pair: &[u16]| {
            let key = u32::from(pair[0]) << 16 | u32::from(pair[1]);
            (u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask
        };
        for word in 0..words.len() as u32 {
            for pair in self.of(word).windows(2) {
                let seen = &mut seen[place(pair)];
                *seen = seen.saturating_add(1);
            }
        }
        for pair in common_pairs() {
            let pair = pair.map(|ch| classes.class(ch));
            if !pair.contains(&OTHER) {
                let seen = &mut seen[place(&pair)];
                *seen = seen.saturating_add(COMMON);
            }
        }
        for (word, chars) in words.iter().map(W::as_ref).enumerate() {
            let pairs = self.of(word as u32).windows(2).zip(chars.windows(2));
            let cost = pairs.map(|(pair, chars)| {
                let apart = (share(chars[0]) * share(chars[1])).sqrt();
                apart * f32::from(seen[place(pair)]).powi(2)
            });
            let rarest = cost.enumerate().min_by(|(_, one), (_, other)| one.total_cmp(other));
            self.words[word].1 = rarest.map_or(0, |(at, _)| at as u32);
        }
    }

    /// How many words there are.
    pub(super) fn count(&self) -> usize {
        self.words.len()
    }

    fn start(&self, word: u32) -> u32 {
        (word as usize).checked_sub(1).map_or(0, |before| self.words[before].0)
    }

    /// The classes of one word.
    pub(super) fn of(&self, word: u32) -> &[u16] {
        &self.classes[self.start(word) as usize..self.words[word as usize].0 as usize]
    }

    /// What beside its pair is looked at.
    fn beside(&self, word: u32) -> Beside {
        let (classes, at) = (self.of(word), self.words[word as usize].1 as usize);
        match (at.checked_sub(1), classes.get(at + 2)) {
            (Some(before), _) => Beside::Before(classes[before]),
            (None, Some(&after)) => Beside::After(after),
            (None, None) => Beside::Nothing,
        }
    }

    /// Which of its characters tells of a word: the second of its pair, of a single one that one.
    fn second(&self, word: u32) -> usize {
        if self.of(word).len() == 1 { 0 } else { self.words[word as usize].1 as usize + 1 }
    }

    /// Whether `text`, whose classes are those of the word, is the word.
    fn is_exact(&self, word: u32, text: &str) -> bool {
        let Some((all, table)) = &self.exact else { return true };
        let word = &all[self.start(word) as usize..self.words[word as usize].0 as usize];
        text.chars()
            .map(|ch| table.fold(ch))
            .filter(|(_, class)| !matches!(class, Class::Invisible | Class::Loose))
            .map(|(ch, _)| ch)
            .eq(word.iter().copied())
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::text::Folded;
    use aho_corasick::{AhoCorasick, MatchKind};
    use proptest::prelude::*;

    /// Few characters, so that words overlap, nest and repeat; one of them outside the first plane, and one that is folded.
    fn word() -> impl Strategy<Value = Vec<char>> {
        prop::collection::vec(
            prop::sample::select("不知道管了𠮷a，".chars().collect::<Vec<_>>()),
            0..6,
        )
    }

    fn text() -> impl Strategy<Value = String> {
        let pieces =
            "不知道管瞭了着𠮷𠮷aAＡ，, 。\n\u{200b}\u{e0100}·é".chars().collect::<Vec<_>>();
        prop::collection::vec(prop::sample::select(pieces), 0..200)
            .prop_map(|chars| chars.into_iter().collect())
    }

    /// What an off-the-shelf automaton finds in the folded text, taken back to the original.
    fn by_oracle(words: &[Vec<char>], text: &str) -> Vec<(ByteSpan, u32)> {
        let folded = Folded::new(&FoldTable::new(), text);
        let plain = folded.text();
        let glyphs: Vec<usize> = plain.char_indices().map(|(at, _)| at).collect();
        let glyph = |at: usize| glyphs.partition_point(|&start| start < at);
        let kept: Vec<u32> =
            (0..words.len() as u32).filter(|&word| !words[word as usize].is_empty()).collect();
        AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(kept.iter().map(|&word| words[word as usize].iter().collect::<String>()))
            .expect("few words")
            .find_overlapping_iter(&plain)
            .map(|found| {
                let span = folded.original(glyph(found.start()), glyph(found.end()));
                (span, kept[found.pattern().as_usize()])
            })
            .collect()
    }

    fn sorted(mut found: Vec<(ByteSpan, u32)>) -> Vec<(ByteSpan, u32)> {
        found.sort_by_key(|(span, word)| (span.start(), span.end(), *word));
        found
    }

    fn found(scanner: &Scanner, limits: Limits, text: &str) -> Vec<(ByteSpan, u32)> {
        let mut found = Vec::new();
        scanner.find_within(limits, text, &mut |word, span| found.push((span, word)));
        sorted(found)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_same_is_found_as_by_folding_and_an_off_the_shelf_automaton(
            words in prop::collection::vec(word(), 0..40),
            text in text(),
            patience in prop::sample::select(vec![0, 60, 4_096]),
            stretch in prop::sample::select(vec![0, 40, 4_096]),
        ) {
            let ours = found(&Scanner::new(&words), Limits { patience, stretch }, &text);
            prop_assert_eq!(ours, sorted(by_oracle(&words, &text)));
        }

        #[test]
        fn any_text_and_any_words_are_read(words in prop::collection::vec(".{0,4}", 0..8), text in ".{0,60}") {
            let table = FoldTable::new();
            let glyphs = |word: &String| -> Vec<char> {
                Folded::new(&table, word).glyphs().iter().map(|glyph| glyph.ch).collect()
            };
            let mut words: Vec<Vec<char>> = words.iter().map(glyphs).collect();
            // Something that is there.
            words.push(glyphs(&text.chars().skip(3).take(3).collect()));
            let ours = found(&Scanner::new(&words), LIMITS, &text);
            prop_assert_eq!(ours, sorted(by_oracle(&words, &text)));
        }
    }

    #[test]
    fn more_characters_than_classes_are_told_apart() {
        let table = FoldTable::new();
        let all: Vec<char> = ('\u{21}'..=char::MAX)
            .filter(|&ch| table.fold(ch) == (ch, Class::Word))
            .step_by(3)
            .take(90_000)
            .collect();
        let words: Vec<Vec<char>> = all
            .chunks(2)
            .map(<[char]>::to_vec)
            .chain(all.chunks(90).map(|some| vec![some[0]]))
            .collect();
        let scanner = Scanner::new(&words);
        assert!(scanner.spelling.exact.is_some());
        let text: String = all.iter().collect();
        let ours = found(&scanner, LIMITS, &text);
        assert_eq!(ours.len(), words.len());
        assert_eq!(ours, sorted(by_oracle(&words, &text)));
    }
}
