//! What a check found. A finding is small and plain; words and fixes are asked for by index.

use serde::{Deserialize, Serialize};

use crate::span::ByteSpan;

/// How grave a finding is. Only [`Severity::Block`] ever stops a send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Politeness: 您, greetings, thanks.
    Suggest,
    /// Procedure: a refusal or a referral without a way, a basis or a contact.
    Warn,
    /// Words that brush off, insult, threaten or push away; a template's slot left open.
    Block,
}

/// What kind of duty a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// The phrase is wrong unless a guard holds.
    Forbid,
    /// The trigger is allowed only with company.
    Accompany,
    /// A template's slot was left unfilled.
    Slot,
    /// Something is required at a place.
    Contain,
    /// Something may be said only so many times in a conversation.
    Limit,
    /// The final answer answers nothing.
    Empty,
}

/// Whether the article says it in so many words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Basis {
    /// The article's own words.
    Stated,
    /// What its 等 or its spirit covers.
    Inferred,
}

/// Whether findings of a rule are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Stage {
    /// Shown.
    Active,
    /// Counted, never shown to a clerk.
    Shadow,
    /// Not judged.
    Off,
}

impl Severity {
    /// The word used in packs, JSON and attributes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Suggest => "suggest",
            Self::Warn => "warn",
            Self::Block => "block",
        }
    }
}

impl Kind {
    /// The word used in packs and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Forbid => "forbid",
            Self::Accompany => "accompany",
            Self::Slot => "slot",
            Self::Contain => "contain",
            Self::Limit => "limit",
            Self::Empty => "empty",
        }
    }
}

impl Basis {
    /// The word used in packs and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Inferred => "inferred",
        }
    }
}

impl Stage {
    /// The word used in packs and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Shadow => "shadow",
            Self::Off => "off",
        }
    }
}

/// The place of a rule in its pack. Valid only with the checker that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleIndex(pub(crate) u16);

impl RuleIndex {
    /// Its place in [`Checker::rules`](crate::Checker::rules).
    pub fn get(self) -> usize {
        usize::from(self.0)
    }
}

/// One thing found in one turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which rule; see [`Checker::rule`](crate::Checker::rule).
    pub rule: RuleIndex,
    /// Which phrase of the rule, 0-based.
    pub phrase: u16,
    /// How grave it is here (company may have eased the rule's own severity).
    pub severity: Severity,
    /// Which turn, 0-based.
    pub turn: usize,
    /// Where in the turn's original text; none where the finding is about something absent.
    pub span: Option<ByteSpan>,
    /// Other places that belong to it, with their turns: the earlier notices of a second one.
    pub related: Vec<(usize, ByteSpan)>,
}

/// All that one check found, by turn and then by place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// The findings in reading order.
    pub findings: Vec<Finding>,
    /// Findings of rules of stage shadow: counted, never shown to a clerk.
    pub shadow: Vec<Finding>,
}

impl Report {
    /// The findings that a person is shown, in reading order: one where several rules mark the same words, or one of them a
    /// part of what another of its severity or above marks. It is the gravest, the longest, that of
    /// the last rule: a pack's own come after those of the packs that it extends.
    ///
    /// Machines are given all of them: each rule answers for its own article.
    #[inline]
    pub fn shown(self) -> Vec<Finding> {
        let mut findings = self.findings;
        let mut turn = usize::MAX;
        // How far the words reach that are marked so far in this turn, by severity: at this one or above. They come by where
        // they start, the gravest and the longest first.
        let mut reach = [0; 3];
        findings.retain(|finding| {
            if finding.turn != turn {
                (turn, reach) = (finding.turn, [0; 3]);
            }
            let Some(span) = finding.span.filter(|_| finding.related.is_empty()) else {
                return true;
            };
            let is_new = span.end() > reach[finding.severity as usize];
            for reach in &mut reach[..=finding.severity as usize] {
                *reach = span.end().max(*reach);
            }
            is_new
        });
        findings
    }

    /// The gravest severity found, or none.
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }
}
