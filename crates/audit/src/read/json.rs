//! JSON lines, and the elements of a JSON array: cut into pieces here, understood elsewhere.

use std::io::Read;

use super::{BATCH, Batch, MOST_BYTES, Rows, Sink, Stop};
use crate::figures::Skip;
use crate::stream::Text;

/// Gives whole lines, many at once.
pub fn lines(mut text: Text, file: u32, sink: &mut Sink) -> Result<(), Stop> {
    let mut first = 1;
    let mut carried: Vec<u8> = Vec::new();
    loop {
        let mut bytes = std::mem::take(&mut carried);
        let most = BATCH.max(bytes.len() / 2);
        let read = (&mut text).take(most as u64).read_to_end(&mut bytes);
        // The end of the file ends its last line too.
        let end = if matches!(read, Ok(0)) {
            Some(bytes.len())
        } else {
            memchr::memrchr(b'\n', &bytes).map(|at| at + 1)
        };
        match end {
            Some(0) => return read.map(drop).map_err(Stop::from),
            Some(end) => {
                carried = bytes.split_off(end);
                let count = memchr::memchr_iter(b'\n', &bytes).count() as u64;
                sink(Batch { file, rows: Rows::Lines(first, bytes) })?;
                first += count;
                read?;
            }
            None if read.is_err() => {
                read?;
            }
            None if bytes.len() <= MOST_BYTES => carried = bytes,
            None => {
                let why = format!("这一行超过 {} MiB，没有读", MOST_BYTES >> 20);
                sink(Batch { file, rows: Rows::Refused(vec![(first, Skip::TooLong, why)]) })?;
                bytes.clear();
                carried = skip_line(&mut text, bytes)?;
                first += 1;
            }
        }
    }
}

/// Reads to the end of the line; what was read behind it is given back.
fn skip_line(text: &mut Text, mut bytes: Vec<u8>) -> Result<Vec<u8>, Stop> {
    loop {
        bytes.clear();
        let read = text.take(BATCH as u64).read_to_end(&mut bytes)?;
        if let Some(at) = memchr::memchr(b'\n', &bytes) {
            return Ok(bytes.split_off(at + 1));
        }
        if read == 0 {
            return Ok(Vec::new());
        }
    }
}

/// Gives the elements of one array, or of an object's only array, one by one.
pub fn elements(mut text: Text, file: u32, sink: &mut Sink) -> Result<(), Stop> {
    let mut splitter = Splitter::default();
    let mut buffer = vec![0; BATCH];
    let mut batch = Vec::new();
    let mut bytes = 0;
    loop {
        let read = match text.read(&mut buffer) {
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => {
                sink(Batch { file, rows: Rows::Elements(batch) })?;
                return Err(error.into());
            }
        };
        if read == 0 {
            break;
        }
        for &byte in &buffer[..read] {
            let Some(piece) = splitter.push(byte).map_err(Stop::Broken)? else { continue };
            match piece {
                Piece::Element(element) => {
                    bytes += element.len();
                    batch.push((splitter.number, element));
                }
                Piece::TooLong => {
                    let rows = Rows::Elements(std::mem::take(&mut batch));
                    sink(Batch { file, rows })?;
                    let why = format!("这一条超过 {} MiB，没有读", MOST_BYTES >> 20);
                    let rows = Rows::Refused(vec![(splitter.number, Skip::TooLong, why)]);
                    sink(Batch { file, rows })?;
                }
            }
            if bytes >= BATCH {
                bytes = 0;
                sink(Batch { file, rows: Rows::Elements(std::mem::take(&mut batch)) })?;
            }
        }
    }
    if !batch.is_empty() {
        sink(Batch { file, rows: Rows::Elements(batch) })?;
    }
    if splitter.ended {
        Ok(())
    } else {
        Err(Stop::Broken("JSON 不完整，文件在中途断了".into()))
    }
}

/// Finds where elements begin and end. What is wrong inside one is found when it is parsed.
#[derive(Default)]
struct Splitter {
    /// Brackets open within the array.
    depth: u32,
    started: bool,
    /// Whether the array is the value of an object.
    in_object: bool,
    ended: bool,
    in_string: bool,
    escaped: bool,
    element: Vec<u8>,
    too_long: bool,
    /// Of the last element, from 1.
    number: u64,
}

enum Piece {
    Element(Vec<u8>),
    TooLong,
}

impl Splitter {
    fn push(&mut self, byte: u8) -> Result<Option<Piece>, String> {
        if !self.started {
            return match byte {
                b'[' => {
                    self.started = true;
                    Ok(None)
                }
                // The array may be the value of an object: {"data": […]}.
                b'{' if !self.in_object => {
                    self.in_object = true;
                    Ok(None)
                }
                _ if self.in_object || byte.is_ascii_whitespace() => Ok(None),
                _ => Err("不是 JSON 数组：开头应当是 [（一行一条的请存成 .jsonl）".into()),
            };
        }
        if self.ended {
            return match byte {
                _ if self.in_object || byte.is_ascii_whitespace() => Ok(None),
                _ => Err("数组结束以后还有内容，没有读".into()),
            };
        }
        if self.in_string {
            let quoted = std::mem::take(&mut self.escaped);
            match byte {
                b'\\' if !quoted => self.escaped = true,
                b'"' if !quoted => self.in_string = false,
                _ => {}
            }
            self.keep(byte);
            return Ok(None);
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b']' if self.depth == 0 => {
                self.ended = true;
                return Ok(self.cut());
            }
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            b',' if self.depth == 0 => return Ok(self.cut()),
            _ => {}
        }
        self.keep(byte);
        Ok(None)
    }

    fn keep(&mut self, byte: u8) {
        if self.element.len() < MOST_BYTES {
            self.element.push(byte);
        } else {
            self.too_long = true;
        }
    }

    fn cut(&mut self) -> Option<Piece> {
        let element = std::mem::take(&mut self.element);
        if element.trim_ascii().is_empty() {
            return None;
        }
        self.number += 1;
        Some(if std::mem::take(&mut self.too_long) {
            Piece::TooLong
        } else {
            Piece::Element(element)
        })
    }
}
