//! Findings as JSON lines: the shape that every other door of Liyan gives.

use liyan_rules::text::Offsets;
use liyan_rules::{ByteSpan, Checker, Conversation, Finding, Fix, Mender, OpenSlot};
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
    let offsets: Vec<Offsets> =
        conversation.turns.iter().map(|turn| Offsets::new(&turn.text)).collect();
    let writer = Writer { checker, conversation, mender: checker.mender(conversation), offsets };
    found.iter().zip(ids).map(|(finding, id)| writer.line(finding, id)).collect()
}

impl FindingLine<'_> {
    /// Where it stands, for merging the findings of several packs.
    pub fn place(&self) -> (usize, Option<usize>) {
        (self.turn, self.start)
    }
}

/// Writes the findings of one conversation; what is the same for all of them is made once.
struct Writer<'a> {
    checker: &'a Checker,
    conversation: &'a Conversation,
    mender: Mender<'a>,
    /// By turn.
    offsets: Vec<Offsets<'a>>,
}

impl<'a> Writer<'a> {
    fn line(&self, finding: &Finding, id: String) -> FindingLine<'a> {
        let rule = self.checker.rule(finding.rule);
        let text = &self.conversation.turns[finding.turn].text;
        let offsets = &self.offsets[finding.turn];
        let span = finding.span.map(|span| offsets.chars(span));
        FindingLine {
            id,
            pack: &self.checker.pack().id,
            rule: &rule.id,
            kind: rule.kind.name(),
            basis: rule.basis.name(),
            severity: finding.severity.name(),
            stage: rule.stage.name(),
            articles: self.checker.citations(rule).map(|source| source.id.as_str()).collect(),
            turn: finding.turn,
            start: span.map(|span| span.start()),
            end: span.map(|span| span.end()),
            text: finding.span.map(|span| span.of(text)),
            message: &rule.message,
            related: finding.related.iter().map(|place| self.related(place)).collect(),
            fixes: self
                .mender
                .fixes(finding)
                .into_iter()
                .map(|fix| fix_line(offsets, fix))
                .collect(),
        }
    }

    fn related(&self, &(turn, span): &(usize, ByteSpan)) -> RelatedLine {
        let span = self.offsets[turn].chars(span);
        RelatedLine { turn, start: span.start(), end: span.end() }
    }
}

fn fix_line(offsets: &Offsets, fix: Fix) -> FixLine {
    // Where a slot stands in the text after the edit. A fix is one edit, and what is before it did not move.
    let slot = |slot: OpenSlot| {
        let edit = &fix.edits[0];
        let inserted = |at: usize| edit.insert[..at - edit.span.start()].chars().count();
        let edit_at = offsets.chars(edit.span).start();
        let (start, end) = (inserted(slot.span.start()), inserted(slot.span.end()));
        SlotLine { name: slot.name, start: edit_at + start, end: edit_at + end }
    };
    let slots = fix.slots.iter().cloned().map(slot).collect();
    let edits = fix.edits.into_iter().map(|edit| {
        let span = offsets.chars(edit.span);
        EditLine { start: span.start(), end: span.end(), insert: edit.insert }
    });
    FixLine { label: fix.label, edits: edits.collect(), slots, safe: fix.safe }
}
