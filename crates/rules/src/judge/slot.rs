//! Kind *slot*: a template's slot is left open.

use core::ops::Range;

use super::Scene;
use crate::finding::Severity;
use crate::pack::model::Rule;

/// A slot that is open is open: no company eases it.
pub(super) fn verdict(_: &Scene, rule: &Rule, _: &Range<usize>) -> Option<Severity> {
    Some(rule.severity)
}
