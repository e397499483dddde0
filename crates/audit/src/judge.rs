//! Rows made into conversations and judged by the core: the same verdicts and ids as `liyan check` gives.

use std::collections::HashMap;

use liyan_rules::text::{FoldTable, Folded, Offsets};
use liyan_rules::{Channel, Checker, Conversation, Date, Kind, Report, Role, Severity, Turn, When};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::figures::{Skip, Uncharged};
use crate::row::{Row, Said, Speaker, moment};
use crate::verdicts::Verdicts;

/// Where a row stands. Rows are in the order of their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The file, in the order of reading.
    pub file: u32,
    /// The row, from 1.
    pub row: u64,
}

/// What became of a row.
#[derive(Debug, Serialize, Deserialize)]
pub enum Outcome {
    /// It is a record of its own, or the first row of a conversation, and was judged.
    Judged(Box<Judged>),
    /// Nobody is charged with it.
    Uncharged(Place, Uncharged),
    /// It was not judged, and why.
    Skipped(Place, Skip, String),
}

impl Outcome {
    /// Where its first row stands.
    pub fn place(&self) -> Place {
        match self {
            Self::Judged(judged) => judged.place,
            Self::Uncharged(place, _) | Self::Skipped(place, ..) => *place,
        }
    }
}

/// A record that was judged.
#[derive(Debug, Serialize, Deserialize)]
pub struct Judged {
    /// Where its first row stands.
    pub place: Place,
    /// The record's own id, or the conversation's.
    pub record: Option<String>,
    /// Whether several rows were joined by the conversation's id.
    pub is_conversation: bool,
    /// Whether the channel is letter.
    pub is_letter: bool,
    /// Whether the last turn alone was judged, as of a draft.
    pub is_draft: bool,
    /// All that was said, in order.
    pub turns: Vec<Said>,
    /// The turns that somebody is charged with.
    pub replies: Vec<Reply>,
    /// The turns that nobody is charged with, or whole rows of a conversation.
    pub uncharged: Vec<Uncharged>,
    /// What was found, in reading order.
    pub found: Vec<Found>,
}

impl Judged {
    /// How the reply travelled.
    pub fn channel(&self) -> Channel {
        if self.is_letter { Channel::Letter } else { Channel::Chat }
    }
}

/// A turn of a clerk.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Reply {
    /// Which turn, from 0.
    pub turn: u32,
    /// Where its row stands.
    pub place: Place,
    /// The clerk.
    pub clerk: Option<String>,
    /// The clerk's unit.
    pub unit: Option<String>,
    /// When, as it is written.
    pub at: Option<String>,
    /// The day, in days from 1970-01-01, if it could be read.
    pub day: Option<i32>,
    /// Whether other people's words stand in it in quotation marks.
    pub quotes: bool,
}

/// A finding as plain data.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Found {
    /// Its id.
    pub id: String,
    /// The rule's place among those of the checker.
    pub rule: u16,
    /// How grave.
    pub severity: Severity,
    /// Which turn, from 0.
    pub turn: u32,
    /// Where, in characters of the turn's text.
    pub span: Option<(u32, u32)>,
    /// The words.
    pub text: Option<String>,
    /// Whether people are shown it: see [`liyan_rules::Report::shown`].
    pub is_shown: bool,
    /// The same for the same rule in the same text, however it is written: identical texts count once.
    pub likeness: u64,
}

/// What records do not say themselves.
#[derive(Debug, Clone, Copy, Default)]
pub struct JudgeOptions {
    /// The channel of records that name none.
    pub channel: Channel,
    /// Whether all conversations are over.
    pub closed: bool,
    /// Only what was said on this day or later.
    pub since: Option<Date>,
    /// Only what was said on this day or earlier.
    pub until: Option<Date>,
}

/// Judges rows.
pub struct Bench<'c> {
    checker: &'c Checker,
    options: JudgeOptions,
    table: FoldTable,
    verdicts: Verdicts,
}

impl<'c> Bench<'c> {
    /// For one thread.
    pub fn new(checker: &'c Checker, options: JudgeOptions) -> Self {
        Self { checker, options, table: FoldTable::new(), verdicts: Verdicts::new(checker) }
    }

    /// A row that stands alone.
    pub fn single(&mut self, place: Place, row: Row) -> Outcome {
        if let Err((skip, why)) = self.in_period(&row) {
            return Outcome::Skipped(place, skip, why);
        }
        if let Speaker::Other(other) = row.speaker
            && !row.is_whole
        {
            return Outcome::Uncharged(place, other);
        }
        let record = row.id.clone();
        let mut talk = Talk::new(row.channel.unwrap_or(self.options.channel));
        talk.tell(&row);
        let is_draft = !row.is_whole;
        talk.turns(place, row);
        if talk.replies.is_empty() {
            let other = talk.uncharged.first().copied().unwrap_or(Uncharged::UnknownRole);
            return Outcome::Uncharged(place, other);
        }
        Outcome::Judged(Box::new(self.judge(place, record, talk, is_draft, false)))
    }

