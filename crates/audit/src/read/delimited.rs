//! CSV and TSV, after RFC 4180 as spreadsheets write it. A record is bounded, so one quotation mark too few does not fill
//! the memory.

use std::io::Read;

use csv::ByteRecord;
use csv_core::ReadRecordResult;

use super::table::Table;
use super::{BATCH, FileRead, MOST_BYTES, Sink, Stop};
use crate::columns::Wanted;
use crate::figures::Skip;
use crate::stream::Text;

/// Reads a table whose fields are separated by tabs, or by what separates the most of its first line.
pub fn read(
    mut text: Text,
    tabs: bool,
    file: u32,
    wanted: &Wanted,
    sink: &mut Sink,
    told: &mut FileRead,
) -> Result<(), Stop> {
    let mut buffer = vec![0; BATCH];
    let mut filled = fill(&mut text, &mut buffer)?;
    let delimiter = if tabs { b'\t' } else { delimiter(&buffer[..filled]) };
    let mut core = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
    let mut table = Table::new(file, wanted, sink, told);
    let mut record = Record::default();
    // Rows are numbered as a spreadsheet shows them: an empty line is one, a cell of several lines is not.
    let mut number = 0;
    let mut lines = EmptyLines::default();
    let mut at = 0;
    let mut ended = false;
    loop {
        if at == filled && !ended {
            filled = match fill(&mut text, &mut buffer) {
                Ok(filled) => filled,
                Err(stop) => {
                    table.flush()?;
                    return Err(stop);
                }
            };
            (at, ended) = (0, filled == 0);
        }
        if record.is_fresh {
            let (bytes, empty) = lines.skip(&buffer[at..filled]);
            at += bytes;
            number += empty;
            record.is_fresh = at == filled && !ended;
            if record.is_fresh {
                continue;
            }
        }
        let (result, read, written, fields) = core.read_record(
            &buffer[at..filled],
            &mut record.bytes[record.length..],
            &mut record.ends[record.fields..],
        );
        record.quotes += memchr::memchr_iter(b'"', &buffer[at..at + read]).count();
        at += read;
        lines.after(buffer[..at].last().copied().filter(|_| read > 0));
        record.length += written;
        record.fields += fields;
        match result {
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::OutputFull => record.make_room(),
            ReadRecordResult::OutputEndsFull => record.ends.resize(2 * record.ends.len(), 0),
            ReadRecordResult::Record => {
                number += 1;
                // One quotation mark too few makes one cell of all that follows.
                let is_open = ended && record.quotes % 2 == 1 && record.has_lines();
                if record.too_long {
                    let most = MOST_BYTES >> 20;
                    let why = format!("这条记录超过 {most} MiB，没有读；多半是前面少了一个引号");
                    table.refuse(number, Skip::TooLong, why)?;
                } else {
                    table.push(number, record.take())?;
                }
                record.clear();
                if is_open {
                    table.flush()?;
                    let why = format!("第 {number} 行起有一个引号没有闭合，后面的行都成了一格");
                    return Err(Stop::Broken(why));
                }
            }
            ReadRecordResult::End => return table.finish(),
        }
    }
}

/// One record while it is read.
struct Record {
    bytes: Vec<u8>,
    length: usize,
    ends: Vec<usize>,
    fields: usize,
    too_long: bool,
    /// Quotation marks in it as it is written.
    quotes: usize,
    /// Whether nothing of it was read yet.
    is_fresh: bool,
}

/// Counts the empty lines between records, which the parser reads over.
#[derive(Default)]
struct EmptyLines {
    /// Whether the byte before was a carriage return, whose line a line feed only ends.
    after_return: bool,
}

impl EmptyLines {
    /// How many bytes there are before the next record, and how many lines in them.
    fn skip(&mut self, bytes: &[u8]) -> (usize, u64) {
        let mut lines = 0;
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'\n' if self.after_return => {}
                b'\n' | b'\r' => lines += 1,
                _ => return (at, lines),
            }
            self.after_return = *byte == b'\r';
        }
        (bytes.len(), lines)
    }

    /// The last byte of what was read, if anything was.
    fn after(&mut self, byte: Option<u8>) {
        if let Some(byte) = byte {
            self.after_return = byte == b'\r';
        }
    }
}

impl Default for Record {
    fn default() -> Self {
        Self {
            bytes: vec![0; 4096],
            length: 0,
            ends: vec![0; 32],
            fields: 0,
            too_long: false,
            quotes: 0,
            is_fresh: true,
        }
    }
}

impl Record {
    fn make_room(&mut self) {
        if self.too_long || self.bytes.len() >= MOST_BYTES {
            // The rest of it is read over.
            self.too_long = true;
            self.length = 0;
        } else {
            self.bytes.resize(2 * self.bytes.len(), 0);
        }
    }

    fn take(&self) -> ByteRecord {
        let ends = &self.ends[..self.fields];
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let mut record = ByteRecord::with_capacity(self.length, self.fields);
        starts.zip(ends).for_each(|(start, &end)| record.push_field(&self.bytes[start..end]));
        record
    }

    fn has_lines(&self) -> bool {
        memchr::memchr(b'\n', &self.bytes[..self.length]).is_some()
    }

    fn clear(&mut self) {
        (self.length, self.fields, self.quotes) = (0, 0, 0);
        self.is_fresh = true;
        if std::mem::take(&mut self.too_long) {
            *self = Self::default();
        }
    }
}

fn fill(text: &mut Text, buffer: &mut [u8]) -> Result<usize, Stop> {
    loop {
        match text.read(buffer) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            other => return Ok(other?),
        }
    }
}

/// What separates the most of the first line that separates anything.
fn delimiter(head: &[u8]) -> u8 {
    let lines = head.split(|byte| *byte == b'\n').take(20);
    let best = lines
        .map(|line| {
            let count = |wanted: u8| line.iter().filter(|byte| **byte == wanted).count();
            [b',', b'\t', b';'].map(|delimiter| (count(delimiter), delimiter))
        })
        .find_map(|counts| {
            counts.into_iter().filter(|(count, _)| *count > 0).max_by_key(|(count, _)| *count)
        });
    best.map_or(b',', |(_, delimiter)| delimiter)
}
