//! The weights of a tone model, their file, and scoring with them.
//!
//! ```text
//! "TONE" · format (1 byte) · bits (1 byte) · least score of each form (i32 each) · calm score (i32)
//!   · 7 levels (u16 each) · 2^bits nibbles, the low one first · the words of [`Lexicon::new`] (UTF-8)
//! ```
//! Numbers are little-endian. A nibble is a weight: its low three bits are a level, 0 for nothing at all, its high bit the
//! sign. Most weights are nothing, so the file compresses to about half.

use core::fmt;
use core::ops::Range;

use super::features::Features;
use super::plain::Plain;
use super::units::units;
use super::words::Lexicon;
use crate::conversation::Channel;
use crate::text::Folded;

const MAGIC: &[u8] = b"TONE";
/// Names the features and their hash too: other features, another number.
const FORMAT: u8 = 2;
/// How many sizes a weight can have beside nothing.
pub const LEVELS: usize = 7;
/// What a weight of 1.0 is in whole numbers.
#[cfg(feature = "train")]
pub const SCALE: f64 = 4096.0;
const BITS: core::ops::RangeInclusive<u8> = 8..=20;
const HEAD: usize = MAGIC.len() + 2 + 16 + 2 * LEVELS;
/// 0.25 in the trainer's units: one near miss of five that reach the least score reaches so much more.
const SURER: i32 = 1024;

/// A tone model, ready to score.
#[derive(Clone, PartialEq, Eq)]
pub struct Tone {
    /// Its name in the pack, for authors. Decides nothing, so the compact form goes without.
    pub(crate) name: String,
    bytes: Vec<u8>,
    bits: u32,
    least: [i32; 3],
    calm: i32,
    /// The weight of every nibble.
    weights: [i32; 16],
    lexicon: Lexicon,
}

/// A part of a text that sounds like what the model was shown as wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voiced {
    /// Its glyphs, without the marks at its ends. Never empty.
    pub range: Range<usize>,
    /// How much so; comparable only within one model.
    pub score: i32,
}

/// The forms of a text: the more it says, the worse its worst part sounds by chance alone, so each has a least score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A line of a chat, long or short.
    Line = 0,
    /// A letter of a few sentences.
    Letter = 1,
    /// A longer one.
    LongLetter = 2,
}

/// From so many glyphs on a letter is long.
const LONG: usize = 120;

impl Form {
    /// All, in the order of their numbers.
    #[cfg(feature = "train")]
    pub const ALL: [Self; 3] = [Self::Line, Self::Letter, Self::LongLetter];

    /// That of a text.
    pub fn of(channel: Channel, folded: &Folded) -> Self {
        match channel {
            Channel::Chat => Self::Line,
            Channel::Letter if folded.len() < LONG => Self::Letter,
            Channel::Letter => Self::LongLetter,
        }
    }
}

/// Why the bytes are no tone model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToneError {
    /// They are something else.
    NotATone,
    /// They are of a format that this engine does not know.
    OtherFormat(u8),
    /// They are cut short, too long, or hold what no trainer writes.
    Damaged,
}

impl fmt::Display for ToneError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotATone => out.write_str("这不是语气模型"),
            Self::OtherFormat(found) => {
                write!(out, "语气模型的格式是第 {found} 版，本程序只认得第 {FORMAT} 版")
            }
            Self::Damaged => out.write_str("语气模型已损坏：长短不对，或里面有不该有的值"),
        }
    }
}

impl core::error::Error for ToneError {}

