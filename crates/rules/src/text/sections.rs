//! Where a sentence or a clause begins and ends, in glyphs of the folded view.

use core::ops::Range;

use super::fold::{Class, Folded};

/// The sentence around `inside`, with the marks that end it (。！？ and what follows at once).
/// A line break ends a sentence and belongs to none.
pub(crate) fn sentence(folded: &Folded, inside: &Range<usize>) -> Range<usize> {
    let glyphs = folded.glyphs();
    let ends = |class| class == Class::Sentence;
    let start = (0..inside.start).rev().find(|&at| ends(glyphs[at].class)).map_or(0, |at| at + 1);
    let from = inside.end.max(inside.start + 1).min(glyphs.len());
    // A match may itself end with the sentence's mark.
    let closed = from > 0
        && from <= glyphs.len()
        && inside.end > inside.start
        && ends(glyphs[from - 1].class);
    let mut end = if closed {
        from
    } else {
        (from..glyphs.len()).find(|&at| ends(glyphs[at].class)).unwrap_or(glyphs.len())
    };
    while end < glyphs.len() && ends(glyphs[end].class) && !is_line_break(glyphs[end].ch) {
        end += 1;
    }
    start..end
}

/// The clause around `inside`, without the mark that ends it.
pub(crate) fn clause(folded: &Folded, inside: &Range<usize>) -> Range<usize> {
    let glyphs = folded.glyphs();
    let start = (0..inside.start).rev().find(|&at| glyphs[at].is_break()).map_or(0, |at| at + 1);
    let end = (inside.end..glyphs.len()).find(|&at| glyphs[at].is_break()).unwrap_or(glyphs.len());
    start..end
}

/// Whether the sentence around `inside` has been ended by a mark or a line break.
pub(crate) fn is_finished(folded: &Folded, inside: &Range<usize>) -> bool {
    let end = sentence(folded, inside).end;
    let glyphs = folded.glyphs();
    end < glyphs.len() || glyphs.last().is_some_and(|glyph| glyph.class == Class::Sentence)
}

pub(crate) fn is_line_break(ch: char) -> bool {
    matches!(ch, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
