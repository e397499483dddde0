//! Excel workbooks: every sheet that has a column of replies. Cells of .xlsx and .xlsb are streamed; .xls is small by its
//! own limit.

use std::fs::File;
use std::io::{self, BufReader, Seek, SeekFrom};

use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Reader, Sheet, SheetType, SheetVisible, Xls, Xlsb,
    Xlsx, XlsxError,
};
use csv::ByteRecord;

use super::table::Table;
use super::{Batch, FileRead, Rows, Sink, Stop, own, zip};
use crate::columns::Wanted;
use crate::stream::Unpacked;

/// Reads all sheets in order, hidden ones too: what is hidden was sent to somebody all the same.
pub fn read(
    unpacked: Unpacked,
    file: u32,
    wanted: &Wanted,
    sink: &mut Sink,
    told: &mut FileRead,
) -> Result<(), Stop> {
    let is_old = unpacked.head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    let mut spooled = tempfile::tempfile()?;
    io::copy(&mut unpacked.bytes(), &mut spooled)?;
    let mut sheets =
        Sheets { file, wanted, sink, told, first: 0, fitting: 0, unfit: Vec::new(), filled: 0 };
    if is_old {
        match Xls::new(from_start(&spooled)?) {
            Ok(book) => sheets.old(book)?,
            // What has a password is packed in the old way, whatever is in it.
            Err(error) => match Xlsx::new(from_start(&spooled)?) {
                Err(XlsxError::Password) => return Err(locked()),
                _ => return Err(broken(error)),
            },
        }
    } else {
        zip::bounded(&mut spooled)?;
        match Xlsb::new(from_start(&spooled)?) {
            Ok(book) => sheets.binary(book)?,
            Err(_) => sheets.modern(from_start(&spooled)?)?,
        }
    }
    sheets.finish()
}

fn from_start(spooled: &File) -> io::Result<BufReader<File>> {
    let mut spooled = spooled.try_clone()?;
    spooled.seek(SeekFrom::Start(0))?;
    Ok(BufReader::new(spooled))
}

struct Sheets<'a, 's> {
    file: u32,
    wanted: &'a Wanted,
    sink: &'a mut Sink<'s>,
    told: &'a mut FileRead,
    /// Rows of the sheets before this one.
    first: u64,
    fitting: usize,
    /// Sheets without a column of replies: name, why.
    unfit: Vec<(String, String)>,
    /// Cells that were filled from a merged one.
    filled: u64,
}

/// Takes the cells of a sheet in reading order, each with row and column from 0.
type TakeCell<'t> = dyn FnMut((u32, u32), String) -> Result<(), Stop> + 't;

