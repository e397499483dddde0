//! The sheet of all findings. Rows go to a temporary file as they come, so they must come in order and none is read again.

use liyan_rules::{Basis, Severity};
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::cell;
use super::error::XlsxError;
use super::look::Look;
use super::page;
use crate::figures::Verdict;
use crate::line::FindingLine;
use crate::report::say;
use crate::words;

/// Rows of a sheet without its head.
const MOST: u32 = 1_048_575;

/// Heads and widths. The clerk stands here for those findings only that a person upheld.
const COLUMNS: [(&str, f64); 21] = [
    ("级别", 7.0),
    ("结论", 8.0),
    ("词句", 26.0),
    ("说明", 44.0),
    ("条款", 9.0),
    ("规则", 20.0),
    ("依据", 12.0),
    ("渠道", 10.0),
    ("单位", 18.0),
    ("人员（仅成立）", 12.0),
    ("时间", 18.0),
    ("会话", 18.0),
    ("轮次", 6.0),
    ("记录编号", 18.0),
    ("文件", 20.0),
    ("工作表", 12.0),
    ("行", 9.0),
    ("起", 6.0),
    ("止", 6.0),
    ("计入数字", 9.0),
    ("问题编号", 20.0),
];

/// The sheet, until it takes its place among the others.
pub struct List {
    sheet: Worksheet,
    rows: u32,
    most: u32,
    left_out: u64,
}

impl List {
    /// Opens the sheet and writes its head.
    pub fn new(book: &mut Workbook, look: &Look) -> Result<Self, XlsxError> {
        let mut sheet = book.new_worksheet_with_constant_memory()?;
        sheet.set_name("疑似问题明细")?;
        page::print(&mut sheet);
        sheet.set_row_height(0, 32)?;
        for (col, (title, width)) in (0..).zip(COLUMNS) {
            sheet.set_column_width(col, width)?;
            sheet.write_string_with_format(0, col, title, &look.head)?;
        }
        Ok(Self { sheet, rows: 0, most: MOST, left_out: 0 })
    }

    /// Adds a finding, or counts it where the sheet is full.
    pub fn add(&mut self, line: &FindingLine, look: &Look) -> Result<(), XlsxError> {
        if self.rows == self.most {
            self.left_out += 1;
            return Ok(());
        }
        self.rows += 1;
        let level = severity(&line.severity);
        let clerk = line.clerk.as_deref().filter(|_| line.verdict == Verdict::Upheld);
        let articles = line.articles.join("、");
        let mut row = Row { sheet: &mut self.sheet, row: self.rows, col: 0 };
        match level {
            Some(level) => row.text(words::level(level), look.level(level))?,
            None => row.text(&line.severity, &look.word)?,
        }
        row.text(line.verdict.name(), &look.word)?;
        row.text(line.text.as_deref().unwrap_or("（缺少应有的话）"), &look.line)?;
        row.text(&line.message, &look.line)?;
        row.text(&articles, &look.word)?;
        row.text(&line.rule, &look.line)?;
        row.text(basis(&line.basis), &look.word)?;
        row.text(channel(&line.channel), &look.word)?;
        row.text(line.unit.as_deref().unwrap_or_default(), &look.line)?;
        row.text(clerk.unwrap_or_default(), &look.line)?;
        row.text(line.at.as_deref().unwrap_or_default(), &look.line)?;
        row.text(line.conversation.as_deref().unwrap_or_default(), &look.line)?;
        row.number(line.turn as u64 + 1, &look.count)?;
        row.text(line.record.as_deref().unwrap_or_default(), &look.line)?;
        row.text(&line.file, &look.line)?;
        row.text(line.sheet.as_deref().unwrap_or_default(), &look.line)?;
        row.number(line.row, &look.count)?;
        row.place(line.start, look)?;
        row.place(line.end, look)?;
        row.text(if line.counted { "是" } else { "否" }, &look.word)?;
        row.text(&line.id, &look.line)
    }

    /// Less room, so that a test need not fill a sheet.
    #[cfg(test)]
    pub fn shrink(&mut self, most: u32) {
        self.most = most;
    }

    /// How many findings did not find room.
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    /// The sheet, with its filter over all rows.
    pub fn finish(mut self) -> Result<Worksheet, XlsxError> {
        let last = u16::try_from(COLUMNS.len()).unwrap_or(1) - 1;
        page::stay(&mut self.sheet, 0, self.rows, last)?;
        Ok(self.sheet)
    }
}

struct Row<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    col: u16,
}

impl Row<'_> {
    fn text(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, self.col, cell::text(text), format)?;
        self.col += 1;
        Ok(())
    }

    #[expect(clippy::cast_precision_loss, reason = "Excel has no other numbers")]
    fn number(&mut self, number: u64, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_number_with_format(self.row, self.col, number as f64, format)?;
        self.col += 1;
        Ok(())
    }

    fn place(&mut self, place: Option<usize>, look: &Look) -> Result<(), XlsxError> {
        match place {
            Some(place) => self.number(place as u64, &look.count),
            None => self.text("", &look.line),
        }
    }
}

fn severity(name: &str) -> Option<Severity> {
    match name {
        "block" => Some(Severity::Block),
        "warn" => Some(Severity::Warn),
        "suggest" => Some(Severity::Suggest),
        _ => None,
    }
}

fn basis(name: &str) -> &str {
    match name {
        "stated" => words::basis(Basis::Stated),
        "inferred" => words::basis(Basis::Inferred),
        other => other,
    }
}

fn channel(name: &str) -> &str {
    match liyan_rules::Channel::from_name(name) {
        Some(channel) => say::channel(channel),
        None => name,
    }
}
