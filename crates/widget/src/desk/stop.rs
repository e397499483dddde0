//! What the gate holds: a send that was stopped.

use super::task::Cited;

/// A send that was stopped and waits for the clerk's decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// What stopped it, for the events.
    pub findings: Vec<Cited>,
    /// Whether the act was an Enter that may only have meant a new line.
    pub may_be_newline: bool,
}
