//! Four cases, one of them a conversation.

use liyan_audit::figures::{Case, CaseMark, CaseTurn, Verdict};
use liyan_rules::{Channel, Role};

use super::{LAND, SOCIAL, rules};

/// The gravest first.
pub fn cases() -> Vec<Case> {
    vec![conversation(), no_time(), passed_on(), cannot()]
}

fn conversation() -> Case {
    let first = "不知道，网上有，自己看。";
    let second = "我说了不知道。那是您自己的问题。";
    Case {
        place: "三月.csv 第 204 行".to_owned(),
        record: Some("H20260311-0042".to_owned()),
        channel: Channel::Chat,
        unit: Some(LAND.to_owned()),
        clerk: Some("A017".to_owned()),
        at: Some("2026-03-11 10:42".to_owned()),
        turns: vec![
            turn(1, Role::Citizen, "请问二手房过户要带哪些材料？我的电话***********。", vec![]),
            turn(
                2,
                Role::Clerk,
                first,
                vec![
                    mark("r7-greeting", first, None, Verdict::Pending, &["您好，请讲。"]),
                    mark(
                        "r11-not-know",
                        first,
                        Some("不知道"),
                        Verdict::Upheld,
                        &[
                            "对不起，请稍等，我帮您问一下其他同志。",
                            "对不起，请稍等，我请示一下领导。",
                        ],
                    ),
                    mark(
                        "r11-look-yourself",
                        first,
                        Some("自己看"),
                        Verdict::Upheld,
                        &["现在的问题是〔问题〕，建议这么解决：〔办法〕。"],
                    ),
                ],
            ),
            turn(3, Role::Citizen, "网上写的是新房，我问的是二手房😥", vec![]),
            turn(
                4,
                Role::Clerk,
                second,
                vec![
                    mark(
                        "r11-not-know",
                        second,
                        Some("不知道"),
                        Verdict::Upheld,
                        &["对不起，请稍等，我帮您问一下其他同志。"],
                    ),
                    mark(
                        "r14-argue-back",
                        second,
                        Some("那是您自己的问题"),
                        Verdict::Appealed,
                        &["现在的问题是〔问题〕，建议这么解决：〔办法〕。"],
                    ),
                ],
            ),
            turn(5, Role::System, "群众已离开会话。", vec![]),
        ],
    }
}

/// One bubble, not looked at by anybody: no clerk is named.
pub fn no_time() -> Case {
    let text = "现在没时间，下午再说。";
    Case {
        place: "四月.csv 第 77 行".to_owned(),
        record: None,
        channel: Channel::Chat,
        unit: Some(SOCIAL.to_owned()),
        clerk: None,
        at: Some("2026/4/9 16:58".to_owned()),
        turns: vec![turn(
            1,
            Role::Clerk,
            text,
            vec![mark(
                "r11-no-time",
                text,
                Some("没时间"),
                Verdict::Pending,
                &["请您稍候，我马上给您办理。"],
            )],
        )],
    }
}

fn passed_on() -> Case {
    let text =
        "您好，您反映的问题已收悉。契税的事不归我们管，找税务去。感谢您对我们工作的关心和支持！";
    Case {
        place: "四月.csv 第 311 行".to_owned(),
        record: Some("L-20260418-07".to_owned()),
        channel: Channel::Letter,
        unit: Some(LAND.to_owned()),
        clerk: None,
        at: Some("2026-04-18".to_owned()),
        turns: vec![turn(
            1,
            Role::Clerk,
            text,
            vec![
                mark(
                    "r11-not-mine",
                    text,
                    Some("不归我们管"),
                    Verdict::Pending,
                    &["对不起，这个事项由〔负责部门〕办理，我把联系电话给您：〔联系电话〕。"],
                ),
                mark(
                    "r15-pass-on",
                    text,
                    Some("找税务去"),
                    Verdict::Pending,
                    &["您好，下面请到〔窗口或网上入口〕办理〔事项〕。"],
                ),
            ],
        )],
    }
}

fn cannot() -> Case {
    let text = "您好：\n您申请的退休待遇提前发放不能办。\n此复。";
    Case {
        place: "五月.csv.gz 第 63 行".to_owned(),
        record: Some("L-20260506-02".to_owned()),
        channel: Channel::Letter,
        unit: Some(SOCIAL.to_owned()),
        clerk: Some("B008".to_owned()),
        at: Some("2026-05-06 09:15".to_owned()),
        turns: vec![turn(
            1,
            Role::Clerk,
            text,
            vec![mark("r12-cannot", text, Some("不能办"), Verdict::Upheld, &[])],
        )],
    }
}

fn turn(number: usize, role: Role, text: &str, marks: Vec<CaseMark>) -> CaseTurn {
    CaseTurn { number, role, text: text.to_owned(), marks }
}

/// A finding of the rule in the text, at the words' first place.
fn mark(
    rule: &str,
    text: &str,
    words: Option<&str>,
    verdict: Verdict,
    wordings: &[&str],
) -> CaseMark {
    let line = rules::by_rule().into_iter().find(|line| line.id == rule).unwrap();
    let span = words.map(|words| {
        let start = text[..text.find(words).unwrap()].chars().count();
        (start, start + words.chars().count())
    });
    CaseMark {
        id: format!("{rule}:{:08x}", text.len() * 40_503 + span.map_or(0, |span| span.0)),
        span,
        severity: line.severity,
        title: line.title,
        message: line.message,
        articles: line.articles,
        verdict,
        copies: if verdict == Verdict::Upheld { 3 } else { 1 },
        wordings: wordings.iter().map(|&wording| wording.to_owned()).collect(),
    }
}
