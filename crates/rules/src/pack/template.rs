//! Reading approved wording: a template, its twin in Traditional script, and the samples that fill their slots.

use super::error::Log;
use super::load::Sample;
use super::model::{Piece, Template};
use super::phrase::Parser;
use super::reader::{Table, Text};
use crate::text::Folded;

/// Problem and hint where a twin says nothing.
pub(super) const EMPTY_TWIN: (&str, &str) = ("“hant” 是空的", "写上繁体的说法，或删去这一行");

/// Reads one template.
pub(super) fn read_template(
    log: &mut Log,
    parser: &Parser,
    name: &Text,
    mut table: Table,
) -> (Template, Sample) {
    let text = table.required(log, "text");
    let hant = table.text(log, "hant");
    let states_fact = table.flag(log, "states_fact");
    let given = match table.table(log, "sample") {
        Some(mut samples) => samples.all_texts(log),
        None => Vec::new(),
    };
    table.finish(log);

    let pieces = read_pieces(log, name, &text);
    for slot in slots(&pieces) {
        if !given.iter().any(|(key, _)| key.text == slot) {
            log.add(
                text.at,
                format!("空位 “{slot}” 没有样例"),
                format!("加一行 sample = {{ \"{slot}\" = \"…\" }}，自检用它填空"),
            );
        }
    }
    for (key, _) in &given {
        if !slots(&pieces).any(|slot| slot == key.text) {
            log.add(key.at, format!("模板里没有空位 “{}”", key.text), "样例的名字要和 {空位} 一样");
        }
    }
    let fold = |slot: &str| Folded::new(parser.table, slot).text();
    let mut samples: Vec<(String, String)> =
        given.into_iter().map(|(slot, sample)| (slot.text, sample.text)).collect();
    let twin = hant.map(|hant| {
        let twin = read_pieces(log, name, &hant);
        check_twin(log, name, &hant, &pieces, &twin, fold);
        for slot in slots(&twin) {
            let sample = samples.iter().find(|(other, _)| fold(other) == fold(slot));
            if let Some((other, sample)) = sample.cloned()
                && other != slot
            {
                samples.push((slot.to_owned(), sample));
            }
        }
        twin
    });
    let sample = Sample {
        name: name.text.clone(),
        filled: fill(&pieces, &samples),
        hant: twin.as_ref().map(|twin| fill(twin, &samples)),
        slots: samples,
    };
    (Template { pieces, hant: twin.unwrap_or_default(), states_fact }, sample)
}

fn read_pieces(log: &mut Log, name: &Text, text: &Text) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text.text.as_str();
    while let Some((fixed, tail)) = rest.split_once('{') {
        let Some((slot, tail)) = tail.split_once('}') else {
            log.add(text.at, format!("模板 “{}” 里缺少 “}}”", name.text), "空位写成 {材料名称}");
            break;
        };
        if !fixed.is_empty() {
            pieces.push(Piece::Text(fixed.to_owned()));
        }
        pieces.push(Piece::Slot(slot.to_owned()));
        rest = tail;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    pieces
}

/// The twin has the same slots, in any order, by names that fold alike: {材料名稱} is {材料名称}.
fn check_twin(
    log: &mut Log,
    name: &Text,
    hant: &Text,
    pieces: &[Piece],
    twin: &[Piece],
    fold: impl Fn(&str) -> String,
) {
    if hant.text.trim().is_empty() {
        log.add(hant.at, EMPTY_TWIN.0, EMPTY_TWIN.1);
        return;
    }
    let sorted = |pieces| {
        let mut names: Vec<String> = slots(pieces).map(&fold).collect();
        names.sort_unstable();
        names
    };
    if sorted(pieces) != sorted(twin) {
        let list = |pieces| match slots(pieces).collect::<Vec<_>>().join("、") {
            list if list.is_empty() => "没有空位".to_owned(),
            list => format!("有 {list}"),
        };
        log.add(
            hant.at,
            format!(
                "模板 “{}” 的繁体写法空位对不上：text {}，hant {}",
                name.text,
                list(pieces),
                list(twin)
            ),
            "两边的空位要一样多、名字一样（繁简都行），顺序可以不同",
        );
    }
}

fn slots(pieces: &[Piece]) -> impl Iterator<Item = &str> {
    pieces.iter().filter_map(|piece| match piece {
        Piece::Slot(name) => Some(name.as_str()),
        Piece::Text(_) => None,
    })
}

fn fill(pieces: &[Piece], samples: &[(String, String)]) -> String {
    let filled = |piece: &Piece| match piece {
        Piece::Text(fixed) => fixed.clone(),
        Piece::Slot(slot) => {
            let sample = samples.iter().find(|(name, _)| name == slot);
            sample.map(|(_, sample)| sample.clone()).unwrap_or_default()
        }
    };
    pieces.iter().map(filled).collect()
}
