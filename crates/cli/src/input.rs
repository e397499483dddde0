//! Bytes to text: what can not be read is said, never passed over.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

pub use liyan_audit::input::{name, why};

/// The longest text or line that is read: far above any reply, far below what memory holds.
pub const MOST_BYTES: usize = 256 << 20;

/// Whether the file is read as records even without `--jsonl`.
pub fn holds_records(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "jsonl" || extension == "ndjson")
}

/// Opens a file, or standard input for `-`.
///
/// # Errors
/// Why it can not be opened, for people.
pub fn open(path: &Path) -> Result<Box<dyn BufRead>, String> {
    if is_stdin(path) {
        return Ok(Box::new(io::stdin().lock()));
    }
    match File::open(path).and_then(|file| Ok((file.metadata()?.is_dir(), file))) {
        Ok((true, _)) => Err("这是文件夹，请写文件名".into()),
        Ok((false, file)) => Ok(Box::new(BufReader::new(file))),
        Err(error) => Err(why(&error)),
    }
}

/// All of a file as one text.
///
/// # Errors
/// Why it can not be read, for people.
pub fn read_text(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    let limit = MOST_BYTES as u64 + 1;
    open(path)?.take(limit).read_to_end(&mut bytes).map_err(|error| why(&error))?;
    if bytes.len() > MOST_BYTES {
        return Err(format!("超过 {} MiB，请拆开再检查", MOST_BYTES >> 20));
    }
    decode(&bytes).map(str::to_owned)
}

/// The next line without its end, or none at the end.
///
/// # Errors
/// If the source can no longer be read at all, or one line is longer than [`MOST_BYTES`].
pub fn next_line(source: &mut dyn BufRead, line: &mut Vec<u8>) -> Result<bool, String> {
    line.clear();
    let limit = MOST_BYTES as u64 + 1;
    source.take(limit).read_until(b'\n', line).map_err(|error| why(&error))?;
    if line.len() > MOST_BYTES {
        return Err(format!("这一行超过 {} MiB，后面的内容没有再读", MOST_BYTES >> 20));
    }
    let found = !line.is_empty();
    while line.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
        line.pop();
    }
    Ok(found)
}

/// UTF-8, with or without a byte order mark.
///
/// # Errors
/// What the bytes look like instead and what to do.
pub fn decode(bytes: &[u8]) -> Result<&str, String> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err("是 UTF-16 编码，请另存为 UTF-8 再检查".into());
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        format!(
            "不是 UTF-8 编码（第 {} 个字节读不懂），多半是 GBK/GB18030，请先转码：iconv -f GB18030 -t UTF-8 原文件 > 新文件",
            error.valid_up_to() + 1
        )
    })
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}
