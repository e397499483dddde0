//! What holds for any pack and any conversation: packs are made at random from the whole language, judged on texts
//! that are made from the same few characters, so that matches, guards, masks and breaks meet often.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::fmt::{self, Write};
use std::ops::Deref;
use std::rc::Rc;

use liyan_rules::pack::read_toml;
use liyan_rules::text::{FoldTable, Folded};
use liyan_rules::{
    ByteSpan, Channel, Checker, Conversation, Finding, Kind, Role, Stage, Timestamp, Turn, When,
};
use proptest::prelude::*;

/// A context of the pack, by the letter of its name.
const CONTEXTS: [&str; 3] = ["a", "b", "c"];

fn word() -> impl Strategy<Value = String> {
    proptest::string::string_regex("[不知道管看您a]{1,2}").expect("a pattern")
}

/// A phrase of the language, not always a sound one. Only a rule's own phrases look at the whole message: a guard that
/// does so no longer guards when the message grows.
fn phrase(ends: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        5 => word(),
        2 => Just("{s}".to_owned()),
        1 => word().prop_map(|word| format!("[{word}]")),
        1 => (word(), word()).prop_map(|(one, other)| format!("({one}|{other})")),
        1 => (1..6u8).prop_map(|most| format!("{{..{most}}}")),
        1 => (1..6u8).prop_map(|most| format!("{{...{most}}}")),
    ];
    (word(), prop::collection::vec(piece, 0..3), prop::sample::select(ends)).prop_map(
        |(word, pieces, end)| {
            let core = format!("{word}{}", pieces.concat());
            if end.starts_with('^') { format!("{end}{core}") } else { format!("{core}{end}") }
        },
    )
}

fn guards() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(phrase(&["", "", "", "^", "$"]), 1..3)
}

fn list(items: &[String]) -> String {
    format!("[{}]", items.iter().map(|item| format!("'{item}'")).collect::<Vec<_>>().join(", "))
}

fn subset() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(prop::sample::select(&CONTEXTS[..]).prop_map(str::to_owned), 0..3)
        .prop_map(|mut names| {
            names.sort();
            names.dedup();
            names
        })
}

/// The keys of one rule, without its head.
fn rule() -> impl Strategy<Value = String> {
    let severity = prop::sample::select(&["block", "warn", "suggest"][..]);
    let kind = prop::sample::select(
        &["forbid", "forbid", "accompany", "contain", "limit", "slot", "empty"][..],
    );
    let within = prop::sample::select(&["sentence", "message", "next", "next_2"][..]);
    let place = prop::sample::select(&["opening", "closing", "reply"][..]);
    let when = prop::sample::select(&["typing", "sending", "closed"][..]);
    let apart = prop::sample::select(&["reply", "day"][..]);
    let stage = prop::sample::select(&["active", "shadow", "off"][..]);
    let phrases = prop::collection::vec(phrase(&["", "", "", "^", "$", "^^", "$$"]), 1..4);
    let names = (subset(), subset(), subset());
    (kind, severity, phrases, names, (within, place, when, apart, stage), any::<bool>()).prop_map(
        |(
            kind,
            severity,
            phrases,
            (unless, any, after),
            (within, place, when, apart, stage),
            eased,
        )| {
            let mut rule = format!(
                "kind = '{kind}'\nseverity = '{severity}'\nwhen = '{when}'\nstage = '{stage}'\n"
            );
            let mut key =
                |key: &str, value: String| writeln!(rule, "{key} = {value}").expect("memory");
            if kind != "contain" {
                key("phrases", list(&phrases));
                key("unless", list(&unless));
            }
            key("after", list(&after));
            let any = if any.is_empty() { vec!["a".to_owned()] } else { any };
            match kind {
                "accompany" => {
                    key("company", format!("{{ any = {}, within = '{within}' }}", list(&any)))
                }
                "forbid" if eased => {
                    key(
                        "company",
                        format!(
                            "{{ any = {}, within = '{within}', leaves = 'suggest' }}",
                            list(&any)
                        ),
                    );
                }
                "contain" => {
                    key("place", format!("'{place}'"));
                    key("company", format!("{{ any = {} }}", list(&any)));
                }
                "limit" => key("limit", format!("{{ most = 1, apart = '{apart}' }}")),
                "empty" => key("fillers", list(&any)),
                _ => {}
            }
            rule
        },
    )
}

