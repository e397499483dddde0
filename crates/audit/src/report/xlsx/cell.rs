//! Cells. Texts from outside are strings and nothing else, of a length that Excel opens.

use std::borrow::Cow;

use liyan_rules::Severity;
use rust_xlsxwriter::{Format, Worksheet};

use super::error::XlsxError;
use super::look::Look;
use crate::report::say;

/// What a cell holds. Texts are always strings, whatever they look like.
pub enum Cell<'a> {
    /// Text, with as many lines as it needs.
    Text(Cow<'a, str>),
    /// A text with places in it that are marked, in characters.
    Marked(&'a str, Vec<(usize, usize)>),
    /// A short word in the middle.
    Word(Cow<'a, str>),
    /// A level.
    Level(Severity),
    /// A count.
    Count(u64),
    /// A rate.
    Rate(f64),
    /// Why there is no figure.
    None(&'static str),
}

impl<'a> Cell<'a> {
    /// A text that may be missing.
    pub fn maybe(text: Option<&'a str>) -> Self {
        Self::Text(Cow::Borrowed(text.unwrap_or_default()))
    }
}

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

/// A text whose marked words are red and bold. A text that is too long or has nothing to mark is a plain string.
pub fn marked(
    sheet: &mut Worksheet,
    look: &Look,
    (row, col): (u32, u16),
    said: &str,
    places: &[(usize, usize)],
) -> Result<(), XlsxError> {
    let pieces: Vec<(bool, String)> = say::pieces(said, places)
        .map(|(marked, piece)| (marked, text(piece).into_owned()))
        .collect();
    let whole = text(said);
    // What marks the pieces counts in the length of the cell too.
    let length = whole.encode_utf16().count() + 150 * pieces.len();
    if pieces.len() < 2 || length > 30_000 {
        sheet.write_string_with_format(row, col, whole, &look.text)?;
        return Ok(());
    }
    let segments: Vec<(&Format, &str)> = pieces
        .iter()
        .map(|(marked, piece)| {
            (if *marked { &look.marked } else { &look.unmarked }, piece.as_str())
        })
        .collect();
    sheet.write_rich_string_with_format(row, col, &segments, &look.text)?;
    Ok(())
}

/// The height of a line, in points.
pub const LINE: f64 = 14.0;

/// How many lines a text needs in so many characters' width; a Chinese character takes two.
pub fn lines(text: &str, width: f64) -> f64 {
    let wide = |line: &str| -> f64 {
        let units: f64 = line.chars().map(|ch| if ch.is_ascii() { 1.0 } else { 2.0 }).sum();
        ((units + 1.0) / width.max(4.0)).ceil().max(1.0)
    };
    // A row can not be higher than 409 points.
    text.lines().map(wide).sum::<f64>().clamp(1.0, 28.0)
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
