//! The gravest conversations: what was said, with the words marked, what was found in it, and what the standard says.

use std::cmp::Reverse;

use liyan_rules::{Role, Severity};

use super::contents::{Contents, Heading};
use super::rules::{Level, level};
use crate::figures::{Case, CaseMark, CaseTurn, Figures, Verdict};
use crate::report::say;

/// The cases.
pub struct Cases<'a> {
    pub heading: Heading,
    pub list: Vec<Told<'a>>,
}

/// One case.
pub struct Told<'a> {
    pub number: usize,
    pub title: &'a str,
    pub facts: Vec<String>,
    pub turns: Vec<Turn<'a>>,
    /// Label and words of the articles that its findings stand on.
    pub articles: Vec<(&'a str, &'a str)>,
}

/// One turn.
pub struct Turn<'a> {
    /// Turns that were left out before it.
    pub gap: Option<String>,
    pub class: &'static str,
    pub role: &'static str,
    pub pieces: Vec<Piece>,
    pub notes: Vec<Note<'a>>,
}

/// A stretch of a turn's text under the same marks.
#[derive(Debug, PartialEq)]
pub struct Piece {
    pub text: String,
    /// The class of the gravest mark on it.
    pub class: Option<&'static str>,
    /// Numbers of the marks that end with it.
    pub ends: Vec<usize>,
}

/// What was found.
pub struct Note<'a> {
    pub number: usize,
    pub level: Level,
    pub title: &'a str,
    pub message: &'a str,
    pub articles: &'a [String],
    pub verdict: &'static str,
    /// That the verdict holds for more replies than this one; may be empty.
    pub copies: String,
    pub wordings: &'a [String],
    /// Something is missing, so no words are marked.
    pub absent: bool,
    pub id: &'a str,
}

pub fn cases<'a>(figures: &'a Figures, contents: &mut Contents) -> Option<Cases<'a>> {
    let heading = contents.part("cases", "典型会话", !figures.cases.is_empty())?;
    let list = figures.cases.iter().enumerate().map(|(at, case)| told(at + 1, case, figures));
    Some(Cases { heading, list: list.collect() })
}

fn told<'a>(number: usize, case: &'a Case, figures: &'a Figures) -> Told<'a> {
    let mut facts = vec![say::channel(case.channel).to_owned()];
    facts.extend(case.at.iter().cloned());
    // Whatever the figures say: only what a person upheld names anyone.
    let marks = || case.turns.iter().flat_map(|turn| &turn.marks);
    if marks().any(|mark| mark.verdict == Verdict::Upheld) {
        facts.extend(case.clerk.iter().map(|clerk| format!("人员 {clerk}")));
    }
    facts.push(case.place.clone());
    facts.extend(case.record.iter().map(|record| format!("编号 {}", record)));
    let mut labels: Vec<&str> = Vec::new();
    for label in marks().flat_map(|mark| &mark.articles) {
        if !labels.contains(&label.as_str()) {
            labels.push(label);
        }
    }
    // In the order of the standard.
    let cited =
        figures.by_article.iter().filter(|article| labels.contains(&article.label.as_str()));
    let mut noted = 0;
    let mut before = None;
    let turns = case.turns.iter().map(|turn| {
        let left_out = gap(before.replace(turn.number), turn.number);
        turn_of(turn, left_out, &mut noted)
    });
    Told {
        number,
        title: say::named(case.unit.as_deref().unwrap_or_default()),
        facts,
        turns: turns.collect(),
        articles: cited.map(|line| (line.label.as_str(), line.text.as_str())).collect(),
    }
}

/// Which turns were left out before this one.
fn gap(before: Option<usize>, number: usize) -> Option<String> {
    let first = before.map_or(1, |before| before.saturating_add(1));
    match number.checked_sub(first) {
        None | Some(0) => None,
        Some(1) => Some(format!("略去第{first}句")),
        Some(_) => Some(format!("略去第{first}至{}句", number - 1)),
    }
}

