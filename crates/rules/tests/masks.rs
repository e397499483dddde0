//! What no rule speaks of: other people's words and addresses, and, for slots too, masked names and numbers and the
//! placeholders of other systems. Nothing else may be masked.

mod common;

use std::fmt::Write;

use common::{marks, shipped, with_rules};
use liyan_rules::Checker;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Finds every blank, slot and program's word (kind slot), and a few wrong words (kind forbid).
fn finder() -> Checker {
    let mut rules = String::new();
    for (kind, phrases) in [
        (
            "slot",
            r"'x', 'xx', 'xxx', '*', '**', '***', '\{{..12}\}', '%s', 'name', '姓名', '某', '某某', '138xxxx1234'",
        ),
        ("forbid", "'不知道', '自己看'"),
    ] {
        let id = rules.len();
        let _ = write!(
            rules,
            "[[rule]]\nid = 'r{id}'\nkind = '{kind}'\ntitle = 't'\ncite = ['art1']\nbasis = 'stated'\n\
             severity = 'block'\nmessage = 'm'\nphrases = [{phrases}]\n"
        );
    }
    with_rules(&rules)
}

fn masked(texts: &[&str]) {
    let checker = finder();
    for text in texts {
        assert_eq!(marks(&checker, text), Vec::<String>::new(), "{text}");
    }
}

fn found(cases: &[(&str, &[&str])]) {
    let checker = finder();
    for (text, expected) in cases {
        assert_eq!(marks(&checker, text), *expected, "{text}");
    }
}

#[test]
fn masked_names_are_no_open_slots() {
    masked(&[
        "张XX您好",
        "請聯繫張XX",
        "赵**的申请",
        "王×已受理",
        "李某某，王某和周某",
        "刘●●",
        "王*明",
        "沈××来电",
        "欧阳XX",
        "投诉人（林XX）",
        "请高XX来",
        "黄ｘｘ女士",
    ]);
}

#[test]
fn masked_numbers_are_no_open_slots() {
    masked(&[
        "电话138****1234。",
        "电话138 **** 1234。",
        "138ＸＸＸＸ1234",
        "138××××1234",
        "身份证220102********123X",
        "220102********1234",
        "尾号****1234",
        "卡号622202***",
    ]);
}

#[test]
fn placeholders_of_other_systems_are_masked_for_every_kind() {
    masked(&[
        "您好${name}",
        "您好{{name}}",
        "您好{{ 姓名 }}，请进",
        "您好<%= name %>",
        "您好%s，请进",
        "您好%1$s",
        "您好%{name}",
        "您好[[name]]",
        "您好#name#，请进",
        "{{不知道}}",
    ]);
}

#[test]
fn our_own_open_slot_is_found_among_placeholders_and_marks() {
    found(&[
        ("您缺少{材料名称}。", &["{材料名称}"]),
        ("“{材料名称}”", &["{材料名称}"]),
        ("${name}缺少{材料名称}", &["{材料名称}"]),
        ("{{name}}{材料名称}", &["{材料名称}"]),
        ("完成90%{事项}", &["{事项}"]),
        ("{材料名称}}", &["{材料名称}"]),
    ]);
}

#[test]
fn a_blank_without_a_name_or_number_is_an_open_slot() {
    found(&[
        ("缺少XX", &["XX"]),
        ("XX材料", &["XX"]),
        ("任何XX和允许XX", &["XX", "XX"]),
        ("提高XX，一张XX照片", &["XX", "XX"]),
        ("于XX前到XX窗口", &["XX", "XX"]),
        ("拨打12345 XX部门", &["XX"]),
        ("“XX”", &["XX"]),
        ("张 XX", &["XX"]),
    ]);
    assert_eq!(marks(&shipped(), "您缺少XX材料，请到XX窗口。"), ["缺少XX材料", "请到XX窗口"]);
}

#[test]
fn multiplication_and_some_are_no_masks() {
    found(&[
        ("2*3", &["*"]),
        ("3 × 4", &["×"]),
        ("2**10", &["**"]),
        ("30*4000", &["*"]),
        ("120*3=360", &["*"]),
        ("王某些时候", &["某"]),
        ("林某部门", &["某"]),
        ("某个窗口", &["某"]),
        ("张xiao", &[]),
    ]);
}

#[test]
fn a_topic_between_hashes_is_read_and_judged() {
    found(&[("#不知道#", &["不知道"]), ("请到3#窗口自己看5#", &["自己看"]), ("#姓名#", &["姓名"])]);
}

