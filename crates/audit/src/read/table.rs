//! What every table has in common: a header, found among the first rows, and rows after it.

use std::sync::Arc;

use csv::ByteRecord;

use super::{BATCH, Batch, FileRead, Rows, Sink, Stop};
use crate::columns::{Advice, Columns, Field, NoColumns, Wanted};

/// Exports put a title, a period and empty rows above the header; it is looked for in so many rows.
const FIRST_ROWS: usize = 12;

/// Takes the rows of one table in order and hands them on in batches.
pub struct Table<'a, 's> {
    file: u32,
    wanted: &'a Wanted,
    sink: &'a mut Sink<'s>,
    told: &'a mut FileRead,
    /// The rows in which no header was found yet.
    first: Vec<(u64, ByteRecord)>,
    columns: Option<Arc<Columns>>,
    rows: Vec<(u64, ByteRecord)>,
    bytes: usize,
    /// Whether the header was found in the row before.
    is_fresh: bool,
}

impl<'a, 's> Table<'a, 's> {
    /// A table of which nothing is known.
    pub fn new(
        file: u32,
        wanted: &'a Wanted,
        sink: &'a mut Sink<'s>,
        told: &'a mut FileRead,
    ) -> Self {
        Self {
            file,
            wanted,
            sink,
            told,
            first: Vec::new(),
            columns: None,
            rows: Vec::new(),
            bytes: 0,
            is_fresh: false,
        }
    }

    /// The next row.
    pub fn push(&mut self, number: u64, record: ByteRecord) -> Result<(), Stop> {
        if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            return Ok(());
        }
        let Some(columns) = &self.columns else {
            if let Ok(columns) = Columns::find(texts(&record), self.wanted) {
                self.columns = Some(Arc::new(columns));
                self.is_fresh = true;
                return Ok(());
            }
            self.first.push((number, record));
            return if self.first.len() < FIRST_ROWS { Ok(()) } else { Err(self.without_header()) };
        };
        // What looked like a header may have been the title above it, or the upper of two rows.
        if std::mem::take(&mut self.is_fresh)
            && let Ok(better) = Columns::find(texts(&record), self.wanted)
            && better.known() > columns.known()
        {
            self.columns = Some(Arc::new(better));
            return Ok(());
        }
        // Exports that were put together repeat it.
        if repeats(&record, &columns.header) {
            return Ok(());
        }
        self.bytes += record.as_slice().len() + 64;
        self.rows.push((number, record));
        if self.bytes < BATCH { Ok(()) } else { self.flush() }
    }

    /// A row that could not be read.
    pub fn refuse(
        &mut self,
        number: u64,
        skip: crate::figures::Skip,
        why: String,
    ) -> Result<(), Stop> {
        self.flush()?;
        (self.sink)(Batch { file: self.file, rows: Rows::Refused(vec![(number, skip, why)]) })
    }

    /// How many cells the header has.
    pub fn width(&self) -> usize {
        self.columns.as_ref().map_or(0, |columns| columns.header.len())
    }

    /// Whether replies stand in this column.
    pub fn is_text(&self, column: usize) -> bool {
        self.columns.as_ref().is_some_and(|columns| columns.place(Field::Text) == Some(column))
    }

    /// Whether a header was found.
    pub fn has_header(&self) -> bool {
        self.columns.is_some()
    }

    /// The end of the table.
    pub fn finish(&mut self) -> Result<(), Stop> {
        if self.columns.is_none() {
            return Err(self.without_header());
        }
        self.flush()
    }

    /// Hands on what was read so far.
    pub fn flush(&mut self) -> Result<(), Stop> {
        if let Some(columns) = &self.columns
            && self.told.mapping.is_empty()
        {
            self.told.mapping = columns.mapping();
            for name in columns.doubled() {
                let note =
                    format!("表头里有几列都叫“{name}”，用的是最前面的一列；要用别的列，请先改名");
                self.told.notes.push(note);
            }
        }
        let Some(columns) = self.columns.as_ref().filter(|_| !self.rows.is_empty()) else {
            return Ok(());
        };
        self.bytes = 0;
        let rows = Rows::Table(Arc::clone(columns), std::mem::take(&mut self.rows));
        (self.sink)(Batch { file: self.file, rows })
    }

    fn without_header(&mut self) -> Stop {
        let first: Vec<Vec<String>> = self.first.iter().map(|(_, record)| texts(record)).collect();
        // A title above it has fewer cells than the header.
        let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count();
        let most = first.iter().map(filled).max().unwrap_or(0);
        let Some(at) = first.iter().position(|row| filled(row) == most) else {
            return Stop::Broken("里面没有表头，也没有数据".into());
        };
        let why = Columns::find(first[at].clone(), self.wanted).err().unwrap_or(NoColumns::NoText);
        let advice = Advice { why: &why, header: &first[at], rows: &first[at + 1..] };
        Stop::Broken(advice.to_string())
    }
}

fn texts(record: &ByteRecord) -> Vec<String> {
    record.iter().map(|field| String::from_utf8_lossy(bare(field)).into_owned()).collect()
}

/// Whether a row is the header again. Asked of every row, so nothing is copied.
fn repeats(record: &ByteRecord, header: &[String]) -> bool {
    record.len() == header.len()
        && record.iter().zip(header).all(|(cell, name)| bare(cell) == name.as_bytes())
}

/// A cell of a header without spaces around it, or the mark that begins a file that was put behind another.
fn bare(cell: &[u8]) -> &[u8] {
    let cell = cell.trim_ascii();
    cell.strip_prefix(b"\xef\xbb\xbf").unwrap_or(cell).trim_ascii()
}
