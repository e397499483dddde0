//! What is counted of a sentence or a clause: its letters and classes of words, and what stands around it.
//!
//! The surroundings are what tells 不行 in 不行的话我帮您改 from 不行 alone. A feature that occurs twice counts twice, so
//! that sums are all that is needed.

use core::ops::Range;

use super::hash::Hash;
use super::plain::{Help, Plain};
use crate::conversation::Channel;
use crate::text::Class;

/// Letters: one, and pairs.
const LETTERS: Hash = Hash::of(0);
/// Pairs with one letter between.
const SKIPPED: Hash = Hash::of(1);
/// One to four classes of words and marks, with [`OTHER`] for what is in no class.
const PATTERN: Hash = Hash::of(2);
/// Two to four of them without [`OTHER`].
const SKELETON: Hash = Hash::of(3);
/// Pairs in the letters just before, and just after.
const BEFORE: Hash = Hash::of(4);
const AFTER: Hash = Hash::of(5);
/// Pairs of the whole text, if it is short.
const TEXT: Hash = Hash::of(6);
/// A word of help elsewhere in the text; how many, there and here.
const HELP: Hash = Hash::of(7);
const HELP_AROUND: Hash = Hash::of(8);
const HELP_INSIDE: Hash = Hash::of(9);
/// The rest: lengths, place, channel, quotation marks.
const TRAIT: Hash = Hash::of(10);

/// A word with a sense, alone and after one or two classes, and what comes after it.
const SENSE: Hash = Hash::of(11);
/// Two senses in one part, in their order.
const SENSES: Hash = Hash::of(12);

/// Symbols that no character is.
const START: u32 = 0x11_0000;
const END: u32 = START + 1;
const OTHER: u32 = START + 2;
const CLASS: u32 = START + 3;
const MEANT: u32 = CLASS + 256;

/// How far the neighbourhood reaches on either side.
const NEAR: usize = 12;
/// Of a longer text only its parts are counted.
const WHOLE: usize = 60;

/// Lists the features of one text and of its parts.
pub struct Features<'p> {
    plain: &'p Plain,
    channel: Channel,
    bits: u32,
}

impl<'p> Features<'p> {
    /// For a text on a channel, as numbers below `2^bits`.
    pub fn new(plain: &'p Plain, channel: Channel, bits: u32) -> Self {
        Self { plain, channel, bits }
    }

    /// What all parts of the text share.
    pub fn of_text(&self, add: &mut impl FnMut(u32)) {
        let plain = self.plain;
        let mut add = |hash: Hash| add(hash.slot(self.bits));
        add(TRAIT.with(match self.channel {
            Channel::Chat => 0,
            Channel::Letter => 1,
        }));
        add(TRAIT.with(10 + plain.len().checked_ilog2().map_or(0, |log| log + 1).min(8)));
        for (number, holds) in [plain.has_number, plain.greets].into_iter().enumerate() {
            if holds {
                add(TRAIT.with(20 + number as u32));
            }
        }
        let chars = &plain.chars;
        // In a long letter they would drown the one clause that is wrong.
        for pair in chars.windows(2).filter(|_| chars.len() < WHOLE) {
            add(TEXT.with(pair[1] as u32).with(pair[0] as u32));
        }
    }

    /// What one part has beside that.
    pub fn of_unit(&self, unit: &Range<usize>, add: &mut impl FnMut(u32)) {
        let mut add = |hash: Hash| add(hash.slot(self.bits));
        self.letters(unit, &mut add);
        self.classes(unit, &mut add);
        self.senses(unit, &mut add);
        self.place(unit, &mut add);
        self.help(unit, &mut add);
        let chars = &self.plain.chars;
        let before = &chars[unit.start.saturating_sub(NEAR)..unit.start];
        let after = &chars[unit.end..(unit.end + NEAR).min(chars.len())];
        for (kind, near) in [(BEFORE, before), (AFTER, after)] {
            for pair in near.windows(2) {
                add(kind.with(pair[1] as u32).with(pair[0] as u32));
            }
        }
    }

    fn letters(&self, unit: &Range<usize>, add: &mut impl FnMut(Hash)) {
        let mut last = START;
        let mut last_but_one = None;
        for &ch in &self.plain.chars[unit.clone()] {
            let letter = LETTERS.with(ch as u32);
            add(letter);
            add(letter.with(last));
            if let Some(first) = last_but_one {
                add(SKIPPED.with(ch as u32).with(first));
            }
            last_but_one = Some(last);
            last = ch as u32;
        }
        add(LETTERS.with(END).with(last));
        if let Some(first) = last_but_one {
            add(SKIPPED.with(END).with(first));
        }
    }

    fn classes(&self, unit: &Range<usize>, add: &mut impl FnMut(Hash)) {
        let mut pattern = Chain::new(3);
        let mut skeleton = Chain::new(3);
        self.symbols(
            unit,
            |at| self.symbol(at, unit.end),
            |symbol| {
                pattern.push(PATTERN, symbol, true, add);
                if symbol != OTHER {
                    skeleton.push(SKELETON, symbol, false, add);
                }
            },
        );
        pattern.push(PATTERN, END, false, add);
        skeleton.push(SKELETON, END, false, add);
    }

