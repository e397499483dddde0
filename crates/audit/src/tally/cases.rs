//! The gravest conversations, kept whole while the run goes on: 典型案例.

use std::cmp::Reverse;

use liyan_rules::{Channel, Checker, Conversation, Finding, Severity, When};

use super::{Decided, shortened};
use crate::accept::Accepted;
use crate::figures::{Case, CaseMark, CaseTurn, FileLine, Verdict};
use crate::judge::{Found, Judged, turn};
use crate::row::Speaker;
use crate::run::place_name;

/// So many are kept.
const MOST: usize = 20;
/// Turns told before the first finding, and after the last.
const AROUND: usize = 3;
/// Characters of one turn that are told at most; of a longer one those around the first finding.
const LONGEST: usize = 1_200;
/// Characters told before it then.
const BEFORE: usize = 200;
/// Findings of one record for which other wording is looked for: each costs another reading of the whole.
const MENDED: usize = 12;

/// The gravest so far.
#[derive(Debug, Default)]
pub struct Cases(Vec<(Weight, Judged)>);

/// Upheld ones first, then the graver, then the one with more findings, then the earlier.
type Weight = (Reverse<bool>, Reverse<u32>, crate::judge::Place);

impl Cases {
    /// Takes a flagged record if it is graver than those that are kept.
    pub fn add(&mut self, accepted: &Accepted, judged: Judged) {
        let mut upheld = false;
        let mut weight = 0;
        for found in judged.found.iter().filter(|found| found.is_shown) {
            let verdict = accepted.verdict(&found.id);
            upheld |= verdict == Verdict::Upheld;
            weight += match (verdict, found.severity) {
                (Verdict::FalseAlarm | Verdict::Overturned, _) => 0,
                (_, Severity::Block) => 10,
                (_, Severity::Warn) => 3,
                (_, Severity::Suggest) => 0,
            };
        }
        if weight == 0 {
            return;
        }
        let weight = (Reverse(upheld), Reverse(weight), judged.place);
        let at = self.0.partition_point(|(other, _)| *other < weight);
        if at >= MOST {
            return;
        }
        // The same text again teaches nothing new.
        let texts =
            |judged: &Judged| judged.turns.iter().map(|said| said.text.clone()).collect::<Vec<_>>();
        if self.0.iter().any(|(_, other)| texts(other) == texts(&judged)) {
            return;
        }
        self.0.insert(at, (weight, judged));
        self.0.truncate(MOST);
    }

    /// The cases, with `tell` for each text.
    pub fn finish(
        self,
        checker: &Checker,
        decided: &Decided,
        files: &[FileLine],
        tell: impl Fn(&str) -> String,
    ) -> Vec<Case> {
        self.0.iter().map(|(_, judged)| case(checker, decided, files, judged, &tell)).collect()
    }
}

fn case(
    checker: &Checker,
    decided: &Decided,
    files: &[FileLine],
    judged: &Judged,
    tell: &impl Fn(&str) -> String,
) -> Case {
    let shown: Vec<&Found> = judged.found.iter().filter(|found| found.is_shown).collect();
    let grave = |found: &&&Found| found.severity >= Severity::Warn;
    let turns = || shown.iter().filter(grave).map(|found| found.turn as usize);
    let first = turns().min().unwrap_or(0).saturating_sub(AROUND);
    let last = (turns().max().unwrap_or(0) + AROUND).min(judged.turns.len() - 1);
    let wordings = wordings(checker, judged);
    let upheld = shown.iter().any(|found| decided.verdict(found) == Verdict::Upheld);
    let reply =
        judged.replies.iter().find(|reply| shown.iter().any(|found| found.turn == reply.turn));
    let reply = reply.or(judged.replies.first());
    Case {
        place: place_name(files, judged.place),
        record: judged.record.as_deref().map(tell),
        channel: judged.channel(),
        unit: reply.and_then(|reply| reply.unit.clone()),
        clerk: reply.filter(|_| upheld).and_then(|reply| reply.clerk.clone()),
        at: reply.and_then(|reply| reply.at.clone()),
        turns: (first..=last)
            .map(|at| {
                let said = &judged.turns[at];
                let marks = || shown.iter().copied().filter(|found| found.turn as usize == at);
                let window = Window::of(&tell(&said.text), marks());
                let marks = marks().filter_map(|found| {
                    let span = match found.span {
                        Some(span) => Some(window.place(span)?),
                        None => None,
                    };
                    Some(mark(checker, decided, found, span, &wordings))
                });
                let marks = marks.collect();
                CaseTurn { number: at + 1, role: turn(said).role, text: window.text, marks }
            })
            .collect(),
    }
}