/// A checker that shows its pack when a test fails.
#[derive(Clone)]
struct Made {
    pack: String,
    checker: Rc<Checker>,
}

impl fmt::Debug for Made {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.pack)
    }
}

impl Deref for Made {
    type Target = Checker;

    fn deref(&self) -> &Checker {
        &self.checker
    }
}

/// A whole pack that loads.
fn checker() -> impl Strategy<Value = Made> {
    let context = (guards(), guards(), guards(), guards(), any::<bool>());
    let contexts = prop::collection::vec(context, CONTEXTS.len());
    (prop::collection::btree_set(word(), 1..4), contexts, prop::collection::vec(rule(), 1..5)).prop_filter_map(
        "a phrase that can not be searched, or one twice",
        |(set, contexts, rules)| {
            let set: Vec<String> = set.into_iter().collect();
            let mut pack = common::HEAD.replace("[set]\n", &format!("[set]\ns = {}\n", list(&set)));
            for (name, (left, right, covers, near, firm)) in CONTEXTS.iter().zip(&contexts) {
                writeln!(
                    pack,
                    "[context.{name}]\nwhy = 'w'\nfirm = {firm}\nleft = {}\nright = {}\ncovers = {}\nnear = {}",
                    list(left), list(right), list(covers), list(near)
                )
                .expect("memory");
            }
            for (at, rule) in rules.iter().enumerate() {
                writeln!(
                    pack,
                    "[[rule]]\nid = 'r{at}'\ntitle = 't'\ncite = ['art1']\nbasis = 'stated'\nmessage = 'm'\n{rule}"
                )
                .expect("memory");
            }
            let pack = pack.replace("notice = 'n'", "notice = 'n'\nmasks = ['b']\nveto = ['c']");
            let checker = Rc::new(read_toml("made.toml", &pack).ok()?.checker().ok()?);
            Some(Made { pack, checker })
        },
    )
}

fn text() -> impl Strategy<Value = String> {
    let pieces: &[&str] = &[
        "不", "知", "道", "管", "看", "您", "a", "不知", "知道", "管看", "您a", "Ａ", "，", "。",
        "\n", " ", "·", "\u{200b}", "“", "”", "😀", "e\u{301}", "𠮷", "1", "張", "\u{0}",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..24).prop_map(|pieces| pieces.concat())
}

fn turn() -> impl Strategy<Value = Turn> {
    let role = prop::sample::select(&[Role::Clerk, Role::Clerk, Role::Citizen, Role::System][..]);
    let day = prop_oneof![Just(None), (1..4u8).prop_map(Some)];
    (role, text(), day).prop_map(|(role, text, day)| Turn {
        role,
        text,
        at: day.map(|day| Timestamp::parse(&format!("2026-03-0{day}T12:00:00Z")).expect("a time")),
    })
}

fn talk() -> impl Strategy<Value = Conversation> {
    let known =
        (any::<bool>(), any::<bool>(), any::<Option<bool>>(), any::<Option<bool>>(), any::<bool>());
    (prop::collection::vec(turn(), 0..6), known).prop_map(
        |(turns, (unsent, from_start, closes, public, matter))| Conversation {
            channel: Channel::Chat,
            unsent,
            from_start,
            closes,
            public,
            matter: matter.then(String::new),
            turns,
        },
    )
}

fn when() -> impl Strategy<Value = When> {
    prop::sample::select(&[When::Typing, When::Sending, When::Closed][..])
}

fn all(checker: &Checker, talk: &Conversation, when: When) -> Vec<Finding> {
    let report = checker.check(talk, when);
    report.findings.into_iter().chain(report.shadow).collect()
}

