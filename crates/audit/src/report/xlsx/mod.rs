//! The workbook: a sheet for each view with native charts, and every finding in a list that streams to disk.
//!
//! A [`Book`] is opened before the first finding is known and takes each as it comes; its figures come last. The list
//! waits in a temporary file of its own sheet, so memory stays flat, and takes its place among the sheets at the end.

mod cell;
mod charts;
mod cover;
mod error;
mod groups;
mod list;
mod look;
mod page;
mod review;
mod rules;
mod source;
mod texts;

use std::io::Write;
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

pub use error::XlsxError;

use self::error::guarded;
use self::list::List;
use self::look::Look;
use super::{notes, say};
use crate::figures::Figures;
use crate::line::FindingLine;

/// A workbook that is being written.
pub struct Book<W> {
    out: W,
    book: Workbook,
    look: Look,
    list: List,
    broken: bool,
}

impl<W: Write + Send> Book<W> {
    /// Opens a workbook that will be written to `out` in one go when it is finished. Until then the findings wait in a
    /// temporary file in the folder `temp`, which vanishes by itself.
    ///
    /// # Errors
    /// If there can be no temporary file.
    pub fn create(out: W, temp: &Path) -> Result<Self, XlsxError> {
        let mut book = Workbook::new();
        book.set_tempdir(temp)?;
        let look = Look::new();
        let list = guarded(|| List::new(&mut book, &look))?;
        Ok(Self { out, book, look, list, broken: false })
    }

    /// What it is written to.
    pub fn out(&self) -> &W {
        &self.out
    }

    /// Adds a finding to the list. After 1,048,575 of them the rest is only counted, and a note says so.
    ///
    /// # Errors
    /// If the temporary file can not be written; the book is then broken.
    pub fn finding(&mut self, line: &FindingLine) -> Result<(), XlsxError> {
        let Self { list, look, .. } = self;
        if self.broken {
            return Err(XlsxError::Broken);
        }
        let done = guarded(|| list.add(line, look));
        self.broken = done.is_err();
        done
    }

    /// Adds all other sheets, writes the workbook and gives back what it was written to.
    ///
    /// # Errors
    /// If it can not be written.
    pub fn finish(self, figures: &Figures) -> Result<W, XlsxError> {
        if self.broken {
            return Err(XlsxError::Broken);
        }
        let Self { mut out, mut book, look, list, .. } = self;
        guarded(|| {
            book.set_properties(&properties(figures));
            cover::write(&mut book, &look, figures, list.left_out())?;
            // A sheet that was not asked for is not there, so that nobody takes it for an empty one.
            let views = figures.about.views;
            if views.trend || !figures.by_period.is_empty() {
                groups::trend(&mut book, &look, figures)?;
            }
            if views.channel || views.unit || !figures.by_unit.is_empty() {
                groups::units(&mut book, &look, figures)?;
            }
            if views.clerk || !figures.by_clerk.is_empty() {
                groups::people(&mut book, &look, figures)?;
            }
            if views.rule || !figures.by_rule.is_empty() {
                rules::rules(&mut book, &look, figures)?;
            }
            if views.article || !figures.by_article.is_empty() {
                rules::articles(&mut book, &look, figures)?;
            }
            texts::cases(&mut book, &look, figures)?;
            texts::templates(&mut book, &look, figures)?;
            review::doubtful(&mut book, &look, figures)?;
            texts::best(&mut book, &look, figures)?;
            review::reviewed(&mut book, &look, figures)?;
            review::sample(&mut book, &look, figures)?;
            book.push_worksheet(list.finish()?);
            source::write(&mut book, &look, figures)?;
            charts::write(&mut book, &look, figures)?;
            book.save_to_writer(&mut out)?;
            out.flush()?;
            Ok(())
        })?;
        Ok(out)
    }
}

/// Nothing of the machine, and no time but the data's own: the same records make the same file.
fn properties(figures: &Figures) -> DocProperties {
    let about = &figures.about;
    let made = about.days.as_ref().and_then(|(_, last)| say::date(last));
    let (year, month, day) = made.unwrap_or((2000, 1, 1));
    let properties = DocProperties::new()
        .set_title("网上答复用语规范情况")
        .set_subject(cell::text(&notes::period(about).unwrap_or_default()))
        .set_category("疑似问题，须经人工核实")
        .set_comment(cell::text(&say::clip(
            &format!(
                "礼言 {}；规则包 {} {}，SHA-256 {}",
                about.engine, about.pack, about.pack_version, about.pack_hash
            ),
            250,
        )));
    let date = u16::try_from(year).ok().zip(u8::try_from(month).ok()).zip(u8::try_from(day).ok());
    match date.and_then(|((year, month), day)| ExcelDateTime::from_ymd(year, month, day).ok()) {
        Some(date) => properties.set_creation_datetime(&date),
        None => properties,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Reader, Xlsx};

    use super::*;
    use crate::figures::Verdict;

    #[test]
    fn findings_beyond_the_last_row_are_counted_and_told_of_on_the_cover() {
        let line = FindingLine {
            id: "f".into(),
            pack: String::new(),
            rule: "r".into(),
            kind: String::new(),
            basis: String::new(),
            severity: "warn".into(),
            articles: Vec::new(),
            text: None,
            start: None,
            end: None,
            message: String::new(),
            record: None,
            file: String::new(),
            sheet: None,
            row: 1,
            conversation: None,
            turn: 0,
            clerk: None,
            unit: None,
            at: None,
            channel: "chat".into(),
            verdict: Verdict::Pending,
            counted: true,
        };
        let mut book = Book::create(Cursor::new(Vec::new()), &std::env::temp_dir()).unwrap();
        book.list.shrink(2);
        for _ in 0..5 {
            book.finding(&line).unwrap();
        }
        let bytes = book.finish(&Figures::default()).unwrap();
        let mut sheets = Xlsx::new(bytes).unwrap();
        assert_eq!(sheets.worksheet_range("疑似问题明细").unwrap().height(), 3);
        let cover = sheets.worksheet_range("总览").unwrap();
        let told = cover.cells().any(|(.., cell)| cell.to_string().contains("另有3处未列入该表"));
        assert!(told);
    }
}
