//! Outcomes counted as they come, and made into figures at the end. Memory grows with the number of units, clerks, days and
//! flagged texts, not with the number of rows.

mod best;
mod cases;
mod doubts;
mod finish;
mod groups;
mod sample;
mod templates;

use std::collections::{BTreeMap, HashMap, HashSet};

use liyan_rules::{Checker, Date, Severity};

use crate::accept::Accepted;
use crate::figures::{Counts, FileLine, Reviewed, Sampling, Verdict};
use crate::judge::{Found, Judged, Outcome, Place, Reply, digest};
use crate::line::FindingLine;
use crate::redact::{redact, redact_id};
use crate::run::{place_name, told};
use crate::views::Views;

use best::Best;
use cases::Cases;
use doubts::Doubts;
use groups::Groups;
use sample::Sample;
use templates::Templates;

/// How many skipped rows of one reason are named.
const EXAMPLES: usize = 5;

/// What is counted, and how it is told.
#[derive(Debug, Clone)]
pub struct TallyOptions {
    /// Whether phone numbers and the like are hidden.
    pub redact: bool,
    /// What people decided on findings.
    pub accepted: Accepted,
    /// Findings of an earlier report that are not told again, with its name.
    pub baseline: Option<(String, HashSet<String>)>,
    /// Draw a sample.
    pub sampling: Option<Sampling>,
    /// What to count by.
    pub views: Views,
    /// First day that was asked for.
    pub since: Option<Date>,
    /// Last day that was asked for.
    pub until: Option<Date>,
}

/// Counts one run.
pub struct Tally<'c> {
    checker: &'c Checker,
    options: TallyOptions,
    counts: Counts,
    groups: Groups,
    rules: Vec<RuleTally>,
    /// What was counted already, by [`in_group`], with the verdict under which it counts.
    seen: HashMap<u64, Verdict>,
    /// The verdicts of texts: what people decided on one copy holds for all.
    decided: HashMap<u64, Verdict>,
    /// In how many replies each finding of level block or warn stands, by likeness.
    copies: HashMap<u64, u64>,
    /// Where each finding stands. Two places under one id are two records under one number.
    places: HashMap<u64, Place>,
    /// First and last day.
    days: Option<(i32, i32)>,
    known: u64,
    cases: Cases,
    templates: Templates,
    doubts: Doubts,
    best: Best,
    sample: Option<Sample>,
    reviewed: BTreeMap<String, (u64, Reviewed)>,
    /// The gravest that was counted and not taken for a false alarm.
    worst: Option<Severity>,
}

/// What one rule found.
#[derive(Debug, Default, Clone)]
struct RuleTally {
    findings: u64,
    verdicts: [u64; 5],
    /// By severity, as company may ease it.
    severities: [u64; 3],
    words: HashMap<String, u64>,
}

impl RuleTally {
    fn count(&mut self, found: &Found, verdict: Verdict, stands: bool) {
        self.findings += u64::from(stands);
        self.verdicts[verdict as usize] += u64::from(found.severity >= Severity::Warn);
        self.severities[severity_index(found.severity)] += u64::from(stands);
        if let Some(text) = &found.text
            && self.words.len() < 10_000
        {
            *self.words.entry(text.clone()).or_default() += 1;
        }
    }

    /// A finding that was pending is so no longer.
    fn decide(&mut self, severity: Severity, verdict: Verdict) {
        if severity >= Severity::Warn {
            self.verdicts[Verdict::Pending as usize] -= 1;
            self.verdicts[verdict as usize] += 1;
        }
        if !verdict.stands() {
            self.findings -= 1;
            self.severities[severity_index(severity)] -= 1;
        }
    }
}

impl<'c> Tally<'c> {
    /// Nothing counted yet.
    pub fn new(checker: &'c Checker, options: TallyOptions) -> Self {
        let sample = options.sampling.clone().map(Sample::new);
        Self {
            checker,
            options,
            counts: Counts::default(),
            groups: Groups::default(),
            rules: vec![RuleTally::default(); checker.rules().len()],
            seen: HashMap::new(),
            decided: HashMap::new(),
            copies: HashMap::new(),
            places: HashMap::new(),
            days: None,
            known: 0,
            cases: Cases::default(),
            templates: Templates::default(),
            doubts: Doubts::default(),
            best: Best::default(),
            sample,
            reviewed: BTreeMap::new(),
            worst: None,
        }
    }

    /// The gravest finding that counts, or none.
    pub fn worst(&self) -> Option<Severity> {
        self.worst
    }

    /// Counts one outcome; gives its findings as machines are told them, in reading order.
    pub fn take(&mut self, files: &[FileLine], outcome: Outcome) -> Vec<FindingLine> {
        match outcome {
            Outcome::Skipped(place, skip, why) => {
                self.counts.rows += 1;
                let known =
                    self.counts.skipped.get(&skip).map_or(0, |skipped| skipped.examples.len());
                let example = (known < EXAMPLES).then(|| self.told(&told(files, place, &why)));
                let skipped = self.counts.skipped.entry(skip).or_default();
                skipped.rows += 1;
                skipped.examples.extend(example);
                Vec::new()
            }
            Outcome::Uncharged(_, other) => {
                self.counts.rows += 1;
                *self.counts.uncharged.entry(other).or_default() += 1;
                Vec::new()
            }
            Outcome::Judged(judged) => self.judged(files, *judged),
        }
    }

