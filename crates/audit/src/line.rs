//! One finding as machines are given it: a line of the JSONL output, a row of the CSV and of the workbook's list.

use serde::{Deserialize, Serialize};

use crate::figures::Verdict;

/// A finding and where it was found. `start` and `end` count Unicode characters of the turn's original text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingLine {
    /// The finding's id, the same as `liyan check` gives; stable under reordering.
    pub id: String,
    /// Id of the pack.
    pub pack: String,
    /// Id of the rule.
    pub rule: String,
    /// `forbid`, `accompany`…
    pub kind: String,
    /// `stated` or `inferred`.
    pub basis: String,
    /// `block`, `warn`, `suggest`.
    pub severity: String,
    /// Numbers of the articles.
    pub articles: Vec<String>,
    /// The words; none where something is missing.
    pub text: Option<String>,
    /// Where they begin.
    pub start: Option<usize>,
    /// Where they end.
    pub end: Option<usize>,
    /// What is wrong and what to do.
    pub message: String,
    /// The record's own id.
    pub record: Option<String>,
    /// The file as it was given.
    pub file: String,
    /// The sheet, of a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The row, from 1: in a table as a spreadsheet numbers it, with the header, empty rows and all that stands above; in
    /// JSON lines the line, in an array the element.
    pub row: u64,
    /// The conversation's id.
    pub conversation: Option<String>,
    /// The turn, 0-based.
    pub turn: usize,
    /// The clerk, as the record names them.
    pub clerk: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// When, as the record writes it.
    pub at: Option<String>,
    /// `chat` or `letter`.
    pub channel: String,
    /// What a person decided.
    pub verdict: Verdict,
    /// Whether it counts in the figures: not if a graver finding marks the same words, or the same text was counted already.
    pub counted: bool,
}
