//! What only some kinds of rules have: company, a place, a limit, fillers.

use super::choice::{Choices, choice, pick, required_choice};
use super::error::Log;
use super::model::{Apart, Company, Limit, Moment, Pack, Place, Window};
use super::parts::{Names, contexts_by_name};
use super::reader::{Table, Text};
use crate::finding::{Kind, Severity};

const SEVERITIES: &Choices<Severity> =
    &[("block", Severity::Block), ("warn", Severity::Warn), ("suggest", Severity::Suggest)];
const WINDOWS: &Choices<Window> = &[
    ("sentence", Window::Sentence),
    ("message", Window::Message),
    ("next", Window::Next(1)),
    ("next_2", Window::Next(2)),
    ("next_3", Window::Next(3)),
];
const PLACES: &Choices<Place> =
    &[("opening", Place::Opening), ("closing", Place::Closing), ("reply", Place::Reply)];
const APART: &Choices<Apart> = &[("reply", Apart::Reply), ("day", Apart::Day)];
const LEAVES: &Choices<Option<Severity>> =
    &[("nothing", None), ("suggest", Some(Severity::Suggest)), ("warn", Some(Severity::Warn))];

/// The moment from which a kind can say anything at all.
pub(super) fn first_moment(kind: Kind) -> Moment {
    match kind {
        Kind::Forbid | Kind::Accompany | Kind::Slot => Moment::Typing,
        Kind::Contain | Kind::Limit | Kind::Empty => Moment::Sending,
    }
}

/// The severity of a rule of this kind. What is missing, and what was said before, never stops a send.
pub(super) fn severity(log: &mut Log, kind: Kind, text: &Text) -> Option<Severity> {
    let severity = pick(log, "severity", text, SEVERITIES)?;
    if severity == Severity::Block && matches!(kind, Kind::Contain | Kind::Limit | Kind::Empty) {
        log.add(
            text.at,
            format!("{} 规则的 severity 不能是 block", kind.name()),
            "缺了什么、说过几次，最多提醒：写 warn 或 suggest",
        );
    }
    Some(severity)
}

pub(super) fn near_contexts(
    log: &mut Log,
    table: &mut Table,
    key: &'static str,
    names: &Names,
    pack: &Pack,
) -> Vec<u16> {
    contexts_by_name(log, table, key, names, pack, |context| !context.near.is_empty(), "near")
}

pub(super) fn read_place(log: &mut Log, table: &mut Table, kind: Kind, at: usize) -> Option<Place> {
    let place = table.text(log, "place");
    match (kind, &place) {
        (Kind::Contain, None) => log.add_missing(
            at,
            "contain 规则缺少 place",
            "写 place = \"opening\"（开头）、\"closing\"（结尾）或 \"reply\"（每次答复）",
        ),
        (Kind::Contain, Some(_)) | (_, None) => {}
        (_, Some(place)) => log.add(place.at, "只有 contain 规则可以写 place", "删去 place"),
    }
    place.and_then(|place| pick(log, "place", &place, PLACES))
}

pub(super) fn read_limit(log: &mut Log, table: &mut Table, kind: Kind, at: usize) -> Option<Limit> {
    const HINT: &str =
        "写成 limit = { most = 1, apart = \"day\" }：隔天（reply：群众回话后）再说就算又一次";
    let Some(mut inner) = table.table(log, "limit") else {
        if kind == Kind::Limit {
            log.add_missing(at, "limit 规则缺少 limit", HINT);
        }
        return None;
    };
    if kind != Kind::Limit {
        log.add(inner.at, "只有 limit 规则可以写 limit", "删去 limit，或把 kind 改成 limit");
    }
    let most = inner.number(log, "most", 1..=20);
    let apart = required_choice(log, &mut inner, "apart", APART);
    if most.is_none() && log.is_empty() {
        log.add_missing(inner.at, "limit 没有写 most", HINT);
    }
    inner.finish(log);
    Some(Limit { most: most? as u8, apart: apart? })
}

pub(super) fn read_fillers(
    log: &mut Log,
    table: &mut Table,
    names: &Names,
    pack: &Pack,
    kind: Kind,
) -> Vec<u16> {
    let at = table.at;
    let fillers = near_contexts(log, table, "fillers", names, pack);
    if kind != Kind::Empty && !fillers.is_empty() {
        log.add(at, "只有 empty 规则可以写 fillers", "删去 fillers");
    }
    fillers
}

pub(super) fn read_company(
    log: &mut Log,
    table: &mut Table,
    names: &Names,
    pack: &Pack,
    kind: Kind,
    at: usize,
) -> Option<Company> {
    let Some(mut inner) = table.table(log, "company") else {
        if matches!(kind, Kind::Accompany | Kind::Contain) {
            log.add_missing(
                at,
                format!("{} 规则缺少 company", kind.name()),
                "加一行 company = { any = [\"语境\"], within = \"message\" }",
            );
        }
        return None;
    };
    let any = near_contexts(log, &mut inner, "any", names, pack);
    if any.is_empty() {
        log.add(
            inner.at,
            "company 没有写 any",
            "写成 company = { any = [\"语境\"], within = \"message\" }",
        );
    }
    let within = match kind {
        // Its place says where to look.
        Kind::Contain => choice(log, &mut inner, "within", WINDOWS),
        _ => required_choice(log, &mut inner, "within", WINDOWS),
    };
    let within = within.unwrap_or(Window::Message);
    let leaves = choice(log, &mut inner, "leaves", LEAVES);
    match (kind, leaves) {
        (Kind::Slot, _) => {
            log.add(inner.at, "slot 规则不能有 company", "删去 company：空位没填就是没填")
        }
        (Kind::Limit | Kind::Empty, _) => log.add(
            inner.at,
            format!("{} 规则不能有 company", kind.name()),
            "删去 company；不算的情形写成 unless",
        ),
        (Kind::Contain, Some(_)) => {
            log.add(inner.at, "contain 规则的 company 不写 leaves", "删去 leaves")
        }
        (Kind::Forbid, None) => {
            log.add(
                inner.at,
                "forbid 规则的 company 要写 leaves",
                "写 leaves = \"suggest\"，说明有它在旁时还剩什么",
            );
        }
        _ => {}
    }
    inner.finish(log);
    Some(Company { any, within, leaves: leaves.flatten() })
}
