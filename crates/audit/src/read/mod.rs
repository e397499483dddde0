//! Reading exports: each format gives batches of raw rows, in order; making [`Row`](crate::row::Row)s of them is left to
//! whoever judges, so that it can be done by several threads.

mod delimited;
mod json;
mod page;
#[cfg(feature = "parquet")]
mod parquet;
mod parse;
mod table;
mod text;
mod workbook;
mod zip;

use std::fs::Metadata;
use std::path::Path;
use std::sync::Arc;

use encoding_rs::Encoding;

use crate::columns::{Columns, Wanted};
use crate::figures::Skip;
use crate::input;
use crate::stream::{self, Unpacked};

pub use parse::Parser;

/// The longest record that is read: far above any reply, far below what memory holds.
pub const MOST_BYTES: usize = 64 << 20;
/// About how many bytes make a batch: enough that handing it on costs nothing, little enough that many fit in memory.
const BATCH: usize = 256 << 10;

/// Rows of one file, in order, not yet made into records.
#[derive(Debug)]
pub struct Batch {
    /// Which file.
    pub file: u32,
    /// The rows.
    pub rows: Rows,
}

/// The rows of a batch, each with its number from 1; in a table the header has one too.
#[derive(Debug)]
pub enum Rows {
    /// Whole lines of JSON, the first of which has this number.
    Lines(u64, Vec<u8>),
    /// Elements of a JSON array.
    Elements(Vec<(u64, Vec<u8>)>),
    /// Rows of a table.
    Table(Arc<Columns>, Vec<(u64, csv::ByteRecord)>),
    /// Whole texts, each of them one reply.
    Text(Vec<u8>),
    /// From here on the rows are of this sheet; so many rows stand in the sheets before it.
    Sheet(String, u64),
    /// Rows that could not be read, and why.
    Refused(Vec<(u64, Skip, String)>),
}

/// How files are to be read, where they do not say it themselves.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Columns as `--map` names them.
    pub columns: Wanted,
    /// The format, else by the ending, else by the first bytes.
    pub format: Option<Format>,
    /// The encoding, else it is detected.
    pub encoding: Option<&'static Encoding>,
}

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Fields between commas or semicolons.
    Csv,
    /// Fields between tabs.
    Tsv,
    /// An object a line.
    Jsonl,
    /// An array of objects.
    Json,
    /// Excel: .xlsx, .xlsm, .xlsb, .xls.
    Workbook,
    /// Apache Parquet.
    Parquet,
    /// One reply.
    Text,
}

impl Format {
    /// The format of an ending, or of `--format`.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "csv" => Self::Csv,
            "tsv" => Self::Tsv,
            "jsonl" | "ndjson" => Self::Jsonl,
            "json" => Self::Json,
            "xlsx" | "xlsm" | "xlsb" | "xls" => Self::Workbook,
            "parquet" => Self::Parquet,
            "txt" | "text" => Self::Text,
            _ => return None,
        })
    }

    /// The word for people and for `--format`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Jsonl => "jsonl",
            Self::Json => "json",
            Self::Workbook => "xlsx",
            Self::Parquet => "parquet",
            Self::Text => "txt",
        }
    }

    /// The format by the ending, unless the first bytes say that it is another: portals call pages and tables .xls, and
    /// lines .json.
    fn of(by_ending: Option<Self>, head: &[u8]) -> Self {
        let sniffed = Self::sniffed(head);
        match by_ending {
            None => sniffed,
            Some(Self::Workbook) if sniffed != Self::Workbook => Self::Csv,
            Some(_) if matches!(sniffed, Self::Workbook | Self::Parquet) => sniffed,
            Some(Self::Json) if sniffed == Self::Jsonl && is_line(head) => Self::Jsonl,
            Some(ending) => ending,
        }
    }

    /// The format by the first bytes, for what has no ending.
    fn sniffed(head: &[u8]) -> Self {
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        match text {
            [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => Self::Workbook,
            [b'P', b'A', b'R', b'1', ..] => Self::Parquet,
            [b'[', ..] => Self::Json,
            [b'{', ..] => Self::Jsonl,
            _ => Self::Csv,
        }
    }
}

/// Whether the first line is a whole object.
fn is_line(head: &[u8]) -> bool {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(line).is_ok()
}

/// What was learnt of a file while it was read.
#[derive(Debug, Default)]
pub struct FileRead {
    /// `csv`, `jsonl.gz`…
    pub format: String,
    /// The encoding, where the format has none of its own.
    pub encoding: Option<String>,
    /// Field and column; of JSON lines the first record's.
    pub mapping: Vec<(String, String)>,
    /// What people should know of it though nothing is wrong.
    pub notes: Vec<String>,
    /// What went wrong with the file as a whole, for people; rows before it were given.
    pub broken: Option<String>,
}

/// Why reading stops before the end.
#[derive(Debug)]
pub enum Stop {
    /// Nobody wants more.
    Cancelled,
    /// The file can not be read on, for people.
    Broken(String),
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Self::Broken(match error.kind() {
            std::io::ErrorKind::UnexpectedEof => "文件不完整，压缩包在中途断了".into(),
            std::io::ErrorKind::InvalidData | std::io::ErrorKind::InvalidInput => {
                format!("文件已损坏：{error}")
            }
            _ => input::why(&error),
        })
    }
}

