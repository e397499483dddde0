//! Kind *accompany*: the trigger is allowed only with company in its window.

use core::ops::Range;

use super::{Scene, forbid};
use crate::conversation::When;
use crate::finding::Severity;
use crate::pack::model::Rule;
use crate::text::sections;

/// How grave an unguarded trigger is, or nothing.
///
/// While the clerk is still writing the sentence, the company may be about to come: no verdict yet.
pub(super) fn verdict(scene: &Scene, rule: &Rule, range: &Range<usize>) -> Option<Severity> {
    if scene.when == When::Typing && !sections::is_finished(scene.folded, range) {
        return None;
    }
    forbid::verdict(scene, rule, range)
}
