//! What there is to see, as plain data: made from the state, turned into elements by the view.

use std::rc::Rc;

use liyan_rules::{Basis, Severity};

use super::labels::{Label, Lang};
use super::mark::Mark;
use super::paragraphs::{Paragraph, Tint, cut};
use super::state::State;
use super::task::Notice;

/// Up to here every finding names its articles; of a longer list only the selected one does.
const ALL_OPEN: usize = 5;
/// How many findings are listed at first, around the selected one: who sees a long list reads none of it.
const LISTED: usize = 3;
/// How many at most, once all were asked for.
const LISTED_ALL: usize = 40;

/// Everything that is seen of one helper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    /// The language of the labels.
    pub lang: Lang,
    /// The draft with its marks.
    pub paragraphs: Rc<[Paragraph]>,
    /// How things stand.
    pub phase: Phase,
    /// That in one line.
    pub headline: String,
    /// The title of the pack.
    pub pack: String,
    /// Where the pack's text comes from.
    pub notice: String,
    /// The findings listed, in reading order.
    pub cards: Vec<Rc<Card>>,
    /// How many findings are not listed.
    pub unlisted: usize,
    /// Whether asking would list more.
    pub may_list_all: bool,
    /// Lines below the list: slots to fill, why a fix was not applied.
    pub remarks: Vec<String>,
    /// How many findings the clerk set aside.
    pub ignored: usize,
    /// The gate, while a send is stopped.
    pub gate: Option<Rc<GateModel>>,
}

/// How things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// There is no draft.
    Quiet,
    /// There is nothing to say about it.
    Clear,
    /// There is.
    Found,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// What tells it from the others as the list changes: the rule, the words, and which of equals it is.
    pub key: String,
    /// Its place in the list of marks.
    pub index: usize,
    /// How grave.
    pub severity: Severity,
    /// The marked words; empty where the finding is about something absent.
    pub words: String,
    /// What is wrong and what to do.
    pub message: String,
    /// 条文明列 or 由条文推及.
    pub basis: &'static str,
    /// 生, 冷, 硬, 顶 …
    pub category: Option<String>,
    /// The articles that the rule cites.
    pub articles: Vec<Article>,
    /// Ways to mend it; only the selected one offers them, so that the whole list stays in sight.
    pub fixes: Vec<FixButton>,
    /// Whether keys act upon it.
    pub selected: bool,
    /// Whether its articles are shown.
    pub open: bool,
    /// Whether it may be set aside.
    pub may_be_ignored: bool,
}

/// An article that a rule cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// 第十一条.
    pub label: String,
    /// Its words.
    pub text: String,
}

/// A way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixButton {
    /// What it does, in a few words.
    pub label: String,
    /// The wording that it brings.
    pub words: String,
    /// The digit that applies it, up to 9.
    pub key: Option<usize>,
    /// Whether it was asked for and waits to be confirmed.
    pub asks: bool,
}

/// What the gate shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateModel {
    /// What it says first.
    pub title: String,
    /// What stopped the send.
    pub stopped_by: Vec<Stopped>,
    /// Whether an Enter was stopped that may only have meant a new line.
    pub may_be_newline: bool,
}

/// One finding at the gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// The marked words.
    pub words: String,
    /// What is wrong and what to do.
    pub message: String,
    /// 条文明列 or 由条文推及, and the articles.
    pub ground: String,
}

impl Model {
    /// What there is to see now.
    pub fn of(state: &State) -> Self {
        let lang = state.settings.lang;
        let shown = &state.marks.shown;
        let selected = state.selected();
        let phase = match (shown.is_empty(), state.text().trim().is_empty()) {
            (false, _) => Phase::Found,
            (true, true) => Phase::Quiet,
            (true, false) => Phase::Clear,
        };
        let count = if state.lists_all { LISTED_ALL } else { LISTED };
        let unlisted = shown.len().saturating_sub(count);
        let first = selected.unwrap_or(0).saturating_sub(count / 2).min(unlisted);
        let listed = shown.iter().enumerate().skip(first).take(count);
        let pack = state.checker.pack();
        Self {
            lang,
            paragraphs: paragraphs(state, selected).into(),
            phase,
            headline: headline(state, phase),
            pack: pack.title.clone(),
            notice: pack.notice.clone(),
            cards: listed
                .map(|(index, mark)| Rc::new(card(state, index, mark, selected == Some(index))))
                .collect(),
            unlisted,
            may_list_all: unlisted > 0 && !state.lists_all,
            remarks: remarks(state),
            ignored: state.marks.ignored,
            gate: state.stop.as_ref().map(|stop| Rc::new(gate(state, stop.may_be_newline))),
        }
    }
}

