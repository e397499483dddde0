//! Figures by rule, with the words that fired, and by article, with its wording.

use liyan_rules::Severity;

use super::contents::{Contents, Heading};
use crate::figures::{Figures, RuleLine};
use crate::report::chart::{self, Svg};
use crate::report::say;
use crate::words;

/// A severity as a small label: its class and its word.
#[derive(Clone, Copy, PartialEq)]
pub struct Level {
    pub class: &'static str,
    pub word: &'static str,
}

pub fn level(severity: Severity) -> Level {
    Level { class: severity.name(), word: words::level(severity) }
}

/// The rules that fired.
pub struct Rules<'a> {
    pub heading: Heading,
    pub rows: Vec<Rule<'a>>,
}

/// One rule.
pub struct Rule<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub message: &'a str,
    pub articles: &'a [String],
    pub basis: &'static str,
    pub level: Level,
    pub findings: String,
    /// How many of them stand at another level than the rule's own.
    pub eased: String,
    pub bar: Svg,
    pub verdicts: [String; 5],
    pub words: Vec<(String, String)>,
    /// How many more words fired than are listed.
    pub more: usize,
}

/// The articles that are touched.
pub struct Articles<'a> {
    pub heading: Heading,
    pub rows: Vec<Article<'a>>,
}

/// One article.
pub struct Article<'a> {
    pub label: &'a str,
    pub text: &'a str,
    pub levels: [String; 3],
    pub upheld: String,
}

/// More words than this are only counted.
const MOST_WORDS: usize = 8;

pub fn rules<'a>(figures: &'a Figures, contents: &mut Contents) -> Option<Rules<'a>> {
    let heading = contents.wanted(
        "rules",
        "规则和用语",
        figures.about.views.rule,
        !figures.by_rule.is_empty(),
    )?;
    let most = figures.by_rule.iter().map(|rule| rule.findings).max().unwrap_or(0);
    Some(Rules { heading, rows: figures.by_rule.iter().map(|line| rule(line, most)).collect() })
}

fn rule(line: &RuleLine, most: u64) -> Rule<'_> {
    Rule {
        id: &line.id,
        title: &line.title,
        message: &line.message,
        articles: &line.articles,
        basis: words::basis(line.basis),
        level: level(line.severity),
        findings: say::count(line.findings),
        eased: say::eased(line),
        bar: chart::bar(line.findings, most),
        verdicts: line.verdicts.map(say::count),
        words: line
            .words
            .iter()
            .take(MOST_WORDS)
            .map(|(word, times)| (say::clip(word, 40), say::count(*times)))
            .collect(),
        more: line.words.len().saturating_sub(MOST_WORDS),
    }
}

pub fn articles<'a>(figures: &'a Figures, contents: &mut Contents) -> Option<Articles<'a>> {
    let heading = contents.wanted(
        "articles",
        "条文",
        figures.about.views.article,
        !figures.by_article.is_empty(),
    )?;
    let rows = figures
        .by_article
        .iter()
        .map(|line| Article {
            label: &line.label,
            text: &line.text,
            levels: line.findings.map(say::count),
            upheld: say::count(line.upheld),
        })
        .collect();
    Some(Articles { heading, rows })
}
