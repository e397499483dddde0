//! Generates the core's fold table: Traditional to Simplified, widths, compatibility forms and case, as pairs of one
//! character each, in the compact form that `crates/rules/src/text/table.rs` unpacks.

use std::collections::BTreeMap;
use std::{fs, io};

use unicode_normalization::UnicodeNormalization;

use crate::say;
use crate::tools::enter_checkout;

const OPENCC: &str = "crates/rules/data/opencc/TSCharacters.txt";
const OVERLAY: &str = "crates/rules/data/fold-overlay.txt";
const TABLE: &str = "crates/rules/data/fold.bin";

/// `cargo xtask fold-table`: writes the table anew.
pub fn write() -> Result<(), String> {
    enter_checkout()?;
    fs::write(TABLE, table()?).map_err(|error| place(TABLE, &error))?;
    say::line(format_args!("{TABLE} is written."));
    Ok(())
}

/// `cargo xtask fold-table --check`: whether the committed table is what its sources give.
pub fn check() -> Result<(), String> {
    enter_checkout()?;
    let committed = fs::read(TABLE).map_err(|error| place(TABLE, &error))?;
    if committed == table()? {
        say::line(format_args!("{TABLE} is up to date."));
        Ok(())
    } else {
        Err(format!("{TABLE} is not what its sources give: run `cargo xtask fold-table`"))
    }
}

fn table() -> Result<Vec<u8>, String> {
    let read = |path: &str| fs::read_to_string(path).map_err(|error| place(path, &error));
    Ok(encode(&pairs(&read(OPENCC)?, &read(OVERLAY)?)?))
}

fn place(path: &str, error: &io::Error) -> String {
    format!("{path}: {error}")
}

/// Every character that folds to another, with what it folds to in the end.
fn pairs(opencc: &str, overlay: &str) -> Result<BTreeMap<char, char>, String> {
    let mut han = characters(OPENCC, opencc)?;
    // The overlay wins: it exists to differ.
    han.extend(characters(OVERLAY, overlay)?);
    let step = |ch: char| {
        let compatible = enclosed(ch).or_else(|| only(ch.nfkc())).unwrap_or(ch);
        let lower = only(compatible.to_lowercase()).unwrap_or(compatible);
        han.get(&lower).copied().unwrap_or(lower)
    };
    let mut pairs = BTreeMap::new();
    for ch in ('\0'..=char::MAX).filter(|&ch| is_wanted(ch)) {
        // A form may lead to another (a compatibility ideograph to a Traditional one); three steps end
        // every chain, which `folding_twice_changes_nothing` holds.
        let folded = step(step(step(ch)));
        if folded != ch && is_wanted(folded) {
            pairs.insert(ch, folded);
        }
    }
    Ok(pairs)
}

/// The letter in a bracket, a disc or a square, for those of which Unicode knows no plain form of one character.
fn enclosed(ch: char) -> Option<char> {
    // Where each alphabet begins: ⒜, 🄐, 🅐, 🅰.
    [0x249c, 0x1f110, 0x1f150, 0x1f170]
        .into_iter()
        .find_map(|start| ('a'..='z').nth(u32::from(ch).checked_sub(start)? as usize))
}

/// What can stand in a reply or help to slip past a phrase. Left out, because the page pays for every entry: forms of
/// scripts that no Chinese phrase is written in (their Arabic, Hangul and kana presentation forms), and characters
/// so rare that they lie outside the basic plane.
fn is_wanted(ch: char) -> bool {
    match u32::from(ch) {
        0x0000..=0x024f => true,                   // Latin
        0x02b0..=0x02b8 | 0x02e0..=0x02e4 => true, // raised Latin letters
        0x0370..=0x052f => true, // Greek, Cyrillic: look-alikes of Latin letters in upper case
        0x1d2c..=0x1d6a | 0x1d9b..=0x1dbf => true, // more of those, and lowered ones
        0x2000..=0x2bff => true, // superscripts, letter-like and circled forms
        0x2e80..=0x2fdf => true, // radicals that stand for characters
        0x3000..=0x312f => true, // CJK marks
        0x3200..=0x33ff => true, // circled characters
        0x3400..=0x9fff => true, // characters
        0xf900..=0xfaff => true, // compatibility characters
        0xfe30..=0xfe6f => true, // vertical and small forms
        0xff01..=0xff5e | 0xffe0..=0xffe6 => true, // full-width forms
        0x1d400..=0x1d7ff => true, // mathematical alphabets
        0x1f100..=0x1f1ff => true, // enclosed letters
        _ => false,
    }
}

