//! Folding finds the same words in every spelling and points at the original in every unit.

mod common;

use common::{marks, shipped, shipped_phrases, with_phrases};
use liyan_rules::text::{FoldTable, Folded, Offsets};
use liyan_rules::{Channel, Conversation, Severity, When};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Bytes, UTF-16 units and characters of the only grave finding.
fn units(text: &str) -> [(usize, usize); 3] {
    let checker = shipped();
    let report = checker.check(&Conversation::draft(Channel::Chat, text), When::Sending);
    let shown = report.shown();
    let mut grave = shown.iter().filter(|finding| finding.severity == Severity::Block);
    let span = grave.next().and_then(|finding| finding.span).expect("one block finding");
    assert!(grave.next().is_none(), "only one");
    let offsets = Offsets::new(text);
    let (utf16, chars) = (offsets.utf16(span), offsets.chars(span));
    assert_eq!(offsets.bytes_from_utf16(utf16), span, "and back");
    [(span.start(), span.end()), (utf16.start(), utf16.end()), (chars.start(), chars.end())]
}

#[test]
fn traditional_is_found_where_it_stands() {
    assert_eq!(units("請您少囉嗦"), [(6, 15), (2, 5), (2, 5)]);
    assert_eq!(units("我沒時間。"), [(3, 12), (1, 4), (1, 4)]);
}

#[test]
fn spaces_and_dots_inside_are_skipped_and_belong_to_the_span() {
    assert_eq!(units("不 知 道"), [(0, 11), (0, 5), (0, 5)]);
    assert_eq!(units("自·己·看"), [(0, 13), (0, 5), (0, 5)]);
    assert_eq!(units("少…啰…嗦"), [(0, 15), (0, 5), (0, 5)]);
}

#[test]
fn a_zero_width_character_inside_is_skipped() {
    assert_eq!(units("不\u{200b}知道"), [(0, 12), (0, 4), (0, 4)]);
    assert_eq!(units("不\u{2060}知\u{feff}道"), [(0, 15), (0, 5), (0, 5)]);
}

#[test]
fn an_emoji_before_moves_each_unit_by_its_own_measure() {
    assert_eq!(units("😀不知道"), [(4, 13), (2, 5), (1, 4)]);
    assert_eq!(units("👩‍💻，自己看"), [(14, 23), (6, 9), (4, 7)]);
}

#[test]
fn skipped_characters_at_either_side_stay_outside() {
    assert_eq!(units(" \u{200b}不知道\u{200b} "), [(4, 13), (2, 5), (2, 5)]);
}

#[test]
fn pictures_and_bars_inside_are_skipped_and_end_a_clause() {
    let checker = common::with_phrases(&["少啰嗦", "^不行$"], "");
    for text in ["少😀啰😀嗦", "少|啰｜嗦", "少→啰★嗦"] {
        assert_eq!(marks(&checker, text), [text]);
    }
    assert_eq!(marks(&checker, "😂不行🙏再说"), ["不行"]);
    assert_eq!(marks(&checker, "少×啰×嗦"), Vec::<String>::new(), "a cross is a blank");
}

#[test]
fn punctuation_and_line_breaks_are_never_skipped() {
    let checker = shipped_phrases();
    for text in ["不，知道了", "不。知道", "不\n知道了", "减少啰嗦的手续", "不“知道”"]
    {
        assert_eq!(marks(&checker, text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn widths_case_and_compatibility_forms_are_equal() {
    let checker = with_phrases(&["abc不"], "");
    for text in ["abc不", "ＡＢＣ不", "ⓐⒷc不", "𝐀bc不", "⒜🅑🅲不", "ᵃᵇᶜ不"]
    {
        assert_eq!(marks(&checker, text), [text], "{text}");
    }
}

#[test]
fn latin_and_digit_ends_need_whole_words() {
    let checker = with_phrases(&["ok", "12"], "");
    assert_eq!(marks(&checker, "ok吗 OK"), ["ok", "OK"]);
    assert_eq!(marks(&checker, "book 123 312 o12"), Vec::<String>::new());
}

#[test]
fn repeated_characters_are_not_folded() {
    let checker = with_phrases(&["谢"], "");
    assert_eq!(marks(&checker, "谢谢"), ["谢", "谢"]);
}

#[test]
fn what_common_converters_leave_is_folded() {
    let table = FoldTable::new();
    for (left, right) in
        [("瞭解", "了解"), ("看著", "看着"), ("答覆", "答复"), ("祇是", "只是"), ("妳", "你")]
    {
        assert_eq!(Folded::new(&table, left).text(), Folded::new(&table, right).text(), "{left}");
    }
}
