//! What nine other word filters promise in their own tests, asked of our matcher with each case's own word list.
//!
//! The cases are not part of this repository; where their file is absent, the test says that it was skipped. A case
//! that we do not pass is out of scope by name and reason, and one that we do pass may not be listed so.
#![cfg(not(target_arch = "wasm32"))]

mod common;
mod peer;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use peer::Outcome;
use peer::reasons::OUT_OF_SCOPE;
use serde_json::Value;

#[test]
fn every_peer_case_passes_or_is_out_of_scope_for_a_reason() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/peer_cases.jsonl");
    let Ok(lines) = fs::read_to_string(&path) else {
        let notice =
            "skipped: ../shared/data/peer_cases.jsonl is absent, so no peer case was tried";
        let _ = writeln!(std::io::stderr(), "{notice}");
        return;
    };
    let mut excluded: BTreeMap<&str, &str> = BTreeMap::new();
    for (reason, ids) in OUT_OF_SCOPE {
        for id in ids.split_whitespace() {
            assert!(excluded.insert(id, reason).is_none(), "{id} is listed twice");
        }
    }
    let (mut passed, mut out, mut wrong) = (0, 0, Vec::new());
    for line in lines.lines() {
        let case: Value = serde_json::from_str(line).expect("JSON");
        let id = case["id"].as_str().expect("an id");
        match (peer::judge(&case), excluded.remove(id)) {
            (Outcome::Pass, None) => passed += 1,
            (Outcome::Pass, Some(reason)) => {
                wrong.push(format!("{id} passes, yet is listed as: {reason}"));
            }
            (_, Some(_)) => out += 1,
            (Outcome::NothingAsked, None) => wrong.push(format!("{id} has no word list: {line}")),
            (Outcome::Fail(found), None) => wrong.push(format!("{id} found {found}: {line}")),
        }
    }
    assert!(excluded.is_empty(), "no such cases: {excluded:?}");
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
    assert!(passed > out, "only {passed} of {} are in scope", passed + out);
    let _ = writeln!(std::io::stdout(), "peer cases: {passed} in scope pass, {out} out of scope");
}
