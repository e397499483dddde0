//! Texts from outside as cells: strings and nothing else, of a length that Excel opens.

use std::borrow::Cow;

use crate::report::say;

/// The most that a cell may hold, in UTF-16 code units.
const MOST: usize = 32_767;
/// What stands at the end of a cell that was cut.
const CUT: &str = "……〔过长，已截断〕";

/// A text for a cell: line breaks stay, what XML forbids is shown, what Excel would decode stays as it was written, and
/// what is too long is cut with a mark.
pub fn text(text: &str) -> Cow<'_, str> {
    let sound = text.len() <= MOST
        && !text.contains("_x")
        && text.chars().all(|ch| say::plain_char(ch) == ch);
    if sound {
        return Cow::Borrowed(text);
    }
    Cow::Owned(cut(literal(&say::plain(&text.replace("\r\n", "\n")))))
}

/// Excel reads `_x0041_` as `A`; an escaped underscore keeps it what it is.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, code) = rest.split_at(at);
        out.push_str(before);
        out.push_str(if escape(code) { "_x005F_" } else { "_" });
        rest = &code[1..];
    }
    out.push_str(rest);
    out
}

fn escape(code: &str) -> bool {
    let code = code.as_bytes();
    code.len() >= 7 && code[6] == b'_' && code[2..6].iter().all(u8::is_ascii_hexdigit)
}

fn cut(text: String) -> String {
    if text.encode_utf16().count() <= MOST {
        return text;
    }
    let mut room = MOST - CUT.encode_utf16().count();
    let end = text.char_indices().find_map(|(at, ch)| {
        let fits = ch.len_utf16() <= room;
        room = room.saturating_sub(ch.len_utf16());
        (!fits).then_some(at)
    });
    format!("{}{CUT}", &text[..end.unwrap_or(text.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_text_is_left_alone() {
        assert!(matches!(text("您好，\n请稍等😀 =1+1"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_xml_forbids_is_shown() {
        assert_eq!(text("a\u{0}\u{b}b\r\nc\rd"), "a␀␋b\nc␍d");
        assert_eq!(text("\u{202e}反"), "␡反");
    }

    #[test]
    fn what_excel_would_decode_stays_as_it_was_written() {
        assert_eq!(text("_x0041_"), "_x005F_x0041_");
        assert_eq!(text("_x0041__x0042_"), "_x005F_x0041__x005F_x0042_");
        assert_eq!(text("a_xyz _x12 _x00410"), "a_xyz _x12 _x00410");
    }

    #[test]
    fn a_long_text_is_cut_with_a_mark_and_never_inside_of_a_character() {
        let long = "😀".repeat(20_000);
        let cell = text(&long);
        assert!(cell.ends_with(CUT));
        assert!(cell.encode_utf16().count() <= MOST);
        let fits = "礼".repeat(MOST);
        assert_eq!(text(&fits), fits);
    }
}
