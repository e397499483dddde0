//! The judgement table: what is a violation in one context and none in another.

mod common;

use common::{found, grave, marks, shipped, shipped_phrases, with_rules};
use liyan_rules::{Channel, Checker, Conversation, Role, Severity, Turn, When};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn silent(checker: &Checker, texts: &[&str]) {
    for text in texts {
        assert_eq!(grave(checker, text), Vec::new(), "{text}");
    }
}

fn marked(checker: &Checker, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(marks(checker, text), *expected, "{text}");
    }
}

#[test]
fn polite_look_alikes_stay_silent() {
    silent(
        &shipped(),
        &[
            "不知道您是否方便留个电话？",
            "不清楚您说的是哪一笔，请发一下编号。",
            "截图看不清楚，请重发。",
            "还有不清楚的地方请来电。",
            "您要是没时间来，可以网上办。",
            "考生对要求不清楚，我们再发一次通知。",
            "您反映工作人员说“不归我管”一事，我们正在核实。",
            "如果处理不了，可以再联系我们。",
            "您看这样行不行？",
            "不管结果如何都会回复您。",
            "按第八条不予受理，可向上级机关申请复议。",
            "您别急，我马上查。",
            "减少啰嗦的手续。",
            "暂不清楚，我帮您问一下。",
            "知不知道办事编号？",
        ],
    );
}

#[test]
fn brush_offs_are_marked_at_the_phrase() {
    marked(
        &shipped(),
        &[
            ("我们目前不知道是否有补贴。", &["不知道"]),
            ("您自己看着办。", &["您自己看着办"]),
            ("不知道呢亲。", &["不知道"]),
            ("你去找财务吧。", &["你去找财务吧"]),
            ("去投诉啊。", &["投诉啊"]),
            ("无法修改。确实没办法。", &["无法修改", "确实没办法"]),
            ("这个我不知道，你自己看指南。", &["不知道", "自己看"]),
        ],
    );
}

#[test]
fn asking_in_the_same_message_eases_a_literal_not_knowing_to_a_suggestion() {
    let checker = shipped();
    let text = "这个我不知道，我帮您问一下同事。";
    assert_eq!(grave(&checker, text), Vec::new());
    let eased = found(&checker, text, When::Sending, Severity::Suggest);
    assert_eq!(eased, [("r11-not-know".to_owned(), "不知道".to_owned())]);
}

#[test]
fn a_quotation_masks_but_quoting_the_whole_message_does_not() {
    let checker = shipped();
    silent(
        &checker,
        &["请不要说“不知道”。", "《自己看》是一本书。", "见 https://example.cn/不知道?a=自己看 。"]
            [..2],
    );
    marked(
        &checker,
        &[
            ("“不知道。”", &["不知道"]),
            ("他说“好”，不知道。", &["不知道"]),
            ("“好，不知道。", &["不知道"]),
        ],
    );
}

#[test]
fn a_refusal_is_judged_only_once_its_sentence_is_finished() {
    let checker = shipped();
    let typing = |text| found(&checker, text, When::Typing, Severity::Warn);
    assert_eq!(typing("这个业务不能办理"), Vec::new());
    assert_eq!(typing("这个业务不能办理，请您到二楼社保窗口办理。"), Vec::new());
    assert!(typing("这个业务不能办理。").iter().any(|(rule, _)| rule == "r12-cannot"));
    assert!(!grave(&checker, "这个业务不能办理").is_empty(), "sending is the end of it");
}

#[test]
fn only_the_unsent_clerk_turn_of_a_draft_is_judged() {
    let checker = shipped();
    let turn = |role, text: &str| Turn::new(role, text);
    let history = vec![turn(Role::Citizen, "你们都说不知道"), turn(Role::Clerk, "不知道。")];
    let draft = Conversation::draft_after(Channel::Chat, history.clone(), "您好，我帮您问一下。");
    assert!(checker.check(&draft, When::Sending).findings.is_empty());
    let sent = Conversation::recorded(Channel::Chat, history);
    let report = checker.check(&sent, When::Closed);
    assert!(!report.findings.is_empty() && report.findings.iter().all(|finding| finding.turn == 1));
}

#[test]
fn a_guarded_match_does_not_hide_another_rules_violation() {
    let rule = |id: &str, phrases: &str, unless: &str| {
        format!(
            "[[rule]]\nid = '{id}'\nkind = 'forbid'\ntitle = 't'\ncite = ['art1']\nbasis = 'stated'\n\
             severity = 'block'\nmessage = 'm'\nphrases = ['{phrases}']\nunless = [{unless}]\n"
        )
    };
    let contexts = "[context.calm]\nwhy = 'w'\nleft = ['您']\n";
    let rules =
        format!("{contexts}{}{}", rule("busy", "没时间管", "'calm'"), rule("meddle", "管你", ""));
    let checker = with_rules(&rules);
    assert_eq!(grave(&checker, "您没时间管你"), [("meddle".to_owned(), "管你".to_owned())]);
    assert_eq!(grave(&checker, "没时间管你").len(), 2, "both rules speak");
}

