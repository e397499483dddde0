//! What only a conversation shows: required places, counted notices, company that comes later, empty endings, and
//! what stays unsaid because it is not known.

mod common;

use common::with_rules;
use liyan_rules::{Channel, Checker, Conversation, Role, Severity, Timestamp, Turn, When};

const CONTEXTS: &str = "
[context.greets]
why = 'w'
near = ['您好', '你好']
[context.praise]
why = 'w'
near = ['谢谢你们', '点赞']
[context.thanks]
why = 'w'
near = ['不客气', '谢谢']
[context.list]
why = 'w'
near = ['清单如下', '身份证']
";

fn rule(id: &str, kind: &str, more: &str) -> String {
    format!(
        "[[rule]]\nid = '{id}'\nkind = '{kind}'\ntitle = 't'\ncite = ['art1']\nbasis = 'inferred'\n\
         severity = 'warn'\nmessage = 'm'\n{more}\n"
    )
}

fn checker(rules: &[String]) -> Checker {
    with_rules(&format!("{CONTEXTS}{}", rules.concat()))
}

/// Lines such as `c 您好` (the citizen) and `k 请讲` (the clerk), with `@3` for a day of March 2026 before the text.
fn turns(lines: &[&str]) -> Vec<Turn> {
    let turn = |line: &&str| {
        let (role, text) = line.split_once(' ').expect("a role and a text");
        let role = if role == "c" { Role::Citizen } else { Role::Clerk };
        match text.strip_prefix('@').and_then(|rest| rest.split_once(' ')) {
            Some((day, text)) => {
                let at = Timestamp::parse(&format!("2026-03-{day:0>2}T09:00:00+08:00"));
                Turn { role, text: text.to_owned(), at: Some(at.expect("a time")) }
            }
            None => Turn::new(role, text),
        }
    };
    lines.iter().map(turn).collect()
}

fn recorded(lines: &[&str]) -> Conversation {
    Conversation::recorded(Channel::Chat, turns(lines))
}

fn closed(lines: &[&str]) -> Conversation {
    Conversation { closes: Some(true), ..recorded(lines) }
}

/// Turn and marked words of every finding.
fn found(checker: &Checker, talk: &Conversation) -> Vec<(usize, String)> {
    let report = checker.check(talk, When::Closed);
    let words = |finding: &liyan_rules::Finding| {
        let text = &talk.turns[finding.turn].text;
        (finding.turn, finding.span.map_or(String::new(), |span| span.of(text).to_owned()))
    };
    report.findings.iter().map(words).collect()
}

#[test]
fn a_greeting_is_asked_of_the_first_reply_only_and_any_bubble_of_it_will_do() {
    let opening = rule("o", "contain", "place = 'opening'\ncompany = { any = ['greets'] }");
    let checker = checker(&[opening]);
    let nothing = String::new();
    assert_eq!(
        found(&checker, &recorded(&["c 在吗", "k 什么事", "c 补缴", "k 好的"])),
        [(1, nothing)]
    );
    assert_eq!(
        found(&checker, &recorded(&["c 在吗", "k 在的", "k 您好，请讲", "c 补缴", "k 好的"])),
        []
    );
    let later = Conversation::draft_after(Channel::Chat, turns(&["k 您好", "c 补缴"]), "好的");
    assert_eq!(found(&checker, &later), []);
}

#[test]
fn a_draft_without_history_may_not_be_the_first_reply() {
    let opening = rule("o", "contain", "place = 'opening'\ncompany = { any = ['greets'] }");
    let checker = checker(&[opening]);
    assert_eq!(found(&checker, &Conversation::draft(Channel::Chat, "请带身份证。")), []);
    let first = Conversation::draft_after(Channel::Chat, turns(&["c 在吗"]), "请带身份证。");
    assert_eq!(found(&checker, &first), [(1, String::new())]);
    assert!(
        checker.check(&first, When::Typing).findings.is_empty(),
        "while typing it may still come"
    );
}

#[test]
fn a_closing_is_asked_only_of_what_is_known_to_be_the_end() {
    let closing = rule("c", "contain", "place = 'closing'\ncompany = { any = ['thanks'] }");
    let checker = checker(&[closing]);
    let lines = ["c 补缴", "k 已办好", "k 请查收"];
    assert_eq!(found(&checker, &recorded(&lines)), []);
    assert_eq!(found(&checker, &Conversation { closes: Some(false), ..recorded(&lines) }), []);
    assert_eq!(found(&checker, &closed(&lines)), [(2, String::new())]);
    assert_eq!(found(&checker, &closed(&["c 补缴", "k 谢谢您的理解", "k 请查收"])), []);
}

