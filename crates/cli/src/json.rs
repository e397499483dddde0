//! Findings as JSON lines: the shape that every other door of Liyan gives.

use liyan_rules::text::Offsets;
use liyan_rules::{Checker, Conversation, Finding, Fix};
use serde::Serialize;

/// The answer to one record.
#[derive(Serialize)]
pub struct Answer<'a> {
    /// The record's own id.
    pub id: &'a str,
    /// What was found, in reading order.
    pub findings: Vec<FindingLine<'a>>,
}

/// The answer to a line that could not be judged.
#[derive(Serialize)]
pub struct Refusal<'a> {
    /// Line of the input, from 1.
    pub line: usize,
    /// Why, for people.
    pub error: &'a str,
}

/// One finding. `start` and `end` count Unicode characters of the turn's original text.
#[derive(Serialize)]
pub struct FindingLine<'a> {
    id: String,
    pack: &'a str,
    rule: &'a str,
    kind: &'static str,
    basis: &'static str,
    severity: &'static str,
    stage: &'static str,
    articles: Vec<&'a str>,
    turn: usize,
    start: Option<usize>,
    end: Option<usize>,
    text: Option<&'a str>,
    message: &'a str,
    related: Vec<RelatedLine>,
    fixes: Vec<FixLine>,
}

/// Another place that belongs to a finding, in characters of its own turn.
#[derive(Serialize)]
struct RelatedLine {
    turn: usize,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct FixLine {
    label: String,
    edits: Vec<EditLine>,
    slots: Vec<SlotLine>,
    safe: bool,
}

#[derive(Serialize)]
struct EditLine {
    start: usize,
    end: usize,
    insert: String,
}

#[derive(Serialize)]
struct SlotLine {
    name: String,
    start: usize,
    end: usize,
}

/// All findings of one checker in one conversation.
pub fn findings<'a>(
    checker: &'a Checker,
    record: &str,
    conversation: &'a Conversation,
    found: &[Finding],
) -> Vec<FindingLine<'a>> {
    let ids = checker.finding_ids(conversation, Some(record), found);
    found.iter().zip(ids).map(|(finding, id)| line(checker, conversation, finding, id)).collect()
}

impl FindingLine<'_> {
    /// Where it stands, for merging the findings of several packs.
    pub fn place(&self) -> (usize, Option<usize>) {
        (self.turn, self.start)
    }
}

fn line<'a>(
    checker: &'a Checker,
    conversation: &'a Conversation,
    finding: &Finding,
    id: String,
) -> FindingLine<'a> {
    let rule = checker.rule(finding.rule);
    let text = &conversation.turns[finding.turn].text;
    let offsets = Offsets::new(text);
    let span = finding.span.map(|span| offsets.chars(span));
    FindingLine {
        id,
        pack: &checker.pack().id,
        rule: &rule.id,
        kind: rule.kind.name(),
        basis: rule.basis.name(),
        severity: finding.severity.name(),
        stage: rule.stage.name(),
        articles: checker.citations(rule).map(|source| source.id.as_str()).collect(),
        turn: finding.turn,
        start: span.map(|span| span.start()),
        end: span.map(|span| span.end()),
        text: finding.span.map(|span| span.of(text)),
        message: &rule.message,
        related: finding
            .related
            .iter()
            .map(|&(turn, span)| {
                let span = Offsets::new(&conversation.turns[turn].text).chars(span);
                RelatedLine { turn, start: span.start(), end: span.end() }
            })
            .collect(),
        fixes: checker
            .fixes(conversation, finding)
            .into_iter()
            .map(|fix| fix_line(&offsets, text, fix))
            .collect(),
    }
}

fn fix_line(offsets: &Offsets, text: &str, fix: Fix) -> FixLine {
    let after = fix.apply(text);
    let offsets_after = Offsets::new(&after);
    let slots = fix.slots.into_iter().map(|slot| {
        let span = offsets_after.chars(slot.span);
        SlotLine { name: slot.name, start: span.start(), end: span.end() }
    });
    let edits = fix.edits.into_iter().map(|edit| {
        let span = offsets.chars(edit.span);
        EditLine { start: span.start(), end: span.end(), insert: edit.insert }
    });
    FixLine { label: fix.label, edits: edits.collect(), slots: slots.collect(), safe: fix.safe }
}
