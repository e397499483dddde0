//! From one unit to another: the only place where bytes, UTF-16 units and characters meet.

use crate::span::{ByteSpan, CharSpan, Utf16Span};

/// Positions in one text in all three units. Building costs one pass; a look-up walks at most
/// `STRIDE` bytes.
pub struct Offsets<'t> {
    text: &'t str,
    /// A position every `STRIDE` bytes or a little more, in all units.
    stops: Vec<Stop>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Stop {
    bytes: usize,
    utf16: usize,
    chars: usize,
}

const STRIDE: usize = 512;

impl Stop {
    fn step(&mut self, ch: char) {
        self.bytes += ch.len_utf8();
        self.utf16 += ch.len_utf16();
        self.chars += 1;
    }
}

impl<'t> Offsets<'t> {
    /// Prepares `text`.
    pub fn new(text: &'t str) -> Self {
        let mut stops = vec![Stop::default()];
        let mut here = Stop::default();
        for ch in text.chars() {
            if here.bytes - stops[stops.len() - 1].bytes >= STRIDE {
                stops.push(here);
            }
            here.step(ch);
        }
        Self { text, stops }
    }

    /// The same range in UTF-16 code units.
    pub fn utf16(&self, span: ByteSpan) -> Utf16Span {
        let unit = |at| self.find(|stop| stop.bytes, at).utf16;
        Utf16Span::new(unit(span.start()), unit(span.end()))
    }

    /// The same range in characters.
    pub fn chars(&self, span: ByteSpan) -> CharSpan {
        let unit = |at| self.find(|stop| stop.bytes, at).chars;
        CharSpan::new(unit(span.start()), unit(span.end()))
    }

    /// The same range in bytes. An end inside a surrogate pair moves to the end of its character;
    /// one past the end of the text moves to the end.
    pub fn bytes_from_utf16(&self, span: Utf16Span) -> ByteSpan {
        let unit = |at| self.find(|stop| stop.utf16, at).bytes;
        ByteSpan::new(unit(span.start()), unit(span.end()))
    }

    /// The first position whose `unit` is at least `at`.
    fn find(&self, unit: impl Fn(&Stop) -> usize, at: usize) -> Stop {
        let known = self.stops.partition_point(|stop| unit(stop) <= at).saturating_sub(1);
        let mut here = self.stops[known];
        for ch in self.text[here.bytes..].chars() {
            if unit(&here) >= at {
                break;
            }
            here.step(ch);
        }
        here
    }
}