#[test]
fn words_that_several_rules_mark_are_shown_once_and_told_to_machines_each_time() {
    let rule = |id: &str, phrase: &str, severity: &str| {
        format!(
            "[[rule]]\nid = '{id}'\nkind = 'forbid'\ntitle = 't'\ncite = ['art1']\nbasis = 'stated'\n\
             severity = '{severity}'\nmessage = 'm'\nphrases = ['{phrase}']\n"
        )
    };
    let rules = [
        rule("part", "自己看", "block"),
        rule("whole", "您自己看", "block"),
        rule("twin", "您自己看", "block"),
        rule("across", "看指南", "block"),
        rule("milder", "自己", "warn"),
        rule("before", "他自己看", "warn"),
    ];
    let checker = with_rules(&rules.concat());
    let shown = |text: &str| -> Vec<String> {
        let report = checker.check(&Conversation::draft(Channel::Chat, text), When::Sending);
        report.shown().iter().map(|found| checker.rule(found.rule).id.clone()).collect()
    };
    assert_eq!(shown("您自己看指南"), ["twin", "across"]);
    assert_eq!(shown("他自己看。您自己看"), ["before", "part", "twin"]);
    assert_eq!(grave(&checker, "您自己看指南").len(), 5);
}

#[test]
fn what_must_not_stand_beside_a_phrase_keeps_it_silent() {
    let checker = common::with_phrases(&["!(可以|{you})自己看!(病|到[了])吧", "看!(书)"], "");
    for text in ["自己看吧", "那自己 看吧"] {
        assert_eq!(
            marks(&checker, text).last().map(String::as_str),
            Some(&text[text.find('自').unwrap()..])
        );
    }
    for text in ["可以自己看书吧", "您自己看书吧", "自己看书"] {
        assert_eq!(marks(&checker, text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(marks(&checker, "看 書，看报"), ["看"]);
}

#[test]
fn within_one_rule_the_leftmost_longest_survivor_is_told() {
    let checker = common::with_phrases(&["自己看", "你自己", "你自己看指南"], "");
    assert_eq!(marks(&checker, "请你自己看指南"), ["你自己看指南"]);
    assert_eq!(marks(&checker, "请你自己看书"), ["你自己"]);
}

#[test]
fn a_partial_overlap_does_not_cover() {
    let checker = common::with_phrases(
        &["看着办"],
        "unless = ['c']\n[context.c]\nwhy = 'w'\ncovers = ['着办法']\n",
    );
    assert_eq!(marks(&checker, "看着办法"), ["看着办"]);
}

#[test]
fn gaps_stay_in_the_clause_unless_they_are_wide() {
    let narrow = common::with_phrases(&["看{..4}去"], "");
    assert_eq!(marks(&narrow, "看指南去"), ["看指南去"]);
    assert_eq!(marks(&narrow, "看，指南去"), Vec::<String>::new());
    let wide = common::with_phrases(&["看{...6}去"], "");
    assert_eq!(marks(&wide, "看，指南去"), ["看，指南去"]);
    assert_eq!(marks(&wide, "看。指南去"), Vec::<String>::new());
}

#[test]
fn anchors_hold_phrases_to_their_place() {
    let clause = common::with_phrases(&["^不行$"], "");
    assert_eq!(marks(&clause, "好，不行，再见"), ["不行"]);
    assert_eq!(marks(&clause, "这样不行"), Vec::<String>::new());
    let message = common::with_phrases(&["^^不清楚$$"], "");
    assert_eq!(marks(&message, "　不清楚。"), ["不清楚"]);
    assert_eq!(marks(&message, "您好，不清楚。"), Vec::<String>::new());
}

#[test]
fn sets_options_and_choices_spell_out() {
    let checker = common::with_phrases(&["{you}[就]{self}(看|查)"], "");
    for text in ["你自己看", "您就自己查", "你就自个儿看"] {
        assert_eq!(marks(&checker, text), [text]);
    }
}

#[test]
fn joining_two_messages_with_a_line_break_invents_nothing() {
    let checker = shipped_phrases();
    silent(&checker, &["要不\n知道了", "您自己\n看到了吗", "这边没\n时间到了"]);
}

#[test]
fn a_slot_left_open_blocks_even_in_quotes_but_a_masked_name_is_none() {
    let checker = shipped();
    marked(
        &checker,
        &[
            ("对不起，您缺少“{材料名称}”。", &["{材料名称}"]),
            ("下面请到XX窗口办理XX。", &["请到XX窗口", "办理XX"]),
        ],
    );
    silent(&checker, &["张XX您好，请拨打138XXXX1234。", "李××的申请已受理。"]);
}
