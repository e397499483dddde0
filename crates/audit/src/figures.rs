//! What an audit tells, as plain data: every report is a view of this and judges nothing itself.
//!
//! Texts in it are already redacted unless [`About::redacted`] says otherwise. Redaction puts a star in the place of each
//! character that it hides, so places counted in characters stay right.

use std::collections::BTreeMap;

use liyan_rules::{Basis, Channel, Role, Severity};

use crate::views::Views;

/// All figures of one run.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// What was read, by what, and how.
    pub about: About,
    /// What became of every row.
    pub counts: Counts,
    /// Everything together.
    pub total: Group,
    /// The trend, in order of time; the key is `2026-03` or `2026-03-01`.
    pub by_period: Vec<Group>,
    /// By channel, then by unit, in order of name: units compare within a channel only.
    pub by_unit: Vec<Group>,
    /// In order of name. Only clerks with a finding that a person upheld; others are not named.
    pub by_clerk: Vec<Group>,
    /// How many clerks have findings, none of which a person has upheld.
    pub clerks_unnamed: u64,
    /// How many clerks answered at all, as far as the records name them.
    pub clerks: u64,
    /// By channel.
    pub by_channel: Vec<Group>,
    /// The most frequent first.
    pub by_rule: Vec<RuleLine>,
    /// In the order of the standard; an article without findings is left out.
    pub by_article: Vec<ArticleLine>,
    /// The gravest conversations, with what the standard would say instead.
    pub cases: Vec<Case>,
    /// Texts that were sent more than once and hold findings, the most frequent first.
    pub templates: Vec<Template>,
    /// What may well be a false alarm.
    pub doubtful: Vec<Doubtful>,
    /// Replies to learn from.
    pub best: Vec<Exemplar>,
    /// What people decided on findings, as the accept file has it.
    pub reviewed: Vec<Reviewed>,
    /// Drawn for review by people, if that was asked for.
    pub sample: Vec<Sampled>,
}

/// What a reader must know before any figure.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// Version of the engine.
    pub engine: String,
    /// Id of the pack.
    pub pack: String,
    /// Version of the pack.
    pub pack_version: String,
    /// Title of the pack: the standard's name.
    pub pack_title: String,
    /// SHA-256 of the pack's content, in hex.
    pub pack_hash: String,
    /// Where the pack's text comes from.
    pub pack_notice: String,
    /// The files, in the order in which they were read.
    pub files: Vec<FileLine>,
    /// Whether phone numbers, identity numbers and accounts are hidden.
    pub redacted: bool,
    /// First and last day of the replies, as far as the records say.
    pub days: Option<(String, String)>,
    /// First day that was asked for.
    pub since: Option<String>,
    /// Last day that was asked for.
    pub until: Option<String>,
    /// The report of an earlier run that known findings were taken from.
    pub baseline: Option<String>,
    /// How many findings the baseline already knew; they are not in the figures.
    pub known: u64,
    /// How the sample was drawn.
    pub sampling: Option<Sampling>,
    /// Points of the pack, for those findings that a person upheld.
    pub score: ScoreLine,
    /// What was asked for.
    pub views: Views,
}

/// How points are taken off, as the pack declares it.
#[derive(Debug, Clone, Default)]
pub struct ScoreLine {
    /// Points that everybody starts with.
    pub full: u32,
    /// Points never go below.
    pub floor: u32,
    /// Points off for one finding: block, warn, suggest.
    pub off: [u32; 3],
    /// How often at most one rule counts for one clerk or unit.
    pub most_repeats: u32,
}

/// A stratified sample.
#[derive(Debug, Clone, Default)]
pub struct Sampling {
    /// Asked for, in each stratum.
    pub wanted: usize,
    /// The seed: the same seed and the same records give the same sample.
    pub seed: u64,
    /// What the strata are: `clerk`, `unit`, `channel`, `month`.
    pub by: String,
}

/// One file that was read.
#[derive(Debug, Clone, Default)]
pub struct FileLine {
    /// Its name as it was given.
    pub name: String,
    /// `csv`, `jsonl`, `xlsx`…, with what it was packed in: `csv.gz`.
    pub format: String,
    /// `UTF-8`, `GB18030`…; none where the format has its own.
    pub encoding: Option<String>,
    /// Which column stood for what: field, column.
    pub mapping: Vec<(String, String)>,
    /// Rows that were read.
    pub rows: u64,
    /// Rows that could not be read.
    pub refused: u64,
    /// Why reading ended before the end of the file, if it did.
    pub broken: Option<String>,
    /// What people should know of it though nothing is wrong: hidden sheets, merged cells…
    pub notes: Vec<String>,
    /// The sheets that were read: name, and how many rows the sheets before it have.
    pub sheets: Vec<(String, u64)>,
}

impl FileLine {
    /// The sheet in which a row stands, if the file has any, and the row's number there.
    pub fn row(&self, row: u64) -> (Option<&str>, u64) {
        match self.sheets.iter().rev().find(|(_, before)| *before < row) {
            Some((name, before)) => (Some(name), row - before),
            None => (None, row),
        }
    }
}

