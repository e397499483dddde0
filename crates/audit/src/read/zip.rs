//! What a packed workbook says of its own size, before it is unpacked: a few kilobytes may stand for gigabytes.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use super::Stop;

/// The texts of all cells stand in one part that has to be held in memory as a whole; sheets are streamed.
const MOST_TEXTS: u64 = 1 << 30;
/// The directory of more parts than any workbook has.
const MOST_DIRECTORY: u64 = 64 << 20;
/// The longest tail in which the end of the directory can stand (APPNOTE.TXT 4.3.16).
const TAIL: u64 = 22 + 0xffff;

/// Refuses what is no workbook, or one whose texts would not fit in memory. What is no archive at all is left to whoever opens it.
///
/// # Errors
/// If it is another archive or too large, or the disk can not be read.
pub fn bounded(spooled: &mut File) -> Result<(), Stop> {
    let Some(directory) = directory(spooled)? else { return Ok(()) };
    let mut rest = directory.as_slice();
    let mut is_workbook = rest.is_empty();
    // A part's header, then its name, extra field and remark (APPNOTE.TXT 4.3.12).
    while let Some((header, after)) = rest.split_at_checked(46) {
        let long = |at: usize| u64::from(u16::from_le_bytes([header[at], header[at + 1]])) as usize;
        let Some((name, _)) = after.split_at_checked(long(28)) else { break };
        is_workbook |= name.starts_with(b"xl/");
        let mut size = [0; 4];
        size.copy_from_slice(&header[24..28]);
        let size = u64::from(u32::from_le_bytes(size));
        if name.to_ascii_lowercase().ends_with(b"sharedstrings.xml") && size > MOST_TEXTS {
            return Err(Stop::Broken(format!(
                "解开以后单是文字就有 {} MiB 以上，超过能读的 {} MiB；请分成几个文件，或另存为 CSV",
                size >> 20,
                MOST_TEXTS >> 20
            )));
        }
        let next = long(28) + long(30) + long(32);
        let Some(after) = after.get(next..) else { break };
        rest = after;
    }
    match is_workbook {
        true => Ok(()),
        false => Err(Stop::Broken(
            "是压缩包或别的文件，不是 Excel 工作簿；请先解开，取出里面的表格".into(),
        )),
    }
}

/// The bytes of the directory, if there is one.
fn directory(spooled: &mut File) -> io::Result<Option<Vec<u8>>> {
    let length = spooled.seek(SeekFrom::End(0))?;
    let tail = length.min(TAIL);
    spooled.seek(SeekFrom::Start(length - tail))?;
    let mut bytes = Vec::new();
    spooled.take(tail).read_to_end(&mut bytes)?;
    let Some(at) = memchr::memmem::rfind(&bytes, b"PK\x05\x06") else { return Ok(None) };
    let Some(end) = bytes.get(at..at + 22) else { return Ok(None) };
    let long =
        |at: usize| u64::from(u32::from_le_bytes([end[at], end[at + 1], end[at + 2], end[at + 3]]));
    let (size, start) = (long(12), long(16));
    if size > MOST_DIRECTORY || start + size > length {
        return Ok(None);
    }
    spooled.seek(SeekFrom::Start(start))?;
    let mut directory = Vec::new();
    spooled.take(size).read_to_end(&mut directory)?;
    Ok(Some(directory))
}
