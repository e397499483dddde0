//! A fix as one change of the field, and where the caret belongs afterwards.

use liyan_rules::text::Offsets;
use liyan_rules::{ByteSpan, Fix, Utf16Span};

/// One replacement in the field. A single one, so that one undo takes it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// What is replaced, in the text before.
    pub range: Utf16Span,
    /// What is put there.
    pub insert: String,
    /// The whole text afterwards.
    pub expect: String,
    /// What is selected afterwards: the first slot to fill, else the caret where it logically was.
    pub select: Utf16Span,
    /// Whether slots are left to fill.
    pub has_slots: bool,
}

impl Patch {
    /// The change that `fix` makes in `text` while the caret is at `caret`; none if it changes nothing.
    pub fn new(text: &str, fix: &Fix, caret: Utf16Span) -> Option<Self> {
        let (first, last) = (fix.edits.first()?, fix.edits.last()?);
        let range = ByteSpan::new(first.span.start(), last.span.end());
        let expect = fix.apply(text);
        let insert = expect[range.start()..expect.len() - (text.len() - range.end())].to_owned();
        let before = Offsets::new(text).utf16(range);
        let after = Offsets::new(&expect);
        let length = insert.encode_utf16().count();
        let select = match fix.slots.first() {
            Some(slot) => after.utf16(slot.span),
            None => moved(caret, before, length),
        };
        Some(Self { range: before, insert, expect, select, has_slots: !fix.slots.is_empty() })
    }
}

/// Where `caret` belongs once `range` was replaced by `length` units: it stays with the text around it, and goes to
/// the end of the replacement if it was inside.
fn moved(caret: Utf16Span, range: Utf16Span, length: usize) -> Utf16Span {
    let end = range.start() + length;
    let place = |at: usize| {
        if at >= range.end() {
            at - range.len() + length
        } else if at > range.start() {
            end
        } else {
            at
        }
    };
    let outside = caret.end() <= range.start() || caret.start() >= range.end();
    if outside {
        Utf16Span::new(place(caret.start()), place(caret.end()))
    } else {
        Utf16Span::new(end, end)
    }
}

#[cfg(test)]
mod tests {
    use liyan_rules::{Edit, OpenSlot};

    use super::*;

    fn fix(edits: &[(usize, usize, &str)]) -> Fix {
        let edits = edits
            .iter()
            .map(|&(start, end, insert)| Edit {
                span: ByteSpan::new(start, end),
                insert: insert.to_owned(),
            })
            .collect();
        Fix { label: String::new(), edits, slots: Vec::new(), safe: true }
    }

    fn at(start: usize, end: usize) -> Utf16Span {
        Utf16Span::new(start, end)
    }

    #[test]
    fn several_edits_become_one_replacement_that_keeps_what_is_between() {
        let patch =
            Patch::new("你好，你呢", &fix(&[(0, 3, "您"), (9, 12, "您")]), at(5, 5)).unwrap();
        assert_eq!((patch.range, patch.insert.as_str()), (at(0, 4), "您好，您"));
        assert_eq!(patch.expect, "您好，您呢");
    }

    #[test]
    fn offsets_are_utf16_units_behind_an_emoji() {
        let patch = Patch::new("😀不知道。", &fix(&[(4, 13, "请稍等")]), at(6, 6)).unwrap();
        assert_eq!(patch.range, at(2, 5));
        assert_eq!(patch.select, at(6, 6));
    }

    #[test]
    fn a_caret_outside_stays_with_its_text() {
        let replaced = fix(&[(6, 15, "一二三四五")]);
        let text = "前面不知道后面";
        assert_eq!(Patch::new(text, &replaced, at(1, 1)).unwrap().select, at(1, 1));
        assert_eq!(Patch::new(text, &replaced, at(7, 7)).unwrap().select, at(9, 9));
        assert_eq!(Patch::new(text, &replaced, at(5, 6)).unwrap().select, at(7, 8));
    }

    #[test]
    fn a_caret_inside_goes_behind_the_replacement() {
        let patch = Patch::new("前面不知道后面", &fix(&[(6, 15, "一二三四五")]), at(3, 6)).unwrap();
        assert_eq!(patch.select, at(7, 7));
    }

    #[test]
    fn an_insertion_at_the_start_takes_the_caret_along() {
        let patch = Patch::new("在", &fix(&[(0, 0, "您好，")]), at(0, 0)).unwrap();
        assert_eq!(patch.select, at(3, 3));
    }

    #[test]
    fn the_first_slot_is_selected() {
        let mut template = fix(&[(0, 3, "缺少{材料}。")]);
        template.slots.push(OpenSlot { name: "材料".to_owned(), span: ByteSpan::new(6, 14) });
        let patch = Patch::new("缺", &template, at(1, 1)).unwrap();
        assert_eq!((patch.select, patch.has_slots), (at(2, 6), true));
    }

    #[test]
    fn a_fix_without_edits_is_no_change() {
        assert_eq!(Patch::new("好", &fix(&[]), at(0, 0)), None);
    }
}
