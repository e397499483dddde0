//! Fixes as one flat list, made when somebody asks.

use liyan_rules::text::Offsets;
use liyan_rules::{Fix, Utf16Span};
use wasm_bindgen::prelude::*;

use crate::desk::with_found;
use crate::rows::narrow;

/// The ways to mend a finding of the last check, the best first, one after another in one list:
///
/// ```text
/// label · safe (0, 1) · how many edits · of each: start, end, words · how many slots · of each: name, start, end
/// ```
/// Edits count UTF-16 units of the turn as it is, slots those of the turn after the edits.
#[wasm_bindgen]
pub fn fixes(row: u32) -> Vec<JsValue> {
    with_found(|found| {
        let finding = found.finding(row);
        let text = found.conversation.turns[finding.turn].text.as_str();
        let offsets = Offsets::new(text);
        let mut list = Vec::new();
        for fix in found.checker.fixes(&found.conversation, finding) {
            write(&mut list, &offsets, text, &fix);
        }
        list
    })
}

fn write(list: &mut Vec<JsValue>, offsets: &Offsets, text: &str, fix: &Fix) {
    list.push(JsValue::from_str(&fix.label));
    list.push(number(u32::from(fix.safe)));
    list.push(number(narrow(fix.edits.len())));
    for edit in &fix.edits {
        place(list, offsets.utf16(edit.span));
        list.push(JsValue::from_str(&edit.insert));
    }
    list.push(number(narrow(fix.slots.len())));
    if fix.slots.is_empty() {
        return;
    }
    let mended = fix.apply(text);
    let after = Offsets::new(&mended);
    for slot in &fix.slots {
        list.push(JsValue::from_str(&slot.name));
        place(list, after.utf16(slot.span));
    }
}

fn place(list: &mut Vec<JsValue>, span: Utf16Span) {
    list.extend([number(narrow(span.start())), number(narrow(span.end()))]);
}

fn number(number: u32) -> JsValue {
    JsValue::from_f64(f64::from(number))
}
