//! The state of one helper, and what each piece of news changes.
//!
//! Every change of the text checks the whole draft again: that costs less than the bookkeeping that would avoid it.

use std::rc::Rc;

use liyan_rules::text::Offsets;
use liyan_rules::{
    ByteSpan, Channel, Checker, Conversation, Finding, Severity, Turn, Utf16Span, When,
};

use super::act::Act;
use super::labels::Lang;
use super::mark::{Counts, Ignored, Mark, Marks};
use super::patch::Patch;
use super::stop::Stop;
use super::task::{Cited, Event, Notice, Task};

/// What the element's attributes say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// How the reply travels.
    pub channel: Channel,
    /// The language of the labels.
    pub lang: Lang,
    /// Whether this reply closes the conversation.
    pub closing: bool,
    /// Which conversation this is, as the portal counts.
    pub conversation_id: Option<String>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// The field holds this text now.
    Text(String, Utf16Span),
    /// The caret or the selection moved.
    Caret(Utf16Span),
    /// An input method began to compose at the caret.
    ComposeStart,
    /// It is done; this is the text now.
    ComposeEnd(String, Utf16Span),
    /// There is another field, or none.
    Field {
        /// Its text.
        text: String,
        /// Its caret.
        caret: Utf16Span,
        /// Whether its text can not be marked in place.
        overlaid: bool,
    },
    /// The attributes changed.
    Settings(Settings),
    /// The messages before the draft.
    History(Vec<Turn>),
    /// A change that was asked for was made.
    Replaced {
        /// The change.
        patch: Patch,
        /// The rule whose fix it was.
        rule: String,
        /// Which of its fixes.
        fix: usize,
    },
    /// A change that was asked for could not be made, and nothing was changed.
    NotReplaced(Notice),
    /// The clerk did something.
    Act(Act),
}

/// What is known of one draft.
pub struct State {
    pub(super) checker: Rc<Checker>,
    pub(super) settings: Settings,
    /// The history, and the draft as its last turn.
    pub(super) conversation: Conversation,
    pub(super) marks: Marks,
    pub(super) caret: Utf16Span,
    /// Where the composition began that is going on.
    pub(super) composing: Option<usize>,
    /// The finding and the fix that wait for confirmation.
    pub(super) asked: Option<(usize, usize)>,
    pub(super) notice: Option<Notice>,
    pub(super) stop: Option<Stop>,
    /// Whether the field's text can not be marked in place.
    pub(super) overlaid: bool,
    /// Whether the clerk asked for the whole list.
    pub(super) lists_all: bool,
    /// Chosen by the clerk; holds until the caret or the text changes.
    picked: Option<usize>,
    ignored: Vec<Ignored>,
    /// Whether Tab walks from slot to slot.
    walking: bool,
    /// Whether this very text may pass: the clerk gave a reason.
    cleared: bool,
    when: When,
    told: Counts,
}

impl State {
    /// A helper without a draft.
    pub fn new(checker: Rc<Checker>, settings: Settings) -> Self {
        Self {
            checker,
            conversation: Conversation {
                closes: settings.closing.then_some(true),
                ..Conversation::draft(settings.channel, "")
            },
            settings,
            marks: Marks::default(),
            caret: Utf16Span::new(0, 0),
            composing: None,
            asked: None,
            notice: None,
            stop: None,
            overlaid: true,
            lists_all: false,
            picked: None,
            ignored: Vec::new(),
            walking: false,
            cleared: false,
            when: When::Typing,
            told: Counts::default(),
        }
    }

    /// The draft.
    pub fn text(&self) -> &str {
        self.conversation.turns.last().map_or("", |turn| turn.text.as_str())
    }

    /// Whether a send waits for the clerk's decision.
    pub fn is_stopped(&self) -> bool {
        self.stop.is_some()
    }

    /// Whether an input method composes.
    pub fn is_composing(&self) -> bool {
        self.composing.is_some()
    }

    /// The marks for a text that can be marked in place: start, end (UTF-16 units), severity (0 to 2) and 1 for the
    /// selected one. While an input method composes, one that begins at the caret is left out: it would take in what
    /// is composed.
    pub fn rows(&self) -> Vec<u32> {
        let selected = self.selected();
        let row = |(index, mark): (usize, &Mark)| {
            let span = mark.span.filter(|span| self.composing != Some(span.start()))?;
            let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let severity = mark.finding.severity as u32;
            Some([
                place(span.start()),
                place(span.end()),
                severity,
                u32::from(selected == Some(index)),
            ])
        };
        self.marks.shown.iter().enumerate().filter_map(row).flatten().collect()
    }

