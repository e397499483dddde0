//! Phrases that published service standards forbid: found by the pack for their sector, or left out for a reason.
//!
//! The phrases are not part of this repository; where their file is absent, the test says that it was skipped.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// The pack for a sector.
fn pack(sector: &str) -> &'static str {
    match sector {
        "bank" => "bank",
        "hospital" => "hospital",
        "telecom_cs" => "telecom",
        "gov_window" | "police" | "urban_mgmt" => "jilin-window",
        _ => "service-common",
    }
}

/// Left out, each for a reason: decent clerks say it every day, or it is no matter of wording.
const LEFT_OUT: [(&str, &str); 11] = [
    ("没有了", "“号没有了，明天有”是如实告知"),
    ("你自己弄错了吧", "单说这一句，也可能是在核对"),
    ("你的眼睛怎么不看", "眼科、视力检查时会这样说"),
    ("已打款", "如实告知进度"),
    ("立即到账", "如实告知进度"),
    ("保证退", "政策范围内的承诺"),
    ("一定赔", "政策范围内的承诺"),
    ("绝对", "单独一个词，说不上失礼"),
    ("100%", "单独一个数，说不上失礼"),
    ("肯定没问题", "多半是在宽慰对方"),
    ("你自己", "单独一个词，说不上失礼"),
];

#[test]
fn published_phrases_are_found_by_the_pack_for_their_sector() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let path = root.join("../shared/data/forbidden_phrases.jsonl");
    let Ok(lines) = fs::read_to_string(&path) else {
        say(
            "skipped: ../shared/data/forbidden_phrases.jsonl is absent, so no published phrase was judged",
        );
        return;
    };
    let phrases: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let mut by_pack: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for phrase in &phrases {
        by_pack.entry(pack(phrase["sector"].as_str().expect("a sector"))).or_default().push(phrase);
    }
    let (mut missed, mut government, mut low) = (Vec::new(), (0, 0), (0, 0));
    for (pack, phrases) in by_pack {
        let file = root.join(format!("crates/rules/packs/{pack}.toml"));
        for (phrase, found) in phrases.iter().zip(judged(&file, &phrases)) {
            let text = phrase["phrase"].as_str().expect("text");
            if pack == "jilin-window" {
                government = (government.0 + usize::from(found), government.1 + 1);
            }
            if phrase["substring_risk"] == "low" {
                low = (low.0 + usize::from(found), low.1 + 1);
            }
            let left_out = LEFT_OUT.iter().any(|(phrase, _)| *phrase == text);
            if !found && !left_out {
                missed.push(format!("{pack}: {text}"));
            }
        }
    }
    say(&format!(
        "published phrases: government {} of {}, low risk {} of {}, all but {} of {}",
        government.0,
        government.1,
        low.0,
        low.1,
        missed.len() + LEFT_OUT.len(),
        phrases.len()
    ));
    assert!(missed.is_empty(), "{missed:#?}");
    assert!(government.0 * 100 >= government.1 * 95 && low.0 * 100 >= low.1 * 95);
}

/// Whether each phrase, sent as it stands in a chat, is warned of or blocked.
fn judged(pack: &Path, phrases: &[&Value]) -> Vec<bool> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_liyan"))
        .args(["check", "--jsonl", "--channel", "chat", "--fail-on", "none", "--pack"])
        .arg(pack)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("liyan runs");
    let records: String = phrases
        .iter()
        .enumerate()
        .map(|(id, phrase)| {
            format!("{}\n", serde_json::json!({ "id": id.to_string(), "text": phrase["phrase"] }))
        })
        .collect();
    let mut input = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || input.write_all(records.as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("no panic").expect("it reads");
    let answers = String::from_utf8(output.stdout).expect("UTF-8");
    let grave = |line: &str| {
        let answer: Value = serde_json::from_str(line).expect("JSON");
        let findings = answer["findings"].as_array().expect("judged").clone();
        findings.iter().any(|found| found["severity"] != "suggest")
    };
    answers.lines().map(grave).collect()
}

/// Past the test runner, which keeps the words of a passing test to itself.
fn say(notice: &str) {
    let _ = writeln!(std::io::stderr(), "{notice}");
}
