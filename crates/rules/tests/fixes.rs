//! Fixes give the standard's own wording and keep what the sentence says besides.

mod common;

use common::shipped;
use liyan_rules::{Channel, Checker, Conversation, Severity, When};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// The text after the first fix of the first finding of this rule.
fn mended(checker: &Checker, rule: &str, text: &str) -> String {
    let draft = Conversation::draft(Channel::Chat, text);
    let report = checker.check(&draft, When::Sending);
    let finding = report
        .findings
        .iter()
        .find(|finding| checker.rule(finding.rule).id == rule)
        .expect("found");
    checker.fixes(&draft, finding).first().map(|fix| fix.apply(text)).unwrap_or_default()
}

#[test]
fn the_sentence_becomes_the_standards_own() {
    let checker = shipped();
    assert_eq!(
        mended(&checker, "r11-not-know", "您好。这个我不知道，你自己看指南。再见。"),
        "您好。对不起，请稍等，我帮您问一下其他同志。再见。"
    );
}

#[test]
fn a_sentence_with_a_number_a_name_or_a_link_keeps_it() {
    let checker = shipped();
    for (text, kept) in [
        ("您的编号是20261123，这个我不知道。", "20261123"),
        ("医保局的事我们问了，这个我不知道。", "医保局"),
        ("见 https://example.cn/a ，这个我不知道。", "https://example.cn/a"),
        ("三月一日以后，这个我不知道。", "三月一日"),
    ] {
        let after = mended(&checker, "r11-not-know", text);
        assert!(after.contains(kept) && !after.contains("不知道"), "{text} -> {after}");
    }
    let draft = Conversation::draft(Channel::Chat, "编号20261123的事我不知道");
    let report = checker.check(&draft, When::Sending);
    assert!(checker.fixes(&draft, &report.findings[0]).is_empty(), "no part of it may go");
}

#[test]
fn a_mended_clause_does_not_double_its_mark() {
    let checker = shipped();
    assert_eq!(
        mended(&checker, "r11-not-know", "编号12，我不知道，请见谅。"),
        "编号12，对不起，请稍等，我帮您问一下其他同志，请见谅。"
    );
}

#[test]
fn wording_that_states_a_fact_is_not_safe_to_apply_unasked() {
    let checker = shipped();
    let draft = Conversation::draft(Channel::Chat, "没时间。");
    let report = checker.check(&draft, When::Sending);
    let safe: Vec<bool> =
        checker.fixes(&draft, &report.findings[0]).iter().map(|fix| fix.safe).collect();
    assert_eq!(safe, [false, true]);
}

#[test]
fn an_inserted_list_names_its_slots_and_leaves_them_to_be_filled() {
    let checker = shipped();
    let text = "材料不全，补齐再来。";
    let draft = Conversation::draft(Channel::Chat, text);
    let report = checker.check(&draft, When::Sending);
    let fix = checker.fixes(&draft, &report.findings[0]).remove(0);
    let after = fix.apply(text);
    let slots: Vec<&str> = fix.slots.iter().map(|slot| slot.span.of(&after)).collect();
    assert_eq!(slots, ["{材料名称}", "{提交方式}"]);
    let open = checker.check(&Conversation::draft(Channel::Chat, after.as_str()), When::Sending);
    assert_eq!(open.worst(), Some(Severity::Block), "an open slot stops the send");
    let filled = after.replace("{材料名称}", "户口簿复印件").replace("{提交方式}", "在网上上传");
    let closed = checker.check(&Conversation::draft(Channel::Chat, filled), When::Sending);
    assert_eq!(closed.worst(), None);
}

#[test]
fn a_findings_id_survives_other_findings_and_tells_nothing() {
    let checker = shipped();
    let ids = |text: &str| {
        let draft = Conversation::draft(Channel::Chat, text);
        let report = checker.check(&draft, When::Sending);
        let grave: Vec<_> =
            report.findings.into_iter().filter(|one| one.severity == Severity::Block).collect();
        checker.finding_ids(&draft, Some("record"), &grave)
    };
    let [first, second] = &ids("不知道。不知道。")[..] else { panic!("two") };
    assert_ne!(first, second);
    assert_eq!(ids("我不管。不知道。")[1], *first);
    assert_eq!(ids("不 知 道。")[0], *first, "spelling does not matter");
    assert!(first.len() == 32 && first.bytes().all(|byte| byte.is_ascii_hexdigit()));
}
