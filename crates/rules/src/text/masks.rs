//! Stretches in which nothing is judged: quotations, titles, links and addresses; and those that are not even wording:
//! masked names and numbers, placeholders of other systems.
//!
//! What a pack adds (the citizen's words restated) joins these in the judge.

use core::ops::Range;

use super::fold::Folded;
use super::sections::is_line_break;
use super::{masked, placeholders};

/// What is not judged in one text, in bytes of the original, each list by start.
pub(crate) struct Masks {
    /// Other people's words, titles, addresses: no rule speaks of them, but a slot left open is left open in them too.
    pub silent: Vec<Range<usize>>,
    /// What some system or somebody's privacy put there: no rule speaks of it, and it is no slot of ours.
    pub opaque: Vec<Range<usize>>,
}

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

/// The masks that need no pack. All of it is linear in the text, whatever the text: it runs on every key pressed.
///
/// A mark without its partner in the same paragraph masks nothing, and neither does a pair around the whole message:
/// that is the message itself.
pub(crate) fn built_in(original: &str, folded: &Folded) -> Masks {
    let mut silent = quotes(original);
    let words = words_of(folded);
    silent.retain(|range| !(range.start <= words.start && words.end <= range.end));
    silent.extend(addresses(original));
    let mut opaque = placeholders::find(original);
    opaque.extend(masked::find(folded));
    for ranges in [&mut silent, &mut opaque] {
        ranges.sort_unstable_by_key(|range| range.start);
    }
    Masks { silent, opaque }
}

/// From the first to the last character that is no mark: what stands in no other range than this has no words.
fn words_of(folded: &Folded) -> Range<usize> {
    let mut words = folded.glyphs().iter().filter(|glyph| !glyph.is_break());
    let first = words.next();
    let last = words.next_back().or(first);
    first.zip(last).map_or(0..0, |(first, last)| first.start as usize..last.end as usize)
}

fn quotes(original: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    // How many of each pair are open. A closing mark looks for its partner only if there is one; what it then passes
    // over is closed with it, so that no mark is looked at twice.
    let mut count = [0; PAIRS.len()];
    let mut straight = None;
    for (at, ch) in original.char_indices() {
        let end = at + ch.len_utf8();
        if is_line_break(ch) {
            open.clear();
            count = [0; PAIRS.len()];
            straight = None;
        } else if matches!(ch, '"' | '＂') {
            match straight.take() {
                Some(start) => ranges.push(start..end),
                None => straight = Some(at),
            }
        } else if let Some(pair) = PAIRS.iter().position(|(open, _)| *open == ch) {
            open.push((pair, at));
            count[pair] += 1;
        } else if let Some(pair) = PAIRS.iter().position(|(_, close)| *close == ch)
            && count[pair] > 0
        {
            while let Some((passed, start)) = open.pop() {
                count[passed] -= 1;
                if passed == pair {
                    ranges.push(start..end);
                    break;
                }
            }
        }
    }
    ranges
}

/// Links, mail addresses and the like: runs of visible ASCII that hold `://`, `www.` or `@`. A query may go on in Han
/// (`?q=不知道`); after anything else Han is the clerk's own again.
fn addresses(original: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part =
        |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b',' | b';');
    let is_query = |ch| matches!(ch, '0'..='9' | 'A'..='Z' | 'a'..='z' | '=' | '&' | '#' | '%' | '\u{3400}'..='\u{9fff}');
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
                if run.ends_with(['=', '?', '&', '#', '%']) {
                    at += original[at..].find(|ch| !is_query(ch)).unwrap_or(original.len() - at);
                }
                return Some(start..at);
            }
            while at < bytes.len() && !original.is_char_boundary(at) {
                at += 1;
            }
        }
        None
    })
}