fn turn_of<'a>(turn: &'a CaseTurn, gap: Option<String>, noted: &mut usize) -> Turn<'a> {
    let first = *noted + 1;
    *noted += turn.marks.len();
    Turn {
        gap,
        class: match turn.role {
            Role::Clerk => "clerk",
            Role::Citizen => "citizen",
            Role::System => "system",
        },
        role: say::role(turn.role),
        pieces: pieces(&turn.text, &turn.marks, first),
        notes: turn.marks.iter().enumerate().map(|(at, mark)| note(first + at, mark)).collect(),
    }
}

fn note(number: usize, mark: &CaseMark) -> Note<'_> {
    Note {
        number,
        level: level(mark.severity),
        title: &mark.title,
        message: &mark.message,
        articles: &mark.articles,
        verdict: mark.verdict.name(),
        copies: say::copies(mark.copies),
        wordings: &mark.wordings,
        absent: mark.span.is_none(),
        id: &mark.id,
    }
}

/// Cuts a text where marks begin and end. Marks may overlap, lie within each other and reach over the end.
fn pieces(text: &str, marks: &[CaseMark], first: usize) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let spans: Vec<(usize, usize, usize, Severity)> = marks
        .iter()
        .enumerate()
        .filter_map(|(at, mark)| mark.span.map(|span| (at, span, mark.severity)))
        .map(|(at, (start, end), severity)| {
            (first + at, start.min(chars.len()), end.min(chars.len()), severity)
        })
        .filter(|(_, start, end, _)| start < end)
        .collect();
    let mut cuts: Vec<usize> = spans.iter().flat_map(|span| [span.1, span.2]).collect();
    cuts.extend([0, chars.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|cut| {
            let over = spans.iter().filter(|span| span.1 <= cut[0] && span.2 >= cut[1]);
            let mut ends: Vec<_> =
                spans.iter().filter(|span| span.2 == cut[1]).map(|span| span.0).collect();
            ends.sort_unstable();
            Piece {
                text: chars[cut[0]..cut[1]].iter().collect(),
                class: over.min_by_key(|span| Reverse(span.3)).map(|span| span.3.name()),
                ends,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(span: Option<(usize, usize)>, severity: Severity) -> CaseMark {
        CaseMark {
            id: String::new(),
            span,
            severity,
            title: String::new(),
            message: String::new(),
            articles: Vec::new(),
            verdict: Verdict::Pending,
            copies: 1,
            wordings: Vec::new(),
        }
    }

    fn cut(text: &str, marks: &[CaseMark]) -> Vec<(String, Option<&'static str>, Vec<usize>)> {
        pieces(text, marks, 1).into_iter().map(|p| (p.text, p.class, p.ends)).collect()
    }

    #[test]
    fn a_mark_within_another_is_seen_and_the_gravest_gives_the_colour() {
        let marks = [mark(Some((0, 4)), Severity::Warn), mark(Some((1, 2)), Severity::Block)];
        let told = cut("甲😀丙丁戊", &marks);
        let want = [
            ("甲", Some("warn"), vec![]),
            ("😀", Some("block"), vec![2]),
            ("丙丁", Some("warn"), vec![1]),
            ("戊", None, vec![]),
        ];
        assert_eq!(told, want.map(|(text, class, ends)| (text.to_owned(), class, ends)));
    }

    #[test]
    fn marks_beyond_the_text_backwards_or_of_nothing_do_no_harm() {
        let spans = [Some((2, 99)), Some((7, 9)), Some((3, 1)), Some((1, 1)), None];
        let marks = spans.map(|span| mark(span, Severity::Suggest));
        let told = cut("甲乙丙", &marks);
        assert_eq!(told.iter().map(|piece| piece.0.as_str()).collect::<String>(), "甲乙丙");
        assert_eq!(told.last(), Some(&("丙".to_owned(), Some("suggest"), vec![1])));
        assert!(cut("", &marks).is_empty());
    }

    #[test]
    fn turns_that_were_left_out_are_named() {
        assert_eq!(gap(None, 1), None);
        assert_eq!(gap(Some(2), 4).as_deref(), Some("略去第3句"));
        assert_eq!(gap(None, 5).as_deref(), Some("略去第1至4句"));
        assert_eq!(gap(Some(4), 2), None);
    }
}
