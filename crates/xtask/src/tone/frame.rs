//! Drafts whose words vary: `{查|翻|搜}` stands where the clerk could as naturally have used another word.

use std::ops::Range;

/// A draft is told in at most so many ways, which between them use the first four words of each place.
const VARIANTS: usize = 4;

/// The texts of a frame, and where in each the part is that `bad` names in the frame. A text without braces is its only one.
pub fn variants(frame: &str, bad: Option<Range<usize>>) -> Vec<(String, Option<Range<usize>>)> {
    let pieces = pieces(frame);
    let ways = if pieces.iter().any(|piece| piece.words.len() > 1) { VARIANTS } else { 1 };
    (0..ways).map(|way| variant(&pieces, way, bad.clone())).collect()
}

/// A part of a frame: the words that may stand there.
struct Piece<'f> {
    start: usize,
    words: Vec<&'f str>,
}

fn pieces(frame: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(open) = frame[at..].find('{').map(|open| at + open) {
        let Some(close) = frame[open..].find('}').map(|close| open + close) else { break };
        pieces.push(Piece { start: at, words: vec![&frame[at..open]] });
        pieces.push(Piece { start: open, words: frame[open + 1..close].split('|').collect() });
        at = close + 1;
    }
    pieces.push(Piece { start: at, words: vec![&frame[at..]] });
    pieces
}

/// Each piece goes through its words at a pace of its own, so that the same two words do not always meet.
fn variant(
    pieces: &[Piece],
    way: usize,
    bad: Option<Range<usize>>,
) -> (String, Option<Range<usize>>) {
    let mut text = String::new();
    let mut places = (None, None);
    for (number, piece) in pieces.iter().enumerate() {
        if let Some(bad) = &bad {
            let inside = |at: usize| {
                let len = piece.words.first().map_or(0, |word| word.len());
                (piece.words.len() == 1 && (piece.start..=piece.start + len).contains(&at))
                    .then(|| text.len() + at - piece.start)
                    .or((at == piece.start).then_some(text.len()))
            };
            places.0 = places.0.or(inside(bad.start));
            places.1 = inside(bad.end).or(places.1);
        }
        // 0, 1, 2, 3 or 0, 1, 3, 2: with 2, 3 or 4 words each of them comes.
        let turn = if number % 4 == 1 { way } else { way ^ (way >> 1) };
        text.push_str(piece.words[(turn + number / 4) % piece.words.len()]);
    }
    let bad = bad.map(|_| places.0.unwrap_or(0)..places.1.unwrap_or(text.len()));
    (text, bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_told_in_all_its_words_and_the_fault_is_found_in_each() {
        let frame = "{您|你}先{看看|查查|翻翻|瞅瞅}，{别|少|不要}问我。";
        let fault = frame.rfind('{').expect("there")..frame.find('。').expect("there");
        let told = variants(frame, Some(fault));
        assert_eq!(told.len(), VARIANTS);
        for word in ["您", "你", "看看", "查查", "翻翻", "瞅瞅", "别", "少", "不要"] {
            assert!(told.iter().any(|(text, _)| text.contains(word)), "{word}");
        }
        for (text, fault) in &told {
            let fault = &text[fault.clone().expect("there")];
            assert!(["别问我", "少问我", "不要问我"].contains(&fault), "{fault}");
        }
    }

    #[test]
    fn a_fault_may_begin_and_end_anywhere_outside_the_braces() {
        let frame = "好的，{你|您}看{着|了}办吧，再见";
        let bad = "看{着|了}办";
        let at = frame.find(bad).expect("there");
        for (text, fault) in variants(frame, Some(at..at + bad.len())) {
            assert!(["看着办", "看了办"].contains(&&text[fault.expect("there")]), "{text}");
        }
    }

    #[test]
    fn a_text_without_braces_is_itself() {
        assert_eq!(variants("好的。", Some(0..6)), [("好的。".to_owned(), Some(0..6))]);
    }
}
