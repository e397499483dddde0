//! Findings as numbers; what each says is told at [`check`](crate::check).

use liyan_rules::text::Offsets;
use liyan_rules::{Basis, Severity};
use wasm_bindgen::prelude::*;

use crate::desk::{Found, with_found};

/// Stands where a finding has no place of its own.
pub(crate) const NOWHERE: u32 = u32::MAX;

const STATED: u32 = 1 << 2;
const RELATED: u32 = 1 << 3;

pub(crate) fn rows(found: &Found) -> Vec<u32> {
    let mut rows = Vec::with_capacity(found.findings.len() * 6);
    // Findings come turn by turn, so each text is measured once.
    let mut measured: Option<(usize, Offsets)> = None;
    for &at in &found.order {
        let finding = &found.findings[at];
        let offsets = match measured.take() {
            Some((turn, offsets)) if turn == finding.turn => offsets,
            _ => Offsets::new(&found.conversation.turns[finding.turn].text),
        };
        let span = finding.span.map(|span| offsets.utf16(span));
        let mut flags = match finding.severity {
            Severity::Suggest => 0,
            Severity::Warn => 1,
            Severity::Block => 2,
        };
        if found.checker.rule(finding.rule).basis == Basis::Stated {
            flags |= STATED;
        }
        if !finding.related.is_empty() {
            flags |= RELATED;
        }
        rows.extend([
            narrow(finding.rule.get()),
            u32::from(finding.phrase),
            narrow(finding.turn),
            span.map_or(NOWHERE, |span| narrow(span.start())),
            span.map_or(NOWHERE, |span| narrow(span.end())),
            flags,
        ]);
        measured = Some((finding.turn, offsets));
    }
    rows
}

/// The identity of each finding of the last check, in the order of its rows.
#[wasm_bindgen]
pub fn ids() -> Vec<String> {
    with_found(|found| {
        let Found { checker, conversation, record, findings, order } = found;
        let mut ids = checker.finding_ids(conversation, record.as_deref(), findings);
        order.iter().map(|&at| core::mem::take(&mut ids[at])).collect()
    })
}

/// Other places that belong to a finding of the last check: turn, start and end of each.
#[wasm_bindgen]
pub fn related(row: u32) -> Vec<u32> {
    with_found(|found| {
        let place = |&(turn, span): &(usize, _)| {
            let span = Offsets::new(&found.conversation.turns[turn].text).utf16(span);
            [narrow(turn), narrow(span.start()), narrow(span.end())]
        };
        found.finding(row).related.iter().flat_map(place).collect()
    })
}

/// Turns are shorter than 4 GiB, and everything else that is counted here is fewer.
pub(crate) fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(NOWHERE)
}