    fn senses(&self, unit: &Range<usize>, add: &mut impl FnMut(Hash)) {
        let mut chain = Chain::new(2);
        let mut met: Vec<u32> = Vec::new();
        self.symbols(
            unit,
            |at| self.meant(at, unit.end),
            |symbol| {
                let sense = symbol.checked_sub(MEANT);
                if let Some(sense) = sense {
                    for &other in met.iter().filter(|&&other| other != sense) {
                        add(SENSES.with(other).with(sense));
                    }
                    if let Err(place) = met.binary_search(&sense) {
                        met.insert(place, sense);
                    }
                }
                if sense.is_some() || chain.recent().any(|recent| recent >= MEANT) {
                    chain.push(SENSE, symbol, sense.is_some(), add);
                } else {
                    chain.follow(symbol);
                }
            },
        );
    }

    /// Takes the symbols of a part, several of [`OTHER`] in a row as one.
    fn symbols(
        &self,
        unit: &Range<usize>,
        symbol: impl Fn(usize) -> (u32, usize),
        mut take: impl FnMut(u32),
    ) {
        let mut at = unit.start;
        let mut last = START;
        while at < unit.end {
            let (symbol, len) = symbol(at);
            at += len;
            if symbol != OTHER || last != OTHER {
                take(symbol);
            }
            last = symbol;
        }
    }

    /// What stands at `at`: a word with a sense that is no shorter than its class, else as classes go.
    fn meant(&self, at: usize, end: usize) -> (u32, usize) {
        let letter = &self.plain.letters[at];
        let len = usize::from(letter.sense_len);
        if letter.sense_len >= letter.len.max(1) && at + len <= end {
            (MEANT + u32::from(letter.sense), len)
        } else {
            self.symbol(at, end)
        }
    }

    /// What stands at `at`, as classes go, and how many letters it takes.
    fn symbol(&self, at: usize, end: usize) -> (u32, usize) {
        let letter = &self.plain.letters[at];
        let len = usize::from(letter.len);
        let ch = self.plain.chars[at];
        if len > 0 && at + len <= end {
            (CLASS + u32::from(letter.class), len)
        } else if letter.mark != Class::Word || matches!(ch, '0' | 'a') {
            (ch as u32, 1)
        } else {
            (OTHER, 1)
        }
    }

    fn place(&self, unit: &Range<usize>, add: &mut impl FnMut(Hash)) {
        let plain = self.plain;
        let is_first = unit.start == 0;
        let is_last = unit.end >= plain.len();
        let is_quote =
            |ch: &char| matches!(ch, '“' | '”' | '「' | '」' | '‘' | '’' | '"' | '《' | '》');
        let traits = [
            is_first,
            is_last,
            is_first && is_last,
            plain.chars[unit.clone()].iter().any(is_quote),
            plain.letters.get(unit.start).is_some_and(|letter| letter.quoted),
        ];
        for (number, holds) in traits.into_iter().enumerate() {
            if holds {
                add(TRAIT.with(30 + number as u32));
            }
        }
        add(TRAIT.with(40 + (unit.len() as u32 / 4).min(8)));
    }

    fn help(&self, unit: &Range<usize>, add: &mut impl FnMut(Hash)) {
        let all = &self.plain.help;
        let first = all.partition_point(|help| help.end <= unit.start);
        let past = all.partition_point(|help| help.start < unit.end);
        let before = all[..first].last().map_or(0, |help| help.until);
        let around = before | all.get(past).map_or(0, |help| help.onward);
        let whole = |help: &&Help| help.start >= unit.start && help.end <= unit.end;
        let inside = all[first..past].iter().filter(whole).fold(0, |words, help| words | help.word);
        add(HELP_AROUND.with(around.count_ones().min(3)));
        add(HELP_INSIDE.with(inside.count_ones().min(3)));
        let mut left = around;
        while left != 0 {
            add(HELP.with(left.trailing_zeros()));
            left &= left - 1;
        }
    }
}

/// The last symbols of a sequence, of which every run that ends here is a feature.
struct Chain {
    /// The newest first.
    recent: [Option<u32>; 3],
    /// So many of them a run may have before its end.
    depth: usize,
}

impl Chain {
    fn new(depth: usize) -> Self {
        Self { recent: [Some(START), None, None], depth }
    }

    /// Those that a run may still begin with.
    fn recent(&self) -> impl Iterator<Item = u32> {
        self.recent.iter().take(self.depth).map_while(|recent| *recent)
    }

    /// Adds the runs that end with `symbol`: it alone, if wanted, and with those before it.
    fn push(&mut self, kind: Hash, symbol: u32, alone: bool, add: &mut impl FnMut(Hash)) {
        let mut hash = kind.with(symbol);
        if alone {
            add(hash);
        }
        for before in self.recent() {
            hash = hash.with(before);
            add(hash);
        }
        self.follow(symbol);
    }

    /// Goes on without a feature.
    fn follow(&mut self, symbol: u32) {
        self.recent = [Some(symbol), self.recent[0], self.recent[1]];
    }
}