/// What became of the rows. Every row is in exactly one of `judged`, `skipped` and `uncharged`.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// All rows.
    pub rows: u64,
    /// Rows that are replies of clerks and were judged.
    pub judged: u64,
    /// Conversations, where records are grouped into such.
    pub conversations: u64,
    /// Rows that were not judged, by reason.
    pub skipped: BTreeMap<Skip, Skipped>,
    /// Rows or turns of which nobody is charged: citizens, robots, unknown roles.
    pub uncharged: BTreeMap<Uncharged, u64>,
    /// Replies in which other people's words stand in quotation marks; those words are not judged.
    pub quoting: u64,
    /// Replies whose time could not be read; they are judged, but in no period.
    pub without_time: u64,
    /// Findings in texts that were the same as an earlier one, and so were not counted again.
    pub repeats: u64,
    /// Conversations in which several units answer: one was handed on, or two units use the same number.
    pub shared_conversations: u64,
    /// The first few of them, for people.
    pub shared_examples: Vec<String>,
    /// Findings whose id another record's finding has too, because both records bear the same number: what people decide on
    /// one is decided on both.
    pub shared_ids: u64,
}

/// Why a row was not judged.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Skip {
    /// Bytes that the encoding does not have.
    Undecodable,
    /// No record: broken JSON, too few fields, a wrong type.
    NotARecord,
    /// Longer than is read.
    TooLong,
    /// The reply is empty.
    NoText,
    /// Outside of the days that were asked for.
    OutOfPeriod,
    /// Days were asked for, and the row's own can not be read.
    NoTime,
    /// A channel that is not known.
    UnknownChannel,
}

/// Rows that were not judged for one reason.
#[derive(Debug, Clone, Default)]
pub struct Skipped {
    /// How many.
    pub rows: u64,
    /// The first few of them, for people: `三月.csv 第 12 行：…`.
    pub examples: Vec<String>,
}

/// Whose words are never charged.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Uncharged {
    /// The citizen's own.
    Citizen,
    /// Notices of the portal.
    System,
    /// A robot's.
    Robot,
    /// An automatic reply, by its own words.
    AutoReply,
    /// A role that is not known.
    UnknownRole,
}

/// What a person decided on a finding. Until then it is a suspicion.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
pub enum Verdict {
    /// Nobody has looked yet.
    #[default]
    #[serde(rename = "待核")]
    Pending,
    /// A fault indeed: the only verdict that scores or names anyone.
    #[serde(rename = "成立")]
    Upheld,
    /// A false alarm.
    #[serde(rename = "误报")]
    FalseAlarm,
    /// The clerk has appealed.
    #[serde(rename = "申诉中")]
    Appealed,
    /// Upheld once, and taken back.
    #[serde(rename = "改判")]
    Overturned,
}

impl Verdict {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 5] =
        [Self::Pending, Self::Upheld, Self::FalseAlarm, Self::Appealed, Self::Overturned];

    /// Whether what was found is a fault, or may yet turn out to be one.
    pub fn stands(self) -> bool {
        !matches!(self, Self::FalseAlarm | Self::Overturned)
    }

    /// What people call it; the word of the accept file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "待核",
            Self::Upheld => "成立",
            Self::FalseAlarm => "误报",
            Self::Appealed => "申诉中",
            Self::Overturned => "改判",
        }
    }
}

/// The figures of one unit, clerk, period or channel, or of all.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// Its name; empty where the records do not say.
    pub key: String,
    /// The channel, where the group lies within one.
    pub channel: Option<Channel>,
    /// Replies of clerks that were judged.
    pub replies: u64,
    /// Replies with a suspicion or an upheld fault of level block or warn, every copy that was sent.
    pub flagged: u64,
    /// Findings by severity (block, warn, suggest), identical texts once.
    pub findings: [u64; 3],
    /// Findings of level block or warn by verdict, in the order of [`Verdict::ALL`].
    pub verdicts: [u64; 5],
    /// `flagged` per 1,000 replies; none under [`Group::FEWEST`] replies.
    pub rate: Option<Rate>,
    /// Replies with an upheld fault per 1,000; none under [`Group::FEWEST`] replies, or where nobody has decided anything.
    pub upheld_rate: Option<Rate>,
    /// Points by what people upheld; none where nobody has reviewed anything of it.
    pub score: Option<u32>,
}

impl Group {
    /// Whether people have decided on any of its findings.
    pub fn is_reviewed(&self) -> bool {
        let is_decided = |verdict: &Verdict| *verdict != Verdict::Pending;
        let mut decided = Verdict::ALL.into_iter().filter(is_decided);
        decided.any(|verdict| self.verdicts[verdict as usize] > 0)
    }

    /// Under so many replies a rate would say nothing: 样本不足，不排名.
    pub const FEWEST: u64 = 30;
}

/// A rate per 1,000 replies with its 95 % interval (Wilson 1927).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rate {
    /// Per 1,000.
    pub per_mille: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// The figures of one rule.
