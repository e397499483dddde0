//! Kind *forbid*: the phrase is wrong unless a guard holds; company may ease it.

use core::ops::Range;

use super::Scene;
use crate::finding::Severity;
use crate::pack::model::Rule;

/// How grave an unguarded match is, or nothing.
pub(super) fn verdict(scene: &Scene, rule: &Rule, range: &Range<usize>) -> Option<Severity> {
    if scene.has_company(rule, range) {
        return rule.company.as_ref().and_then(|company| company.leaves);
    }
    Some(rule.severity)
}
