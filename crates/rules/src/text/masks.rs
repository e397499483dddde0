//! Stretches in which nothing is judged: quotations, titles, links and addresses.
//!
//! What a pack adds (the citizen's words restated) joins these in the judge.

use core::ops::Range;

use super::fold::Folded;
use super::sections::is_line_break;

/// Paired marks. ASCII quotes, which do not say whether they open or close, are handled apart.
const PAIRS: &[(char, char)] = &[
    ('“', '”'),
    ('‘', '’'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('〈', '〉'),
    ('〝', '〞'),
    ('«', '»'),
];

/// The masked ranges of `original`, in bytes, by their start. A mark without its partner in the same paragraph masks
/// nothing, and neither does a pair around the whole message: that is the message itself.
pub(crate) fn built_in(original: &str, folded: &Folded) -> Vec<Range<usize>> {
    let mut ranges = quotes(original);
    ranges.retain(|range| !is_everything(range, folded));
    ranges.extend(addresses(original));
    ranges.sort_unstable_by_key(|range| range.start);
    ranges
}

fn quotes(original: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut straight = None;
    for (at, ch) in original.char_indices() {
        let end = at + ch.len_utf8();
        if is_line_break(ch) {
            open.clear();
            straight = None;
        } else if matches!(ch, '"' | '＂') {
            match straight.take() {
                Some(start) => ranges.push(start..end),
                None => straight = Some(at),
            }
        } else if let Some((_, close)) = PAIRS.iter().find(|(open, _)| *open == ch) {
            open.push((*close, at));
        } else if let Some(position) = open.iter().rposition(|(close, _)| *close == ch) {
            ranges.push(open[position].1..end);
            open.truncate(position);
        }
    }
    ranges
}

fn is_everything(range: &Range<usize>, folded: &Folded) -> bool {
    let outside = |glyph: &&super::fold::Glyph| {
        let start = glyph.start as usize;
        !range.contains(&start) && !glyph.is_break()
    };
    !folded.glyphs().iter().any(|glyph| outside(&glyph))
}

/// Links, mail addresses and the like: runs of visible ASCII that hold `://`, `www.` or `@`.
fn addresses(original: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part =
        |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b',' | b';');
    let bytes = original.as_bytes();
    let mut at = 0;
    core::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            while at < bytes.len() && is_part(bytes[at]) {
                at += 1;
            }
            let run = &original[start..at];
            at += usize::from(at == start);
            if run.contains("://")
                || run.starts_with("www.")
                || (run.len() > 2 && run.contains('@'))
            {
                return Some(start..start + run.len());
            }
            while at < bytes.len() && !original.is_char_boundary(at) {
                at += 1;
            }
        }
        None
    })
}