#[derive(Debug, Clone)]
pub struct RuleLine {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What the rule says to the clerk.
    pub message: String,
    /// Its articles, as people call them: 第十一条.
    pub articles: Vec<String>,
    /// Stated by the standard or inferred from it.
    pub basis: Basis,
    /// How grave.
    pub severity: Severity,
    /// Findings, identical texts once.
    pub findings: u64,
    /// The findings by severity (block, warn, suggest): company may ease one.
    pub levels: [u64; 3],
    /// By verdict, in the order of [`Verdict::ALL`].
    pub verdicts: [u64; 5],
    /// Which words fired, the most frequent first, with how often.
    pub words: Vec<(String, u64)>,
}

/// The figures of one article.
#[derive(Debug, Clone)]
pub struct ArticleLine {
    /// What people call it: 第十一条.
    pub label: String,
    /// Its words.
    pub text: String,
    /// Findings by severity (block, warn, suggest), identical texts once.
    pub findings: [u64; 3],
    /// Of them upheld by a person.
    pub upheld: u64,
}

/// A record with its findings, to be read in full.
#[derive(Debug, Clone)]
pub struct Case {
    /// The file and the row: `三月.csv 第 12 行`.
    pub place: String,
    /// The record's or the conversation's own id.
    pub record: Option<String>,
    /// The channel.
    pub channel: Channel,
    /// The unit, where the record says.
    pub unit: Option<String>,
    /// The clerk: named only if a person has upheld a finding here.
    pub clerk: Option<String>,
    /// When, as the record writes it.
    pub at: Option<String>,
    /// What was said, in order; long conversations are cut around the findings.
    pub turns: Vec<CaseTurn>,
}

/// One turn of a case.
#[derive(Debug, Clone)]
pub struct CaseTurn {
    /// Its number in the conversation, from 1.
    pub number: usize,
    /// Who speaks.
    pub role: Role,
    /// What was said.
    pub text: String,
    /// What was found in it, in reading order.
    pub marks: Vec<CaseMark>,
}

/// A finding of a case.
#[derive(Debug, Clone)]
pub struct CaseMark {
    /// The finding's id.
    pub id: String,
    /// Where, in characters of the turn's text; none where something is missing.
    pub span: Option<(usize, usize)>,
    /// How grave.
    pub severity: Severity,
    /// What people call the rule.
    pub title: String,
    /// What is wrong and what to do.
    pub message: String,
    /// Its articles, as people call them.
    pub articles: Vec<String>,
    /// What a person decided.
    pub verdict: Verdict,
    /// In how many replies the same words stand for the same rule, all of which the verdict holds for.
    pub copies: u64,
    /// What to write instead, the best first; may be empty.
    pub wordings: Vec<String>,
}

/// A text that was sent more than once, with findings.
#[derive(Debug, Clone)]
pub struct Template {
    /// How often it was sent.
    pub times: u64,
    /// The text, shortened.
    pub text: String,
    /// What fired in it: title of the rule, words.
    pub findings: Vec<(String, Option<String>)>,
    /// The gravest of them.
    pub severity: Severity,
    /// In how many units.
    pub units: u64,
}

/// A rule or a text that may be a false alarm.
#[derive(Debug, Clone)]
pub struct Doubtful {
    /// The rule's id.
    pub rule: String,
    /// What people call the rule.
    pub title: String,
    /// Why it may be one.
    pub why: Doubt,
    /// One place, in context: before, the words, after.
    pub context: (String, String, String),
}

/// Why a finding is doubted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Doubt {
    /// So many of the reviewed findings of its rule were false alarms: false, reviewed.
    OftenFalse(u64, u64),
    /// The same text comes from so many units: a house style, or a false alarm.
    Widespread(u64),
    /// A long, courteous reply with this one finding of an inferred rule.
    LoneInCourtesy,
}

/// A reply to learn from.
#[derive(Debug, Clone)]
pub struct Exemplar {
    /// The file and the row.
    pub place: String,
    /// The unit, where the record says.
    pub unit: Option<String>,
    /// What the citizen had said, where it is known.
    pub question: Option<String>,
    /// The reply.
    pub text: String,
}

/// What a person decided on one finding.
#[derive(Debug, Clone)]
pub struct Reviewed {
    /// The finding's id.
    pub id: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Who decided.
    pub reviewer: String,
    /// Why.
    pub reason: String,
    /// When.
    pub date: String,
    /// In how many replies the same text was found, all of which the verdict holds for; 0 if none.
    pub copies: u64,
    /// What people call the rule; none if this run found no such finding.
    pub title: Option<String>,
    /// The words, where the run found them.
    pub words: Option<String>,
    /// The unit, where the record says.
    pub unit: Option<String>,
}

/// One record of the sample.
#[derive(Debug, Clone)]
pub struct Sampled {
    /// The stratum.
    pub stratum: String,
    /// How many replies the stratum has.
    pub of: u64,
    /// The file and the row.
    pub place: String,
    /// The record's own id.
    pub record: Option<String>,
    /// The reply.
    pub text: String,
    /// What was found in it, for people; may be empty.
    pub found: Vec<String>,
}
