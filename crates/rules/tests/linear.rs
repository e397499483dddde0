//! Texts made to slow a checker down take time in step with their length: eight times the text far less than the 64 times of
//! the time that trying everything against everything would take. `cargo xtask bench core` draws the whole curves.
#![cfg(not(target_arch = "wasm32"))]

use std::time::{Duration, Instant};

use liyan_rules::pack::compile_builtin;
use liyan_rules::text::FoldTable;
use liyan_rules::{Channel, Checker, Conversation, Phrases, When};

const LEAST: usize = 60_000;

/// The least time of several, for a machine that has other work too.
fn time(mut act: impl FnMut()) -> Duration {
    let run = |_| {
        let begun = Instant::now();
        act();
        begun.elapsed()
    };
    (0..5).map(run).min().expect("five")
}

fn is_linear(name: &str, make: impl Fn(usize) -> String, act: impl Fn(&str)) {
    let [short, long] = [LEAST, LEAST * 8].map(make);
    let (short, long) = (time(|| act(&short)), time(|| act(&long)));
    assert!(long < short * 32, "{name}: {short:?}, eight times as much {long:?}");
}

#[test]
fn searching_takes_time_in_step_with_the_text() {
    let table = FoldTable::new();
    let itself = Phrases::new(&table, ["不".repeat(400)]);
    let few = Phrases::new(&table, ["不知道", "您自己看"]);
    let search = |phrases: &Phrases, text: &str| phrases.find(text, |_, _| {});
    is_linear("a phrase over itself", |bytes| "不".repeat(bytes / 3), |text| search(&itself, text));
    let skipped = |bytes: usize| format!("不{}知道", "\u{200b}".repeat(bytes / 3));
    is_linear("skipped marks", skipped, |text| search(&few, text));
    is_linear("one line", |bytes| "您好请到窗口".repeat(bytes / 18), |text| search(&few, text));
}

#[test]
fn checking_takes_time_in_step_with_the_text() {
    let checker = Checker::from_compiled(compile_builtin().expect("sound")).expect("just compiled");
    let check = |text: &str| {
        checker.check(&Conversation::draft(Channel::Letter, text), When::Sending);
    };
    let skipped = |bytes: usize| format!("不{}知道", "\u{200b}".repeat(bytes / 3));
    is_linear("skipped marks", skipped, check);
    let nested = |bytes: usize| format!("{}不知道{}", "“".repeat(bytes / 6), "”".repeat(bytes / 6));
    is_linear("nested quotes", nested, check);
    is_linear("nothing but hits", |bytes| "不知道，少啰嗦。".repeat(bytes / 24), check);
}
