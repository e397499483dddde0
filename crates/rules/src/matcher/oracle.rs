//! Searching by anchors finds what trying every phrase at every place finds.

use proptest::prelude::*;

use super::{Matcher, Program, Sets};
use crate::pack::read_toml;
use crate::text::{FoldTable, Folded};

/// A phrase of the language over few characters, so that matches are many.
fn phrase() -> impl Strategy<Value = String> {
    let word = || proptest::string::string_regex("[不知道a]{1,2}").expect("a pattern");
    let piece = prop_oneof![
        4 => word(),
        2 => Just("{s}".to_owned()),
        2 => word().prop_map(|word| format!("[{word}]")),
        2 => (word(), word()).prop_map(|(one, other)| format!("({one}|{other})")),
        1 => (word(), word(), word()).prop_map(|(a, b, c)| format!("({a}[{b}]|{{s}}{c})")),
        1 => (word(), word()).prop_map(|(a, b)| format!("({a}{{..2}}{b}|{b})")),
        1 => (1..4u8).prop_map(|most| format!("{{..{most}}}")),
        1 => (1..4u8).prop_map(|most| format!("{{...{most}}}")),
    ];
    let ends = prop::sample::select(&["", "", "^", "$", "^^", "$$"][..]);
    (prop::collection::vec(piece, 1..5), ends).prop_map(|(pieces, end)| match end {
        "^" | "^^" => format!("{end}{}", pieces.concat()),
        _ => format!("{}{end}", pieces.concat()),
    })
}

fn text() -> impl Strategy<Value = String> {
    let pieces = ["不", "知", "道", "a", "您", "你", "，", "。", " ", "\n", "Ａ", "\u{200b}"];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..24)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000, failure_persistence: None, max_global_rejects: 60_000, ..ProptestConfig::default()
    })]

    #[test]
    fn searching_by_anchors_finds_what_trying_everywhere_finds(
        phrases in prop::collection::vec(phrase(), 1..5),
        text in text(),
    ) {
        let list = phrases.iter().map(|phrase| format!("'{phrase}'")).collect::<Vec<_>>().join(", ");
        let pack = format!(
            "[pack]\nid = 'o'\nversion = '0.1.0'\ntitle = 't'\nlicense = 'MIT'\nnotice = 'n'\n\
             [source.art1]\nlabel = '1'\ntext = '…'\n[set]\ns = ['您', '你不', '知']\n\
             [[rule]]\nid = 'r'\nkind = 'forbid'\ntitle = 't'\ncite = ['art1']\nbasis = 'stated'\n\
             severity = 'block'\nmessage = 'm'\nphrases = [{list}]\n"
        );
        // A phrase without words, or twice: those are refused.
        let Ok(loaded) = read_toml("oracle.toml", &pack) else { return Err(TestCaseError::reject("refused")) };
        let patterns = loaded.pack.rules[0].phrases.as_slice();
        let folded = Folded::new(&FoldTable::new(), &text);
        let sets = Sets::new(&loaded.pack);
        let matcher = Matcher::new(&sets, &[patterns]);
        let anchored = matcher.scan(&folded);
        let mut found: Vec<_> = matcher
            .hits(&folded, &anchored[0])
            .iter()
            .map(|hit| (hit.start, hit.end, usize::from(hit.pattern)))
            .collect();
        let mut wanted = Vec::new();
        for (pattern, written) in patterns.iter().enumerate() {
            let program = Program::new(&sets, written);
            for at in 0..=folded.len() {
                wanted.extend(program.ends_from(&folded, at).into_iter().map(|end| (at, end, pattern)));
            }
        }
        found.sort_unstable();
        wanted.sort_unstable();
        wanted.dedup();
        prop_assert_eq!(found, wanted, "{:?} in {:?}", phrases, text);
    }
}
