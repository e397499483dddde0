//! The table of a web page: what many portals export and call .xls.
//!
//! Tags are told from text and no more: what a browser would show does not matter, only what stands in the cells of rows.

use std::io::{ErrorKind, Read};

use csv::ByteRecord;

use super::table::Table;
use super::{BATCH, FileRead, MOST_BYTES, Sink, Stop};
use crate::columns::Wanted;
use crate::figures::Skip;
use crate::stream::Text;

/// The longest tag that is looked into; longer ones hold pictures.
const TAG: usize = 4096;

/// Reads all rows of all tables, one after the other; a row's number is its place among them.
pub fn read(
    mut text: Text,
    file: u32,
    wanted: &Wanted,
    sink: &mut Sink,
    told: &mut FileRead,
) -> Result<(), Stop> {
    let mut table = Table::new(file, wanted, sink, told);
    let mut page = Page::default();
    let mut buffer = vec![0; BATCH];
    loop {
        let read = match text.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => {
                table.flush()?;
                return Err(error.into());
            }
        };
        for &byte in &buffer[..read] {
            if page.push(byte) {
                page.hand_on(&mut table)?;
            }
        }
    }
    page.end_row();
    page.hand_on(&mut table)?;
    match page.rows {
        0 => Err(Stop::Broken("其实是网页，里面没有表格".into())),
        _ => table.finish(),
    }
}

/// A page while it is read.
#[derive(Default)]
struct Page {
    tag: Option<Vec<u8>>,
    /// `script`, `style` or a remark, whose content is no text.
    skipped: Option<&'static [u8]>,
    /// What stands in the cell that is open.
    cell: Option<Vec<u8>>,
    too_long: bool,
    /// How many columns and rows the open cell spans.
    span: (usize, usize),
    row: Vec<Vec<u8>>,
    /// Cells of rows above that reach down: column, rows left, what stands in them.
    above: Vec<(usize, usize, Vec<u8>)>,
    /// A row that is whole.
    ready: Option<Vec<Vec<u8>>>,
    rows: u64,
}

impl Page {
    /// The next byte; says whether a row is whole.
    fn push(&mut self, byte: u8) -> bool {
        match (&mut self.tag, byte) {
            (None, b'<') => self.tag = Some(Vec::new()),
            (None, _) => {
                if let (Some(cell), None) = (&mut self.cell, self.skipped) {
                    match cell.len() < MOST_BYTES {
                        true => cell.push(byte),
                        false => self.too_long = true,
                    }
                }
            }
            (Some(tag), b'>') if !tag.starts_with(b"!--") || tag.ends_with(b"--") => {
                let tag = std::mem::take(tag);
                self.tag = None;
                self.tag(&tag);
            }
            (Some(tag), _) if tag.len() < TAG => tag.push(byte),
            // Of a long one its end still matters.
            (Some(tag), _) => {
                tag.drain(TAG - 2..TAG - 1);
                tag.push(byte);
            }
        }
        self.ready.is_some()
    }

