//! The folded view of a text, with the way back to the original.
//!
//! Folding makes equal what a reader takes for equal: Traditional and Simplified, widths, case,
//! invisible marks, and the spaces and dots that are put between characters. It is one character to
//! one character, or to none, so every folded character knows its place in the original. Folded text
//! is for matching only and is never shown.

use core::ops::RangeInclusive;

use super::table::FoldTable;
use crate::span::ByteSpan;

/// What a character is to the matcher.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// Part of a word.
    Word = 0,
    /// Zero-width and bidi marks: as if not there.
    Invisible = 1,
    /// Spaces and dots: skipped inside a phrase, yet they may end a clause.
    Loose = 2,
    /// Ends a clause.
    Clause = 3,
    /// Ends a sentence; a line break does.
    Sentence = 4,
}

impl Class {
    pub(super) fn from_code(code: u32) -> Self {
        match code {
            1 => Self::Invisible,
            2 => Self::Loose,
            3 => Self::Clause,
            4 => Self::Sentence,
            _ => Self::Word,
        }
    }
}

/// The characters that are not words. Code points as in Unicode 17.
pub(super) const CLASSES: &[(RangeInclusive<char>, Class)] = &[
    // Format characters that show nothing: soft hyphen, zero-width, bidi, variation selectors, tags.
    ('\u{0}'..='\u{8}', Class::Invisible),
    ('\u{ad}'..='\u{ad}', Class::Invisible),
    ('\u{34f}'..='\u{34f}', Class::Invisible),
    ('\u{61c}'..='\u{61c}', Class::Invisible),
    ('\u{115f}'..='\u{1160}', Class::Invisible),
    ('\u{180b}'..='\u{180f}', Class::Invisible),
    ('\u{200b}'..='\u{200f}', Class::Invisible),
    ('\u{202a}'..='\u{202e}', Class::Invisible),
    ('\u{2060}'..='\u{206f}', Class::Invisible),
    ('\u{3164}'..='\u{3164}', Class::Invisible),
    ('\u{fe00}'..='\u{fe0f}', Class::Invisible),
    ('\u{feff}'..='\u{feff}', Class::Invisible),
    ('\u{ffa0}'..='\u{ffa0}', Class::Invisible),
    ('\u{e0000}'..='\u{e0fff}', Class::Invisible),
    // Spaces.
    ('\t'..='\t', Class::Loose),
    (' '..=' ', Class::Loose),
    ('\u{a0}'..='\u{a0}', Class::Loose),
    ('\u{1680}'..='\u{1680}', Class::Loose),
    ('\u{2000}'..='\u{200a}', Class::Loose),
    ('\u{202f}'..='\u{202f}', Class::Loose),
    ('\u{205f}'..='\u{205f}', Class::Loose),
    ('\u{3000}'..='\u{3000}', Class::Loose),
    // Dots and middle dots.
    ('.'..='.', Class::Loose),
    ('\u{b7}'..='\u{b7}', Class::Loose),
    ('\u{2022}'..='\u{2022}', Class::Loose),
    // Leaders too: 少…啰…嗦 is written to slip through, and they still end a clause.
    ('\u{2024}'..='\u{2027}', Class::Loose),
    ('\u{2219}'..='\u{2219}', Class::Loose),
    ('\u{22c5}'..='\u{22c5}', Class::Loose),
    ('\u{22ef}'..='\u{22ef}', Class::Loose),
    ('\u{30fb}'..='\u{30fb}', Class::Loose),
    ('\u{ff0e}'..='\u{ff0e}', Class::Loose),
    ('\u{ff65}'..='\u{ff65}', Class::Loose),
    // Signs, faces and gestures that are put between characters to slip through, or after a clause in place of a mark. Crosses,
    // stars and low lines are blanks of templates and stay.
    ('^'..='^', Class::Loose),
    ('`'..='`', Class::Loose),
    ('|'..='|', Class::Loose),
    ('\u{2190}'..='\u{21ff}', Class::Loose),
    ('\u{2600}'..='\u{2714}', Class::Loose),
    ('\u{2717}'..='\u{27bf}', Class::Loose),
    ('\u{2b00}'..='\u{2bff}', Class::Loose),
    ('\u{ff3e}'..='\u{ff3e}', Class::Loose),
    ('\u{ff40}'..='\u{ff40}', Class::Loose),
    ('\u{ff5c}'..='\u{ff5c}', Class::Loose),
    ('\u{1f600}'..='\u{1f64f}', Class::Loose),
    ('\u{1f900}'..='\u{1f9ff}', Class::Loose),
    // Clause marks, brackets and quotes.
    ('"'..='"', Class::Clause),
    ('('..=')', Class::Clause),
    (','..=',', Class::Clause),
    (':'..=';', Class::Clause),
    ('['..='[', Class::Clause),
    (']'..=']', Class::Clause),
    ('{'..='{', Class::Clause),
    ('}'..='~', Class::Clause),
    ('\u{ab}'..='\u{ab}', Class::Clause),
    ('\u{bb}'..='\u{bb}', Class::Clause),
    ('\u{2012}'..='\u{201f}', Class::Clause),
    ('\u{3001}'..='\u{3001}', Class::Clause),
    ('\u{3008}'..='\u{3011}', Class::Clause),
    ('\u{3014}'..='\u{301f}', Class::Clause),
    ('\u{fe10}'..='\u{fe11}', Class::Clause),
    ('\u{fe13}'..='\u{fe14}', Class::Clause),
    ('\u{ff02}'..='\u{ff02}', Class::Clause),
    ('\u{ff08}'..='\u{ff09}', Class::Clause),
    ('\u{ff0c}'..='\u{ff0c}', Class::Clause),
    ('\u{ff1a}'..='\u{ff1b}', Class::Clause),
    ('\u{ff3b}'..='\u{ff3b}', Class::Clause),
    ('\u{ff3d}'..='\u{ff3d}', Class::Clause),
    ('\u{ff5b}'..='\u{ff5b}', Class::Clause),
    ('\u{ff5d}'..='\u{ff5e}', Class::Clause),
    ('\u{ff62}'..='\u{ff64}', Class::Clause),
    // Sentence marks and line breaks.
    ('\n'..='\r', Class::Sentence),
    ('!'..='!', Class::Sentence),
    ('?'..='?', Class::Sentence),
    ('\u{85}'..='\u{85}', Class::Sentence),
    ('\u{203c}'..='\u{203d}', Class::Sentence),
    ('\u{2047}'..='\u{2049}', Class::Sentence),
    ('\u{2028}'..='\u{2029}', Class::Sentence),
    ('\u{3002}'..='\u{3002}', Class::Sentence),
    ('\u{fe12}'..='\u{fe12}', Class::Sentence),
    ('\u{fe15}'..='\u{fe16}', Class::Sentence),
    ('\u{ff01}'..='\u{ff01}', Class::Sentence),
    ('\u{ff1f}'..='\u{ff1f}', Class::Sentence),
    ('\u{ff61}'..='\u{ff61}', Class::Sentence),
];