/// Takes batches; says whether more are wanted.
pub type Sink<'a> = dyn FnMut(Batch) -> Result<(), Stop> + 'a;

/// Reads one file.
///
/// # Errors
/// Only [`Stop::Cancelled`]; what is wrong with the file is in the answer.
pub fn read(
    path: &Path,
    file: u32,
    options: &ReadOptions,
    sink: &mut Sink,
) -> Result<FileRead, Stop> {
    let mut told = FileRead::default();
    let before = std::fs::metadata(path).ok();
    let read = stream::open(path)
        .map_err(Stop::from)
        .and_then(|unpacked| rows(path, unpacked, file, options, sink, &mut told));
    match read {
        Ok(()) => {}
        Err(Stop::Cancelled) => return Err(Stop::Cancelled),
        Err(Stop::Broken(problem)) => told.broken = Some(problem),
    }
    if told.broken.is_none() && changed(before.as_ref(), std::fs::metadata(path).ok().as_ref()) {
        told.broken = Some("读的时候文件被改动了，结果可能不全，请等它写完再审".into());
    }
    Ok(told)
}

fn rows(
    path: &Path,
    unpacked: Unpacked,
    file: u32,
    options: &ReadOptions,
    sink: &mut Sink,
    told: &mut FileRead,
) -> Result<(), Stop> {
    let by_ending = || input::ending(path).and_then(|ending| Format::from_name(&ending));
    let format = options.format.unwrap_or_else(|| Format::of(by_ending(), &unpacked.head));
    told.format = match unpacked.packed {
        Some(packed) => format!("{}.{packed}", format.name()),
        None => format.name().into(),
    };
    if unpacked.head.is_empty() && format != Format::Text {
        return Err(Stop::Broken("是空文件".into()));
    }
    let wanted = &options.columns;
    let is_page = format == Format::Csv && is_page(&unpacked.head);
    if let (Format::Csv, false, Some(other)) = (format, is_page, in_disguise(&unpacked.head)) {
        return Err(Stop::Broken(format!(
            "其实是{other}，不是表格文件；请用 Excel 打开，另存为 .xlsx 再检查"
        )));
    }
    if format == Format::Workbook {
        return workbook::read(unpacked, file, wanted, sink, told);
    }
    if format == Format::Parquet {
        #[cfg(feature = "parquet")]
        return parquet::read(unpacked, file, wanted, sink, told);
        #[cfg(not(feature = "parquet"))]
        return Err(Stop::Broken("这个程序编译时没有带上 Parquet，请换成 CSV 或 JSONL".into()));
    }
    if is_own(&unpacked.head) {
        return Err(own());
    }
    let (text, encoding) = unpacked.text(options.encoding);
    told.encoding = Some(if encoding == "gb18030" { "GB18030" } else { encoding }.into());
    if is_page {
        told.format = told.format.replacen(Format::Csv.name(), "html", 1);
        return page::read(text, file, wanted, sink, told);
    }
    match format {
        Format::Jsonl => json::lines(text, file, sink),
        Format::Json => json::elements(text, file, sink),
        Format::Text => text::read(text, file, sink),
        _ => delimited::read(text, format == Format::Tsv, file, wanted, sink, told),
    }
}

/// Whether it is a web page; many portals call one .xls.
fn is_page(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let start = head[..head.len().min(4096)].to_ascii_lowercase();
    let tags: [&[u8]; 4] = [b"<html", b"<!doctype html", b"<table", b"<head"];
    head.starts_with(b"<")
        && memchr::memmem::find(&start, b"<workbook").is_none()
        && tags.iter().any(|tag| memchr::memmem::find(&start, tag).is_some())
        || start.starts_with(b"<meta")
}

/// What portals and old versions of Excel write under the name of a table.
fn in_disguise(head: &[u8]) -> Option<&'static str> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let has = |word: &[u8]| memchr::memmem::find(&head[..head.len().min(4096)], word).is_some();
    match head {
        [b'<', ..] if has(b"office:spreadsheet") => Some("Excel 2003 的 XML 表格"),
        [b'<', ..] => Some("XML"),
        _ if head.starts_with(b"MIME-Version:") => Some("网页存档（.mht）"),
        _ if head.starts_with(b"%PDF-") => Some("PDF"),
        _ if head.starts_with(b"{\\rtf") => Some("RTF 文档"),
        _ => None,
    }
}

/// Whether it is a list of findings that an earlier audit wrote: what is told of replies is no reply.
fn is_own(head: &[u8]) -> bool {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let has = |word: &str| memchr::memmem::find(line, word.as_bytes()).is_some();
    line.starts_with(b"{\"audit\":{\"engine\":")
        || line.starts_with(b"{\"id\":") && has("\"pack\":") && has("\"basis\":")
        || has("编号,规则包,规则,种类,依据,级别")
}

fn own() -> Stop {
    Stop::Broken("是以前检查写出的结果，不是导出的答复；没有读".into())
}

/// Whether somebody wrote to the file meanwhile.
fn changed(before: Option<&Metadata>, after: Option<&Metadata>) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => {
            before.len() != after.len() || before.modified().ok() != after.modified().ok()
        }
        (Some(_), None) => true,
        (None, _) => false,
    }
}
