//! Excel workbooks: every sheet that has a column of replies. Cells of .xlsx and .xlsb are streamed; .xls is small by its
//! own limit.

use std::fs::File;
use std::io::{self, BufReader, Seek, SeekFrom};

use calamine::{Data, DataRef, ExcelDateTime, Reader, Xls, Xlsb, Xlsx};
use csv::ByteRecord;

use super::table::Table;
use super::{FileRead, Sink, Stop};
use crate::columns::Wanted;
use crate::stream::Unpacked;

/// Reads all sheets in order. Rows of later sheets follow on in number, as if one stood below the other.
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
    spooled.seek(SeekFrom::Start(0))?;
    let mut sheets = Sheets { file, wanted, sink, told, first: 0, fitting: 0, unfit: Vec::new() };
    if is_old {
        sheets.old(Xls::new(BufReader::new(spooled)).map_err(broken)?)?;
    } else {
        let binary = Xlsb::new(BufReader::new(spooled.try_clone()?)).is_ok();
        spooled.seek(SeekFrom::Start(0))?;
        let spooled = BufReader::new(spooled);
        if binary { sheets.binary(spooled)? } else { sheets.modern(spooled)? }
    }
    sheets.finish()
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
}

impl Sheets<'_, '_> {
    fn modern(&mut self, spooled: BufReader<File>) -> Result<(), Stop> {
        let mut book = Xlsx::new(spooled).map_err(broken)?;
        for name in book.sheet_names() {
            let mut cells = book.worksheet_cells_reader(&name).map_err(broken)?;
            self.sheet(&name, |row| {
                while let Some(cell) = cells.next_cell().map_err(broken)? {
                    row(cell.get_position(), modern(cell.get_value()))?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    fn binary(&mut self, spooled: BufReader<File>) -> Result<(), Stop> {
        let mut book = Xlsb::new(spooled).map_err(broken)?;
        for name in book.sheet_names() {
            let mut cells = book.worksheet_cells_reader(&name).map_err(broken)?;
            self.sheet(&name, |row| {
                while let Some(cell) = cells.next_cell().map_err(broken)? {
                    row(cell.get_position(), modern(cell.get_value()))?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    fn old(&mut self, mut book: Xls<BufReader<File>>) -> Result<(), Stop> {
        for name in book.sheet_names() {
            let range = book.worksheet_range(&name).map_err(broken)?;
            let (top, left) = range.start().unwrap_or_default();
            self.sheet(&name, |row| {
                for (at, column, value) in range.used_cells() {
                    row((top + at as u32, left + column as u32), old(value))?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    /// One sheet, whose cells `read` gives in reading order, each with row and column from 0.
    fn sheet(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut dyn FnMut((u32, u32), String) -> Result<(), Stop>) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let mut table = Table::new(self.file, self.wanted, self.sink, self.told);
        let mut record = ByteRecord::new();
        let mut at = 0;
        let first = self.first;
        let all = |table: &mut Table| -> Result<(), Stop> {
            read(&mut |(row, column), value| {
                if row != at {
                    table.push(first + u64::from(at) + 1, std::mem::take(&mut record))?;
                    at = row;
                }
                while record.len() < column as usize {
                    record.push_field(b"");
                }
                record.push_field(value.as_bytes());
                Ok(())
            })?;
            table.push(first + u64::from(at) + 1, std::mem::take(&mut record))?;
            table.finish()
        };
        let read = all(&mut table);
        self.first += u64::from(at) + 1;
        match read {
            Ok(()) => self.fitting += 1,
            // The other sheets may still be read: only at the end is it known whether this one was meant.
            Err(Stop::Broken(why)) if !table.has_header() => {
                self.unfit.push((name.to_owned(), why))
            }
            Err(stop) => return Err(stop),
        }
        Ok(())
    }

    fn finish(self) -> Result<(), Stop> {
        match self.unfit.first() {
            Some((_, why)) if self.fitting == 0 => Err(Stop::Broken(why.clone())),
            None if self.fitting == 0 => Err(Stop::Broken("工作簿里没有工作表".into())),
            _ => Ok(()),
        }
    }
}

fn broken(error: impl std::fmt::Display) -> Stop {
    Stop::Broken(format!("工作簿打不开，可能已损坏或有密码：{error}"))
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