impl Tone {
    /// Reads a model file.
    ///
    /// # Errors
    /// If it is none, of another format, or damaged.
    #[inline]
    pub fn decode(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, ToneError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ToneError::NotATone)?;
        let (&[format, bits], rest) = rest.split_first_chunk().ok_or(ToneError::Damaged)?;
        if format != FORMAT {
            return Err(ToneError::OtherFormat(format));
        }
        let (&line, rest) = rest.split_first_chunk().ok_or(ToneError::Damaged)?;
        let (&letter, rest) = rest.split_first_chunk().ok_or(ToneError::Damaged)?;
        let (&long, rest) = rest.split_first_chunk().ok_or(ToneError::Damaged)?;
        let (&calm, rest) = rest.split_first_chunk().ok_or(ToneError::Damaged)?;
        let (levels, rest) = rest.split_at_checked(2 * LEVELS).ok_or(ToneError::Damaged)?;
        if !BITS.contains(&bits) {
            return Err(ToneError::Damaged);
        }
        let (nibbles, words) = rest.split_at_checked(1 << (bits - 1)).ok_or(ToneError::Damaged)?;
        let words = core::str::from_utf8(words).ok().and_then(Lexicon::new);
        let is_sound = |nibble: u8| nibble != 8;
        if !nibbles.iter().all(|two| is_sound(two & 15) && is_sound(two >> 4)) {
            return Err(ToneError::Damaged);
        }
        let mut weights = [0; 16];
        for (level, bytes) in levels.chunks_exact(2).enumerate() {
            let size = i32::from(u16::from_le_bytes([bytes[0], bytes[1]]));
            (weights[level + 1], weights[level + 9]) = (size, -size);
        }
        Ok(Self {
            name: name.into(),
            bits: u32::from(bits),
            least: [line, letter, long].map(i32::from_le_bytes),
            calm: i32::from_le_bytes(calm),
            weights,
            lexicon: words.ok_or(ToneError::Damaged)?,
            bytes,
        })
    }

    /// The file.
    #[cfg(feature = "toml")]
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The parts of a text that reach the model's least score, or one that is higher by [`SURER`], in reading order, a
    /// sentence before its clauses.
    pub fn find(&self, folded: &Folded, channel: Channel, surer: bool) -> Vec<Voiced> {
        let least = self.least[Form::of(channel, folded) as usize] + if surer { SURER } else { 0 };
        self.scores(folded, channel).filter(|voiced| voiced.score >= least).collect()
    }

    /// Every part of a text, for [`Tone::is_calm`].
    pub fn listen(&self, folded: &Folded, channel: Channel) -> Vec<Voiced> {
        self.scores(folded, channel).collect()
    }

    /// Whether every part that reaches into `range` stays below the model's calm score: hardly any fault sounds like that.
    /// Where nothing was heard, nothing is calm.
    pub fn is_calm(&self, parts: &[Voiced], range: &Range<usize>) -> bool {
        let reaches = |part: &&Voiced| part.range.start < range.end && range.start < part.range.end;
        let worst = parts.iter().filter(reaches).map(|part| part.score).max();
        worst.is_some_and(|worst| worst < self.calm)
    }

    /// Every part of a text with its score.
    fn scores(&self, folded: &Folded, channel: Channel) -> impl Iterator<Item = Voiced> {
        let plain = Plain::new(&self.lexicon, folded);
        let mut shared = Sum::default();
        let units = units(&plain);
        if !units.is_empty() {
            Features::new(&plain, channel, self.bits)
                .of_text(&mut |slot| shared.add(self.weight(slot)));
        }
        units.into_iter().map(move |unit| {
            let mut sum = shared;
            Features::new(&plain, channel, self.bits)
                .of_unit(&unit, &mut |slot| sum.add(self.weight(slot)));
            Voiced { range: plain.glyphs(&unit), score: sum.score() }
        })
    }

    /// The weight of the feature with this number.
    fn weight(&self, slot: u32) -> i32 {
        let two = self.bytes[HEAD + slot as usize / 2];
        self.weights[usize::from(two >> (slot % 2 * 4) & 15)]
    }
}

impl fmt::Debug for Tone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "Tone({:?}, {} bits, least {:?}, calm {})",
            self.name, self.bits, self.least, self.calm
        )
    }
}

/// Weights of features, summed.
#[derive(Clone, Copy, Default)]
struct Sum {
    weight: i64,
    count: u32,
}

impl Sum {
    fn add(&mut self, weight: i32) {
        self.weight += i64::from(weight);
        self.count += 1;
    }

    /// The sum by the length of the vector, so that a long sentence is not louder than a short one.
    fn score(self) -> i32 {
        (self.weight as f32 / (self.count.max(1) as f32).sqrt()) as i32
    }
}

