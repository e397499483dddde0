//! A finding as the page shows it.

use std::cell::OnceCell;

use liyan_rules::text::Offsets;
use liyan_rules::{
    Checker, Conversation, Finding, Fix, Kind, RuleIndex, Severity, Utf16Span, When,
};

/// A finding, with its place as the field counts.
pub struct Mark {
    /// The finding.
    pub finding: Finding,
    /// Its place; none where it is about something absent.
    pub span: Option<Utf16Span>,
    /// The words at that place.
    pub words: String,
    fixes: OnceCell<Vec<Fix>>,
}

impl Mark {
    /// Ways to mend it, made when first asked for. `conversation` is the one that was checked.
    pub fn fixes(&self, checker: &Checker, conversation: &Conversation) -> &[Fix] {
        self.fixes.get_or_init(|| checker.fixes(conversation, &self.finding))
    }

    /// Whether it is a slot that waits to be filled.
    pub fn is_slot(&self, checker: &Checker) -> bool {
        checker.rule(self.finding.rule).kind == Kind::Slot
    }

    /// What is ignored when this is: the same rule for the same words, wherever they stand in the draft.
    pub fn ignorable(&self) -> Ignored {
        (self.finding.rule, self.words.clone())
    }

    /// Whether only pointing out is meant, so that the clerk may set it aside.
    pub fn may_be_ignored(&self) -> bool {
        self.finding.severity < Severity::Block
    }
}

/// A rule and the words that it no longer speaks of in this draft.
pub type Ignored = (RuleIndex, String);

/// Everything that one check of the whole draft found.
#[derive(Default)]
pub struct Marks {
    /// What is shown, in reading order.
    pub shown: Vec<Mark>,
    /// How many the clerk set aside.
    pub ignored: usize,
}

impl Marks {
    /// Checks the draft that is the last turn of `conversation`.
    pub fn of(
        checker: &Checker,
        conversation: &Conversation,
        when: When,
        ignored: &[Ignored],
    ) -> Self {
        let draft = conversation.turns.last().map_or("", |turn| turn.text.as_str());
        let offsets = Offsets::new(draft);
        let found = checker.check(conversation, when).shown();
        let all = found.into_iter().map(|finding| Mark {
            span: finding.span.map(|span| offsets.utf16(span)),
            words: finding.span.map_or_else(String::new, |span| span.of(draft).to_owned()),
            finding,
            fixes: OnceCell::new(),
        });
        let mut marks = Self::default();
        for mark in all {
            if mark.may_be_ignored() && ignored.contains(&mark.ignorable()) {
                marks.ignored += 1;
            } else {
                marks.shown.push(mark);
            }
        }
        marks
    }

    /// How many of each severity.
    pub fn counts(&self) -> Counts {
        let count =
            |severity| self.shown.iter().filter(|mark| mark.finding.severity == severity).count();
        Counts {
            block: count(Severity::Block),
            warn: count(Severity::Warn),
            suggest: count(Severity::Suggest),
        }
    }

    /// The mark that the caret is at: the one that it selects exactly, else the gravest and then the first around it.
    pub fn at(&self, caret: Utf16Span) -> Option<usize> {
        let exact =
            self.shown.iter().position(|mark| !caret.is_empty() && mark.span == Some(caret));
        exact.or_else(|| {
            let around = |mark: &Mark| {
                mark.span.is_some_and(|span| {
                    span.start() <= caret.start() && caret.start() <= span.end()
                })
            };
            self.gravest(around)
        })
    }

    /// The first among the gravest that `fits`.
    pub fn gravest(&self, fits: impl Fn(&Mark) -> bool) -> Option<usize> {
        let fitting = self.shown.iter().enumerate().filter(|(_, mark)| fits(mark));
        fitting.rev().max_by_key(|(_, mark)| mark.finding.severity).map(|(index, _)| index)
    }
}

/// How many findings of each severity are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Must be changed.
    pub block: usize,
    /// Better changed.
    pub warn: usize,
    /// May be changed.
    pub suggest: usize,
}