    /// Takes a piece of news and says what is to be done.
    pub fn take(&mut self, news: News) -> Vec<Task> {
        let mut tasks = Vec::new();
        match news {
            News::Text(..) | News::Caret(_) if self.composing.is_some() => {}
            News::Text(text, caret) => self.read(text, caret),
            News::Caret(caret) => self.place(caret),
            News::ComposeStart => self.composing = Some(self.caret.start()),
            News::ComposeEnd(text, caret) => {
                self.composing = None;
                self.read(text, caret);
            }
            News::Field { text, caret, overlaid } => {
                self.composing = None;
                self.overlaid = overlaid;
                self.read(text, caret);
            }
            News::Settings(settings) => self.set(settings),
            News::History(history) => {
                let draft = self.text().to_owned();
                self.conversation =
                    Conversation::draft_after(self.settings.channel, history, draft);
                self.conversation.closes = self.settings.closing.then_some(true);
                self.check(self.when);
            }
            News::Replaced { patch, rule, fix } => {
                self.walking = patch.has_slots;
                self.place(patch.select);
                tasks.push(Task::Emit(Event::Fixed { rule, fix }));
            }
            News::NotReplaced(notice) => self.notice = Some(notice),
            // To select or to insert would break off what is being composed.
            News::Act(_) if self.composing.is_some() => self.notice = Some(Notice::Composing),
            News::Act(act) => self.act(act, &mut tasks),
        }
        let counts = self.marks.counts();
        if self.told != counts {
            self.told = counts;
            tasks.push(Task::Emit(Event::Findings(counts)));
        }
        tasks
    }

    /// Judges by another pack from now on. What was said about the last one's findings no longer holds.
    pub fn judge_by(&mut self, checker: Rc<Checker>) -> Vec<Task> {
        self.checker = checker;
        self.forget();
        self.cleared = false;
        self.stop = None;
        self.check(self.when);
        self.take(News::Caret(self.caret))
    }

    /// Whether a send of this text is to be stopped. An Enter that may only mean a new line says so.
    pub fn weigh(&mut self, text: String, may_be_newline: bool) -> (bool, Vec<Task>) {
        // Who sends is done composing, whatever the input method tells later.
        self.composing = None;
        let mut tasks = self.take(News::Text(text, self.caret));
        if self.cleared {
            return (false, tasks);
        }
        let when = if self.settings.closing { When::Closed } else { When::Sending };
        let found = self.checker.check(&self.conversation, when).shown();
        let blocking: Vec<_> =
            found.iter().filter(|finding| finding.severity == Severity::Block).collect();
        if blocking.is_empty() {
            return (false, tasks);
        }
        let findings: Vec<_> = blocking.into_iter().map(|finding| self.cite(finding)).collect();
        self.check(when);
        if self.stop.is_none() {
            tasks.push(Task::Emit(Event::Blocked(findings.clone())));
        }
        self.stop = Some(Stop { findings, may_be_newline });
        tasks.push(Task::FocusGate);
        (true, tasks)
    }

    /// Whether `act` can be done now. A key whose act can not is the page's.
    pub fn wants(&self, act: &Act) -> bool {
        let selected = || self.selected().and_then(|index| self.marks.shown.get(index));
        match act {
            Act::Next | Act::Previous => !self.marks.shown.is_empty(),
            Act::FixSelected(fix) => selected()
                .is_some_and(|mark| *fix < mark.fixes(&self.checker, &self.conversation).len()),
            Act::IgnoreSelected => selected().is_some_and(|mark| mark.may_be_ignored()),
            Act::NextSlot | Act::PreviousSlot => self.walking && self.slots().next().is_some(),
            Act::Cancel => self.asked.is_some() || (self.walking && self.slots().next().is_some()),
            _ => true,
        }
    }

    /// The finding that keys act upon: the one picked, else the one at the caret, else the first of the gravest.
    pub fn selected(&self) -> Option<usize> {
        let marks = &self.marks;
        self.picked.or_else(|| marks.at(self.caret)).or_else(|| marks.gravest(|_| true))
    }

    /// Whether Tab walks from slot to slot now.
    pub fn walks(&self) -> bool {
        self.wants(&Act::NextSlot)
    }

    /// The open slots, in reading order.
    pub(super) fn slots(&self) -> impl DoubleEndedIterator<Item = Utf16Span> {
        self.marks
            .shown
            .iter()
            .filter(|mark| mark.is_slot(&self.checker))
            .filter_map(|mark| mark.span)
    }

    fn cite(&self, finding: &Finding) -> Cited {
        let rule = self.checker.rule(finding.rule);
        let articles = self.checker.citations(rule).map(|source| source.id.clone()).collect();
        Cited { rule: rule.id.clone(), articles }
    }

    fn read(&mut self, text: String, caret: Utf16Span) {
        if text == self.text() {
            return self.place(caret);
        }
        if text.is_empty() {
            self.forget();
        }
        if let Some(draft) = self.conversation.turns.last_mut() {
            draft.text = text;
        }
        self.caret = caret;
        self.cleared = false;
        self.stop = None;
        self.check(When::Typing);
    }

    /// Checks the draft; what was only chosen or asked for does not outlive that.
    fn check(&mut self, when: When) {
        self.when = when;
        self.picked = None;
        self.asked = None;
        self.notice = None;
        self.marks = Marks::of(&self.checker, &self.conversation, when, &self.ignored);
    }

    fn place(&mut self, caret: Utf16Span) {
        if self.caret != caret {
            self.caret = caret;
            self.picked = None;
            self.asked = None;
        }
    }

