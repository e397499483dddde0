//! What holds for any text: spans are sound, judging is repeatable, breaks part messages, fixes lose no facts.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::sync::LazyLock;

use common::shipped;
use liyan_rules::pack::{BUILTIN_NAME, BUILTIN_TOML, LoadedPack, read_toml};
use liyan_rules::text::{FoldTable, Folded, Offsets};
use liyan_rules::{ByteSpan, Channel, Checker, Conversation, Finding, RuleIndex, When};
use proptest::prelude::*;

static PACK: LazyLock<LoadedPack> =
    LazyLock::new(|| read_toml(BUILTIN_NAME, BUILTIN_TOML).expect("sound"));
static CHECKER: LazyLock<Checker> = LazyLock::new(shipped);
static TABLE: LazyLock<FoldTable> = LazyLock::new(FoldTable::new);

/// Pieces that make findings, guards, masks and trouble likely.
const PIECES: &[&str] = &[
    "不知道",
    "不",
    "知",
    "道",
    "自己看",
    "自·己",
    "看",
    "我不管",
    "少囉嗦",
    "沒時間",
    "您",
    "你",
    "我们",
    "是否",
    "方便",
    "不能办理",
    "请到二楼窗口办理",
    "材料不全",
    "补齐再来",
    "XX材料",
    "{材料名称}",
    "对不起",
    "我帮您问一下",
    "如果",
    "窗口说",
    "“",
    "”",
    "「",
    "」",
    "《",
    "》",
    "\"",
    "，",
    "。",
    "？",
    "！",
    "、",
    ",",
    ".",
    "…",
    " ",
    "\u{3000}",
    "\n",
    "\r\n",
    "\u{200b}",
    "\u{200e}",
    "\u{feff}",
    "😀",
    "👩‍💻",
    "e\u{301}",
    "Ａ",
    "x",
    "12345",
    "2026年3月1日",
    "https://a.cn/?q=不知道",
    "a@b.cn",
    "三月一日",
    "王女士",
    "市医保局",
    "《办事指南》",
    "\u{0}",
    "\u{10ffff}",
    "ﷺ",
    "𠮷",
    "_x000D_",
];

/// What a fix may never lose.
const FACTS: &[&str] = &[
    "2026年3月1日",
    "三月一日",
    "https://a.cn/?q=不知道",
    "a@b.cn",
    "王女士",
    "市医保局",
    "《办事指南》",
    "12345",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

fn judge(text: &str) -> Vec<Finding> {
    CHECKER.check(&Conversation::draft(Channel::Chat, text), When::Sending).findings
}

fn span(finding: &Finding) -> ByteSpan {
    finding.span.expect("all kinds of this pack point at words")
}

fn numbers(text: &str) -> Vec<String> {
    let digits = text.split(|ch: char| !ch.is_ascii_digit());
    digits.filter(|run| !run.is_empty()).map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_lie_on_character_boundaries_and_never_overlap_within_a_rule(text in text()) {
        let findings = judge(&text);
        for (index, finding) in findings.iter().enumerate() {
            let here = span(finding);
            prop_assert!(text.get(here.range()).is_some_and(|marked| !marked.is_empty()));
            for other in &findings[index + 1..] {
                prop_assert!(other.rule != finding.rule || !span(other).overlaps(&here));
            }
        }
    }

    #[test]
    fn judging_twice_is_equal(text in text()) {
        prop_assert_eq!(judge(&text), judge(&text));
    }

    #[test]
    fn a_line_break_between_two_messages_invents_no_finding(first in text(), second in text()) {
        let joined = format!("{first}\n{second}");
        let alone = |text: &str, by: usize| -> Vec<_> {
            let shift = |found: &Finding| (found.rule, span(found).start() + by, span(found).end() + by);
            judge(text).iter().map(shift).collect()
        };
        let known = [alone(&first, 0), alone(&second, first.len() + 1)].concat();
        // What listens hears each message in the light of the other.
        let matches = |found: &(RuleIndex, usize, usize)| CHECKER.rule(found.0).tone().is_none();
        for found in alone(&joined, 0).into_iter().filter(matches) {
            prop_assert!(known.contains(&found), "{:?} in {:?}", found, joined);
        }
    }

    #[test]
    fn folding_leads_back_to_the_original(text in text()) {
        let folded = Folded::new(&TABLE, &text);
        for index in 0..folded.len() {
            let original = folded.original(index, index + 1);
            let ch = original.of(&text).chars().next().expect("one character");
            prop_assert_eq!(TABLE.fold(ch).0, folded.glyphs()[index].ch);
            prop_assert_eq!(original.len(), ch.len_utf8());
        }
    }

    #[test]
    fn units_convert_there_and_back(text in text(), at in any::<prop::sample::Index>(), len in any::<prop::sample::Index>()) {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let first = at.index(places.len());
        let last = first + len.index(places.len() - first);
        let bytes = ByteSpan::new(places[first], places[last]);
        let offsets = Offsets::new(&text);
        prop_assert_eq!(offsets.bytes_from_utf16(offsets.utf16(bytes)), bytes);
        prop_assert_eq!(offsets.chars(bytes).start(), first);
        prop_assert_eq!(offsets.utf16(bytes).len(), bytes.of(&text).encode_utf16().count());
    }

    #[test]
    fn fixes_are_sound_edits_and_keep_every_number_date_name_and_link_outside_the_match(text in text()) {
        let draft = Conversation::draft(Channel::Chat, text.clone());
        for finding in judge(&text) {
            for fix in CHECKER.fixes(&draft, &finding) {
                let after = fix.apply(&text);
                for slot in &fix.slots {
                    prop_assert_eq!(slot.span.of(&after), format!("{{{}}}", slot.name));
                }
                let outside = [&text[..span(&finding).start()], "|", &text[span(&finding).end()..]].concat();
                let facts = FACTS.iter().filter(|fact| outside.contains(**fact)).map(ToString::to_string);
                for fact in numbers(&outside).into_iter().chain(facts) {
                    prop_assert!(after.contains(&fact), "{} lost {}: {}", text, fact, after);
                }
            }
        }
    }

    #[test]
    fn a_fix_with_its_slots_filled_leaves_fewer_findings_of_its_level_or_above(text in text()) {
        let draft = Conversation::draft(Channel::Chat, text.clone());
        let findings = judge(&text);
        for finding in &findings {
            let grave = |found: &[Finding]| {
                found.iter().filter(|other| other.severity >= finding.severity).count()
            };
            for fix in CHECKER.fixes(&draft, finding) {
                let after = PACK.fill_samples(&fix.apply(&text));
                let left = judge(&after);
                prop_assert!(grave(&left) < grave(&findings), "{:?} by {} gives {:?}", text, fix.label, after);
            }
        }
    }
}
