//! Real service replies: a checker should stay almost silent on them.
//!
//! The replies are not part of this repository; where their folder is absent, the test says that it was skipped.

use std::io::Write;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

#[test]
fn at_most_one_in_a_thousand_real_replies_is_warned_of_or_blocked() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let replies = root.join("../shared/data/agent_replies_dev.jsonl");
    if !replies.is_file() {
        say(
            "skipped: ../shared/data/agent_replies_dev.jsonl is absent, so no real replies were judged",
        );
        return;
    }
    let output = Command::new(env!("CARGO_BIN_EXE_liyan"))
        .args(["check", "--jsonl", "--channel", "chat", "--fail-on", "none"])
        .arg(&replies)
        .output()
        .expect("liyan runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let answers = String::from_utf8(output.stdout).expect("UTF-8");
    let findings: Vec<Value> = answers
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
        .flat_map(|answer| {
            answer["findings"].as_array().cloned().expect("an answer for every line")
        })
        .filter(|finding| finding["severity"] != "suggest")
        .collect();
    let judged = answers.lines().count();
    assert!(judged > 8_000, "only {judged} replies were judged");
    assert!(findings.len() * 1_000 <= judged, "{} of {judged}: {findings:#?}", findings.len());
}

/// Past the test runner, which keeps the words of a passing test to itself.
fn say(notice: &str) {
    let _ = writeln!(std::io::stderr(), "{notice}");
}
