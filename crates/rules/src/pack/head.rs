//! Reading what a pack says of itself: `[pack]` and `[score]`.

use super::compiled::version_numbers;
use super::error::Log;
use super::model::{PackInfo, Score, ScoreBounds};
use super::reader::Table;

/// What the pack says of itself; `parent` is what the one it extends says. Its notice, who adopted it and from when are its own.
pub(super) fn read_info(log: &mut Log, table: &mut Table, parent: &PackInfo) -> PackInfo {
    let engine = table.text(log, "engine");
    let engine_at = engine.as_ref().map_or(table.at, |engine| engine.at);
    let engine = engine.map_or_else(|| env!("CARGO_PKG_VERSION").to_owned(), |engine| engine.text);
    let is_version = |text: &str| version_numbers(text).is_some();
    if !is_version(&engine) {
        log.add(engine_at, format!("engine “{engine}” 不是版本号"), "写成 engine = \"0.1.0\"");
    }
    let version = table.required(log, "version");
    if !version.text.is_empty() && !is_version(&version.text) {
        log.add(
            version.at,
            format!("version “{}” 不是版本号", version.text),
            "写成三段数字：version = \"0.1.0\"",
        );
    }
    let languages: Vec<String> =
        table.texts(log, "languages").into_iter().map(|tag| tag.text).collect();
    PackInfo {
        id: table.required(log, "id").text,
        version: version.text,
        title: table.required(log, "title").text,
        languages: if languages.is_empty() { parent.languages.clone() } else { languages },
        license: table.required(log, "license").text,
        // What the parent needs, its heir needs too.
        engine: if version_numbers(&parent.engine) > version_numbers(&engine) {
            parent.engine.clone()
        } else {
            engine
        },
        notice: table.required(log, "notice").text,
        adopted_by: table.text(log, "adopted_by").map(|text| text.text),
        effective_from: table.date(log, "effective_from"),
        score: parent.score,
        hash: String::new(),
    }
}

/// `[score]`: what a finding counts in an audit. What is not said stays as it is.
pub(super) fn read_score(log: &mut Log, root: &mut Table, parent: Score) -> Score {
    let Some(mut table) = root.table(log, "score") else { return parent };
    let mut points = |key, parent| match table.number(log, key, 0..=MOST_POINTS) {
        Some(points) => points as u16,
        None => parent,
    };
    let score = Score {
        block: points("block", parent.block),
        warn: points("warn", parent.warn),
        suggest: points("suggest", parent.suggest),
        bounds: ScoreBounds {
            full: points("full", parent.bounds.full),
            floor: points("floor", parent.bounds.floor),
            repeats: points("repeats", parent.bounds.repeats),
        },
    };
    table.finish(log);
    score
}

/// More points for one finding are a slip of the hand.
const MOST_POINTS: i64 = 1000;