    fn judged(&mut self, files: &[FileLine], mut judged: Judged) -> Vec<FindingLine> {
        self.count_rows(files, &judged);
        if let Some((_, known)) = &self.options.baseline {
            let before = judged.found.len();
            judged.found.retain(|found| !known.contains(&found.id));
            self.known += (before - judged.found.len()) as u64;
        }
        let mut lines = Vec::with_capacity(judged.found.len());
        let mut flagged = false;
        for (at, reply) in judged.replies.iter().enumerate() {
            let groups = self.groups.of(&judged, reply);
            if let Some(day) = reply.day {
                let (first, last) = self.days.get_or_insert((day, day));
                (*first, *last) = (day.min(*first), day.max(*last));
            }
            groups.iter().for_each(|&group| self.groups.reply(group));
            let of_reply = judged.found.iter().filter(|found| found.turn == reply.turn);
            let mut flags = Flags::default();
            // Redacted once, and only if something was found in it.
            let mut said: Option<Vec<char>> = None;
            for found in of_reply {
                let said = said.get_or_insert_with(|| {
                    self.told(&judged.turns[reply.turn as usize].text).chars().collect()
                });
                let words = found.span.map(|span| cut(said, span));
                self.places_of(found, reply);
                if found.severity >= Severity::Warn {
                    *self.copies.entry(found.likeness).or_default() += 1;
                }
                let verdict = self.verdict(found);
                let counted = found.is_shown && self.count(&groups, found, verdict, &mut flags);
                self.review(reply, found, words.as_deref());
                lines.push(self.line(files, &judged, at, found, (words, verdict, counted)));
            }
            flags.groups.iter().for_each(|&(group, upheld)| self.groups.flag(group, upheld));
            if flags.total {
                flagged = true;
                self.templates.add(self.checker, &judged, at);
                self.doubts.add(self.checker, &self.options.accepted, &judged, at);
            }
            self.best.add(&judged, at);
            if let Some(sample) = &mut self.sample {
                sample.add(&judged, at);
            }
        }
        if flagged {
            self.cases.add(&self.options.accepted, judged);
        }
        lines
    }

    fn count_rows(&mut self, files: &[FileLine], judged: &Judged) {
        let counts = &mut self.counts;
        // Of a record of several turns only the row counts.
        let rows = |replies: u64| if judged.is_conversation { replies } else { 1 };
        let uncharged = if judged.is_conversation { judged.uncharged.len() as u64 } else { 0 };
        counts.rows += rows(judged.replies.len() as u64) + uncharged;
        counts.judged += rows(judged.replies.len() as u64);
        counts.conversations += u64::from(judged.is_conversation || !judged.is_draft);
        self.shared(files, judged);
        let counts = &mut self.counts;
        for other in &judged.uncharged {
            *counts.uncharged.entry(*other).or_default() += 1;
        }
        for reply in &judged.replies {
            counts.quoting += u64::from(reply.quotes);
            counts.without_time += u64::from(reply.at.is_some() && reply.day.is_none());
        }
    }

    /// A conversation in which several units answer was handed on, or is two under one number.
    fn shared(&mut self, files: &[FileLine], judged: &Judged) {
        let mut units = judged.replies.iter().filter_map(|reply| reply.unit.as_deref());
        let (true, Some(first)) = (judged.is_conversation, units.next()) else { return };
        let Some(other) = units.find(|unit| *unit != first) else { return };
        self.counts.shared_conversations += 1;
        if self.counts.shared_examples.len() < EXAMPLES {
            let id = judged.record.as_deref().unwrap_or_default();
            let place = place_name(files, judged.place);
            let example = self.told(&format!("{id}（{first}、{other}，{place}起）"));
            self.counts.shared_examples.push(example);
        }
    }

    /// What people decided on it, or on the same text elsewhere.
    fn verdict(&mut self, found: &Found) -> Verdict {
        match self.options.accepted.verdict(&found.id) {
            Verdict::Pending => self.decided.get(&found.likeness).copied().unwrap_or_default(),
            decided => {
                self.decided.insert(found.likeness, decided);
                decided
            }
        }
    }

    fn places_of(&mut self, found: &Found, reply: &Reply) {
        // Only the listed findings are remembered, so that memory does not grow with suggestions.
        if found.severity < Severity::Warn {
            return;
        }
        let known = *self.places.entry(digest(&[&found.id])).or_insert(reply.place);
        self.counts.shared_ids += u64::from(known != reply.place);
    }