/// One character of the folded view.
#[derive(Debug, Clone, Copy)]
pub struct Glyph {
    /// The folded character.
    pub ch: char,
    /// Word, clause mark or sentence mark; the other classes leave no glyph.
    pub class: Class,
    /// Whether a space or a dot was skipped just before.
    pub loose: bool,
    /// Where it starts in the original, in bytes.
    pub start: u32,
    /// Where it ends in the original, in bytes.
    pub end: u32,
}

impl Glyph {
    /// Whether this ends a clause (or a sentence).
    pub fn is_break(&self) -> bool {
        matches!(self.class, Class::Clause | Class::Sentence)
    }
}

/// A text folded for matching. Positions in it are indices of [`Glyph`]s.
pub struct Folded {
    glyphs: Vec<Glyph>,
    loose_end: bool,
}

impl Folded {
    /// Folds `original`.
    pub fn new(table: &FoldTable, original: &str) -> Self {
        let mut glyphs = Vec::with_capacity(original.len() / 3 + 8);
        let mut loose = false;
        for (start, ch) in original.char_indices() {
            let (ch_folded, class) = table.fold(ch);
            match class {
                Class::Invisible => {}
                Class::Loose => loose = true,
                Class::Word | Class::Clause | Class::Sentence => {
                    glyphs.push(Glyph {
                        ch: ch_folded,
                        class,
                        loose,
                        start: start as u32,
                        end: (start + ch.len_utf8()) as u32,
                    });
                    loose = false;
                }
            }
        }
        Self { glyphs, loose_end: loose }
    }

    /// The folded text.
    pub fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.ch).collect()
    }

    /// The folded characters in order.
    pub fn glyphs(&self) -> &[Glyph] {
        &self.glyphs
    }

    /// How many folded characters there are.
    pub fn len(&self) -> usize {
        self.glyphs.len()
    }

    /// Whether nothing is left after folding.
    pub fn is_empty(&self) -> bool {
        self.glyphs.is_empty()
    }

    /// Whether a space or a dot stands between glyph `index - 1` and glyph `index`.
    pub fn is_loose_at(&self, index: usize) -> bool {
        self.glyphs.get(index).map_or(self.loose_end, |glyph| glyph.loose)
    }

    /// The original range of the glyphs `start..end`; skipped characters at either side are outside.
    pub fn original(&self, start: usize, end: usize) -> ByteSpan {
        if start == end {
            let at = match self.glyphs.get(start) {
                Some(glyph) => glyph.start,
                None => self.glyphs.last().map_or(0, |glyph| glyph.end),
            };
            return ByteSpan::new(at as usize, at as usize);
        }
        ByteSpan::new(self.glyphs[start].start as usize, self.glyphs[end - 1].end as usize)
    }

    /// The first glyph that starts at or after byte `at` of the original.
    pub fn index_of_original(&self, at: usize) -> usize {
        self.glyphs.partition_point(|glyph| (glyph.start as usize) < at)
    }
}
