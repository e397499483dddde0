//! A phrase of the pack's language, as a small tree. The text form is parsed in `phrase.rs`.

use serde::{Deserialize, Serialize};

/// One piece of a phrase. Text is folded already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Node {
    /// These characters.
    Text(String),
    /// One word of a set, by its place in the pack.
    Set(u16),
    /// What is inside, or nothing.
    Optional(Vec<Node>),
    /// One of several.
    Choice(Vec<Vec<Node>>),
    /// Up to so many characters.
    Gap(Gap),
    /// Nothing: a place.
    Anchor(Anchor),
}

/// A stretch of unnamed characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Gap {
    /// The most characters it may hold.
    pub most: u8,
    /// Whether it may cross clause marks; it never crosses the end of a sentence.
    pub wide: bool,
}

/// A place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Anchor {
    ClauseStart,
    ClauseEnd,
    MessageStart,
    MessageEnd,
}

/// A whole phrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pattern {
    /// The pieces, one after the other.
    pub nodes: Vec<Node>,
}
