//! Packs in which every key of the language stands once, as values that a test can change anywhere.

use serde_json::{Value, json};

/// A pack with everything in it that needs no other.
pub fn full() -> Value {
    json!({
        "pack": {
            "id": "full", "version": "0.1.0", "title": "甲", "languages": ["zh-Hans"], "license": "MIT",
            "engine": "0.1.0", "notice": "乙", "adopted_by": "丙", "effective_from": "2026-03-01",
            "masks": ["quoted"], "veto": ["we"],
        },
        "score": { "block": 10, "warn": 3, "suggest": 1, "full": 100, "floor": 60, "repeats": 2 },
        "source": { "art1": { "label": "第一条", "text": "丁", "unseen": "戊" } },
        "category": { "leng": { "label": "冷" } },
        "set": { "you": ["您", "你"] },
        "context": {
            "quoted": { "why": "己", "covers": ["甲乙{..3}丙"] },
            "we": { "why": "庚", "left": ["我们"], "right": ["也"], "firm": true },
            "way": { "why": "辛", "near": ["请到"] },
        },
        "template": {
            "go": { "text": "请到{窗口}", "hant": "請到{窗口}", "states_fact": true, "sample": { "窗口": "二楼" } },
        },
        "rule": [
            {
                "id": "a", "kind": "forbid", "title": "壬", "cite": ["art1"], "basis": "stated",
                "category": "leng", "severity": "warn", "stage": "active", "when": "typing",
                "channel": ["chat"], "phrases": ["不知道"], "unless": ["we"],
                "company": { "any": ["way"], "within": "message", "leaves": "suggest" },
                "after": ["way"], "public": true, "effective_from": "2026-03-01", "scored": false,
                "message": "请", "bad": ["【不知道】"], "good": ["好"],
                "fix": [
                    { "label": "癸", "action": "replace_match", "text": "您", "hant": "您" },
                    { "label": "癸", "action": "insert_end", "template": "go" },
                ],
                "case": [{ "guard": "we", "ok": ["我们不知道"], "but": ["【不知道】"] }],
            },
            {
                "id": "b", "kind": "limit", "title": "壬", "cite": ["art1"], "basis": "stated",
                "severity": "warn", "phrases": ["补"], "limit": { "most": 1, "apart": "day" },
                "message": "请",
            },
            {
                "id": "c", "kind": "contain", "title": "壬", "cite": ["art1"], "basis": "stated",
                "severity": "suggest", "place": "opening", "company": { "any": ["way"] },
                "message": "请",
            },
            {
                "id": "d", "kind": "accompany", "title": "壬", "cite": ["art1"], "basis": "stated",
                "severity": "warn", "phrases": ["不行"],
                "company": { "any": ["way"], "within": "message" }, "message": "请",
            },
            {
                "id": "e", "kind": "empty", "title": "壬", "cite": ["art1"], "basis": "stated",
                "severity": "warn", "phrases": ["收悉"], "fillers": ["way"], "message": "请",
            },
            {
                "id": "f", "kind": "forbid", "title": "壬", "cite": ["art1"], "basis": "inferred",
                "severity": "warn", "tone": "service-tone", "message": "请",
            },
        ],
    })
}

/// A pack that changes everything in the full one that can be changed.
pub fn heir() -> Value {
    let patterns = json!({
        "left": ["左边"], "right": ["右边"], "covers": ["圈{..3}住"], "near": ["附近"],
    });
    json!({
        "pack": {
            "id": "heir", "version": "0.1.0", "title": "甲", "license": "MIT", "notice": "乙",
            "extends": "full",
        },
        "add": { "set": { "you": ["您们"] }, "context": { "we": patterns } },
        "override": [{
            "rule": "a", "severity": "block", "stage": "shadow", "phrases": ["不晓得"],
            "unless": ["quoted"], "bad": ["【不晓得】"], "good": ["晓得"],
            "case": [{ "guard": "quoted", "ok": ["甲乙不晓得丙"], "but": ["【不晓得】"] }],
        }],
    })
}

/// A value as TOML, all on one line.
fn inline(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(inline).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(table) => {
            let entry = |(key, value): (&String, &Value)| format!("{key:?} = {}", inline(value));
            let entries: Vec<String> = table.iter().map(entry).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        // Strings, numbers and booleans are written alike.
        other => other.to_string(),
    }
}

/// A pack as TOML.
pub fn as_toml(pack: &Value) -> String {
    let sections = pack.as_object().expect("a table").iter();
    sections.map(|(key, value)| format!("{key} = {}\n", inline(value))).collect()
}
