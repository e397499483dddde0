//! What the desk wants done in the page. The desk never touches the page itself.

use liyan_rules::Utf16Span;

use super::act::Reason;
use super::mark::Counts;
use super::patch::Patch;

/// One thing to do in the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Give the field the focus and leave its caret where it is.
    FocusField,
    /// Give the field the focus and select this part of it.
    Select(Utf16Span),
    /// Make this change in the field, and report how it went.
    Replace {
        /// The change.
        patch: Patch,
        /// The rule whose fix this is, for the event.
        rule: String,
        /// Which of the rule's fixes.
        fix: usize,
    },
    /// Let the gate have the focus.
    FocusGate,
    /// Do once what the gate stopped.
    Replay,
    /// Put in the line break that the gate took for sending.
    Newline,
    /// Tell the portal.
    Emit(Event),
}

/// What the portal is told. Never carries text of the draft; a note is the clerk's own word about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// How much there is to see.
    Findings(Counts),
    /// A send was stopped.
    Blocked(Vec<Cited>),
    /// It was sent in spite of that.
    SentAnyway {
        /// Why.
        reason: Reason,
        /// In the clerk's own words.
        note: Option<String>,
        /// What had stopped it.
        findings: Vec<Cited>,
    },
    /// A fix was applied.
    Fixed {
        /// The rule.
        rule: String,
        /// Which of its fixes, 0-based.
        fix: usize,
    },
}

/// A finding as an event names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The rule's id.
    pub rule: String,
    /// The ids of the articles that it cites.
    pub articles: Vec<String>,
}

/// Why nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// The field is read-only or disabled.
    Locked,
    /// The field holds fewer characters than the mended text has.
    NoRoom,
    /// The page put something else in its place.
    Refused,
    /// The field no longer held what was judged.
    Changed,
    /// An input method was composing.
    Composing,
}
