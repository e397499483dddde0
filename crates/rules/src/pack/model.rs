//! A pack as plain data, names resolved to indices: what the judge works on and what is compiled.

use serde::{Deserialize, Serialize};

use super::pattern::Pattern;
use crate::conversation::{Channel, When};
use crate::finding::{Basis, Kind, Severity, Stage};

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
    /// From when (RFC 3339 date), where anybody has.
    pub effective_from: Option<String>,
    /// SHA-256 of the canonical content, in hex. Not part of the content.
    #[serde(skip)]
    pub hash: String,
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
    /// Indices into [`Pack::contexts`]: any of them makes a match no violation.
    pub(crate) unless: Vec<u16>,
    pub(crate) company: Option<Company>,
    pub(crate) fixes: Vec<FixPlan>,
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
pub(crate) enum Window {
    Sentence,
    Message,
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
pub(crate) enum Action {
    ReplaceMatch,
    ReplaceSentence,
    InsertStart,
    InsertEnd,
}

/// The words of a fix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Words {
    Text(String),
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
