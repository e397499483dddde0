//! A pack as plain data, names resolved to indices: what the judge works on and what is compiled.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::pattern::Pattern;
use crate::conversation::{Channel, When};
use crate::finding::{Basis, Kind, Severity, Stage};
use crate::time::Date;
use crate::tone::Tone;

/// What a pack says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PackInfo {
    /// A short name, never reused for another pack.
    pub id: String,
    /// Semantic version: a changed verdict of any example is major.
    pub version: String,
    /// What people call it.
    pub title: String,
    /// BCP 47 tags of the texts that it judges.
    pub languages: Vec<String>,
    /// SPDX expression for the pack's own words.
    pub license: String,
    /// The oldest engine that can judge it.
    pub engine: String,
    /// Where its text comes from, to be shown with every report.
    pub notice: String,
    /// Who put it in force, where anybody has.
    pub adopted_by: Option<String>,
    /// From which day on, where anybody has. What was written before is not judged by it.
    pub effective_from: Option<Date>,
    /// What findings count in a clerk's score.
    pub score: Score,
    /// SHA-256 of the canonical content, in hex. Not part of the content.
    #[serde(skip)]
    pub hash: String,
}

/// How an audit makes a score of a clerk's or a unit's findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Points off for a finding of severity block.
    pub block: u16,
    /// Points off for a finding of severity warn.
    pub warn: u16,
    /// Points off for a finding of severity suggest.
    pub suggest: u16,
    /// The bounds. Format 2 ends before them.
    #[serde(skip)]
    pub bounds: ScoreBounds,
}

/// What keeps one bad day from deciding a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreBounds {
    /// Points that everybody starts with.
    pub full: u16,
    /// Points never go below.
    pub floor: u16,
    /// How often at most the same rule takes points off.
    pub repeats: u16,
}

impl Default for Score {
    fn default() -> Self {
        Self { block: 10, warn: 3, suggest: 0, bounds: ScoreBounds::default() }
    }
}

impl Default for ScoreBounds {
    fn default() -> Self {
        Self { full: 100, floor: 0, repeats: 3 }
    }
}

/// An article of the standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The number of the article: "11".
    pub id: String,
    /// What people call it: 第十一条.
    pub label: String,
    /// Its words.
    pub text: String,
    /// Why no text can show whether it was kept, where none can. For authors; the compact form goes without.
    #[serde(skip)]
    pub unseen: Option<String>,
}

/// A kind of fault: 生, 冷, 硬, 顶, procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// The name in the pack.
    pub id: String,
    /// What people call it.
    pub label: String,
}

/// One duty, with its citation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// A name that is never reused.
    pub id: String,
    /// What kind of duty.
    pub kind: Kind,
    /// A short name for people.
    pub title: String,
    /// Whether the article says so in so many words.
    pub basis: Basis,
    /// How grave, unless company eases it.
    pub severity: Severity,
    /// Whether its findings are shown.
    pub stage: Stage,
    /// One plain sentence: what is wrong and what to do.
    pub message: String,
    pub(crate) when: Moment,
    pub(crate) channels: Channels,
    /// Indices into [`Pack::sources`].
    pub(crate) cite: Vec<u16>,
    pub(crate) category: Option<u16>,
    pub(crate) phrases: Vec<Pattern>,
    /// What it looks for in the place of phrases. The compact form keeps models apart from the rules.
    #[serde(skip)]
    pub(crate) tone: Option<Arc<Tone>>,
    /// Indices into [`Pack::contexts`]: any of them makes a match no violation.
    pub(crate) unless: Vec<u16>,
    pub(crate) company: Option<Company>,
    /// Indices into [`Pack::contexts`]: the citizen's words just before must hold one of them.
    pub(crate) after: Vec<u16>,
    /// Where a rule of kind contain looks.
    pub(crate) place: Option<Place>,
    /// What a rule of kind limit counts.
    pub(crate) limit: Option<Limit>,
    /// Indices into [`Pack::contexts`]: what a reply may hold beside its phrases and still be empty.
    pub(crate) fillers: Vec<u16>,
    /// Whether it speaks only of what anybody may read.
    pub(crate) public_only: bool,
    /// From which day on, if not that of the pack.
    pub effective_from: Option<Date>,
    /// Whether its findings count in the score of a clerk.
    pub scored: bool,
    pub(crate) fixes: Vec<FixPlan>,
}

impl Rule {
    /// A rule that stands in its place and says nothing.
    #[cfg(feature = "toml")]
    pub(crate) fn silenced(&self) -> Self {
        Self {
            id: self.id.clone(),
            kind: self.kind,
            title: String::new(),
            basis: self.basis,
            severity: self.severity,
            stage: Stage::Off,
            message: String::new(),
            when: self.when,
            channels: self.channels,
            cite: Vec::new(),
            category: None,
            phrases: Vec::new(),
            tone: None,
            unless: Vec::new(),
            company: None,
            after: Vec::new(),
            place: None,
            limit: None,
            fillers: Vec::new(),
            public_only: false,
            effective_from: None,
            scored: false,
            fixes: Vec::new(),
        }
    }