/// The part of a turn that is told.
struct Window {
    text: String,
    /// Where it begins and ends in the turn, in characters.
    start: usize,
    end: usize,
    /// What stands before it, to say that it is a part.
    head: usize,
}

impl Window {
    fn of<'f>(text: &str, marks: impl Iterator<Item = &'f Found>) -> Self {
        let length = text.chars().count();
        if length <= LONGEST {
            return Self { text: text.to_owned(), start: 0, end: length, head: 0 };
        }
        let first = marks.filter_map(|found| found.span).map(|(start, _)| start as usize).min();
        let start = first.unwrap_or(0).saturating_sub(BEFORE);
        let end = (start + LONGEST).min(length);
        let (head, tail) = (if start > 0 { "…" } else { "" }, if end < length { "…" } else { "" });
        let part: String = text.chars().skip(start).take(end - start).collect();
        let head_length = head.chars().count();
        Self { text: format!("{head}{part}{tail}"), start, end, head: head_length }
    }

    /// Where a place of the turn stands in what is told, if it is told whole.
    fn place(&self, (start, end): (u32, u32)) -> Option<(usize, usize)> {
        let (start, end) = (start as usize, end as usize);
        let moved = |at: usize| at - self.start + self.head;
        (start >= self.start && end <= self.end).then(|| (moved(start), moved(end)))
    }
}

fn mark(
    checker: &Checker,
    decided: &Decided,
    found: &Found,
    span: Option<(usize, usize)>,
    wordings: &[(String, Vec<String>)],
) -> CaseMark {
    let rule = &checker.rules()[usize::from(found.rule)];
    let own = wordings.iter().find(|(id, _)| *id == found.id);
    CaseMark {
        id: found.id.clone(),
        span,
        severity: found.severity,
        title: rule.title.clone(),
        message: rule.message.clone(),
        articles: checker.citations(rule).map(|source| source.label.clone()).collect(),
        verdict: decided.verdict(found),
        copies: decided.copies(found),
        wordings: own.map(|(_, wordings)| wordings.clone()).unwrap_or_default(),
    }
}

/// What to write instead, by finding. Only the few cases that are told are mended, so it is made here and not while judging.
fn wordings(checker: &Checker, judged: &Judged) -> Vec<(String, Vec<String>)> {
    let turns = judged.turns.iter().map(turn).collect();
    let channel = if judged.is_letter { Channel::Letter } else { Channel::Chat };
    let mut conversation = Conversation::recorded(channel, turns);
    conversation.unsent =
        judged.is_draft && judged.turns.last().is_some_and(|said| said.speaker == Speaker::Clerk);
    conversation.from_start = conversation.turns.len() > 1 || !judged.is_draft;
    let report = checker.check(&conversation, When::Sending);
    let ids = checker.finding_ids(&conversation, judged.record.as_deref(), &report.findings);
    let mender = checker.mender(&conversation);
    let wording = |fix: liyan_rules::Fix| {
        let words: String = fix.edits.iter().map(|edit| edit.insert.as_str()).collect();
        shortened(&words, 200)
    };
    let of = |finding| {
        mender
            .fixes(finding)
            .into_iter()
            .map(wording)
            .filter(|words| !words.is_empty())
            .take(3)
            .collect()
    };
    let grave = |(_, finding): &(String, &Finding)| finding.severity >= Severity::Warn;
    let few = ids.into_iter().zip(&report.findings).filter(grave).take(MENDED);
    few.map(|(id, finding)| (id, of(finding))).collect()
}