    /// The rows of one conversation, in the order in which they were read.
    pub fn conversation(&mut self, id: String, mut rows: Vec<(Place, Row)>) -> Vec<Outcome> {
        let place = rows[0].0;
        // One that begins in the period is judged whole: its later turns need the earlier ones.
        let dated = rows.iter().find(|(_, row)| row.at.is_some()).unwrap_or(&rows[0]);
        if let Err((skip, why)) = self.in_period(&dated.1) {
            return rows
                .iter()
                .map(|(place, _)| Outcome::Skipped(*place, skip, why.clone()))
                .collect();
        }
        let times: Option<Vec<i64>> =
            rows.iter().map(|(_, row)| Some(moment(row.at.as_deref()?)?.seconds)).collect();
        if let Some(times) = times {
            let mut timed: Vec<_> = times.into_iter().zip(rows).collect();
            timed.sort_by_key(|(time, _)| *time);
            rows = timed.into_iter().map(|(_, row)| row).collect();
        }
        let channel = rows.iter().find_map(|(_, row)| row.channel).unwrap_or(self.options.channel);
        let mut talk = Talk::new(channel);
        for (place, row) in rows {
            talk.tell(&row);
            talk.turns(place, row);
        }
        vec![Outcome::Judged(Box::new(self.judge(place, Some(id), talk, false, true)))]
    }

    fn in_period(&self, row: &Row) -> Result<(), (Skip, String)> {
        let JudgeOptions { since, until, .. } = self.options;
        if since.is_none() && until.is_none() {
            return Ok(());
        }
        let at = row.at.as_deref().unwrap_or_default();
        let Some(at) = moment(at) else {
            let why = if at.is_empty() {
                "没有时间，不知道在不在期内".into()
            } else {
                format!("时间 “{at}” 读不懂")
            };
            return Err((Skip::NoTime, why));
        };
        let inside = since.is_none_or(|since| since <= at.date)
            && until.is_none_or(|until| at.date <= until);
        if inside { Ok(()) } else { Err((Skip::OutOfPeriod, "不在所选的日期内".into())) }
    }

    fn judge(
        &mut self,
        place: Place,
        record: Option<String>,
        mut talk: Talk,
        is_draft: bool,
        is_conversation: bool,
    ) -> Judged {
        let turns = talk.said.iter().map(turn).collect();
        let mut conversation = match is_draft {
            false => Conversation::recorded(talk.channel, turns),
            true if turns.len() == 1 => Conversation {
                unsent: true,
                turns,
                channel: talk.channel,
                ..Conversation::default()
            },
            true => Conversation { unsent: true, ..Conversation::recorded(talk.channel, turns) },
        };
        // A history was given, though nothing had been said yet.
        conversation.from_start |= talk.from_start;
        conversation.closes = talk.closed.or(self.options.closed.then_some(true));
        conversation.public = talk.public;
        conversation.matter = talk.matter.take();
        let is_over = !is_draft && conversation.closes == Some(true);
        let when = if is_over { When::Closed } else { When::Sending };
        let checker = self.checker;
        let judge = |conversation: &Conversation| checker.check(conversation, when);
        let report = self.verdicts.of(&conversation, when, judge);
        let ids = match report.findings.is_empty() {
            true => Vec::new(),
            false => self.checker.finding_ids(&conversation, record.as_deref(), &report.findings),
        };
        let found = self.found(&conversation, report, ids);
        if is_draft {
            // Of a draft the last turn alone was judged, so nobody is charged with the others.
            let last = talk.said.len() as u32 - 1;
            talk.replies.retain(|reply| reply.turn == last);
        }
        Judged {
            place,
            record,
            is_conversation,
            is_letter: talk.channel == Channel::Letter,
            is_draft,
            turns: talk.said,
            replies: talk.replies,
            uncharged: talk.uncharged,
            found,
        }
    }

