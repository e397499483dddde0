//! The checker without any user interface: flat rows of numbers, for tests of equality and for measurements.

use std::cell::OnceCell;
use std::rc::Rc;

use liyan_rules::text::Offsets;
use liyan_rules::{Basis, Channel, Checker, Conversation, Severity, When};
use wasm_bindgen::prelude::*;

/// The hash of the pack that ships, as it was when this crate was built. It lies beside the module as a file of its own, so
/// that either can grow and be cached without the other.
const SHIPPED: &str = include_str!(concat!(env!("OUT_DIR"), "/pack-hash"));

/// Stands where a finding has no place of its own.
const NOWHERE: u32 = u32::MAX;

thread_local! {
    static CHECKER: OnceCell<Rc<Checker>> = const { OnceCell::new() };
}

/// Takes the pack that ships, once a page.
///
/// # Errors
/// If it is not the pack that this module was built with.
#[wasm_bindgen(js_name = takeShipped)]
pub fn take_shipped(bytes: &[u8]) -> Result<(), JsError> {
    let checker =
        Checker::from_compiled(bytes).map_err(|error| JsError::new(&error.to_string()))?;
    if checker.pack().hash != SHIPPED {
        return Err(JsError::new("another pack than the one that ships"));
    }
    CHECKER.with(|cell| cell.set(Rc::new(checker))).map_err(|_| JsError::new("taken already"))
}

/// The checker of the pack that ships.
///
/// # Errors
/// If that was not taken yet.
pub fn shipped() -> Result<Rc<Checker>, JsError> {
    CHECKER.with(|cell| cell.get().cloned()).ok_or_else(|| JsError::new("no pack was taken"))
}

/// Judges `text` as a chat draft that is about to be sent. Six numbers a finding: rule and phrase (indices into the
/// pack), turn, start, end (UTF-16 units; `u32::MAX` where it has no place) and flags (bits 0 and 1: the severity, 0
/// suggest to 2 block; bit 2: stated).
///
/// # Errors
/// If the pack that ships was not taken yet.
#[wasm_bindgen(js_name = checkRows)]
pub fn check_rows(text: &str) -> Result<Vec<u32>, JsError> {
    let checker = shipped()?;
    Ok(rows(&checker, text))
}

fn rows(checker: &Checker, text: &str) -> Vec<u32> {
    let draft = Conversation::draft(Channel::Chat, text);
    let report = checker.check(&draft, When::Sending);
    let offsets = Offsets::new(text);
    let mut rows = Vec::with_capacity(report.findings.len() * 6);
    for finding in &report.findings {
        let span = finding.span.map(|span| offsets.utf16(span));
        let place = |at: Option<usize>| at.map_or(NOWHERE, narrow);
        let rule = checker.rule(finding.rule);
        let stated = u32::from(rule.basis == Basis::Stated);
        rows.extend([
            place(checker.rules().iter().position(|other| core::ptr::eq(other, rule))),
            u32::from(finding.phrase),
            narrow(finding.turn),
            place(span.map(|span| span.start())),
            place(span.map(|span| span.end())),
            severity(finding.severity) | stated << 2,
        ]);
    }
    rows
}

fn severity(severity: Severity) -> u32 {
    match severity {
        Severity::Suggest => 0,
        Severity::Warn => 1,
        Severity::Block => 2,
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(NOWHERE)
}
