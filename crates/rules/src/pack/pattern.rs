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
    /// Nothing: a place beside which none of these stands.
    Not(Side, Vec<Vec<Node>>),
}

/// On which side of a place something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Side {
    Before,
    After,
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

#[cfg(feature = "toml")]
impl Pattern {
    /// Adds to `found` the sets that it names, each once, by their place in the pack.
    pub(super) fn sets(&self, found: &mut Vec<u16>) {
        sets(&self.nodes, found);
    }
}

#[cfg(feature = "toml")]
fn sets(nodes: &[Node], found: &mut Vec<u16>) {
    for node in nodes {
        match node {
            Node::Set(set) if found.contains(set) => {}
            Node::Set(set) => found.push(*set),
            Node::Optional(inner) => sets(inner, found),
            Node::Choice(branches) | Node::Not(_, branches) => {
                branches.iter().for_each(|branch| sets(branch, found));
            }
            Node::Text(_) | Node::Gap(_) | Node::Anchor(_) => {}
        }
    }
}