#[test]
fn praise_asks_for_thanks_in_the_reply_to_it() {
    let reply =
        rule("r", "contain", "place = 'reply'\nafter = ['praise']\ncompany = { any = ['thanks'] }");
    let checker = checker(&[reply]);
    let talk = recorded(&["c 补缴", "k 已办好", "c 谢谢你们", "k 嗯", "c 再见"]);
    assert_eq!(found(&checker, &talk), [(3, String::new())]);
    assert_eq!(found(&checker, &recorded(&["c 谢谢你们", "k 嗯", "k 不客气", "c 再见"])), []);
    assert_eq!(
        found(&checker, &recorded(&["c 谢谢你们", "k 嗯"])),
        [],
        "another bubble may follow"
    );
    let draft = Conversation::draft_after(Channel::Chat, turns(&["c 给你们点赞"]), "嗯");
    assert_eq!(found(&checker, &draft), [(1, String::new())]);
}

#[test]
fn what_the_citizen_said_can_be_the_condition_of_any_rule() {
    let only = rule("f", "forbid", "phrases = ['嗯']\nafter = ['praise']");
    let checker = checker(&[only]);
    assert_eq!(
        found(&checker, &recorded(&["c 谢谢你们", "k 嗯", "c 好", "k 嗯"])),
        [(1, "嗯".into())]
    );
    assert_eq!(
        found(&checker, &Conversation::draft(Channel::Chat, "嗯")),
        [],
        "not known, so not held against"
    );
}

#[test]
fn the_citizens_own_words_are_never_judged() {
    let checker = checker(&[rule("f", "forbid", "phrases = ['不知道']")]);
    assert_eq!(found(&checker, &recorded(&["c 不知道", "k 不知道"])), [(1, "不知道".into())]);
}

#[test]
fn company_may_come_in_the_clerks_next_turns_until_they_are_known_to_be_over() {
    let next = rule(
        "a",
        "accompany",
        "phrases = ['材料不全']\ncompany = { any = ['list'], within = 'next' }",
    );
    let checker = checker(&[next]);
    let missing = [(0, "材料不全".to_owned())];
    assert_eq!(found(&checker, &recorded(&["k 材料不全", "k 清单如下"])), []);
    assert_eq!(found(&checker, &recorded(&["k 材料不全", "c 缺什么", "k 身份证"])), []);
    assert_eq!(found(&checker, &recorded(&["k 材料不全", "c 缺什么", "k 自己想"])), missing);
    assert_eq!(
        found(&checker, &recorded(&["k 材料不全", "k 稍等", "k 清单如下"])),
        missing,
        "one turn, not two"
    );
    assert_eq!(found(&checker, &recorded(&["k 材料不全"])), [], "it may still come");
    assert_eq!(found(&checker, &closed(&["k 材料不全"])), missing);
    assert_eq!(found(&checker, &Conversation::draft(Channel::Chat, "材料不全")), []);
}

#[test]
fn a_second_notice_on_another_day_is_told_with_the_first() {
    let limit = rule("l", "limit", "phrases = ['还缺']\nlimit = { most = 1, apart = 'day' }");
    let checker = checker(&[limit]);
    let two_days = ["k @1 还缺户口簿", "c @1 好", "k @2 还缺照片"];
    assert_eq!(found(&checker, &recorded(&two_days)), [(2, "还缺".into())]);
    let report = checker.check(&recorded(&two_days), When::Closed);
    let related: Vec<_> =
        report.findings[0].related.iter().map(|(turn, span)| (*turn, span.start())).collect();
    assert_eq!(related, [(0, 0)]);
    assert_eq!(
        report.findings[0].severity,
        Severity::Suggest,
        "it may be another matter: a question"
    );
    let same = Conversation { matter: Some("A-1".into()), ..recorded(&two_days) };
    assert_eq!(checker.check(&same, When::Closed).findings[0].severity, Severity::Warn);
    assert_eq!(found(&checker, &recorded(&["k @1 还缺户口簿", "c 好", "k @1 还缺照片"])), []);
    assert_eq!(
        found(&checker, &recorded(&["k 还缺户口簿", "c 好", "k @2 还缺照片"])),
        [],
        "the first day is not known"
    );
}

#[test]
fn passing_on_is_counted_by_replies_and_the_draft_is_told_of_what_was_sent_before() {
    let limit = rule("l", "limit", "phrases = ['请找']\nlimit = { most = 2, apart = 'reply' }");
    let checker = checker(&[limit]);
    let history =
        turns(&["k 请找社保", "k 请找医保", "c 他们说找您", "k 请找社区", "c 社区说找您"]);
    let draft = Conversation::draft_after(Channel::Chat, history.clone(), "请找街道");
    assert_eq!(found(&checker, &draft), [(5, "请找".into())]);
    let report = checker.check(&draft, When::Sending);
    assert_eq!(report.findings[0].related.len(), 2, "two bubbles of one reply are one");
    assert_eq!(found(&checker, &Conversation::recorded(Channel::Chat, history)), []);
}