/// For the trainer.
#[cfg(feature = "train")]
impl Tone {
    /// The file of a model: the least score of each [`Form`] and the calm score in units of 1/[`SCALE`], the levels in the
    /// same, ascending, for every slot the level with its sign, and the words.
    ///
    /// # Panics
    /// If the slots are no power of two, a level is out of range, or the words are no lists: a mistake of the trainer.
    pub fn encode(
        least: [i32; 3],
        calm: i32,
        levels: [u16; LEVELS],
        slots: &[i8],
        words: &str,
    ) -> Vec<u8> {
        assert!(slots.len().is_power_of_two() && Lexicon::new(words).is_some());
        let mut bytes = MAGIC.to_vec();
        bytes.extend([FORMAT, slots.len().ilog2() as u8]);
        bytes.extend(least.iter().flat_map(|least| least.to_le_bytes()));
        bytes.extend(calm.to_le_bytes());
        bytes.extend(levels.iter().flat_map(|level| level.to_le_bytes()));
        let nibble = |level: i8| {
            assert!(usize::from(level.unsigned_abs()) <= LEVELS);
            level.unsigned_abs() | if level < 0 { 8 } else { 0 }
        };
        bytes.extend(slots.chunks_exact(2).map(|two| nibble(two[0]) | nibble(two[1]) << 4));
        bytes.extend(words.bytes());
        bytes
    }

    /// The highest score among the parts of a text, and where; none if it has no words.
    pub fn best(&self, folded: &Folded, channel: Channel) -> Option<Voiced> {
        // Of equals the first, as the judge takes it.
        self.scores(folded, channel)
            .reduce(|best, next| if next.score > best.score { next } else { best })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A model of no weights but these levels.
    fn file(nibbles: usize) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend([FORMAT, 8]);
        bytes.extend([5_i32; 3].iter().flat_map(|least| least.to_le_bytes()));
        bytes.extend((-5_i32).to_le_bytes());
        bytes.extend([0; 2 * LEVELS]);
        bytes.resize(bytes.len() + nibbles, 0);
        bytes
    }

    /// One with lists of no words.
    fn sound() -> Vec<u8> {
        with(b"||")
    }

    fn with(words: &[u8]) -> Vec<u8> {
        [&file(128)[..], words].concat()
    }

    #[test]
    fn what_is_no_model_is_refused_by_name() {
        let refused = |bytes: Vec<u8>| Tone::decode("t", bytes).expect_err("refused");
        assert!(Tone::decode("t", sound()).is_ok());
        assert_eq!(refused(b"LIYAN".to_vec()), ToneError::NotATone);
        assert_eq!(refused(Vec::new()), ToneError::NotATone);
        let mut newer = sound();
        newer[4] = 9;
        assert_eq!(refused(newer), ToneError::OtherFormat(9));
        for nibbles in [0, 127, 128] {
            assert_eq!(refused(file(nibbles)), ToneError::Damaged);
        }
        assert!(Tone::decode("t", with("我|帮您|儿子 孩子\n巴掌".as_bytes())).is_ok());
        assert_eq!(refused(with(&[0xe5, 0x84])), ToneError::Damaged);
        assert_eq!(refused(with("好|好".as_bytes())), ToneError::Damaged);
        for cut in 4..HEAD {
            let mut bytes = sound();
            bytes.truncate(cut);
            assert_eq!(refused(bytes), ToneError::Damaged, "{cut}");
        }
        for (at, byte) in [(5, 7), (5, 21), (HEAD, 8), (HEAD + 127, 0x80)] {
            let mut bytes = sound();
            bytes[at] = byte;
            assert_eq!(refused(bytes), ToneError::Damaged, "byte {at}");
        }
    }

    #[test]
    fn weights_are_levels_with_a_sign() {
        let mut bytes = sound();
        bytes[HEAD - 2] = 7;
        bytes[HEAD - 1] = 1;
        bytes[HEAD] = 0x7f;
        let tone = Tone::decode("t", bytes).expect("sound");
        assert_eq!([0, 1, 2].map(|slot| tone.weight(slot)), [-263, 263, 0]);
    }

    #[test]
    fn a_sum_grows_with_the_root_of_its_length() {
        let sum = |times| {
            let mut sum = Sum::default();
            (0..times).for_each(|_| sum.add(30));
            sum.score()
        };
        assert_eq!([0, 1, 4, 100].map(sum), [0, 30, 60, 300]);
    }
}
