//! The lists: frequent templates, doubts, replies to learn from, decisions of people, the sample.

use super::contents::{Contents, Heading};
use super::rules::{Level, level};
use crate::figures::{Figures, Reviewed, Verdict};
use crate::report::{notes, say};

/// Texts that were sent often and hold findings.
pub struct Templates<'a> {
    pub heading: Heading,
    pub rows: Vec<Template<'a>>,
}

pub struct Template<'a> {
    pub times: String,
    pub units: String,
    pub level: Level,
    pub text: &'a str,
    /// `规则：用语`
    pub findings: Vec<String>,
}

/// What may be a false alarm.
pub struct Doubts<'a> {
    pub heading: Heading,
    pub rows: Vec<Doubt<'a>>,
}

pub struct Doubt<'a> {
    pub rule: &'a str,
    pub title: &'a str,
    pub why: String,
    /// Before the words, the words, after them.
    pub context: [&'a str; 3],
}

/// Replies to learn from.
pub struct Best<'a> {
    pub heading: Heading,
    pub list: Vec<Exemplar<'a>>,
}

pub struct Exemplar<'a> {
    pub source: String,
    pub question: Option<&'a str>,
    pub text: &'a str,
}

/// What people decided.
pub struct Decisions<'a> {
    pub heading: Heading,
    pub summary: String,
    pub rows: Vec<Decision<'a>>,
}

pub struct Decision<'a> {
    pub verdict: &'static str,
    pub title: &'a str,
    pub words: &'a str,
    pub unit: &'a str,
    pub reviewer: &'a str,
    pub reason: &'a str,
    pub date: &'a str,
    pub id: &'a str,
    /// How many replies it holds for.
    pub copies: String,
}

/// Records drawn for people.
pub struct Sample<'a> {
    pub heading: Heading,
    pub how: String,
    pub stratum: &'a str,
    pub rows: Vec<Drawn<'a>>,
}

pub struct Drawn<'a> {
    pub stratum: &'a str,
    pub of: String,
    pub place: &'a str,
    pub record: &'a str,
    pub text: &'a str,
    pub found: String,
}

pub fn templates<'a>(figures: &'a Figures, contents: &mut Contents) -> Option<Templates<'a>> {
    let heading = contents.part("templates", "高频范本", !figures.templates.is_empty())?;
    let finding = |(title, words): &(String, Option<String>)| match words {
        Some(words) => format!("{title}：“{}”", say::clip(words, 40)),
        None => title.clone(),
    };
    let rows = figures.templates.iter().map(|template| Template {
        times: say::count(template.times),
        units: say::count(template.units),
        level: level(template.severity),
        text: &template.text,
        findings: template.findings.iter().map(finding).collect(),
    });
    Some(Templates { heading, rows: rows.collect() })
}

pub fn doubts<'a>(figures: &'a Figures, contents: &mut Contents) -> Option<Doubts<'a>> {
    let heading = contents.part("doubts", "可能误报", !figures.doubtful.is_empty())?;
    let rows = figures.doubtful.iter().map(|doubt| {
        let (before, words, after) = &doubt.context;
        Doubt {
            rule: &doubt.rule,
            title: &doubt.title,
            why: say::doubt(doubt.why),
            context: [before, words, after].map(String::as_str),
        }
    });
    Some(Doubts { heading, rows: rows.collect() })
}

pub fn best<'a>(figures: &'a Figures, contents: &mut Contents) -> Option<Best<'a>> {
    let heading = contents.part("best", "值得学习的答复", !figures.best.is_empty())?;
    let list = figures.best.iter().map(|reply| {
        let unit = say::named(reply.unit.as_deref().unwrap_or_default());
        Exemplar {
            source: format!("{unit} · {}", reply.place),
            question: reply.question.as_deref(),
            text: &reply.text,
        }
    });
    Some(Best { heading, list: list.collect() })
}

pub fn reviewed<'a>(figures: &'a Figures, contents: &mut Contents) -> Option<Decisions<'a>> {
    let list = &figures.reviewed;
    let heading = contents.part("reviewed", "人工核实", !list.is_empty())?;
    let of = |verdict| list.iter().filter(|line| line.verdict == verdict).count();
    let told: Vec<String> = Verdict::ALL
        .iter()
        .map(|&verdict| (verdict, of(verdict)))
        .filter(|&(_, lines)| lines > 0)
        .map(|(verdict, lines)| format!("{}{}处", verdict.name(), say::count(lines as u64)))
        .collect();
    let lost = list.iter().filter(|line| line.title.is_none()).count();
    let mut summary =
        format!("核实表记有{}处：{}。", say::count(list.len() as u64), told.join("、"));
    if lost > 0 {
        summary += &format!("其中{}处在本次读入的记录里没有出现。", say::count(lost as u64));
    }
    Some(Decisions { heading, summary, rows: list.iter().map(decision).collect() })
}

fn decision(line: &Reviewed) -> Decision<'_> {
    Decision {
        verdict: line.verdict.name(),
        title: line.title.as_deref().unwrap_or("本次没有这一处"),
        words: line.words.as_deref().unwrap_or_default(),
        unit: line.unit.as_deref().unwrap_or_default(),
        reviewer: &line.reviewer,
        reason: &line.reason,
        date: &line.date,
        id: &line.id,
        copies: say::copies(line.copies),
    }
}

pub fn sample<'a>(figures: &'a Figures, contents: &mut Contents) -> Option<Sample<'a>> {
    let there = !figures.sample.is_empty() || figures.about.sampling.is_some();
    let heading = contents.part("sample", "抽样", there)?;
    let stratum = figures.about.sampling.as_ref().map_or("层", |how| say::stratum(&how.by));
    let how = figures.about.sampling.as_ref().map(notes::drawn).unwrap_or_default();
    let rows = figures.sample.iter().map(|drawn| Drawn {
        stratum: say::named(&drawn.stratum),
        of: say::count(drawn.of),
        place: &drawn.place,
        record: drawn.record.as_deref().unwrap_or_default(),
        text: &drawn.text,
        found: drawn.found.join("；"),
    });
    Some(Sample { heading, how, stratum, rows: rows.collect() })
}
