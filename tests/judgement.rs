//! How well the pack judges: recall on drafts with a fault, alarms on near misses and on decent letters, and the duties of
//! whole conversations (`tests/judgement/README.md`).

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// A set of drafts and near misses, and what must be reached there.
struct Floor {
    set: &'static str,
    /// Of the drafts in which a block is due, found at warn or above.
    blocks: usize,
    /// Of all drafts, found at warn or above; at any level where a suggestion is due.
    all: usize,
    /// Of the near misses, alarmed at warn or above: at most.
    alarms: usize,
}

const FLOORS: [Floor; 4] = [
    Floor { set: "dev", blocks: 4737, all: 7196, alarms: 13 },
    Floor { set: "gauge", blocks: 185, all: 277, alarms: 8 },
    Floor { set: "frozen", blocks: 87, all: 148, alarms: 2 },
    Floor { set: "exam", blocks: 110, all: 157, alarms: 8 },
];

#[test]
fn the_pack_judges_at_least_as_well_as_it_did() {
    for floor in FLOORS {
        let drafts = judged(&format!("{}/drafts.jsonl", floor.set));
        let due = |level: &str| -> Vec<_> {
            drafts.iter().filter(|(draft, _)| draft["level"] == level).collect()
        };
        let found = |level: &str, least: u8| {
            due(level).iter().filter(|(_, findings)| worst(findings) >= least).count()
        };
        let blocks = found("block", WARN);
        let all = blocks + found("warn", WARN) + found("suggest", SUGGEST);
        let near = judged(&format!("{}/near.jsonl", floor.set));
        let alarms = near.iter().filter(|(_, findings)| worst(findings) >= WARN).count();
        let line = format!(
            "judgement: {}: blocks {blocks} of {}, all {all} of {}, near misses alarmed {alarms} of {}",
            floor.set,
            due("block").len(),
            drafts.len(),
            near.len()
        );
        say(&line);
        assert!(blocks >= floor.blocks && all >= floor.all && alarms <= floor.alarms, "{line}");
    }
}

#[test]
fn decent_letters_are_left_alone() {
    let letters = judged("dev/letters.jsonl");
    let alarms = letters.iter().filter(|(_, findings)| worst(findings) >= WARN).count();
    say(&format!("judgement: decent letters alarmed {alarms} of {}", letters.len()));
    assert_eq!(alarms, 0, "of {}", letters.len());
}

/// Whole chats of a set, and what must be reached there: of the duties that are due, found; findings where none is due.
const CHATS: [(&str, usize, usize); 2] = [("dev", 103, 7), ("exam", 47, 17)];

#[test]
fn the_duties_of_whole_chats_are_found_where_they_are_due() {
    for (set, least, most) in CHATS {
        let (mut due, mut found, mut elsewhere) = (0, 0, 0);
        for (chat, findings) in judged(&format!("{set}/chats.jsonl")) {
            // A duty is found if something is said of its turn: a suggestion where one is due, else a warning or more.
            let duties = chat["due"].as_array().expect("a list");
            due += duties.len();
            found += duties
                .iter()
                .filter(|duty| {
                    let least = if duty["level"] == "suggest" { SUGGEST } else { WARN };
                    let of_turn = findings.iter().filter(|found| found["turn"] == duty["turn"]);
                    of_turn.map(level).any(|level| level >= least)
                })
                .count();
            elsewhere += findings
                .iter()
                .filter(|found| found["rule"] != "r7-polite-you")
                .filter(|found| duties.iter().all(|duty| duty["turn"] != found["turn"]))
                .count();
        }
        let line = format!(
            "judgement: chats of {set}: duties found {found} of {due}, findings at other turns {elsewhere}"
        );
        say(&line);
        assert!(found >= least && elsewhere <= most, "{line}");
    }
}

const SUGGEST: u8 = 1;
const WARN: u8 = 2;

/// The lines of a file, each with the findings of the pack that ships.
fn judged(file: &str) -> Vec<(Value, Vec<Value>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let path = root.join("tests/judgement").join(file);
    let written = fs::read_to_string(&path).expect("the drafts");
    let output = Command::new(env!("CARGO_BIN_EXE_liyan"))
        .args(["check", "--jsonl", "--fail-on", "none"])
        .arg(&path)
        .output()
        .expect("liyan runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut answers: HashMap<String, Vec<Value>> = String::from_utf8(output.stdout)
        .expect("UTF-8")
        .lines()
        .map(|line| {
            let answer: Value = serde_json::from_str(line).expect("JSON");
            let findings = answer["findings"].as_array().expect("judged").clone();
            (answer["id"].as_str().expect("an id").to_owned(), findings)
        })
        .collect();
    let line = |line: &str| {
        let draft: Value = serde_json::from_str(line).expect("JSON");
        let found = answers.remove(draft["id"].as_str().expect("an id")).expect("ids are unique");
        (draft, found)
    };
    written.lines().filter(|line| !line.is_empty()).map(line).collect()
}

fn worst(findings: &[Value]) -> u8 {
    findings.iter().map(level).max().unwrap_or(0)
}

fn level(finding: &Value) -> u8 {
    match finding["severity"].as_str() {
        Some("block") => 3,
        Some("warn") => WARN,
        _ => SUGGEST,
    }
}

/// Past the test runner, which keeps the words of a passing test to itself.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