#[test]
fn words_outside_a_placeholder_or_name_are_judged() {
    found(&[
        ("${name}不知道", &["不知道"]),
        ("王某自己看", &["自己看"]),
        ("{{不知道", &["不知道"]),
        ("不知道}}", &["不知道"]),
        ("{{name\n不知道}}", &["name", "不知道"]),
        ("[[不知道}}", &["不知道"]),
    ]);
    let far = format!("{{{{{}不知道}}}}", "好".repeat(60));
    assert_eq!(marks(&finder(), &far), ["不知道"], "what is far apart does not belong together");
}

#[test]
fn quotes_titles_and_addresses_mask_words_but_no_slots() {
    found(&[
        ("请不要说“不知道”。", &[]),
        ("请不要说「自己看」。", &[]),
        ("请不要说\"不知道\"。", &[]),
        ("《自己看》是一本书。", &[]),
        ("见 https://example.cn/?q=%E4%B8%8D 。", &[]),
        ("请写“姓名”", &["姓名"]),
    ]);
}

#[test]
fn a_quotation_needs_its_partner_in_the_same_paragraph_and_words_around_it() {
    found(&[
        ("“好，不知道。", &["不知道"]),
        ("好”，不知道。", &["不知道"]),
        ("“好\n不知道”。", &["不知道"]),
        ("\"好\n不知道\"。", &["不知道"]),
        ("“好」不知道”，是他说的", &[]),
        ("“‘不知道’”", &["不知道"]),
        ("说“「不知道”」", &[]),
        ("说「“好」不知道”", &["不知道"]),
        ("——“不知道。”！", &["不知道"]),
        ("“” ‘’", &[]),
    ]);
}

#[cfg(not(target_arch = "wasm32"))]
mod any_text {
    use super::*;
    use common::{grave, shipped_phrases};
    use liyan_rules::{Channel, Conversation, When};
    use proptest::prelude::*;
    use std::sync::LazyLock;

    /// A second or so each; a quadratic pass over any of these takes minutes.
    #[test]
    fn texts_made_to_be_slow_are_masked_in_linear_time() {
        // By phrases alone: what the model makes of such texts is not the point.
        let checker = shipped_phrases();
        let long = 300_000;
        for (open, middle, close) in [
            ("“", "不", "」"),
            ("“", "不", "”"),
            ("「“", "好", "」"),
            ("，", "“好”", "，“好”"),
            ("{{", "x", "}"),
            ("${", "x", "}}"),
            ("%", "1", "%1"),
            ("#a", "", "#"),
            ("张", "", "X"),
            ("1*", "", "*"),
            ("[[", "", "]"),
            ("www.", "", "@"),
        ] {
            // Masks are looked for only once there is something to mask.
            let text = [&open.repeat(long), middle, &close.repeat(long), "\n不知道"].concat();
            let start = std::time::Instant::now();
            let report = checker.check(&Conversation::draft(Channel::Chat, text), When::Typing);
            let took = start.elapsed().as_secs();
            assert!(!report.findings.is_empty(), "{open}…{close}");
            assert!(took < 20, "{open}…{close}: {took} s");
        }
    }

    /// Parted by `|`, which no mask knows.
    const PIECES: &str = "“|”|「|」|《|》|\"|＂|{{|}}|${|%{|}|{|[[|]]|<%|%>|%s|%1$|#a|#|@|www.|://|张|欧阳|何|某|XX|×|\
                          *|＊|●|138|１|𝟏|不知道|自己看|{姓名}|name|些|，|\n| |\u{200b}|😀|e\u{301}|\0";

    fn text() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(PIECES.split('|').collect::<Vec<_>>()), 0..30)
            .prop_map(|pieces| pieces.concat())
    }

    static FINDER: LazyLock<Checker> = LazyLock::new(finder);

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn masks_never_panic_and_leave_spans_inside_the_text(text in text()) {
            let draft = Conversation::draft(Channel::Letter, text.clone());
            for finding in FINDER.check(&draft, When::Sending).findings {
                let span = finding.span.expect("phrases have a place");
                prop_assert!(text.get(span.range()).is_some_and(|marked| !marked.is_empty()));
            }
        }

        #[test]
        fn a_finding_that_a_break_parts_from_all_marks_is_always_told(text in text()) {
            let with_more = format!("{text}\n不知道");
            let last = grave(&FINDER, &with_more).pop();
            prop_assert_eq!(last.map(|(_, marked)| marked), Some("不知道".to_owned()));
        }
    }
}
