//! The numbers that cross to JavaScript. What is thrown, and fixes, are tried where JavaScript runs: in tests/npm.

#![allow(missing_docs)]

use liyan_rules::pack::compile_builtin;
use liyan_wasm::{check, close, ids, open, pack, related, rule, turn};

const CLERK: u32 = 0;
const CITIZEN: u32 = 1;
const UNSENT: u32 = 1;
const FROM_START: u32 = 1 << 2;

fn shipped() -> u32 {
    open(&compile_builtin().expect("the shipped pack")).expect("it was just compiled")
}

fn rows(pack: u32, facts: u32) -> Vec<[u32; 6]> {
    let numbers = check(pack, "chat", facts, None, Some("1".into())).expect("a known channel");
    numbers.chunks(6).map(|row| row.try_into().expect("six numbers")).collect()
}

#[test]
fn a_row_counts_utf16_units_and_its_words_are_had_by_index() {
    let pack_place = shipped();
    turn(CITIZEN, "在吗".into(), None).unwrap();
    turn(CLERK, "😀 不知道".into(), None).unwrap();
    let found = rows(pack_place, UNSENT | FROM_START);
    // What is absent comes first, and has no place.
    let &[index, _, turn, start, end, flags] =
        found.iter().find(|row| row[3] != u32::MAX).expect("the curt words");
    assert_eq!((turn, start, end), (1, 3, 6));
    assert_eq!(flags, 2 | 1 << 2, "block, stated");
    assert_eq!(rule(pack_place, index)[0], "r11-not-know");
    assert_eq!(pack(pack_place)[0], "jilin-window");
    assert_eq!(ids().len(), found.len());
}

#[test]
fn a_finding_with_other_places_says_so() {
    let pack = shipped();
    for (text, at) in [
        ("您还缺一份身份证复印件。", "2026-03-02T09:00:00+08:00"),
        ("😀还缺一张照片。", "2026-03-04T09:00:00+08:00"),
    ] {
        turn(CLERK, text.into(), Some(at.into())).unwrap();
    }
    let found = rows(pack, FROM_START);
    let row = found.iter().position(|row| row[5] & 1 << 3 != 0).expect("a second notice");
    let places = related(u32::try_from(row).unwrap());
    assert_eq!((places.len(), places[0]), (3, 0));
    assert!(found.iter().enumerate().all(|(other, row)| {
        (row[5] & 1 << 3 != 0) != related(u32::try_from(other).unwrap()).is_empty()
    }));
}

#[test]
fn the_place_of_a_closed_pack_is_used_again() {
    let (one, other) = (shipped(), shipped());
    assert_ne!(one, other);
    close(one);
    assert_eq!(shipped(), one);
    close(0);
    close(7_000);
}