#[test]
fn an_ending_that_answers_nothing_is_empty_and_one_fact_makes_it_full() {
    let empty = rule(
        "e",
        "empty",
        "phrases = ['已收悉', '请咨询{..8}部门']\nfillers = ['greets', 'thanks']",
    );
    let checker = checker(&[empty]);
    let text = "您好！您的来信已收悉。请咨询人社部门。谢谢。";
    let whole = "您好！已收悉。请咨询人社部门。谢谢。";
    assert_eq!(found(&checker, &closed(&["c 补缴", &format!("k {whole}")])), [(1, whole.into())]);
    assert_eq!(
        found(&checker, &closed(&["c 补缴", &format!("k {text}")])),
        [],
        "您的来信 is not among the words"
    );
    assert_eq!(
        found(&checker, &closed(&["c 补缴", "k 已收悉。请咨询人社部门，电话63120000。"])),
        []
    );
    assert_eq!(
        found(&checker, &recorded(&["c 补缴", "k 已收悉。"])),
        [],
        "it may not be the final answer"
    );
    assert_eq!(
        found(&checker, &closed(&["c 补缴", "k 您好。谢谢。"])),
        [],
        "courtesy alone is no emptiness"
    );
    assert_eq!(
        found(&checker, &closed(&["c 补缴", "k 已收悉。", "k 明天到账。"])),
        [],
        "another bubble answers"
    );
}

#[test]
fn what_was_written_before_a_rule_was_in_force_is_not_judged_by_it() {
    let since = rule("s", "forbid", "phrases = ['不知道']\neffective_from = '2026-03-02'");
    let checker = checker(&[since]);
    let talk = recorded(&["k @1 不知道", "k @2 不知道", "k 不知道"]);
    let turns: Vec<usize> = found(&checker, &talk).into_iter().map(|(turn, _)| turn).collect();
    assert_eq!(turns, [1, 2], "what has no date is of today");
}

#[test]
fn a_rule_for_public_replies_needs_to_know_that_the_reply_is_public() {
    let public = rule("p", "forbid", "phrases = ['留个电话']\npublic = true");
    let checker = checker(&[public]);
    let draft = Conversation::draft(Channel::Letter, "请留个电话");
    assert_eq!(found(&checker, &draft), []);
    assert_eq!(found(&checker, &Conversation { public: Some(false), ..draft.clone() }), []);
    assert_eq!(
        found(&checker, &Conversation { public: Some(true), ..draft }),
        [(0, "留个电话".into())]
    );
}

#[test]
fn each_rule_speaks_from_its_own_moment_on() {
    let rules = [("typing", "不知道"), ("sending", "我不管"), ("closed", "自己看")].map(
        |(when, phrase)| rule(when, "forbid", &format!("phrases = ['{phrase}']\nwhen = '{when}'")),
    );
    let checker = checker(&rules);
    let draft = Conversation::draft(Channel::Chat, "不知道，我不管，自己看");
    let count = |when| checker.check(&draft, when).findings.len();
    assert_eq!([count(When::Typing), count(When::Sending), count(When::Closed)], [1, 2, 3]);
}

#[test]
fn what_is_missing_can_be_mended_by_inserting_only() {
    let fix = "place = 'opening'\ncompany = { any = ['greets'] }\n\
               [[rule.fix]]\nlabel = '问好'\naction = 'insert_start'\ntext = '您好，'\n\
               [[rule.fix]]\nlabel = '换掉'\naction = 'replace_sentence'\ntext = '您好。'";
    let checker = checker(&[rule("o", "contain", fix)]);
    let draft = Conversation::draft_after(Channel::Chat, turns(&["c 在吗"]), "请讲。");
    let report = checker.check(&draft, When::Sending);
    let fixes = checker.fixes(&draft, &report.findings[0]);
    assert_eq!(fixes.iter().map(|fix| fix.apply("请讲。")).collect::<Vec<_>>(), ["您好，请讲。"]);
}

#[test]
fn what_is_missing_or_was_said_before_can_not_be_made_to_stop_a_send() {
    for (kind, more) in [
        ("contain", "place = 'opening'\ncompany = { any = ['greets'] }"),
        ("limit", "phrases = ['还缺']\nlimit = { most = 1, apart = 'day' }"),
        ("empty", "phrases = ['已收悉']"),
    ] {
        let rule = rule("r", kind, more).replace("'warn'", "'block'");
        let pack = format!("{}{CONTEXTS}{rule}", common::HEAD);
        let errors = liyan_rules::pack::read_toml("block.toml", &pack).err().expect("refused");
        assert!(errors.to_string().contains("不能是 block"), "{kind}: {errors}");
    }
}

#[test]
fn a_day_is_a_day_however_its_times_are_written() {
    let limit = rule("l", "limit", "phrases = ['还缺']\nlimit = { most = 1, apart = 'day' }");
    let checker = checker(&[limit]);
    let talk = |first: &str, second: &str| {
        let turn = |at: &str| Turn {
            at: Some(Timestamp::parse(at).expect("a time")),
            ..Turn::new(Role::Clerk, "还缺照片")
        };
        Conversation::recorded(Channel::Chat, vec![turn(first), turn(second)])
    };
    let same = talk("2026-03-02T07:30:00+08:00", "2026-03-01T23:45:00Z");
    assert_eq!(found(&checker, &same), [], "a quarter of an hour apart");
    let other = talk("2026-03-01T23:50:00+08:00", "2026-03-01T16:10:00Z");
    assert_eq!(found(&checker, &other).len(), 1, "past midnight where the first was written");
}
