//! Real service replies: a checker should stay almost silent on them.
//!
//! The replies are not part of this repository; where their folder is absent, the test says that it was skipped.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

#[test]
fn at_most_one_in_a_thousand_real_replies_is_warned_of_or_blocked() {
    let Some(replies) = lines("agent_replies_dev.jsonl") else { return };
    assert!(replies.len() > 8_000, "only {} replies were judged", replies.len());
    let found = grave(&replies);
    assert!(
        found.len() * 1_000 <= replies.len(),
        "{} of {}: {found:#?}",
        found.len(),
        replies.len()
    );
}

#[test]
fn with_the_citizens_message_before_them_no_more_of_them_are() {
    let (Some(replies), Some(messages)) =
        (lines("agent_replies_dev.jsonl"), lines("citizen_messages_dev.jsonl"))
    else {
        return;
    };
    let asked: HashMap<&str, &str> = messages
        .iter()
        .filter_map(|message| Some((message["id"].as_str()?, message["text"].as_str()?)))
        .collect();
    // Turns are numbered within a dialogue, so what a reply answers has the number before its own.
    let answered = |reply: &Value| -> Option<Value> {
        let (dialogue, turn) = reply["id"].as_str()?.rsplit_once('.')?;
        let before = turn.parse::<usize>().ok()?.checked_sub(1)?;
        let text = asked.get(format!("{dialogue}.{before}").as_str())?;
        let mut reply = reply.clone();
        reply["history"] = serde_json::json!([{ "role": "citizen", "text": text }]);
        Some(reply)
    };
    let alone = grave(&replies);
    let replies: Vec<Value> = replies.iter().filter_map(answered).collect();
    assert!(replies.len() > 3_000, "only {} replies have a message before them", replies.len());
    let found = grave(&replies);
    assert!(found.iter().all(|id| alone.contains(id)), "{found:#?}");
}

/// The lines of a file of the collection, or none where it is absent.
fn lines(file: &str) -> Option<Vec<Value>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(file);
    let Ok(text) = fs::read_to_string(path) else {
        say(&format!("skipped: ../shared/data/{file} is absent, so no real replies were judged"));
        return None;
    };
    Some(text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect())
}

/// The ids of those that are warned of or blocked as replies in a chat.
fn grave(replies: &[Value]) -> Vec<String> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_liyan"))
        .args(["check", "--jsonl", "--channel", "chat", "--fail-on", "none", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("liyan runs");
    let mut input = child.stdin.take().expect("a pipe");
    let records: String = replies.iter().map(|reply| format!("{reply}\n")).collect();
    let writer = std::thread::spawn(move || input.write_all(records.as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("no panic").expect("it reads");
    assert!(output.status.success());
    let answers = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(answers.lines().count(), replies.len(), "an answer for every line");
    answers
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
        .filter(|answer| {
            let findings = answer["findings"].as_array().expect("judged");
            findings.iter().any(|finding| finding["severity"] != "suggest")
        })
        .filter_map(|answer| answer["id"].as_str().map(str::to_owned))
        .collect()
}

/// Past the test runner, which keeps the words of a passing test to itself.
fn say(notice: &str) {
    let _ = writeln!(std::io::stderr(), "{notice}");
}