    /// The name of the model that it listens with in the place of phrases, if it does. Compiled packs keep no names.
    pub fn tone(&self) -> Option<&str> {
        self.tone.as_ref().map(|tone| tone.name.as_str())
    }

    /// Whether turns beside the one that it judges can change what it says.
    pub fn looks_around(&self) -> bool {
        let later =
            self.company.as_ref().is_some_and(|company| matches!(company.within, Window::Next(_)));
        let counts = matches!(self.kind, Kind::Contain | Kind::Limit | Kind::Empty);
        counts || later || !self.after.is_empty()
    }
}

/// From which moment on a rule speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Moment {
    Typing,
    Sending,
    Closed,
}

impl Moment {
    pub(crate) fn has_come(self, when: When) -> bool {
        let moment = match self {
            Self::Typing => When::Typing,
            Self::Sending => When::Sending,
            Self::Closed => When::Closed,
        };
        when >= moment
    }
}

/// On which channels a rule speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Channels {
    pub chat: bool,
    pub letter: bool,
}

impl Channels {
    pub(crate) fn include(self, channel: Channel) -> bool {
        match channel {
            Channel::Chat => self.chat,
            Channel::Letter => self.letter,
        }
    }

    /// One on which it speaks, for examples.
    #[cfg(feature = "toml")]
    pub(crate) fn one(self) -> Channel {
        if self.chat { Channel::Chat } else { Channel::Letter }
    }
}

/// What redeems or eases a match when it stands near.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Company {
    /// Indices into [`Pack::contexts`]; their `near` phrases are looked for.
    pub any: Vec<u16>,
    pub within: Window,
    /// What is left of the finding then; none: nothing.
    pub leaves: Option<Severity>,
}

/// How far company may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Window {
    /// In the same sentence.
    Sentence,
    /// Anywhere in the message.
    Message,
    /// The message, or so many clerk turns after it.
    Next(u8),
}

/// Where something is required.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// In the clerk's first turns, before the citizen speaks again.
    Opening,
    /// In the clerk's last turns.
    Closing,
    /// In every reply.
    Reply,
}

/// How often something may be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Limit {
    pub most: u8,
    pub apart: Apart,
}

/// What makes two sayings two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Apart {
    /// The citizen spoke between them.
    Reply,
    /// They were written on two days.
    Day,
}

/// A named group of patterns around a match.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Context {
    /// Its name in the pack, for authors. Decides nothing, so the compact form goes without.
    #[serde(skip)]
    pub name: String,
    /// Why a match here is no violation, in words for a policy officer. As above.
    #[serde(skip)]
    pub why: String,
    /// Whether it holds even after a first-person subject.
    pub firm: bool,
    /// End exactly where the match starts.
    pub left: Vec<Pattern>,
    /// Start exactly where the match ends.
    pub right: Vec<Pattern>,
    /// Contain the whole match.
    pub covers: Vec<Pattern>,
    /// Stand anywhere in the window of a company.
    pub near: Vec<Pattern>,
}

/// Approved wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Template {
    pub pieces: Vec<Piece>,
    /// The same in Traditional script; empty where there is no twin.
    pub hant: Vec<Piece>,
    /// Whether it states something that only the clerk can know.
    pub states_fact: bool,
}

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Piece {
    Text(String),
    /// A slot by name, written `{name}` in the text until it is filled.
    Slot(String),
}

/// A way to mend that a rule offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FixPlan {
    pub label: String,
    pub action: Action,
    pub words: Words,
}

/// What a fix does with its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Action {
    /// Puts them in the place of what was marked.
    ReplaceMatch,
    /// Puts them in the place of the sentence, or of the clause.
    ReplaceSentence,
    /// Writes them at the head of the message.
    InsertStart,
    /// Writes them at the end of the message.
    InsertEnd,
}

/// The words of a fix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Words {
    /// In Simplified script, and its twin in Traditional where there is one.
    Text(String, Option<String>),
    /// Index into [`Pack::templates`].
    Template(u16),
}

/// The whole pack.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Pack {
    pub info: PackInfo,
    pub sources: Vec<Source>,
    pub categories: Vec<Category>,
    pub sets: Vec<Vec<String>>,
    pub contexts: Vec<Context>,
    pub templates: Vec<Template>,
    /// Contexts whose `covers` silence every rule: restated speech.
    pub masks: Vec<u16>,
    /// Contexts whose `left` cancels guards: a first-person subject.
    pub veto: Vec<u16>,
    pub rules: Vec<Rule>,
}