fn only(mut chars: impl Iterator<Item = char>) -> Option<char> {
    chars.next().filter(|_| chars.next().is_none())
}

/// Lines of `character TAB character [other choices]`; the first choice is taken, as OpenCC does.
fn characters(path: &str, text: &str) -> Result<BTreeMap<char, char>, String> {
    let mut pairs = BTreeMap::new();
    for (index, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut fields = line.split(['\t', ' ']);
        let mut field = || fields.next().and_then(|field| only(field.chars()));
        match (field(), field()) {
            (Some(from), Some(to)) => pairs.insert(from, to),
            _ => {
                return Err(format!("{path}:{}: not two characters with a tab between", index + 1));
            }
        };
    }
    Ok(pairs)
}

/// In LEB128: how many pairs, each source's distance from the one before, then, zigzag, each target's from its source.
/// The two columns stand apart because each compresses better alone.
fn encode(pairs: &BTreeMap<char, char>) -> Vec<u8> {
    let mut bytes = Vec::new();
    leb128(&mut bytes, pairs.len() as u32);
    let mut before = 0;
    for &from in pairs.keys() {
        leb128(&mut bytes, u32::from(from) - before);
        before = u32::from(from);
    }
    for (&from, &to) in pairs {
        let distance = u32::from(to).wrapping_sub(u32::from(from)) as i32;
        leb128(&mut bytes, ((distance << 1) ^ (distance >> 31)) as u32);
    }
    bytes
}

fn leb128(bytes: &mut Vec<u8>, mut value: u32) {
    while value > 0x7f {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources() -> BTreeMap<char, char> {
        let opencc = include_str!("../../rules/data/opencc/TSCharacters.txt");
        let overlay = include_str!("../../rules/data/fold-overlay.txt");
        pairs(opencc, overlay).expect("the sources are well-formed")
    }

    #[test]
    fn the_committed_table_is_what_its_sources_give() {
        let committed = include_bytes!("../../rules/data/fold.bin");
        assert!(committed[..] == encode(&sources())[..], "run `cargo xtask fold-table`");
    }

    #[test]
    fn folding_twice_changes_nothing() {
        let pairs = sources();
        let moved: Vec<_> = pairs.iter().filter(|(_, to)| pairs.contains_key(to)).collect();
        assert!(moved.is_empty(), "{moved:?}");
    }

    #[test]
    fn what_common_converters_leave_is_folded() {
        let pairs = sources();
        for (from, to) in "瞭著覆藉祇衹妳".chars().zip("了着复借只只你".chars()) {
            assert_eq!(pairs.get(&from), Some(&to), "{from}");
        }
    }

    #[test]
    fn letters_in_brackets_discs_and_squares_are_letters() {
        let pairs = sources();
        for (from, to) in "⒜⒵🄐🄩🅐🅩🅰🆉ⓐⒶ🄰".chars().zip("azazazazaaa".chars())
        {
            assert_eq!(pairs.get(&from), Some(&to), "{from}");
        }
        for ch in "🄪🆊🇨⒛".chars() {
            assert_eq!(pairs.get(&ch), None, "{ch}");
        }
    }

    #[test]
    fn a_malformed_line_is_named() {
        assert_eq!(
            characters("file", "后後\n").unwrap_err(),
            "file:1: not two characters with a tab between"
        );
    }
}
