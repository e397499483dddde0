//! In which script a text is written, so that a fix answers in the same.

use super::fold::Folded;
use super::table::pairs;

/// Common characters that others fold to and that Traditional script writes too: they tell nothing. 里 and 后 among them,
/// which stand for 裡 and 後 in the one script and for a mile and an empress in the other.
const SHARED: &str = "你了只才出同回家真困向面里后台同表周制注核志致累玩修借升查准什采教于念吃即划私局占布系干几克合板余松托扣游咨群席云志幸舍抵折卷既泛污沉着坏伙欲千秋症床杯";

/// Whether more characters of the text are Traditional (they fold to another) than Simplified only (others fold to them).
/// A text without any Traditional character is Simplified.
#[inline]
pub(crate) fn is_traditional(original: &str, folded: &Folded) -> bool {
    let mut traditional = 0;
    let mut unchanged = Vec::new();
    for glyph in folded.glyphs() {
        let written = original[glyph.start as usize..].chars().next();
        match written.filter(|&ch| is_han(ch)) {
            Some(ch) if ch != glyph.ch => traditional += 1,
            Some(ch) if !SHARED.contains(ch) => unchanged.push(ch),
            _ => {}
        }
    }
    if traditional == 0 {
        return false;
    }
    unchanged.sort_unstable();
    let total = unchanged.len();
    for (_, simplified) in pairs().filter(|&(from, _)| is_han(from)) {
        if let Ok(at) = unchanged.binary_search(&simplified) {
            let start = unchanged[..at].partition_point(|&ch| ch < simplified);
            let end = unchanged.partition_point(|&ch| ch <= simplified);
            unchanged.drain(start..end);
        }
    }
    traditional > total - unchanged.len()
}

/// Compatibility forms and radicals are none: they fold to characters of either script.
fn is_han(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{2f7ff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FoldTable;

    fn traditional(text: &str) -> bool {
        is_traditional(text, &Folded::new(&FoldTable::new(), text))
    }

    #[test]
    fn traditional_drafts_are_known_by_most_of_their_telling_characters() {
        for text in [
            "這個我不知道。",
            "沒空，你自己想辦法了。",
            "請到後面的櫃台辦理",
            "您只要回覆就可以了，謝謝",
        ] {
            assert!(traditional(text), "{text}");
        }
    }

    #[test]
    fn simplified_drafts_and_drafts_that_tell_nothing_are_not() {
        for text in [
            "这个我不知道。",
            "我不知道。",
            "你自己看。",
            "",
            "OK，１２３",
            "请说明：乾隆年间著名的瞭望台。",
            "繁体的“體”字我们不认得。",
        ] {
            assert!(!traditional(text), "{text}");
        }
    }
}