/// Nothing where the text itself is marked.
fn paragraphs(state: &State, selected: Option<usize>) -> Vec<Paragraph> {
    if !state.overlaid {
        return Vec::new();
    }
    let tint = |index: usize| Tint {
        severity: state.marks.shown[index].finding.severity,
        selected: selected == Some(index),
    };
    let marks: Vec<_> = state.standing().map(|(index, span)| (span, tint(index))).collect();
    cut(state.text(), &marks)
}

fn headline(state: &State, phase: Phase) -> String {
    let lang = state.settings.lang;
    match phase {
        Phase::Quiet => Label::Quiet.text(lang).to_owned(),
        Phase::Clear => Label::Clear.text(lang).to_owned(),
        Phase::Found => {
            let counts = state.marks.counts();
            let rows = [
                (counts.block, Label::BlockCount),
                (counts.warn, Label::WarnCount),
                (counts.suggest, Label::SuggestCount),
            ];
            let parts: Vec<_> = rows
                .into_iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, label)| label.with_count(lang, count))
                .collect();
            parts.join(Label::Comma.text(lang))
        }
    }
}

fn remarks(state: &State) -> Vec<String> {
    let lang = state.settings.lang;
    let notice = state.notice.map(|notice| match notice {
        Notice::Locked => Label::Locked,
        Notice::NoRoom => Label::NoRoom,
        Notice::Refused => Label::Refused,
        Notice::Changed => Label::Changed,
        Notice::Composing => Label::Composing,
    });
    let mut remarks = Vec::new();
    remarks.extend(notice.map(|label| label.text(lang).to_owned()));
    if state.walks() {
        remarks.push(Label::Slots.with_count(lang, state.slots().count()));
    }
    remarks
}

fn basis(basis: Basis, lang: Lang) -> &'static str {
    match basis {
        Basis::Stated => Label::Stated.text(lang),
        Basis::Inferred => Label::Inferred.text(lang),
    }
}

fn card(state: &State, index: usize, mark: &Mark, selected: bool) -> Card {
    let rule = state.checker.rule(mark.finding.rule);
    let open = selected || state.marks.shown.len() <= ALL_OPEN;
    let fixes = if selected { mark.fixes(&state.checker, &state.conversation) } else { &[] };
    let button = |(place, fix): (usize, &liyan_rules::Fix)| FixButton {
        label: fix.label.clone(),
        words: fix.edits.iter().map(|edit| edit.insert.as_str()).collect(),
        key: (place < 9).then_some(place + 1),
        asks: state.asked == Some((index, place)),
    };
    let article = |source: &liyan_rules::Source| Article {
        label: source.label.clone(),
        text: source.text.clone(),
    };
    let same = |other: &&Mark| other.ignorable() == mark.ignorable();
    let ordinal = state.marks.shown[..index].iter().filter(same).count();
    Card {
        key: format!("{}/{}/{ordinal}", rule.id, mark.words),
        index,
        severity: mark.finding.severity,
        words: mark.words.clone(),
        message: rule.message.clone(),
        basis: basis(rule.basis, state.settings.lang),
        category: state.checker.category_label(rule).map(str::to_owned),
        articles: state.checker.citations(rule).map(article).collect(),
        fixes: fixes.iter().enumerate().map(button).collect(),
        selected,
        open,
        may_be_ignored: mark.may_be_ignored(),
    }
}

fn gate(state: &State, may_be_newline: bool) -> GateModel {
    let lang = state.settings.lang;
    let blocks = state.marks.shown.iter().filter(|mark| mark.finding.severity == Severity::Block);
    let stopped = |mark: &Mark| {
        let rule = state.checker.rule(mark.finding.rule);
        let mut ground = vec![basis(rule.basis, lang)];
        ground.extend(state.checker.citations(rule).map(|source| source.label.as_str()));
        Stopped {
            words: mark.words.clone(),
            message: rule.message.clone(),
            ground: ground.join(Label::Comma.text(lang)),
        }
    };
    GateModel {
        title: Label::GateTitle.with_count(lang, state.marks.counts().block),
        stopped_by: blocks.map(stopped).collect(),
        may_be_newline,
    }
}