    fn tag(&mut self, tag: &[u8]) {
        let tag = tag.to_ascii_lowercase();
        let end = tag.iter().position(|byte| byte.is_ascii_whitespace()).unwrap_or(tag.len());
        let name = &tag[..end];
        if let Some(skipped) = self.skipped {
            if name.strip_prefix(b"/") == Some(skipped) {
                self.skipped = None;
            }
            return;
        }
        match name {
            b"script" => self.skipped = Some(b"script"),
            b"style" => self.skipped = Some(b"style"),
            b"td" | b"th" => {
                self.end_cell();
                self.cell = Some(Vec::new());
                self.span = (number(&tag, b"colspan"), number(&tag, b"rowspan"));
            }
            b"/td" | b"/th" => self.end_cell(),
            b"tr" | b"/tr" | b"/table" => self.end_row(),
            b"br" | b"br/" | b"p" | b"/p" | b"div" | b"/div" => {
                if let Some(cell) = self.cell.as_mut().filter(|cell| !cell.is_empty()) {
                    cell.push(b'\n');
                }
            }
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        self.reach_down();
        let cell = decoded(&cell);
        let (columns, rows) = self.span;
        if rows > 1 {
            self.above.push((self.row.len(), rows, cell.clone()));
        }
        self.row.push(cell);
        self.row.resize(self.row.len() + columns - 1, Vec::new());
    }

    /// Puts in what reaches down from rows above into the next columns.
    fn reach_down(&mut self) {
        while let Some((.., cell)) =
            self.above.iter().find(|(column, ..)| *column == self.row.len())
        {
            self.row.push(cell.clone());
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if self.row.is_empty() {
            return;
        }
        self.reach_down();
        self.above.iter_mut().for_each(|(_, left, _)| *left -= 1);
        self.above.retain(|(_, left, _)| *left > 0);
        self.ready = Some(std::mem::take(&mut self.row));
    }

    fn hand_on(&mut self, table: &mut Table) -> Result<(), Stop> {
        let Some(row) = self.ready.take() else { return Ok(()) };
        self.rows += 1;
        if std::mem::take(&mut self.too_long) {
            let why = format!("有一格超过 {} MiB，没有读", MOST_BYTES >> 20);
            return table.refuse(self.rows, Skip::TooLong, why);
        }
        table.push(self.rows, ByteRecord::from(row))
    }
}

/// The number that an attribute has; 1 where there is none that makes sense.
fn number(tag: &[u8], attribute: &[u8]) -> usize {
    let Some(at) = memchr::memmem::find(tag, attribute) else { return 1 };
    let digits = tag[at + attribute.len()..].iter().skip_while(|byte| b"= \"'".contains(byte));
    let digits: String =
        digits.take_while(|byte| byte.is_ascii_digit()).map(|byte| char::from(*byte)).collect();
    digits.parse().unwrap_or(1).clamp(1, 1_000)
}

/// The text of a cell: entities read, spaces around it taken away. Bytes that are no text stay, to be told later.
fn decoded(cell: &[u8]) -> Vec<u8> {
    const ENTITIES: [(&[u8], &str); 6] = [
        (b"nbsp", " "),
        (b"lt", "<"),
        (b"gt", ">"),
        (b"amp", "&"),
        (b"quot", "\""),
        (b"apos", "'"),
    ];
    let mut text = Vec::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(at) = memchr::memchr(b'&', rest) {
        text.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.iter().take(10).position(|byte| *byte == b';');
        let meant = end.and_then(|end| {
            let name = &rest[..end];
            let code = |digits: &[u8], radix| {
                let code = u32::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok()?;
                char::from_u32(code).map(String::from)
            };
            match name {
                [b'#', b'x' | b'X', digits @ ..] => code(digits, 16),
                [b'#', digits @ ..] => code(digits, 10),
                name => {
                    let known = ENTITIES.iter().find(|(known, _)| *known == name);
                    known.map(|(_, meant)| (*meant).to_owned())
                }
            }
        });
        match (meant, end) {
            (Some(meant), Some(end)) => {
                text.extend_from_slice(meant.as_bytes());
                rest = &rest[end + 1..];
            }
            _ => text.push(b'&'),
        }
    }
    text.extend_from_slice(rest);
    text.trim_ascii().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(html: &str) -> Vec<Vec<String>> {
        let mut page = Page::default();
        let mut rows = Vec::new();
        let mut take = |page: &mut Page| {
            let row = page.ready.take().into_iter().flatten();
            let row: Vec<_> = row.map(|cell| String::from_utf8(cell).expect("UTF-8")).collect();
            rows.extend((!row.is_empty()).then_some(row));
        };
        for byte in html.bytes() {
            if page.push(byte) {
                take(&mut page);
            }
        }
        page.end_row();
        take(&mut page);
        rows
    }

    #[test]
    fn cells_are_what_stands_between_tags() {
        let html = "<html><style>td{color:red}</style><!-- <tr><td>no</td></tr> --><TABLE border=1>\
            <tr><th>编号<th style='x'>答复</tr>\n<tr><td>1</td><td>您好&nbsp;&lt;请&#31561;&gt;<br>a&b;&amp;amp; <b>谢谢</b></td>\
            <script>'<td>'</script></tr></table>";
        assert_eq!(rows(html), [vec!["编号", "答复"], vec!["1", "您好 <请等>\na&b;&amp; 谢谢"]]);
    }

    #[test]
    fn a_cell_over_several_rows_or_columns_keeps_the_others_in_their_places() {
        let html = "<tr><td rowspan=\"2\">大厅</td><td>1</td></tr><tr><td>2</td></tr><tr><td colspan=2>合计</td><td>3</td></tr>";
        assert_eq!(rows(html), [vec!["大厅", "1"], vec!["大厅", "2"], vec!["合计", "", "3"]]);
    }

    #[test]
    fn what_is_cut_off_or_unclosed_does_no_harm() {
        assert_eq!(rows("<tr><td>1<td>2"), [["1", "2"]]);
        assert!(rows("<tr><td").is_empty() && rows("<p>请登录</p>").is_empty());
        let picture = format!("<tr><td>1</td><td><img src='{}'>好</td></tr>", "x".repeat(3 * TAG));
        assert_eq!(rows(&picture), [["1", "好"]]);
    }
}
