//! A document taken apart: its blocks of code and its tables.

use std::fs;
use std::path::Path;

/// A block of code: the line where it opens, what is said behind the fence, what is in it.
pub struct Block {
    pub line: usize,
    pub info: String,
    pub text: String,
}

/// A document of `docs`.
pub fn document(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
    fs::read_to_string(path).expect("the document is there").replace("\r\n", "\n")
}

/// Its blocks of code, in order.
pub fn blocks(document: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for (index, line) in document.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(_) if is_open => is_open = false,
            Some(info) => {
                is_open = true;
                blocks.push(Block { line: index + 1, info: info.into(), text: String::new() });
            }
            None if is_open => {
                let block = blocks.last_mut().expect("one is open");
                block.text += &format!("{line}\n");
            }
            None => {}
        }
    }
    assert!(!is_open, "a block is never closed");
    blocks
}

/// The cells of the table under `<!-- checked: NAME -->`, without its head.
pub fn table(document: &str, name: &str) -> Vec<Vec<String>> {
    let mark = format!("<!-- checked: {name} -->");
    let (_, after) = document.split_once(&mark).expect("the table is marked");
    let rows = after.trim_start().lines().take_while(|line| line.starts_with('|')).skip(2);
    let cells = |row: &str| {
        let row = row.trim_matches('|').replace("\\|", "\0");
        row.split('|').map(|cell| cell.trim().replace('\0', "|")).collect()
    };
    rows.map(cells).collect()
}

/// What stands between backquotes, a line each.
pub fn code(cell: &str) -> String {
    cell.split('`').skip(1).step_by(2).collect::<Vec<_>>().join("\n")
}
