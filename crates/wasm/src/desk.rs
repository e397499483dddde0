//! The packs in use, the record that is being given, and what was found in the last one.

use std::cell::RefCell;
use std::mem;
use std::rc::Rc;

use liyan_rules::{Channel, Checker, Conversation, Finding, Role, Timestamp, Turn, When};
use wasm_bindgen::prelude::*;

use crate::rows;

/// Bits of `facts` in [`check`]. `CLOSES` and `PUBLIC` say that it is known; the bit after each then says what it is.
mod fact {
    /// The last turn is a draft, not sent yet.
    pub const UNSENT: u32 = 1;
    /// The clerk is still writing the draft.
    pub const TYPING: u32 = 1 << 1;
    /// The first turn is known to be where the conversation began.
    pub const FROM_START: u32 = 1 << 2;
    /// Whether the last clerk turn is the last there will be.
    pub const CLOSES: u32 = 1 << 3;
    /// Whether anybody may read it.
    pub const PUBLIC: u32 = 1 << 5;
    /// Findings of rules of stage shadow are wanted too.
    pub const SHADOW: u32 = 1 << 7;
}

/// What one check found, kept for the questions that may follow.
pub(crate) struct Found {
    pub checker: Rc<Checker>,
    pub conversation: Conversation,
    pub record: Option<String>,
    /// As the core has them.
    pub findings: Vec<Finding>,
    /// Which finding each row is of.
    pub order: Vec<usize>,
}

#[derive(Default)]
struct Desk {
    /// By the number that was handed out, counted from 1; a place is used again once its pack is closed.
    packs: Vec<Option<Rc<Checker>>>,
    turns: Vec<Turn>,
    found: Option<Found>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Loads a compiled pack and hands out its number.
///
/// # Errors
/// A string `code: reason` if the bytes are no pack, damaged, or made for another engine.
#[wasm_bindgen]
pub fn open(bytes: &[u8]) -> Result<u32, JsValue> {
    let checker = Checker::from_compiled(bytes)
        .map_err(|error| JsValue::from_str(&format!("{}: {error}", error.code())))?;
    Ok(DESK.with_borrow_mut(|desk| {
        let free = desk.packs.iter().position(Option::is_none).unwrap_or(desk.packs.len());
        desk.packs.resize_with(desk.packs.len().max(free + 1), || None);
        desk.packs[free] = Some(Rc::new(checker));
        rows::narrow(free + 1)
    }))
}

/// Lets go of a pack. Its number may be handed out again.
#[wasm_bindgen]
pub fn close(pack: u32) {
    DESK.with_borrow_mut(|desk| {
        if let Some(place) = desk.packs.get_mut((pack as usize).wrapping_sub(1)) {
            *place = None;
        }
        desk.found = None;
    });
}

/// Gives the next turn of the record that is to be judged: `role` is 0 for the clerk, 1 for the citizen and 2 for the
/// system.
///
/// # Errors
/// A string if `at` is no time as RFC 3339 writes it; then the turns given so far are forgotten.
#[wasm_bindgen]
pub fn turn(role: u32, text: String, at: Option<String>) -> Result<(), JsValue> {
    let role = match role {
        0 => Role::Clerk,
        1 => Role::Citizen,
        _ => Role::System,
    };
    let given = at.as_deref();
    let at = given.and_then(Timestamp::parse);
    DESK.with_borrow_mut(|desk| {
        if given.is_some() && at.is_none() {
            desk.turns.clear();
            return Err(JsValue::from_str("at"));
        }
        desk.turns.push(Turn { role, text, at });
        Ok(())
    })
}

/// Judges the turns given since the last check.
///
/// A row of the answer is six numbers: rule and phrase (indices into the pack), turn, start and end (UTF-16 units of that
/// turn's text; `u32::MAX` where the finding has no place), and flags: bits 0 and 1 the severity (0 suggest, 1 warn, 2
/// block), bit 2 that the article states it in so many words, bit 3 that other places belong to it, for which
/// [`related`](rows::related) is asked. Rows come by turn and place.
///
/// # Errors
/// The string `channel` if there is no channel of that name.
#[wasm_bindgen]
pub fn check(
    pack: u32,
    channel: &str,
    facts: u32,
    matter: Option<String>,
    record: Option<String>,
) -> Result<Vec<u32>, JsValue> {
    DESK.with_borrow_mut(|desk| {
        let turns = mem::take(&mut desk.turns);
        desk.found = None;
        let channel = Channel::from_name(channel).ok_or_else(|| JsValue::from_str("channel"))?;
        let checker = Rc::clone(desk.checker(pack));
        let said = |bit: u32| (facts & bit != 0).then_some(facts & (bit << 1) != 0);
        let conversation = Conversation {
            channel,
            unsent: facts & fact::UNSENT != 0,
            from_start: facts & fact::FROM_START != 0,
            closes: said(fact::CLOSES),
            public: said(fact::PUBLIC),
            matter,
            turns,
        };
        let when = match (conversation.unsent, conversation.closes) {
            (true, _) if facts & fact::TYPING != 0 => When::Typing,
            (false, Some(true)) => When::Closed,
            _ => When::Sending,
        };
        let found = Found::new(checker, conversation, when, record, facts & fact::SHADOW != 0);
        let answer = rows::rows(&found);
        desk.found = Some(found);
        Ok(answer)
    })
}

impl Desk {
    fn checker(&self, pack: u32) -> &Rc<Checker> {
        self.packs[(pack as usize).wrapping_sub(1)].as_ref().expect("a number that was handed out")
    }
}

impl Found {
    fn new(
        checker: Rc<Checker>,
        conversation: Conversation,
        when: When,
        record: Option<String>,
        shadow: bool,
    ) -> Self {
        let mut report = checker.check(&conversation, when);
        let mut findings = report.findings;
        if shadow {
            findings.append(&mut report.shadow);
        }
        // As in a file of findings: by turn and place, equal ones as the core has them.
        let mut order: Vec<usize> = (0..findings.len()).collect();
        order.sort_by_key(|&at| (findings[at].turn, findings[at].span.map(|span| span.start())));
        Self { checker, conversation, record, findings, order }
    }

    /// The finding of one row.
    pub fn finding(&self, row: u32) -> &Finding {
        &self.findings[self.order[row as usize]]
    }
}

/// Asks about one pack.
pub(crate) fn with_pack<T>(pack: u32, ask: impl FnOnce(&Checker) -> T) -> T {
    DESK.with_borrow(|desk| ask(desk.checker(pack)))
}

/// Asks about what the last check found.
pub(crate) fn with_found<T>(ask: impl FnOnce(&Found) -> T) -> T {
    DESK.with_borrow(|desk| ask(desk.found.as_ref().expect("a check before")))
}
