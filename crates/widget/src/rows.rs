//! The checker without any user interface: flat rows of numbers, for tests of equality and for measurements.

use std::rc::Rc;

use liyan_rules::text::Offsets;
use liyan_rules::{Basis, Channel, Checker, Conversation, Severity, When};
use wasm_bindgen::prelude::*;

/// The pack that ships, compiled when this crate was built.
static PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/jilin-window.liyan"));

/// Stands where a finding has no place of its own.
const NOWHERE: u32 = u32::MAX;

/// The checker of the pack that ships, built once a page.
pub fn embedded() -> Result<Rc<Checker>, JsError> {
    thread_local! {
        static CHECKER: Option<Rc<Checker>> = Checker::from_compiled(PACK).ok().map(Rc::new);
    }
    CHECKER.with(Option::clone).ok_or_else(|| JsError::new("the pack that ships can not be read"))
}

/// Judges `text` as a chat draft that is about to be sent. Six numbers a finding: rule and phrase (indices into the
/// pack), turn, start, end (UTF-16 units; `u32::MAX` where it has no place) and flags (bits 0 and 1: the severity, 0
/// suggest to 2 block; bit 2: stated).
///
/// # Errors
/// If the pack that ships can not be read.
#[wasm_bindgen(js_name = checkRows)]
pub fn check_rows(text: &str) -> Result<Vec<u32>, JsError> {
    let checker = embedded()?;
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
