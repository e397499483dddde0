//! How well the packs judge: recall on drafts with a fault, alarms on near misses (`tests/judgement/README.md`).

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A pack and a set, and what must be reached there.
struct Floor {
    pack: &'static str,
    set: &'static str,
    /// Of the drafts in which a block is due, found at warn or above.
    blocks: usize,
    /// Of all drafts, found at warn or above; at any level where a suggestion is due.
    all: usize,
    /// Of the near misses, alarmed at warn or above: at most.
    alarms: usize,
}

const FLOORS: [Floor; 4] = [
    Floor { pack: "jilin-window", set: "dev", blocks: 24, all: 47, alarms: 4 },
    Floor { pack: "jilin-window", set: "frozen", blocks: 24, all: 43, alarms: 4 },
    Floor { pack: "jilin-window-next", set: "dev", blocks: 95, all: 175, alarms: 0 },
    Floor { pack: "jilin-window-next", set: "frozen", blocks: 58, all: 101, alarms: 8 },
];

#[test]
fn the_packs_judge_at_least_as_well_as_they_did() {
    for floor in FLOORS {
        let drafts = judged(&floor, "drafts.jsonl");
        let due = |level: &str| -> Vec<_> {
            drafts.iter().filter(|(due, _)| due.as_deref() == Some(level)).collect()
        };
        let found =
            |level: &str, least: u8| due(level).iter().filter(|(_, worst)| *worst >= least).count();
        let blocks = found("block", WARN);
        let all = blocks + found("warn", WARN) + found("suggest", SUGGEST);
        let near = judged(&floor, "near.jsonl");
        let alarms = near.iter().filter(|(_, worst)| *worst >= WARN).count();
        let Floor { pack, set, .. } = floor;
        let line = format!(
            "judgement: {pack} on {set}: blocks {blocks} of {}, all {all} of {}, near misses alarmed {alarms} of {}",
            due("block").len(),
            drafts.len(),
            near.len()
        );
        // Past the test runner, which keeps the words of a passing test to itself.
        let _ = writeln!(std::io::stderr(), "{line}");
        assert!(blocks >= floor.blocks && all >= floor.all && alarms <= floor.alarms, "{line}");
    }
}

const SUGGEST: u8 = 1;
const WARN: u8 = 2;

/// For each line of a file the level that is due and the worst that is found, 0 for nothing.
fn judged(floor: &Floor, file: &str) -> Vec<(Option<String>, u8)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let pack = root.join(format!("crates/rules/packs/{}.toml", floor.pack));
    let path: PathBuf = root.join("tests/judgement").join(floor.set).join(file);
    let written = fs::read_to_string(&path).expect("the drafts");
    let output = Command::new(env!("CARGO_BIN_EXE_liyan"))
        .args(["check", "--jsonl", "--fail-on", "none", "--pack"])
        .args([&pack, &path])
        .output()
        .expect("liyan runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let answers: HashMap<String, u8> = String::from_utf8(output.stdout)
        .expect("UTF-8")
        .lines()
        .map(|line| {
            let answer: Value = serde_json::from_str(line).expect("JSON");
            let findings = answer["findings"].as_array().expect("judged").clone();
            let worst = findings.iter().map(|found| level(&found["severity"])).max();
            (answer["id"].as_str().expect("an id").to_owned(), worst.unwrap_or(0))
        })
        .collect();
    let due = |line: &str| {
        let draft: Value = serde_json::from_str(line).expect("JSON");
        let id = draft["id"].as_str().expect("an id").to_owned();
        (draft["level"].as_str().map(str::to_owned), answers[&id])
    };
    written.lines().filter(|line| !line.is_empty()).map(due).collect()
}

fn level(severity: &Value) -> u8 {
    match severity.as_str() {
        Some("block") => 3,
        Some("warn") => WARN,
        _ => SUGGEST,
    }
}