    /// The findings as plain data. What is the same for all of one turn is made once: a reply may hold thousands.
    fn found(&self, conversation: &Conversation, report: Report, ids: Vec<String>) -> Vec<Found> {
        let mut heard: Vec<Option<Heard>> = conversation.turns.iter().map(|_| None).collect();
        // Those that are shown are some of all, in the same order.
        let mut shown = report.clone().shown().into_iter().peekable();
        let found = report.findings.into_iter().zip(ids).map(|(finding, id)| {
            let text = &conversation.turns[finding.turn].text;
            let heard = heard[finding.turn].get_or_insert_with(|| Heard {
                offsets: Offsets::new(text),
                words: digest(&[&Folded::new(&self.table, text).text()]).to_string(),
                counts: HashMap::new(),
            });
            let span = finding.span.map(|span| heard.offsets.chars(span));
            let rule = self.checker.rule(finding.rule);
            let by_its_words = matches!(rule.kind, Kind::Forbid | Kind::Slot | Kind::Empty);
            // What depends on the turns around is alike only to itself.
            let ordinal = heard.ordinal(finding.rule.get()).to_string();
            let alike = if by_its_words { &heard.words } else { &id };
            Found {
                rule: finding.rule.get() as u16,
                severity: finding.severity,
                turn: finding.turn as u32,
                span: span.map(|span| (span.start() as u32, span.end() as u32)),
                text: finding.span.map(|span| span.of(text).to_owned()),
                is_shown: shown.next_if_eq(&finding).is_some(),
                likeness: digest(&[&rule.id, alike, &ordinal]),
                id,
            }
        });
        found.collect()
    }
}

/// What was read off one turn.
struct Heard<'t> {
    offsets: Offsets<'t>,
    /// Stands for its words, however they are written.
    words: String,
    /// How often each rule found something in it so far.
    counts: HashMap<usize, u32>,
}

impl Heard<'_> {
    /// Which of the rule's findings in this turn the next one is.
    fn ordinal(&mut self, rule: usize) -> u32 {
        let count = self.counts.entry(rule).or_default();
        *count += 1;
        *count
    }
}

/// 64 bits that are the same on every machine and in every run.
pub fn digest(parts: &[&str]) -> u64 {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let mut first = [0; 8];
    first.copy_from_slice(&hash.finalize()[..8]);
    u64::from_le_bytes(first)
}

/// A turn for the core.
pub fn turn(said: &Said) -> Turn {
    let role = match said.speaker {
        Speaker::Clerk => Role::Clerk,
        Speaker::Other(Uncharged::Citizen) => Role::Citizen,
        Speaker::Other(_) => Role::System,
    };
    Turn { role, text: said.text.clone(), at: said.at.as_deref().and_then(moment) }
}

/// Whether other people's words stand in it in quotation marks: “, ‘, 「 or 『. By bytes, as every reply is asked.
fn quotes(text: &str) -> bool {
    let opens =
        |bytes: &[u8]| matches!(bytes, [0xe2, 0x80, 0x98 | 0x9c] | [0xe3, 0x80, 0x8c | 0x8e]);
    text.as_bytes().windows(3).any(opens)
}

/// A conversation while it is put together.
struct Talk {
    channel: Channel,
    said: Vec<Said>,
    replies: Vec<Reply>,
    uncharged: Vec<Uncharged>,
    closed: Option<bool>,
    public: Option<bool>,
    matter: Option<String>,
    /// Whether the record says that nothing came before its first turn.
    from_start: bool,
}

impl Talk {
    fn new(channel: Channel) -> Self {
        let (said, replies, uncharged) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            channel,
            said,
            replies,
            uncharged,
            closed: None,
            public: None,
            matter: None,
            from_start: false,
        }
    }

    /// What the row says of the conversation as a whole.
    fn tell(&mut self, row: &Row) {
        self.from_start |= row.has_history;
        self.closed = row.closed.or(self.closed);
        self.public = row.public.or(self.public);
        if self.matter.is_none() {
            self.matter.clone_from(&row.matter);
        }
    }

    /// What the row says in the conversation.
    fn turns(&mut self, place: Place, mut row: Row) {
        let before = std::mem::take(&mut row.turns);
        for said in before {
            self.say(place, &row, said);
        }
        if row.is_whole {
            return;
        }
        if let Some(text) = row.question.take() {
            let speaker = Speaker::Other(Uncharged::Citizen);
            let asked = |said: &Said| said.speaker == speaker && said.text == text;
            // Exports repeat the question beside each of its answers.
            if !self.said.iter().any(asked) {
                self.said.push(Said { speaker, text, at: None });
            }
        }
        let text = std::mem::take(&mut row.text);
        let said = Said { speaker: row.speaker, text, at: row.at.clone() };
        self.say(place, &row, said);
    }

    fn say(&mut self, place: Place, row: &Row, said: Said) {
        match said.speaker {
            Speaker::Clerk => self.replies.push(Reply {
                turn: self.said.len() as u32,
                place,
                clerk: row.clerk.clone(),
                unit: row.unit.clone(),
                day: said.at.as_deref().and_then(moment).map(|at| at.date.days()),
                at: said.at.clone(),
                quotes: quotes(&said.text),
            }),
            Speaker::Other(other) => self.uncharged.push(other),
        }
        self.said.push(said);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_are_seen_and_nothing_else() {
        for text in ["“好”", "他说‘好’", "來信稱「好」", "『好』"] {
            assert!(quotes(text), "{text}");
        }
        for text in ["", "好。", "（好）、《好》", "\"好\"", "8€—…好”"] {
            assert!(!quotes(text), "{text}");
        }
    }
}