/// Rule, severity and place in a single message, shifted.
fn places(checker: &Checker, text: &str, by: usize) -> Vec<(String, usize, usize)> {
    let draft = Conversation::draft(Channel::Chat, text);
    let place = |finding: &Finding| {
        let span = finding.span?;
        Some((checker.rule(finding.rule).id.clone(), span.start() + by, span.end() + by))
    };
    all(checker, &draft, When::Sending).iter().filter_map(place).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, max_global_rejects: 60_000, ..ProptestConfig::default() })]

    #[test]
    fn findings_are_about_clerk_turns_and_inside_them_on_character_boundaries(
        checker in checker(), talk in talk(), when in when(),
    ) {
        for finding in all(&checker, &talk, when) {
            let rule = checker.rule(finding.rule);
            prop_assert!(rule.stage != Stage::Off);
            prop_assert_eq!(talk.turns[finding.turn].role, Role::Clerk);
            prop_assert!(!talk.unsent || finding.turn + 1 == talk.turns.len());
            prop_assert_eq!(finding.span.is_none(), rule.kind == Kind::Contain);
            let own = finding.span.map(|span| (finding.turn, span));
            for (turn, span) in own.into_iter().chain(finding.related.iter().copied()) {
                prop_assert!(talk.turns[turn].text.get(span.range()).is_some_and(|words| !words.is_empty()));
            }
        }
    }

    #[test]
    fn findings_of_one_rule_never_overlap(checker in checker(), talk in talk(), when in when()) {
        let findings = all(&checker, &talk, when);
        for (index, one) in findings.iter().enumerate() {
            for other in &findings[index + 1..] {
                let apart = one.rule != other.rule || one.turn != other.turn
                    || one.span.zip(other.span).is_none_or(|(one, other)| !one.overlaps(&other));
                prop_assert!(apart, "{:?} {:?}", one, other);
            }
        }
    }

    #[test]
    fn judging_twice_is_equal(checker in checker(), talk in talk(), when in when()) {
        prop_assert_eq!(all(&checker, &talk, when), all(&checker, &talk, when));
    }

    #[test]
    fn the_order_of_turns_matters_only_where_a_rule_says_so(
        checker in checker(), mut talk in talk(), at in any::<prop::sample::Index>(),
    ) {
        talk.unsent = false;
        let before = by_text(&checker, &talk);
        if !talk.turns.is_empty() {
            let middle = at.index(talk.turns.len());
            talk.turns.rotate_left(middle);
        }
        let after = by_text(&checker, &talk);
        prop_assert_eq!(before, after);
    }

    #[test]
    fn a_line_break_between_two_messages_invents_no_finding_and_is_never_inside_one(
        checker in checker(), first in text(), second in text(),
    ) {
        let joined = format!("{first}\n{second}");
        let known = [places(&checker, &first, 0), places(&checker, &second, first.len() + 1)].concat();
        for (rule, start, end) in places(&checker, &joined, 0) {
            prop_assert!(!(start <= first.len() && first.len() < end), "across the break");
            // A phrase for the whole message may give way to a shorter one of its rule, at the same fault.
            let is_known = known.iter().any(|(other, from, to)| *other == rule && *from <= start && end <= *to);
            prop_assert!(is_known, "{} {}..{} in {:?}", rule, start, end, joined);
        }
    }

    #[test]
    fn folding_a_span_and_unfolding_it_is_exact(
        text in text(), from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(),
    ) {
        let folded = Folded::new(&FoldTable::new(), &text);
        prop_assume!(!folded.is_empty());
        let (one, other) = (from.index(folded.len()), to.index(folded.len()));
        let (start, end) = (one.min(other), one.max(other) + 1);
        let span: ByteSpan = folded.original(start, end);
        prop_assert_eq!(folded.index_of_original(span.start()), start);
        prop_assert_eq!(folded.index_of_original(span.end()), end);
        let again = Folded::new(&FoldTable::new(), span.of(&text));
        let chars = |glyphs: &[liyan_rules::text::Glyph]| glyphs.iter().map(|glyph| glyph.ch).collect::<String>();
        prop_assert_eq!(chars(again.glyphs()), chars(&folded.glyphs()[start..end]));
    }
}

/// The findings of rules that look at one message alone, by the text of their turn.
fn by_text(checker: &Checker, talk: &Conversation) -> Vec<(String, String, ByteSpan)> {
    let alone = |finding: &&Finding| {
        let rule = checker.rule(finding.rule);
        !rule.looks_around()
    };
    let mut found: Vec<_> = all(checker, talk, When::Closed)
        .iter()
        .filter(alone)
        .filter_map(|finding| {
            let text = talk.turns[finding.turn].text.clone();
            Some((checker.rule(finding.rule).id.clone(), text, finding.span?))
        })
        .collect();
    found.sort_by(|one, other| {
        (&one.0, &one.1, one.2.start()).cmp(&(&other.0, &other.1, other.2.start()))
    });
    found
}
