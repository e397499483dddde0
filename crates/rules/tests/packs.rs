//! A bad pack gives every mistake at once, with its place and what to do; a bad file is refused by name.

mod common;

use common::HEAD;
use liyan_rules::pack::{builtin, builtin_ids, compile_builtin, read_toml, selftest};
use liyan_rules::{Checker, CompiledError};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const TEN_MISTAKES: &str = include_str!("data/ten-mistakes.toml");
const TEN_MESSAGES: &str = include_str!("data/ten-mistakes.txt");

fn errors(text: &str) -> String {
    match read_toml("pack.toml", text) {
        Ok(_) => String::new(),
        Err(errors) => errors.to_string(),
    }
}

#[test]
fn ten_mistakes_give_ten_errors_in_one_run() {
    assert_eq!(errors(TEN_MISTAKES), TEN_MESSAGES.trim_end());
}

#[test]
fn broken_toml_is_told_with_its_place() {
    let told = errors("[pack]\nid = 'x\n");
    assert!(told.starts_with("pack.toml:2:"), "{told}");
    assert!(!errors("\u{0}").is_empty());
    assert!(!errors("").is_empty());
}

#[test]
fn a_damaged_a_foreign_and_a_newer_pack_are_refused_by_name() {
    let good = compile_builtin().expect("sound");
    let refused = |bytes: &[u8]| Checker::from_compiled(bytes).err().expect("refused");
    assert_eq!(refused(b""), CompiledError::NotAPack);
    assert_eq!(refused(b"<!doctype html>"), CompiledError::NotAPack);
    assert_eq!(refused(&good[..good.len() - 1]), CompiledError::Damaged);
    assert_eq!(refused(&good[..20]), CompiledError::Damaged);
    let mut newer = good.clone();
    newer[5] = 9;
    assert_eq!(refused(&newer), CompiledError::NewerFormat { found: 9, known: 3 });
    for at in (6..good.len()).step_by(good.len() / 400) {
        let mut damaged = good.clone();
        damaged[at] ^= 1;
        assert_eq!(refused(&damaged), CompiledError::Damaged, "byte {at}");
    }
}

#[test]
fn a_pack_for_a_newer_engine_says_so() {
    let text = format!("{HEAD}{RULE}").replace("notice = 'n'", "notice = 'n'\nengine = '99.0.0'");
    let loaded = read_toml("pack.toml", &text).unwrap_or_else(|errors| panic!("{errors}"));
    assert!(matches!(loaded.checker().err(), Some(CompiledError::NeedsEngine { .. })));
}

#[test]
fn equal_packs_have_equal_hashes_and_a_changed_word_changes_it() {
    let hash = |text: &str| {
        let loaded = read_toml("pack.toml", text).unwrap_or_else(|errors| panic!("{errors}"));
        loaded.checker().expect("it loads").pack().hash.clone()
    };
    let first = format!("{HEAD}{RULE}");
    assert_eq!(hash(&first), hash(&format!("# a remark\n{first}")));
    assert_ne!(hash(&first), hash(&first.replace("不知道", "不晓得")));
    assert_eq!(hash(&first).len(), 64);
}

#[test]
fn the_self_test_notices_a_mistyped_phrase_a_wide_guard_and_a_lost_example() {
    let failures = |text: &str| {
        let loaded = read_toml("pack.toml", text).unwrap_or_else(|errors| panic!("{errors}"));
        selftest::run(&loaded).expect("it loads").failures.len()
    };
    let shipped = builtin("service-hurry").expect("it ships").text;
    assert_eq!(failures(&shipped), 0);
    for (from, to) in [
        ("少(啰|罗)(嗦|唆)", "少(啰|罗)(索|唆)"),
        ("good = [\"手续简单，一点不啰嗦。\"]", "good = []"),
        ("ok = [\"我们在减少啰嗦的手续。\"]", "ok = [\"我们在精简手续。\"]"),
        ("but = [\"您【少啰嗦】。\"]", "but = [\"您【少啰】嗦。\"]"),
    ] {
        assert!(shipped.contains(from), "{from}");
        assert!(failures(&shipped.replace(from, to)) > 0, "{from} -> {to}");
    }
}

#[test]
fn nothing_of_the_spliced_advertising_is_in_the_shipped_pack() {
    for scrap in ["抽油", "油烟机", "静电", "電", "推荐", "7D935A9D4FC68F02", "瞭", "註", "佈"]
    {
        let scrap_in_words = builtin_ids().any(|id| {
            let shipped = builtin(id).expect("it ships").text;
            shipped
                .lines()
                .filter(|line| line.starts_with("text = "))
                .any(|line| line.contains(scrap))
        });
        assert!(!scrap_in_words, "{scrap}");
    }
}

const RULE: &str = "\
[[rule]]
id = 'r'
kind = 'forbid'
title = 't'
cite = ['art1']
basis = 'stated'
severity = 'block'
message = 'm'
phrases = ['不知道']
";
