//! Texts from outside, made fit to be shown: cut, cleaned, quoted, in pieces that are marked or not.

use crate::words;

/// Words in quotation marks; those within become single ones: `“称‘您’”`.
pub fn quoted(words: &str) -> String {
    format!("“{}”", words.replace('“', "‘").replace('”', "’"))
}

/// At most so many characters, with a mark where it was cut.
pub fn clip(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}……", &text[..at]),
        None => text.to_owned(),
    }
}

/// A text in pieces, each marked or not, in order; places are in characters. Places that overlap are one, and what lies
/// outside of the text is left out. No piece is empty.
pub fn pieces<'t>(
    text: &'t str,
    places: &[(usize, usize)],
) -> impl Iterator<Item = (bool, &'t str)> + use<'t> {
    let mut places = places.to_vec();
    places.sort_unstable();
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut cuts = vec![(false, 0)];
    let mut after = 0;
    for (start, end) in places {
        let (start, end) = (start.max(after), end.min(bytes.len() - 1));
        if start < end {
            cuts.extend([(true, bytes[start]), (false, bytes[end])]);
            after = end;
        }
    }
    let ends: Vec<usize> = cuts.iter().skip(1).map(|(_, at)| *at).chain([text.len()]).collect();
    cuts.into_iter()
        .zip(ends)
        .map(move |((marked, from), to)| (marked, &text[from..to]))
        .filter(|(_, piece)| !piece.is_empty())
}

/// A text from outside for a document in XML: line breaks and tabs stay; what XML forbids or what would turn the
/// writing's direction is shown, not obeyed. One character for each, so places stay right.
pub fn plain(text: &str) -> String {
    text.chars().map(plain_char).collect()
}

/// One character of [`plain`].
pub fn plain_char(ch: char) -> char {
    match ch {
        '\n' | '\t' => ch,
        '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        other => words::shown(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_within_others_are_single() {
        assert_eq!(quoted("称“您”"), "“称‘您’”");
    }

    #[test]
    fn a_text_is_cut_with_a_mark_and_never_inside_of_a_character() {
        assert_eq!(clip("您好😀呀", 3), "您好😀……");
        assert_eq!(clip("您好", 2), "您好");
    }

    #[test]
    fn control_characters_are_shown_and_keep_their_places() {
        assert_eq!(plain("a\u{0}b\nc\u{202e}d\u{ffff}"), "a␀b\nc␡d\u{fffd}");
    }

    #[test]
    fn marked_places_may_touch_overlap_or_lie_outside() {
        let show = |text, places: &[(usize, usize)]| -> String {
            pieces(text, places)
                .map(|(marked, piece)| if marked { format!("[{piece}]") } else { piece.into() })
                .collect()
        };
        assert_eq!(show("😀不知道，自己看", &[(5, 8), (1, 4)]), "😀[不知道]，[自己看]");
        assert_eq!(show("不知道", &[(0, 1), (1, 3)]), "[不][知道]");
        assert_eq!(show("不知道", &[(0, 2), (1, 3)]), "[不知][道]");
        assert_eq!(show("不知道", &[(1, 99), (50, 60)]), "不[知道]");
        assert_eq!(show("不知道", &[(2, 1), (3, 9)]), "不知道");
        assert_eq!(show("", &[(0, 1)]), "");
    }
}