impl Sheets<'_, '_> {
    fn modern(&mut self, spooled: BufReader<File>) -> Result<(), Stop> {
        let mut book = Xlsx::new(spooled).map_err(broken)?;
        let names = book.sheet_names();
        if ["疑似问题明细", "来源与口径"].iter().all(|own| names.iter().any(|name| name == own))
        {
            return Err(own());
        }
        for sheet in book.sheets_metadata().to_vec() {
            // A chart sheet has no cells, and none that are merged.
            let merges = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
            let Ok(mut cells) = book.worksheet_cells_reader(&sheet.name) else {
                if sheet.typ == SheetType::WorkSheet {
                    return Err(Stop::Broken(format!("工作表“{}”读不了", sheet.name)));
                }
                continue;
            };
            self.sheet(&sheet, merges, |cell| {
                while let Some(next) = cells.next_cell().map_err(broken)? {
                    cell(next.get_position(), modern(next.get_value()))?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    fn binary(&mut self, mut book: Xlsb<BufReader<File>>) -> Result<(), Stop> {
        for sheet in book.sheets_metadata().to_vec() {
            let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(broken)?;
            self.sheet(&sheet, Vec::new(), |cell| {
                while let Some(next) = cells.next_cell().map_err(broken)? {
                    cell(next.get_position(), modern(next.get_value()))?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    fn old(&mut self, mut book: Xls<BufReader<File>>) -> Result<(), Stop> {
        for sheet in book.sheets_metadata().to_vec() {
            let range = book.worksheet_range(&sheet.name).map_err(broken)?;
            let merges = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
            let (top, left) = range.start().unwrap_or_default();
            self.sheet(&sheet, merges, |cell| {
                for (at, column, value) in range.used_cells() {
                    cell((top + at as u32, left + column as u32), old(value))?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    fn sheet(
        &mut self,
        sheet: &Sheet,
        merges: Vec<Dimensions>,
        read: impl FnOnce(&mut TakeCell) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let start = Rows::Sheet(sheet.name.clone(), self.first);
        (self.sink)(Batch { file: self.file, rows: start })?;
        let mut table = Table::new(self.file, self.wanted, self.sink, self.told);
        let mut merged = Merged::new(merges);
        let (mut record, mut at, mut is_empty) = (Vec::new(), 0, true);
        let first = self.first;
        let read = read(&mut |(row, column), value| {
            is_empty &= value.trim().is_empty();
            if row != at {
                merged.fill(at, &mut record, &table);
                table.push(
                    first + u64::from(at) + 1,
                    ByteRecord::from(std::mem::take(&mut record)),
                )?;
                at = row;
            }
            record.resize(record.len().max(column as usize), String::new());
            record.push(value);
            Ok(())
        });
        let read = read.and_then(|()| {
            merged.fill(at, &mut record, &table);
            table.push(first + u64::from(at) + 1, ByteRecord::from(record))?;
            table.finish()
        });
        let has_header = table.has_header();
        self.first += u64::from(at) + 1;
        self.filled += merged.filled;
        match read {
            Ok(()) => {
                self.fitting += 1;
                if sheet.visible != SheetVisible::Visible {
                    self.told.notes.push(format!("工作表“{}”是隐藏的，也检查了", sheet.name));
                }
            }
            // The other sheets may still be read: only at the end is it known whether this one was meant.
            Err(Stop::Broken(why)) if !has_header => {
                if !is_empty {
                    self.unfit.push((sheet.name.clone(), why));
                }
            }
            Err(Stop::Broken(why)) => {
                return Err(Stop::Broken(format!("工作表“{}”：{why}", sheet.name)));
            }
            Err(stop) => return Err(stop),
        }
        Ok(())
    }

    fn finish(self) -> Result<(), Stop> {
        match self.unfit.first() {
            Some((name, why)) if self.fitting == 0 => {
                return Err(Stop::Broken(format!("工作表“{name}”：{why}")));
            }
            None if self.fitting == 0 => {
                return Err(Stop::Broken("工作簿里没有表头，也没有数据".into()));
            }
            _ => {}
        }
        if !self.unfit.is_empty() {
            let names: Vec<String> =
                self.unfit.iter().map(|(name, _)| format!("“{name}”")).collect();
            let names = names.join("、");
            self.told.notes.push(format!("工作表{names}没有认出答复这一列，没有检查"));
        }
        if self.filled > 0 {
            let filled = self.filled;
            self.told.notes.push(format!(
                "有合并的单元格，里面的内容已填到所含的每一行（{filled}格；答复一列不填）"
            ));
        }
        Ok(())
    }
}

/// Merged cells: a spreadsheet keeps what stands in them in the first row alone, but people mean all rows.
struct Merged {
    /// Those that begin further down, the next one last.
    ahead: Vec<Dimensions>,
    /// Those that reach into the rows now read, with what stands in them.
    open: Vec<(Dimensions, String)>,
    filled: u64,
}

impl Merged {
    fn new(mut all: Vec<Dimensions>) -> Self {
        all.retain(|merged| merged.end.0 > merged.start.0);
        all.sort_unstable_by_key(|merged| std::cmp::Reverse((merged.start.0, merged.start.1)));
        Self { ahead: all, open: Vec::new(), filled: 0 }
    }

    /// Fills what is empty in `row` because it is merged with cells above. A reply is said once, so it is left alone.
    fn fill(&mut self, row: u32, record: &mut Vec<String>, table: &Table) {
        while self.ahead.last().is_some_and(|merged| merged.start.0 <= row) {
            let Some(merged) = self.ahead.pop() else { return };
            let value = record.get(merged.start.1 as usize).filter(|_| merged.start.0 == row);
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                self.open.push((merged, value.clone()));
            }
        }
        self.open.retain(|(merged, _)| merged.end.0 >= row);
        // A row of its own is not made where there is none.
        if record.is_empty() {
            return;
        }
        // Nor are cells at the end of one, but they are no less its own.
        record.resize(record.len().max(table.width()), String::new());
        for (merged, value) in self.open.iter().filter(|(merged, _)| merged.start.0 < row) {
            let column = merged.start.1 as usize;
            if table.is_text(column) {
                continue;
            }
            record.resize(record.len().max(column + 1), String::new());
            if record[column].is_empty() {
                record[column].clone_from(value);
                self.filled += 1;
            }
        }
    }
}

fn locked() -> Stop {
    Stop::Broken("工作簿有密码，打不开；请去掉密码，另存一份再检查".into())
}

fn broken(error: impl std::fmt::Display) -> Stop {
    Stop::Broken(format!("工作簿打不开，可能已损坏：{error}"))
}

fn modern(value: &DataRef) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(flag) => flag.to_string(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn old(value: &Data) -> String {
    match value {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(flag) => flag.to_string(),
        Data::DateTime(moment) => moment_text(moment),
        _ => String::new(),
    }
}

/// As a spreadsheet in China shows it; read again by [`crate::row::moment`].
fn moment_text(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}