    /// Counts a finding in each group, once for the same text; says whether it was new in all.
    fn count(
        &mut self,
        groups: &[u32],
        found: &Found,
        verdict: Verdict,
        flags: &mut Flags,
    ) -> bool {
        let grave = found.severity >= Severity::Warn;
        let stands = verdict.stands();
        let mut is_new = false;
        for &group in groups {
            // Every reply that was sent is flagged: rates are of replies. The findings are of texts.
            if grave && stands {
                flags.set(group, verdict == Verdict::Upheld);
                flags.total = true;
            }
            match self.seen.insert(in_group(found.likeness, group), verdict) {
                None => {
                    self.groups.found(group, found, verdict);
                    is_new |= group == Groups::TOTAL;
                }
                // The first copies were not decided yet.
                Some(Verdict::Pending) if verdict != Verdict::Pending => {
                    self.groups.decided(group, found, verdict);
                    if group == Groups::TOTAL {
                        self.rules[usize::from(found.rule)].decide(found.severity, verdict);
                    }
                }
                Some(_) => {}
            }
        }
        if stands {
            self.worst = self.worst.max(Some(found.severity));
        }
        if is_new {
            self.rules[usize::from(found.rule)].count(found, verdict, stands);
        } else {
            self.counts.repeats += 1;
        }
        is_new
    }

    fn line(
        &self,
        files: &[FileLine],
        judged: &Judged,
        at: usize,
        found: &Found,
        (words, verdict, counted): (Option<String>, Verdict, bool),
    ) -> FindingLine {
        let rule = &self.checker.rules()[usize::from(found.rule)];
        let reply = &judged.replies[at];
        let hidden = |id: &str| match self.options.redact {
            true => redact_id(id).into_owned(),
            false => id.to_owned(),
        };
        let record = judged.record.as_deref().map(&hidden);
        let file = files.get(reply.place.file as usize);
        let (sheet, row) = file.map_or((None, reply.place.row), |file| file.row(reply.place.row));
        FindingLine {
            id: found.id.clone(),
            pack: self.checker.pack().id.clone(),
            rule: rule.id.clone(),
            kind: rule.kind.name().into(),
            basis: rule.basis.name().into(),
            severity: found.severity.name().into(),
            articles: self.checker.citations(rule).map(|source| source.id.clone()).collect(),
            text: words,
            start: found.span.map(|(start, _)| start as usize),
            end: found.span.map(|(_, end)| end as usize),
            message: rule.message.clone(),
            record: record.clone(),
            file: file.map(|file| file.name.clone()).unwrap_or_default(),
            sheet: sheet.map(str::to_owned),
            row,
            conversation: record.filter(|_| judged.is_conversation),
            turn: found.turn as usize,
            clerk: reply.clerk.as_deref().map(&hidden),
            unit: reply.unit.as_deref().map(&hidden),
            at: reply.at.clone(),
            channel: channel_name(judged.is_letter).into(),
            verdict,
            counted,
        }
    }

    fn review(&mut self, reply: &Reply, found: &Found, words: Option<&str>) {
        let Some(entry) = self.options.accepted.entry(&found.id) else { return };
        let rule = &self.checker.rules()[usize::from(found.rule)];
        let reviewed = Reviewed {
            title: Some(rule.title.clone()),
            words: words.map(str::to_owned),
            unit: reply.unit.clone(),
            ..entry.clone()
        };
        self.reviewed.insert(found.id.clone(), (found.likeness, reviewed));
    }

    /// A text as reports tell it.
    fn told(&self, text: &str) -> String {
        if self.options.redact { redact(text).into_owned() } else { text.to_owned() }
    }
}

/// What people decided, by the likeness of findings, and how many replies each stands in.
struct Decided<'t> {
    verdicts: &'t HashMap<u64, Verdict>,
    copies: &'t HashMap<u64, u64>,
}

impl Decided<'_> {
    fn verdict(&self, found: &Found) -> Verdict {
        self.verdicts.get(&found.likeness).copied().unwrap_or_default()
    }

    fn copies(&self, found: &Found) -> u64 {
        self.copies.get(&found.likeness).copied().unwrap_or(1)
    }
}

/// Stands for a finding in a group: the likeness is as good as random, so its bits need only be moved by the group's own
/// (Knuth's golden multiplier, which maps no two groups to one).
fn in_group(likeness: u64, group: u32) -> u64 {
    likeness ^ u64::from(group).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// In which groups a reply was flagged, and whether by a person.
#[derive(Default)]
struct Flags {
    groups: Vec<(u32, bool)>,
    total: bool,
}

impl Flags {
    fn set(&mut self, group: u32, upheld: bool) {
        match self.groups.iter_mut().find(|(other, _)| *other == group) {
            Some((_, known)) => *known |= upheld,
            None => self.groups.push((group, upheld)),
        }
    }
}

/// Block, warn, suggest.
fn severity_index(severity: Severity) -> usize {
    Severity::Block as usize - severity as usize
}

fn channel_name(is_letter: bool) -> &'static str {
    if is_letter { "letter" } else { "chat" }
}

/// The characters between two places.
fn cut(text: &[char], (start, end): (u32, u32)) -> String {
    text[start as usize..end as usize].iter().collect()
}

/// The first characters of a text, with a mark if it goes on.
fn shortened(text: &str, most: usize) -> String {
    let text = text.trim();
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
