//! One case of a peer's: its words as a pack of ours, and whether we find what it expects.

pub mod reasons;

use std::fmt::Write;

use liyan_rules::text::{FoldTable, Folded, Offsets};
use liyan_rules::{ByteSpan, Channel, Conversation, When};
use serde_json::Value;

use crate::common::with_rules;

/// How a case went.
pub enum Outcome {
    Pass,
    /// With what was found instead.
    Fail(String),
    /// It has no words, so nothing is asked of a matcher: some peers also detect links or runs of digits.
    NothingAsked,
}

/// Tries one case.
pub fn judge(case: &Value) -> Outcome {
    let input = text(&case["input"]);
    let expected = &case["expected"];
    let kind = text(&case["expected_kind"]);
    if kind == "folded" {
        let folded = Folded::new(&FoldTable::new(), input).text();
        return outcome(folded == text(expected), folded);
    }
    let words = list(&case["words"]);
    if words.is_empty() {
        return Outcome::NothingAsked;
    }
    let spans = find(&words, &list(&case["allow"]), wants_overlaps(case), input);
    let mut found: Vec<&str> = spans.iter().map(|span| span.of(input)).collect();
    let holds = match kind {
        "words" => {
            let mut expected = list(expected);
            if wants_overlaps(case) {
                // Their order among overlapping ones is their own.
                expected.sort_unstable();
                found.sort_unstable();
            }
            found == expected
        }
        "first" => found.first().copied() == list(expected).first().copied(),
        "count" => Some(found.len() as u64) == expected.as_u64(),
        "masked" | "replaced" => replaced(input, &spans, &case["options"]["map"]) == text(expected),
        "spans_utf8" => places(input, &spans, |span| (span.start(), span.end())) == *expected,
        "spans_utf16" => {
            let offsets = Offsets::new(input);
            let unit = |span| (offsets.utf16(span).start(), offsets.utf16(span).end());
            places(input, &spans, unit) == *expected
        }
        other => panic!("an unknown kind of expectation: {other}"),
    };
    outcome(holds, format!("{found:?}"))
}

fn outcome(holds: bool, found: String) -> Outcome {
    if holds { Outcome::Pass } else { Outcome::Fail(found) }
}

/// Overlapping words are told by rules of their own; within one rule the leftmost-longest is.
fn wants_overlaps(case: &Value) -> bool {
    matches!(text(&case["feature"]), "overlap_all" | "ac_output_links")
}

fn find(words: &[&str], allow: &[&str], apart: bool, input: &str) -> Vec<ByteSpan> {
    let rules: Vec<&[&str]> = if apart { words.chunks(1).collect() } else { vec![words] };
    let mut pack = String::new();
    for (index, words) in rules.iter().enumerate() {
        let _ = writeln!(
            pack,
            "[[rule]]\nid = 'r{index}'\nkind = 'forbid'\ntitle = 't'\ncite = ['art1']\nbasis = 'stated'\n\
             severity = 'block'\nmessage = 'm'\nphrases = [{}]",
            phrases(words)
        );
        if !allow.is_empty() {
            pack.push_str("unless = ['allowed']\n");
        }
    }
    if !allow.is_empty() {
        let _ = writeln!(pack, "[context.allowed]\nwhy = 'w'\ncovers = [{}]", phrases(allow));
    }
    let draft = Conversation::draft(Channel::Letter, input);
    let findings = with_rules(&pack).check(&draft, When::Sending).findings;
    findings.iter().map(|finding| finding.span.expect("a place")).collect()
}

/// Plain words in the language of phrases, as a TOML list.
fn phrases(words: &[&str]) -> String {
    let mut list = String::new();
    for word in words {
        assert!(!word.contains('\''), "{word} needs another kind of quotes");
        list.push('\'');
        for ch in word.chars() {
            if matches!(ch, '\\' | '{' | '}' | '[' | ']' | '(' | ')' | '|' | '^' | '$') {
                list.push('\\');
            }
            list.push(ch);
        }
        list.push_str("', ");
    }
    list
}

/// The text with each found word replaced by what `map` says, or by a star for each character.
fn replaced(input: &str, spans: &[ByteSpan], map: &Value) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for span in spans {
        out.push_str(&input[at..span.start()]);
        let word = span.of(input);
        match map[word].as_str() {
            Some(other) => out.push_str(other),
            None => out.extend(word.chars().map(|_| '*')),
        }
        at = span.end();
    }
    out + &input[at..]
}

/// `[[start, end, word], …]`, as the cases write places.
fn places(input: &str, spans: &[ByteSpan], unit: impl Fn(ByteSpan) -> (usize, usize)) -> Value {
    let place = |span: &ByteSpan| {
        let (start, end) = unit(*span);
        serde_json::json!([start, end, span.of(input)])
    };
    spans.iter().map(place).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("text expected, not {value}"))
}

fn list(value: &Value) -> Vec<&str> {
    value.as_array().map(|words| words.iter().map(text).collect()).unwrap_or_default()
}
