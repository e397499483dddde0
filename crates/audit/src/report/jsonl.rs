//! JSON lines: one finding a line, and at the end one line that says what was run.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::figures::{Figures, FileLine, Skip, Uncharged};
use crate::line::FindingLine;
use crate::report::alerts::alerts;
use crate::report::files;

/// Writes one finding.
///
/// # Errors
/// If it can not be written.
pub fn finding(out: &mut impl Write, line: &FindingLine) -> io::Result<()> {
    write_line(out, line)
}

/// Writes the last line.
///
/// # Errors
/// If it can not be written.
pub fn finish(out: &mut impl Write, figures: &Figures) -> io::Result<()> {
    write_line(out, &Last { audit: Audit::of(figures) })
}

fn write_line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Last<'a> {
    audit: Audit<'a>,
}

/// What was run, and what became of the rows.
#[derive(Serialize)]
struct Audit<'a> {
    engine: &'a str,
    pack: &'a str,
    pack_version: &'a str,
    pack_sha256: &'a str,
    redacted: bool,
    since: Option<&'a str>,
    until: Option<&'a str>,
    rows: u64,
    judged: u64,
    replies: u64,
    conversations: u64,
    skipped: BTreeMap<&'static str, u64>,
    uncharged: BTreeMap<&'static str, u64>,
    repeats: u64,
    known: u64,
    /// What must be told before any figure, for people.
    alerts: Vec<String>,
    files: Vec<File<'a>>,
    /// Of very many files those that nothing is to be said of.
    files_not_listed: u64,
}

#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    format: &'a str,
    encoding: Option<&'a str>,
    mapping: BTreeMap<&'a str, &'a str>,
    rows: u64,
    refused: u64,
    broken: Option<&'a str>,
    notes: &'a [String],
}

impl<'a> Audit<'a> {
    fn of(figures: &'a Figures) -> Self {
        let Figures { about, counts, total, .. } = figures;
        let (listed, _) = files::listed(&about.files, files::MOST);
        let told = listed.len() as u64;
        Self {
            engine: &about.engine,
            pack: &about.pack,
            pack_version: &about.pack_version,
            pack_sha256: &about.pack_hash,
            redacted: about.redacted,
            since: about.since.as_deref(),
            until: about.until.as_deref(),
            rows: counts.rows,
            judged: counts.judged,
            replies: total.replies,
            conversations: counts.conversations,
            skipped: counts
                .skipped
                .iter()
                .map(|(skip, skipped)| (skip_word(*skip), skipped.rows))
                .collect(),
            uncharged: counts
                .uncharged
                .iter()
                .map(|(other, count)| (uncharged_word(*other), *count))
                .collect(),
            repeats: counts.repeats,
            known: about.known,
            alerts: alerts(figures),
            files: listed.into_iter().map(File::of).collect(),
            files_not_listed: about.files.len() as u64 - told,
        }
    }
}

impl<'a> File<'a> {
    fn of(file: &'a FileLine) -> Self {
        Self {
            name: &file.name,
            format: &file.format,
            encoding: file.encoding.as_deref(),
            mapping: file
                .mapping
                .iter()
                .map(|(field, column)| (field.as_str(), column.as_str()))
                .collect(),
            rows: file.rows,
            refused: file.refused,
            broken: file.broken.as_deref(),
            notes: &file.notes,
        }
    }
}

fn skip_word(skip: Skip) -> &'static str {
    match skip {
        Skip::Undecodable => "undecodable",
        Skip::NotARecord => "not_a_record",
        Skip::TooLong => "too_long",
        Skip::NoText => "no_text",
        Skip::OutOfPeriod => "out_of_period",
        Skip::NoTime => "no_time",
        Skip::UnknownChannel => "unknown_channel",
    }
}

fn uncharged_word(other: Uncharged) -> &'static str {
    match other {
        Uncharged::Citizen => "citizen",
        Uncharged::System => "system",
        Uncharged::Robot => "robot",
        Uncharged::AutoReply => "auto_reply",
        Uncharged::UnknownRole => "unknown_role",
    }
}
