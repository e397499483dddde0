//! Rules that listen: when they speak, what they leave to others, and that any text may be put before them.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::sync::LazyLock;

use common::{HEAD, found, shipped, with_rules};
use liyan_rules::pack::{FindFile, PackFile, builtin, read_toml, read_toml_with};
use liyan_rules::{Channel, Checker, Conversation, Severity, When};
use proptest::prelude::*;

const LISTENS: &str = "[[rule]]
id = 'tone'
kind = 'forbid'
title = 't'
cite = ['art1']
basis = 'inferred'
severity = 'warn'
tone = 'service-tone'
message = 'm'
";

/// The model alone.
static ALONE: LazyLock<Checker> = LazyLock::new(|| with_rules(LISTENS));

/// What no phrase of the shipped packs knows.
const CURT: &str = "这种事情还用得着来问我们？";

fn heard(checker: &Checker, text: &str, when: When) -> Vec<String> {
    found(checker, text, when, Severity::Suggest).into_iter().map(|(_, marked)| marked).collect()
}

#[test]
fn it_marks_the_part_that_sounds_curt_without_the_marks_around() {
    let text = format!("您好，材料收到了。\n{CURT}！");
    assert_eq!(heard(&ALONE, &text, When::Sending), ["这种事情还用得着来问我们"]);
    assert_eq!(heard(&ALONE, "您先坐一会儿，轮到您了我叫您。", When::Sending), [""; 0]);
}

#[test]
fn it_waits_until_the_sentence_is_finished() {
    let unfinished = CURT.trim_end_matches('？');
    assert_eq!(heard(&ALONE, unfinished, When::Typing), [""; 0]);
    assert_eq!(heard(&ALONE, unfinished, When::Sending).len(), 1);
    assert_eq!(heard(&ALONE, CURT, When::Typing).len(), 1);
}

#[test]
fn what_others_said_is_not_listened_to() {
    let quoted = format!("您说窗口的同事讲“{CURT}”，我们核实后向您道歉。");
    assert_eq!(heard(&ALONE, &quoted, When::Sending), [""; 0]);
    let citizen = Conversation {
        turns: vec![liyan_rules::Turn {
            role: liyan_rules::Role::Citizen,
            text: CURT.into(),
            at: None,
        }],
        unsent: false,
        ..Conversation::draft(Channel::Chat, "")
    };
    assert_eq!(ALONE.check(&citizen, When::Closed).findings, []);
}

#[test]
fn it_gives_way_to_any_other_warning_in_its_sentence_and_to_no_suggestion() {
    let other = |severity: &str| {
        with_rules(&format!(
            "{LISTENS}[[rule]]\nid = 'other'\nkind = 'forbid'\ntitle = 't'\ncite = ['art1']\nbasis = 'stated'\n\
             severity = '{severity}'\nmessage = 'm'\nphrases = ['这种事情']\n"
        ))
    };
    let rules = |severity: &str, text: &str| -> Vec<String> {
        let found = found(&other(severity), text, When::Sending, Severity::Suggest);
        found.into_iter().map(|(rule, _)| rule).collect()
    };
    assert_eq!(rules("warn", CURT), ["other"]);
    assert_eq!(rules("block", CURT), ["other"]);
    assert_eq!(rules("suggest", CURT), ["tone", "other"]);
    let apart = format!("这种事情我来办。{CURT}");
    assert_eq!(rules("suggest", &apart).iter().filter(|rule| *rule == "tone").count(), 1);
}

#[test]
fn contexts_and_company_hold_for_it() {
    let guarded = with_rules(&format!(
        "[context.known]\nwhy = 'w'\ncovers = ['您以为这大厅是您家开的啊']\n[context.sorry]\nwhy = 'w'\nnear = ['对不起']\n{LISTENS}\
         unless = ['known']\ncompany = {{ any = ['sorry'], within = 'message', leaves = 'suggest' }}\n"
    ));
    let levels = |text: &str| -> Vec<Severity> {
        let draft = Conversation::draft(Channel::Chat, text);
        guarded.check(&draft, When::Sending).findings.iter().map(|found| found.severity).collect()
    };
    assert_eq!(levels(CURT), [Severity::Warn]);
    assert!(levels(&format!("{CURT}对不起。")).iter().all(|level| *level == Severity::Suggest));
    assert_eq!(heard(&ALONE, "您以为这大厅是您家开的啊。", When::Sending).len(), 1);
    assert_eq!(levels("您以为这大厅是您家开的啊。"), []);
}

