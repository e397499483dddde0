//! Half-open ranges in the *original* text of one turn, one type for each unit.
//!
//! Rust counts UTF-8 bytes, JavaScript UTF-16 code units, files and people characters. The unit is
//! part of the type, so that an offset of one kind can not be used as another by accident. The only
//! way from one to another is [`Offsets`](crate::text::Offsets).

use core::marker::PhantomData;
use core::ops::Range;

/// The unit of a [`ByteSpan`]: UTF-8 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bytes {}
/// The unit of a [`Utf16Span`]: UTF-16 code units, as JavaScript counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Utf16 {}
/// The unit of a [`CharSpan`]: Unicode scalar values, as files and Python count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chars {}

/// A half-open range `start..end`, counted in `Unit`. Never has `start > end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<Unit> {
    start: u32,
    end: u32,
    unit: PhantomData<Unit>,
}

/// A range in UTF-8 bytes.
pub type ByteSpan = Span<Bytes>;
/// A range in UTF-16 code units.
pub type Utf16Span = Span<Utf16>;
/// A range in Unicode characters.
pub type CharSpan = Span<Chars>;

impl<Unit> Span<Unit> {
    /// The range `start..end`.
    ///
    /// # Panics
    /// If `start > end`: that is a mistake of the caller, never of the input.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span can not end before it starts");
        Self { start: narrow(start), end: narrow(end), unit: PhantomData }
    }

    /// The first unit inside.
    pub fn start(&self) -> usize {
        self.start as usize
    }

    /// The first unit after.
    pub fn end(&self) -> usize {
        self.end as usize
    }

    /// How many units are inside.
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing is inside.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn covers(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one unit.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same range for indexing a slice.
    pub fn range(&self) -> Range<usize> {
        self.start()..self.end()
    }
}

impl ByteSpan {
    /// The part of `text` that this range names.
    ///
    /// # Panics
    /// If the range is not one of `text`: spans come from the text that they are used with.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.range()]
    }
}

/// Offsets are kept in 32 bits: a turn of more than 4 GiB is refused long before
/// (see [`Checker::check`](crate::Checker::check)).
fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).expect("a turn is shorter than 4 GiB")
}
