//! How cells look: made once, so that a workbook has a dozen formats and not thousands.

use liyan_rules::Severity;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The font of every cell; each office has it, and the free fonts stand in for it.
const FONT: &str = "宋体";
/// The dark blue of headings and lines of charts.
pub const INK: u32 = 0x1F_3864;
/// Grey for what supports a figure and is none.
pub const QUIET: u32 = 0x7F_7F7F;
/// Red for the words that a finding marks and for what must be changed.
pub const ALARM: u32 = 0xC0_0000;

/// All formats of a workbook.
pub struct Look {
    /// The name of a sheet, on top of it.
    pub title: Format,
    /// A sentence under it.
    pub note: Format,
    /// A sentence that must not be overlooked.
    pub warning: Format,
    /// A heading within a sheet.
    pub heading: Format,
    /// Column heads.
    pub head: Format,
    /// Text that may need several lines.
    pub text: Format,
    /// Text on one line, for a list of a million rows.
    pub line: Format,
    /// A short word in the middle: a verdict, a level.
    pub word: Format,
    /// A count.
    pub count: Format,
    /// A rate, with one decimal place.
    pub rate: Format,
    /// What stands where a figure would say nothing.
    pub none: Format,
    /// What a value is, on the cover.
    pub label: Format,
    /// Levels: block, warn, suggest.
    pub levels: [Format; 3],
    /// Marked words within a text.
    pub marked: Format,
    /// The rest of that text.
    pub unmarked: Format,
}

impl Look {
    /// The formats.
    pub fn new() -> Self {
        let base = Format::new().set_font_name(FONT).set_font_size(10.5);
        let boxed = base.clone().set_border(FormatBorder::Thin).set_border_color(0xBF_BFBF);
        let wrapped = boxed.clone().set_align(FormatAlign::Top).set_text_wrap();
        let word = wrapped.clone().set_align(FormatAlign::Center);
        let figures = boxed.clone().set_align(FormatAlign::Top).set_align(FormatAlign::Right);
        let note = base.clone().set_align(FormatAlign::Top).set_text_wrap();
        Self {
            title: base
                .clone()
                .set_font_size(16)
                .set_bold()
                .set_font_color(INK)
                .set_align(FormatAlign::VerticalCenter),
            note: note.clone().set_font_color(0x40_4040),
            warning: note.set_bold().set_font_color(ALARM),
            heading: base
                .clone()
                .set_font_size(12)
                .set_bold()
                .set_font_color(INK)
                .set_align(FormatAlign::Bottom)
                .set_border_bottom(FormatBorder::Medium)
                .set_border_bottom_color(INK),
            head: boxed
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_font_color(Color::White)
                .set_background_color(INK)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            count: figures.clone().set_num_format("#,##0"),
            rate: figures.set_num_format("0.0"),
            none: word.clone().set_font_color(QUIET),
            label: wrapped.clone().set_bold().set_background_color(0xF2_F2F2),
            levels: [
                word.clone().set_bold().set_font_color(ALARM),
                word.clone().set_font_color(0x9C_5700),
                word.clone().set_font_color(QUIET),
            ],
            text: wrapped,
            line: boxed.set_align(FormatAlign::Top),
            word,
            marked: base.clone().set_bold().set_font_color(ALARM),
            unmarked: base,
        }
    }

    /// The format of a level.
    pub fn level(&self, severity: Severity) -> &Format {
        match severity {
            Severity::Block => &self.levels[0],
            Severity::Warn => &self.levels[1],
            Severity::Suggest => &self.levels[2],
        }
    }
}