    fn set(&mut self, settings: Settings) {
        if settings.conversation_id != self.settings.conversation_id {
            self.forget();
            self.cleared = false;
            self.stop = None;
            self.when = When::Typing;
        }
        self.conversation.channel = settings.channel;
        self.conversation.closes = settings.closing.then_some(true);
        self.settings = settings;
        self.check(self.when);
    }

    /// A new draft begins: what was said about the last one no longer holds.
    fn forget(&mut self) {
        self.ignored.clear();
        self.walking = false;
        self.lists_all = false;
    }

    fn act(&mut self, act: Act, tasks: &mut Vec<Task>) {
        match act {
            Act::Pick(mark) => self.pick(mark, tasks),
            Act::Next => self.step(1, tasks),
            Act::Previous => self.step(-1, tasks),
            Act::Fix { mark, fix } => self.fix(mark, fix, tasks),
            Act::FixSelected(fix) => {
                if let Some(mark) = self.selected() {
                    self.fix(mark, fix, tasks);
                }
            }
            Act::Ignore(mark) => self.ignore(mark, tasks),
            Act::IgnoreSelected => {
                if let Some(mark) = self.selected() {
                    self.ignore(mark, tasks);
                }
            }
            Act::Restore => {
                self.ignored.clear();
                self.check(self.when);
                tasks.push(Task::FocusField);
            }
            Act::ListAll => {
                self.lists_all = true;
                tasks.push(Task::FocusField);
            }
            Act::Cancel => {
                if self.asked.take().is_none() {
                    self.walking = false;
                }
                tasks.push(Task::FocusField);
            }
            Act::NextSlot => {
                let after = self.slots().find(|slot| slot.start() > self.caret.start());
                self.select(after.or_else(|| self.slots().next()), tasks);
            }
            Act::PreviousSlot => {
                let before = self.slots().rfind(|slot| slot.start() < self.caret.start());
                self.select(before.or_else(|| self.slots().next_back()), tasks);
            }
            Act::Return => {
                self.stop = None;
                self.picked = self.marks.gravest(|_| true);
                tasks.push(Task::FocusField);
            }
            Act::OnlyNewline => {
                self.stop = None;
                tasks.extend([Task::FocusField, Task::Newline]);
            }
            Act::SendAnyway(reason, note) => {
                if let Some(stop) = self.stop.take() {
                    self.cleared = true;
                    let note = Some(note.trim().to_owned()).filter(|note| !note.is_empty());
                    let told = Event::SentAnyway { reason, note, findings: stop.findings };
                    tasks.extend([Task::FocusField, Task::Emit(told), Task::Replay]);
                }
            }
        }
    }

    fn pick(&mut self, mark: usize, tasks: &mut Vec<Task>) {
        let Some(found) = self.marks.shown.get(mark) else { return };
        let span = found.span;
        self.select(span, tasks);
        self.picked = Some(mark);
        self.asked = None;
    }

    fn step(&mut self, by: isize, tasks: &mut Vec<Task>) {
        let (count, Some(selected)) = (self.marks.shown.len(), self.selected()) else { return };
        self.pick((selected + count).saturating_add_signed(by) % count, tasks);
    }

    /// Selects a part of the field. Known here at once: the browser tells of a moved caret only later.
    fn select(&mut self, span: Option<Utf16Span>, tasks: &mut Vec<Task>) {
        if let Some(span) = span {
            self.place(span);
        }
        tasks.push(span.map_or(Task::FocusField, Task::Select));
    }

    fn fix(&mut self, mark: usize, fix: usize, tasks: &mut Vec<Task>) {
        let Some(found) = self.marks.shown.get(mark) else { return };
        let Some(wanted) = found.fixes(&self.checker, &self.conversation).get(fix) else { return };
        self.notice = None;
        if !wanted.safe && self.asked != Some((mark, fix)) {
            self.picked = Some(mark);
            self.asked = Some((mark, fix));
            return;
        }
        let rule = self.checker.rule(found.finding.rule).id.clone();
        if let Some(patch) = Patch::new(self.text(), wanted, self.caret) {
            tasks.push(Task::Replace { patch, rule, fix });
        }
        self.asked = None;
    }

    fn ignore(&mut self, mark: usize, tasks: &mut Vec<Task>) {
        let Some(found) = self.marks.shown.get(mark).filter(|found| found.may_be_ignored()) else {
            return;
        };
        self.ignored.push(found.ignorable());
        self.check(self.when);
        tasks.push(Task::FocusField);
    }

    /// Where the marks are in the draft's own bytes, but for those behind the caret while an input method composes:
    /// what it types would push them off their words.
    pub(super) fn standing(&self) -> impl Iterator<Item = (usize, ByteSpan)> {
        let offsets = Offsets::new(self.text());
        let until =
            self.composing.map(|at| offsets.bytes_from_utf16(Utf16Span::new(at, at)).start());
        let placed = self.marks.shown.iter().enumerate();
        placed
            .filter_map(|(index, mark)| Some((index, mark.finding.span?)))
            .filter(move |(_, span)| until.is_none_or(|until| span.end() <= until))
    }
}
