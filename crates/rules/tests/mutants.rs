//! Damages the shipped pack in many ways and counts who notices: loading, the self-test, the comparison with the
//! release before. What a policy officer can break by a slip of the hand must not pass unseen.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::HashMap;
use std::thread;

use liyan_rules::pack::{
    LoadedPack, PackFile, builtin, builtin_ids, diff, read_toml_with, selftest,
};

/// How many of each kind.
const EACH: usize = 5;

/// A kind of damage, and how it is done: the text with the `n`-th place damaged, and what was done there.
type Damage = (&'static str, fn(&str, usize) -> Option<(String, String)>);

const DAMAGES: &[Damage] = &[
    ("a character of a phrase mistyped", |pack, n| in_list(pack, "phrases", n, mistype)),
    ("a phrase deleted", |pack, n| in_list(pack, "phrases", n, |_| Some(String::new()))),
    ("a word of a set mistyped", |pack, n| in_section(pack, "[set]", n, mistype)),
    ("a word of a set deleted", |pack, n| in_section(pack, "[set]", n, |_| Some(String::new()))),
    ("a guard's pattern mistyped", |pack, n| in_guard(pack, n, mistype)),
    ("a guard's pattern deleted", |pack, n| in_guard(pack, n, |_| Some(String::new()))),
    ("a guard widened to any words", |pack, n| in_guard(pack, n, widen)),
    ("a guard deleted with its examples", guard_deleted),
    ("a gap enlarged", |pack, n| in_list(pack, "phrases", n, |text| gap(text, 9))),
    ("a gap closed", |pack, n| in_list(pack, "phrases", n, |text| gap(text, 1))),
    ("a window enlarged", |pack, n| swap(pack, n, "within = \"sentence\"", "within = \"message\"")),
    ("a severity lowered", |pack, n| swap(pack, n, "severity = \"block\"", "severity = \"warn\"")),
    ("a severity raised", |pack, n| {
        swap(pack, n, "severity = \"suggest\"", "severity = \"block\"")
    }),
    ("a citation moved", |pack, n| swap(pack, n, "cite = [\"curt\"", "cite = [\"courtesy\"")),
    ("stated taken for inferred", |pack, n| {
        swap(pack, n, "basis = \"stated\"", "basis = \"inferred\"")
    }),
    ("a rule put on trial", |pack, n| {
        swap(pack, n, "basis = \"inferred\"", "stage = \"shadow\"\nbasis = \"inferred\"")
    }),
    ("a rule kept to letters", |pack, n| {
        swap(pack, n, "basis = \"inferred\"", "channel = [\"letter\"]\nbasis = \"inferred\"")
    }),
    ("a rule that speaks later", |pack, n| {
        swap(pack, n, "basis = \"inferred\"", "when = \"closed\"\nbasis = \"inferred\"")
    }),
    ("the veto lost", |pack, n| {
        (n == 0)
            .then_some(())
            .and_then(|()| swap(pack, 0, "veto = [\"first_person\"]", "veto = []"))
    }),
    ("the mask lost", |pack, n| {
        (n == 0).then_some(()).and_then(|()| swap(pack, 0, "masks = [\"restated\", ", "masks = ["))
    }),
    ("a firm guard made soft", |pack, n| swap(pack, n, "firm = true", "firm = false")),
    ("company no longer asked for", company_swapped),
    ("a template mistyped", |pack, n| in_named(pack, "[template.", "text = ", n, mistype)),
    ("an article mistyped", |pack, n| in_named(pack, "[source.", "text = ", n, mistype)),
];

#[test]
#[allow(clippy::print_stdout, reason = "what is noticed how is read by people")]
fn damage_to_the_pack_is_noticed_by_its_self_test_or_against_the_last_release() {
    let shipped = joined();
    let sound = |id: &str| read(&shipped, id).expect("the shipped pack is sound");
    let sound: HashMap<&str, LoadedPack> = builtin_ids().map(|id| (id, sound(id))).collect();
    let mutants: Vec<(String, String)> =
        DAMAGES.iter().flat_map(|(kind, damage)| spread(&shipped, kind, *damage)).collect();
    let half = mutants.len().div_ceil(2);
    let notices: Vec<Option<Notice>> = thread::scope(|scope| {
        let judge = |part: &[(String, String)]| -> Vec<Option<Notice>> {
            part.iter().map(|(_, damaged)| noticed(&shipped, &sound, damaged)).collect()
        };
        let halves: Vec<_> =
            mutants.chunks(half).map(|part| scope.spawn(move || judge(part))).collect();
        halves.into_iter().flat_map(|half| half.join().expect("no panic")).collect()
    });
    let (total, mut by) = (mutants.len(), [0; 4]);
    let (mut escaped, mut only_data) = (Vec::new(), Vec::new());
    for ((what, _), notice) in mutants.into_iter().zip(notices) {
        match notice {
            Some(Notice::OnlyInTheData) => only_data.push(what),
            Some(notice) => by[notice as usize] += 1,
            None => escaped.push(what),
        }
    }
    let [loading, test, examples, made] = by;
    println!(
        "mutants: {total} damages; noticed by loading {loading}, by the self-test {test}, by examples of the last release \
         {examples}, by sentences made from it {made}, only as changed data {}, escaped {}",
        only_data.len(),
        escaped.len()
    );
    only_data.iter().for_each(|mutant| println!("  only as changed data: {mutant}"));
    escaped.iter().for_each(|mutant| println!("  escaped: {mutant}"));
    assert!(total >= 30, "only {total} damages");
    assert!(escaped.is_empty(), "escaped: {escaped:#?}");
}

/// What stands before each of the shipped files where they are joined to one text.
const FILE: &str = "\n#: ";

/// All the shipped packs, one after the other, each after a line with its id.
fn joined() -> String {
    builtin_ids().map(|id| format!("{FILE}{id}\n{}", builtin(id).expect("it ships").text)).collect()
}

/// The files of such a text by id.
fn files(joined: &str) -> impl Iterator<Item = (&str, &str)> {
    joined.split(FILE).skip(1).filter_map(|part| part.split_once('\n'))
}

/// Some damages of one kind, spread over all the files, always the same: what was done, and the damaged packs.
fn spread(
    shipped: &str,
    kind: &str,
    damage: fn(&str, usize) -> Option<(String, String)>,
) -> Vec<(String, String)> {
    let places = (0..).take_while(|&n| damage(shipped, n).is_some()).count();
    assert!(places > 0, "nothing to damage: {kind}");
    let mutant = |place| {
        let (damaged, what) = damage(shipped, place).expect("seen above");
        assert_ne!(damaged, shipped, "{kind}: {what}");
        (format!("{kind}: {what}"), damaged)
    };
    (0..places).step_by(places.div_ceil(EACH)).map(mutant).collect()
}

enum Notice {
    Loading,
    SelfTest,
    Examples,
    Made,
    OnlyInTheData,
}

/// The first that notices. Damage to a pack of rules is looked for in that pack alone, which is quicker; what the others
/// lean on too, in the whole.
fn noticed(shipped: &str, sound: &HashMap<&str, LoadedPack>, damaged: &str) -> Option<Notice> {
    let hurt = files(shipped).zip(files(damaged)).find(|(one, other)| one != other)?.0.0;
    // The words of a principle stand in service-common alone: Jilin has articles in its place.
    let whole: &[&str] = &["jilin-window", "service-common"];
    let ids = if hurt.starts_with("service-") { core::slice::from_ref(&hurt) } else { whole };
    ids.iter().find_map(|id| noticed_in(id, &sound[id], damaged))
}

fn noticed_in(id: &str, sound: &LoadedPack, damaged: &str) -> Option<Notice> {
    let Ok(damaged) = read(damaged, id) else { return Some(Notice::Loading) };
    let tested = selftest::run(&damaged).expect("this engine");
    if !tested.failures.is_empty() {
        return Some(Notice::SelfTest);
    }
    let diff = diff::compare(sound, &damaged).expect("this engine");
    if !diff.examples.is_empty() {
        return Some(Notice::Examples);
    }
    if !diff.made.is_empty() {
        return Some(Notice::Made);
    }
    let changed = [&diff.rewritten, &diff.reworded, &diff.added, &diff.removed];
    changed.iter().any(|list| !list.is_empty()).then_some(Notice::OnlyInTheData)
}

fn read(joined: &str, id: &str) -> Result<LoadedPack, String> {
    let find = |id: &str| {
        let (_, text) = files(joined).find(|(other, _)| *other == id)?;
        Some(PackFile { file: format!("{id}.toml"), text: text.to_owned() })
    };
    let file = find(id).expect("it is there");
    read_toml_with(&file.file, &file.text, &find).map_err(|errors| errors.to_string())
}

/// The text with its `n`-th `from` made `to`.
fn swap(pack: &str, n: usize, from: &str, to: &str) -> Option<(String, String)> {
    let (at, _) = pack.match_indices(from).nth(n)?;
    let line = pack[..at].matches('\n').count() + 1;
    Some((
        format!("{}{to}{}", &pack[..at], &pack[at + from.len()..]),
        format!("line {line}: {from}"),
    ))
}

/// Damages the `n`-th string inside `ranges`.
fn string(
    pack: &str,
    ranges: impl Iterator<Item = (usize, usize)>,
    n: usize,
    damage: fn(&str) -> Option<String>,
) -> Option<(String, String)> {
    let strings = ranges.flat_map(|(from, to)| {
        let quoted: Vec<(usize, usize)> = pack[from..to]
            .match_indices('"')
            .map(|(at, _)| from + at)
            .collect::<Vec<_>>()
            .chunks_exact(2)
            .map(|pair| (pair[0], pair[1] + 1))
            .collect();
        quoted
    });
    let (from, to, damaged) = strings
        .filter_map(|(from, to)| Some((from, to, damage(&pack[from + 1..to - 1])?)))
        .nth(n)?;
    let line = pack[..from].matches('\n').count() + 1;
    let what = format!("line {line}: {} → {damaged}", &pack[from..to]);
    // A deleted string goes with its comma.
    let rest = &pack[to..];
    let (quoted, rest) = match damaged.is_empty() {
        true => (String::new(), rest.strip_prefix(',').unwrap_or(rest)),
        false => (format!("\"{damaged}\""), rest),
    };
    Some((format!("{}{quoted}{rest}", &pack[..from]), what))
}

/// The insides of every `key = [ … ]`.
fn lists(pack: &str, key: &str) -> Vec<(usize, usize)> {
    let start = format!("\n{key} = [");
    let ends = |at: usize| {
        let from = at + start.len();
        // A list ends where a line begins with its bracket or ends with it.
        let to = from + pack[from..].find("]\n")?;
        Some((from, to))
    };
    pack.match_indices(&start).filter_map(|(at, _)| ends(at)).collect()
}

fn in_list(
    pack: &str,
    key: &str,
    n: usize,
    damage: fn(&str) -> Option<String>,
) -> Option<(String, String)> {
    string(pack, lists(pack, key).into_iter(), n, damage)
}

fn in_guard(pack: &str, n: usize, damage: fn(&str) -> Option<String>) -> Option<(String, String)> {
    let lists = ["left", "right", "covers"].iter().flat_map(|key| lists(pack, key));
    string(pack, lists, n, damage)
}

fn in_section(
    pack: &str,
    head: &str,
    n: usize,
    damage: fn(&str) -> Option<String>,
) -> Option<(String, String)> {
    let from = pack.find(head)? + head.len();
    let to = from + pack[from..].find("\n[")?;
    string(pack, core::iter::once((from, to)), n, damage)
}

/// In the `n`-th section that begins with `head`, the value of `key`.
fn in_named(
    pack: &str,
    head: &str,
    key: &str,
    n: usize,
    damage: fn(&str) -> Option<String>,
) -> Option<(String, String)> {
    let (at, _) = pack.match_indices(head).nth(n)?;
    let from = at + pack[at..].find(key)?;
    let to = from + pack[from..].find('\n')?;
    string(pack, core::iter::once((from, to)), 0, damage)
}

/// Its second Han character becomes another one; names in braces are not words.
fn mistype(text: &str) -> Option<String> {
    let mut depth = 0;
    let mut han = text.char_indices().filter(|(_, ch)| {
        depth += i32::from(*ch == '{') - i32::from(*ch == '}');
        depth == 0 && ('\u{4e00}'..='\u{9fff}').contains(ch)
    });
    let first = han.next()?;
    let (at, ch) = han.next().unwrap_or(first);
    Some(format!("{}龘{}", &text[..at], &text[at + ch.len_utf8()..]))
}

/// Whatever stood there, one of its characters is enough now.
fn widen(text: &str) -> Option<String> {
    let ch = text.chars().find(|ch| ('\u{4e00}'..='\u{9fff}').contains(ch))?;
    Some(format!("{ch}{{..12}}")).filter(|wide| wide != text)
}

fn gap(text: &str, by: usize) -> Option<String> {
    let from = text.find("{..")? + 3;
    let to = from + text[from..].find('}')?;
    let most: usize = text[from..to].trim_start_matches('.').parse().ok()?;
    let most = if by > 1 { most + by } else { 1 };
    let wide = if text[from..].starts_with('.') { "." } else { "" };
    Some(format!("{}{wide}{most}{}", &text[..from], &text[to..])).filter(|other| other != text)
}

/// The `n`-th `[[rule.case]]` and its guard in the rule's `unless`.
fn guard_deleted(pack: &str, n: usize) -> Option<(String, String)> {
    let (at, head) = pack.match_indices("[[rule.case]]\n").nth(n)?;
    let name_at = at + head.len() + "guard = ".len();
    let name = &pack[name_at..name_at + pack[name_at..].find('\n')?];
    let end = pack[at + 2..].find("\n[").map_or(pack.len(), |length| at + 2 + length + 1);
    let unless = pack[..at].rfind("\nunless = [")?;
    let from = unless + pack[unless..at].find(name)?;
    let after = pack[from + name.len()..]
        .strip_prefix(", ")
        .map_or(from + name.len(), |_| from + name.len() + 2);
    let text = format!("{}{}{}", &pack[..from], &pack[after..at], &pack[end..]);
    let line = pack[..at].matches('\n').count() + 1;
    Some((text, format!("line {line}: guard {name}")))
}

/// The first companion of the `n`-th company becomes another context that also has `near`.
fn company_swapped(pack: &str, n: usize) -> Option<(String, String)> {
    let (at, head) = pack.match_indices("company = { any = [\"").nth(n)?;
    let from = at + head.len();
    let to = from + pack[from..].find('"')?;
    let other = if &pack[from..to] == "apologises" { "names_item" } else { "apologises" };
    let line = pack[..at].matches('\n').count() + 1;
    let what = format!("line {line}: company {} → {other}", &pack[from..to]);
    Some((format!("{}{other}{}", &pack[..from], &pack[to..]), what))
}
