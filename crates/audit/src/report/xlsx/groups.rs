//! Sheets of groups: periods, units, clerks.

use std::borrow::Cow;

use rust_xlsxwriter::Workbook;

use super::cell::Cell;
use super::charts;
use super::error::XlsxError;
use super::look::Look;
use super::page::Page;
use crate::figures::{Figures, Group, Rate};
use crate::report::say;

/// A column of figures: its head, its width and what stands in it.
type Figure = (&'static str, f64, fn(&Group) -> Cell<'static>);

const REPLIES: Figure = ("答复（条）", 9.0, |group| Cell::Count(group.replies));
const FLAGGED: Figure =
    ("有疑似问题的答复（条）", 12.0, |group| Cell::Count(group.flagged));
const RATE: Figure = ("每千条", 10.0, |group| rate(group, group.rate));
const LOW: Figure = ("95%区间下限", 9.0, |group| end(group.rate.map(|rate| rate.low)));
const HIGH: Figure = ("95%区间上限", 9.0, |group| end(group.rate.map(|rate| rate.high)));
const BLOCK: Figure = ("须改（处）", 8.0, |group| Cell::Count(group.findings[0]));
const WARN: Figure = ("提醒（处）", 8.0, |group| Cell::Count(group.findings[1]));
const SUGGEST: Figure = ("建议（处）", 8.0, |group| Cell::Count(group.findings[2]));
const PENDING: Figure = ("待核（处）", 8.0, |group| Cell::Count(group.verdicts[0]));
const UPHELD: Figure = ("成立（处）", 8.0, |group| Cell::Count(group.verdicts[1]));
const FALSE: Figure = ("误报（处）", 8.0, |group| Cell::Count(group.verdicts[2]));
const APPEALED: Figure = ("申诉中（处）", 10.0, |group| Cell::Count(group.verdicts[3]));
const OVERTURNED: Figure = ("改判（处）", 8.0, |group| Cell::Count(group.verdicts[4]));
const UPHELD_RATE: Figure = ("核实成立的答复每千条", 12.0, |group| {
    let without = || Cell::None(say::no_upheld_rate(group));
    group.upheld_rate.map_or_else(without, |rate| Cell::Rate(rate.per_mille))
});
const UPHELD_LOW: Figure =
    ("95%区间下限", 9.0, |group| end(group.upheld_rate.map(|rate| rate.low)));
const UPHELD_HIGH: Figure =
    ("95%区间上限", 9.0, |group| end(group.upheld_rate.map(|rate| rate.high)));
const SCORE: Figure = ("得分", 7.0, |group| match group.score {
    Some(score) => Cell::Count(score.into()),
    None => Cell::None("—"),
});

fn rate(group: &Group, rate: Option<Rate>) -> Cell<'static> {
    rate.map_or_else(|| Cell::None(say::no_rate(group)), |rate| Cell::Rate(rate.per_mille))
}

fn end(end: Option<f64>) -> Cell<'static> {
    end.map_or(Cell::None("—"), Cell::Rate)
}

/// The trend.
pub fn trend(book: &mut Workbook, look: &Look, figures: &Figures) -> Result<(), XlsxError> {
    let columns = [REPLIES, FLAGGED, RATE, LOW, HIGH, BLOCK, WARN, SUGGEST, UPHELD];
    let mut page = Page::new(book, look, "趋势", widths(&[16.0], &columns))?;
    if figures.by_period.len() > 1 {
        page.note("各时段用同一规则包检查。相邻时段的区间有重叠的，不宜认为有升降。")?;
    }
    if figures.counts.without_time > 0 {
        page.note(&format!(
            "另有{}条答复的时间无法辨认，已检查，但不归入任何时段。",
            say::count(figures.counts.without_time)
        ))?;
    }
    let rows =
        figures.by_period.iter().map(|group| row(vec![say::day(&group.key)], &columns, group));
    let at = page.table(&heads(&["时段"], &columns), rows, "记录未载明时间，不能分时段统计。")?;
    // A period without a rate would be drawn as one without a fault.
    let all_rated = figures.by_period.iter().all(|group| group.rate.is_some());
    match at {
        Some((first, last)) if first < last && all_rated => charts::trend(&mut page, first, last),
        _ => Ok(()),
    }
}

/// Channels and their units.
pub fn units(book: &mut Workbook, look: &Look, figures: &Figures) -> Result<(), XlsxError> {
    let columns = [
        REPLIES,
        FLAGGED,
        RATE,
        LOW,
        HIGH,
        BLOCK,
        WARN,
        SUGGEST,
        PENDING,
        UPHELD,
        FALSE,
        UPHELD_RATE,
        SCORE,
    ];
    let mut page = Page::new(book, look, "渠道与单位", widths(&[11.0, 24.0], &columns))?;
    page.note("单位只在同一渠道内比较，按名称排列；答复不足30条的，样本不足，不排名。得分只按核实成立的问题计算，未经核实的不计分。")?;
    let channels = figures.by_channel.iter().map(|group| (group, "（渠道合计）".to_owned()));
    let units = figures.by_unit.iter().map(|group| (group, say::named(&group.key).to_owned()));
    let rows = channels.chain(units).map(|(group, name)| {
        let channel = group.channel.map_or(say::UNNAMED, say::channel);
        row(vec![channel.to_owned(), name], &columns, group)
    });
    let heads = heads(&["渠道", "单位"], &columns);
    match page.table(&heads, rows, "没有检查任何答复，不能按渠道和单位统计。")?
    {
        Some(_) => charts::units(&mut page, figures),
        None => Ok(()),
    }
}

/// Clerks that a person upheld something of. What nobody has verified is not told of anybody by name.
pub fn people(book: &mut Workbook, look: &Look, figures: &Figures) -> Result<(), XlsxError> {
    let columns =
        [REPLIES, UPHELD, UPHELD_RATE, UPHELD_LOW, UPHELD_HIGH, FALSE, APPEALED, OVERTURNED, SCORE];
    let mut page = Page::new(book, look, "人员", widths(&[24.0], &columns))?;
    page.note("只列有经人工核实成立的问题的人员，按姓名或工号排列，不排名；未经核实的疑似问题不列入个人名下。")?;
    page.note(&format!(
        "记录载明答复人员{}名；另有{}名有疑似问题而均未核实成立，不具名。",
        say::count(figures.clerks),
        say::count(figures.clerks_unnamed)
    ))?;
    let rows = figures
        .by_clerk
        .iter()
        .map(|group| row(vec![say::named(&group.key).to_owned()], &columns, group));
    let heads = heads(&["人员"], &columns);
    page.table(&heads, rows, "没有经人工核实成立的问题，本表不列任何人。")?;
    Ok(())
}

fn heads(names: &[&'static str], columns: &[Figure]) -> Vec<&'static str> {
    names.iter().copied().chain(columns.iter().map(|(head, ..)| *head)).collect()
}

fn widths(names: &[f64], columns: &[Figure]) -> Vec<f64> {
    names.iter().copied().chain(columns.iter().map(|(_, width, _)| *width)).collect()
}

fn row(names: Vec<String>, columns: &[Figure], group: &Group) -> Vec<Cell<'static>> {
    let names = names.into_iter().map(|name| Cell::Text(Cow::Owned(name)));
    names.chain(columns.iter().map(|(_, _, cell)| cell(group))).collect()
}
