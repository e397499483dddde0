//! One sheet as an office prints it: a title, sentences, a table with a head that stays, set up for A4.

use rust_xlsxwriter::{Chart, Format, IgnoreError, Workbook, Worksheet};

use super::cell::{self, Cell, LINE, lines};
use super::error::XlsxError;
use super::look::Look;
use crate::words;

/// A sheet that is being written from top to bottom.
pub struct Page<'b> {
    sheet: &'b mut Worksheet,
    look: &'b Look,
    widths: Vec<f64>,
    row: u32,
    headed: bool,
    beside: u32,
}

impl<'b> Page<'b> {
    /// Adds a sheet with its name as its title; `widths` are those of its columns.
    pub fn new(
        book: &'b mut Workbook,
        look: &'b Look,
        name: &str,
        widths: Vec<f64>,
    ) -> Result<Self, XlsxError> {
        Self::titled(book, look, name, name, widths)
    }

    /// Adds a sheet with a title of its own.
    pub fn titled(
        book: &'b mut Workbook,
        look: &'b Look,
        name: &str,
        title: &str,
        widths: Vec<f64>,
    ) -> Result<Self, XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        print(sheet);
        for (col, width) in (0..).zip(&widths) {
            sheet.set_column_width(col, *width)?;
        }
        sheet.set_row_height(0, 28)?;
        sheet.write_string_with_format(0, 0, title, &look.title)?;
        Ok(Self { sheet, look, widths, row: 1, headed: false, beside: 1 })
    }

    /// Upright and on one page, as a cover is.
    pub fn upright(&mut self) {
        self.sheet.set_portrait().set_print_fit_to_pages(1, 1);
    }

    /// A sentence over the whole width.
    pub fn note(&mut self, text: &str) -> Result<(), XlsxError> {
        let format = &self.look.note;
        self.sentence(text, format)
    }

    /// A sentence that must not be overlooked.
    pub fn warning(&mut self, text: &str) -> Result<(), XlsxError> {
        let format = &self.look.warning;
        self.sentence(text, format)
    }

    /// A heading within the sheet, with an empty row before it.
    pub fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.row += 1;
        self.sheet.set_row_height(self.row, 22)?;
        let format = &self.look.heading;
        self.across(text, format)
    }

    fn sentence(&mut self, text: &str, format: &'b Format) -> Result<(), XlsxError> {
        let text = cell::text(text);
        self.sheet.set_row_height(self.row, LINE * lines(&text, self.widths.iter().sum()) + 2.0)?;
        self.across(&text, format)
    }

    // Merged cells do not grow with their text, so their height is set by who calls.
    fn across(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        match u16::try_from(self.widths.len()).unwrap_or(1) {
            0 | 1 => self.sheet.write_string_with_format(self.row, 0, text, format)?,
            columns => self.sheet.merge_range(self.row, 0, self.row, columns - 1, text, format)?,
        };
        self.row += 1;
        Ok(())
    }

    /// What is called what, in two columns; further columns are merged into the second.
    pub fn pairs(&mut self, pairs: &[(&str, String)]) -> Result<(), XlsxError> {
        let last = u16::try_from(self.widths.len()).unwrap_or(2).max(2) - 1;
        for (label, value) in pairs {
            let value = cell::text(value);
            let room = self.widths.iter().skip(1).sum();
            self.sheet.set_row_height(self.row, LINE * lines(&value, room) + 3.0)?;
            self.sheet.write_string_with_format(self.row, 0, *label, &self.look.label)?;
            if last == 1 {
                self.sheet.write_string_with_format(self.row, 1, value, &self.look.text)?;
            } else {
                self.sheet.merge_range(self.row, 1, self.row, last, &value, &self.look.text)?;
            }
            self.row += 1;
        }
        Ok(())
    }

    /// A table; the first of a sheet stays in sight and can be filtered. Says where its rows are: first, last. Without
    /// rows there is a sentence and no table.
    pub fn table<'a>(
        &mut self,
        heads: &[&str],
        rows: impl IntoIterator<Item = Vec<Cell<'a>>>,
        without: &str,
    ) -> Result<Option<(u32, u32)>, XlsxError> {
        let mut rows = rows.into_iter().peekable();
        if rows.peek().is_none() {
            self.note(without)?;
            return Ok(None);
        }
        let head = self.row;
        self.sheet.set_row_height(head, 32)?;
        for (col, title) in (0..).zip(heads) {
            self.sheet.write_string_with_format(head, col, *title, &self.look.head)?;
        }
        self.row += 1;
        for row in rows {
            for (col, cell) in (0..).zip(&row) {
                self.cell(col, cell)?;
            }
            self.sheet.set_row_height(self.row, LINE * self.lines(&row) + 2.0)?;
            self.row += 1;
        }
        if !self.headed {
            self.headed = true;
            let last = u16::try_from(heads.len()).unwrap_or(1).max(1) - 1;
            stay(self.sheet, head, self.row - 1, last)?;
        }
        Ok(Some((head + 1, self.row - 1)))
    }

    // Not every program makes rows as high as their text when it opens a file, so the height is set.
    fn lines(&self, row: &[Cell<'_>]) -> f64 {
        let cells = row.iter().zip(&self.widths).map(|(cell, width)| match cell {
            Cell::Text(text) | Cell::Word(text) => lines(text, *width),
            Cell::Marked(text, _) => lines(text, *width),
            Cell::None(why) => lines(why, *width),
            Cell::Level(_) | Cell::Count(_) | Cell::Rate(_) => 1.0,
        });
        cells.fold(1.0, f64::max)
    }

    /// Puts a chart under the table; beside it, and out of the print, where the table is longer than a page or two.
    pub fn chart(&mut self, chart: &Chart, height: u32) -> Result<(), XlsxError> {
        let columns = u16::try_from(self.widths.len()).unwrap_or(1);
        if self.row <= 60 {
            self.sheet.insert_chart(self.row + 1, 0, chart)?;
            // A row that nothing is written to is 20 pixels high.
            self.row += height / 20 + 2;
        } else {
            self.sheet.insert_chart(self.beside, columns + 1, chart)?;
            self.beside += height / 20 + 2;
            self.sheet.set_print_area(0, 0, self.row - 1, columns - 1)?;
        }
        Ok(())
    }

    fn cell(&mut self, col: u16, cell: &Cell<'_>) -> Result<(), XlsxError> {
        let (sheet, look, row) = (&mut *self.sheet, self.look, self.row);
        match cell {
            Cell::Text(text) => {
                sheet.write_string_with_format(row, col, cell::text(text), &look.text)?
            }
            Cell::Marked(text, places) => {
                return cell::marked(sheet, look, (row, col), text, places);
            }
            Cell::Word(word) => {
                sheet.write_string_with_format(row, col, cell::text(word), &look.word)?
            }
            Cell::Level(severity) => {
                let level = words::level(*severity);
                sheet.write_string_with_format(row, col, level, look.level(*severity))?
            }
            #[expect(clippy::cast_precision_loss, reason = "Excel has no other numbers")]
            Cell::Count(count) => {
                sheet.write_number_with_format(row, col, *count as f64, &look.count)?
            }
            Cell::Rate(rate) => sheet.write_number_with_format(row, col, *rate, &look.rate)?,
            Cell::None(why) => sheet.write_string_with_format(row, col, *why, &look.none)?,
        };
        Ok(())
    }
}

/// A head that stays while its rows scroll, is printed on every page and can be filtered by.
pub fn stay(sheet: &mut Worksheet, head: u32, last: u32, col: u16) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(head + 1, 0)?;
    sheet.set_repeat_rows(head, head)?;
    sheet.autofilter(head, 0, last, col)?;
    // Numbers of clerks and records are names: they stay text, and Excel need not complain of it.
    sheet.ignore_error_range(head, 0, last, col, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

/// A4 across, as wide as the paper, with page numbers.
pub fn print(sheet: &mut Worksheet) {
    sheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.5, 0.5, 0.7, 0.7, 0.3, 0.3)
        .set_header("&L网上答复用语规范情况&R疑似问题须经人工核实；未提示不等于规范")
        .set_footer("&C&A　第 &P 页，共 &N 页");
}