#[test]
fn a_compiled_pack_hears_what_the_written_one_hears() {
    let loaded =
        read_toml("t.toml", &format!("{HEAD}{LISTENS}{}", LISTENS.replace("'tone'", "'again'")))
            .unwrap_or_else(|errors| panic!("{errors}"));
    let compiled = loaded.compile();
    // Two rules, one model.
    assert!(compiled.len() < MODEL.len() + 1_000, "{}", compiled.len());
    let checker = Checker::from_compiled(&compiled).expect("sound");
    assert_eq!(heard(&checker, CURT, When::Sending), ["这种事情还用得着来问我们"]);
}

const MODEL: &[u8] = include_bytes!("../packs/service-tone.bin");

/// Finds no model, or one that is none.
struct Broken(Option<Vec<u8>>);

impl FindFile for Broken {
    fn pack(&self, id: &str) -> Option<PackFile> {
        builtin(id)
    }

    fn tone(&self, _: &str) -> Option<Vec<u8>> {
        self.0.clone()
    }
}

#[test]
fn mistakes_about_it_are_told_with_what_to_do() {
    let refused = |rules: &str, find: &dyn FindFile| {
        let read = read_toml_with("t.toml", &format!("{HEAD}{rules}"), find);
        read.err().expect("refused").to_string()
    };
    let model = |bytes: Option<&[u8]>| refused(LISTENS, &Broken(bytes.map(<[u8]>::to_vec)));
    assert!(model(None).contains("t.toml:20:8: 找不到语气模型 “service-tone”"), "{}", model(None));
    assert!(model(None).contains("随礼言附带的有：service-tone"));
    assert!(model(Some(b"x")).contains("这不是语气模型"));
    assert!(model(Some(b"TONE\x09\x11")).contains("格式是第 9 版"));
    assert!(model(Some(b"TONE\x02\x11")).contains("语气模型已损坏"));
    for (from, to, said) in [
        ("'warn'", "'block'", "按语气判断，severity 不能是 block"),
        ("'inferred'", "'stated'", "按语气判断，basis 不能是 stated"),
        ("'forbid'", "'slot'", "只有 forbid 规则可以写 tone"),
        ("message", "phrases = ['不']\nmessage", "写了 tone 的规则没有 phrases"),
    ] {
        let told = refused(&LISTENS.replace(from, to), &builtin);
        assert!(told.contains(said), "{told}");
    }
}

#[test]
fn an_heir_may_turn_it_off_and_not_up() {
    let heir = |more: &str| {
        let parent = |id: &str| {
            (id == "test")
                .then(|| PackFile { file: "test.toml".into(), text: format!("{HEAD}{LISTENS}") })
        };
        let head = HEAD.replace("id = 'test'", "id = 'heir'\nextends = 'test'");
        let head = head.split("[source").next().unwrap_or_default().to_owned();
        read_toml_with("heir.toml", &format!("{head}[[override]]\nrule = 'tone'\n{more}"), &parent)
            .map_err(|errors| errors.to_string())
    };
    let off = heir("stage = 'off'").unwrap_or_else(|errors| panic!("{errors}"));
    assert_eq!(heard(&off.checker().expect("sound"), CURT, When::Sending), [""; 0]);
    let told = heir("severity = 'block'").err().expect("refused");
    assert!(told.contains("severity 不能是 block"), "{told}");
    let told = heir("phrases = ['不']").err().expect("refused");
    assert!(told.contains("写了 tone 的规则没有 phrases"), "{told}");
}

#[test]
fn the_shipped_pack_listens() {
    let checker = shipped();
    let grave = common::grave(&checker, CURT);
    assert_eq!(grave, [("common-tone".to_owned(), "这种事情还用得着来问我们".to_owned())]);
}

const PIECES: &[&str] = &[
    "这种事情还用得着来问我们",
    "你自己",
    "不",
    "您好",
    "，",
    "。",
    "？",
    "!",
    "~",
    "；",
    ";",
    "“",
    "”",
    "「",
    "」",
    "\"",
    ")",
    " ",
    "·",
    "\u{200b}",
    "\n",
    "\r\n",
    "\u{2028}",
    "1",
    "12,5",
    "3:00",
    "a",
    "Ｂ",
    "É",
    "😀",
    "e\u{301}",
    "祝",
    "帮您",
    "：",
    "、",
    "…",
];

proptest! {
    #[test]
    fn any_text_is_heard_and_what_is_marked_lies_in_it(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60),
        noise in ".{0,20}",
        letter in any::<bool>(),
    ) {
        let text = pieces.concat() + &noise;
        let channel = if letter { Channel::Letter } else { Channel::Chat };
        let report = ALONE.check(&Conversation::draft(channel, text.as_str()), When::Closed);
        prop_assert!(report.findings.len() <= 1);
        for finding in &report.findings {
            let span = finding.span.expect("it has a place");
            prop_assert!(!span.is_empty());
            prop_assert!(text.get(span.range()).is_some());
        }
    }
}
