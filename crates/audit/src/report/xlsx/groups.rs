//! Sheets of groups: periods, units, clerks.

use std::borrow::Cow;

use rust_xlsxwriter::Workbook;

use super::charts;
use super::error::XlsxError;
use super::look::Look;
use super::page::{Cell, Page};
use crate::figures::{Figures, Group};
use crate::report::say;

const FIGURES: [&str; 13] = [
    "答复（条）",
    "有疑似问题的答复（条）",
    "每千条",
    "95%区间下限",
    "95%区间上限",
    "须改（处）",
    "提醒（处）",
    "建议（处）",
    "待核（处）",
    "成立（处）",
    "误报（处）",
    "经核实成立的答复每千条",
    "得分",
];
const FIGURE_WIDTHS: [f64; 13] =
    [9.0, 11.0, 10.0, 9.0, 9.0, 8.0, 8.0, 8.0, 8.0, 8.0, 8.0, 12.0, 8.0];

/// The trend.
pub fn trend(book: &mut Workbook, look: &Look, figures: &Figures) -> Result<(), XlsxError> {
    let mut page = Page::new(book, look, "趋势", widths(&[14.0]))?;
    page.note("各时段用同一规则包判定。相邻时段的区间有重叠的，不宜认为有升降。")?;
    if figures.counts.without_time > 0 {
        page.note(&format!(
            "另有{}条答复的时间无法辨认，已判定，但不归入任何时段。",
            say::count(figures.counts.without_time)
        ))?;
    }
    let rows = figures.by_period.iter().map(|group| row(vec![say::day(&group.key)], group));
    let at = page.table(&heads(&["时段"]), rows, "记录未载明时间，不能分时段统计。")?;
    match at {
        Some((first, last)) if first < last => charts::trend(page.sheet(), first, last),
        _ => Ok(()),
    }
}

/// Channels and their units.
pub fn units(book: &mut Workbook, look: &Look, figures: &Figures) -> Result<(), XlsxError> {
    let mut page = Page::new(book, look, "渠道与单位", widths(&[11.0, 24.0]))?;
    page.note("单位只在同一渠道内比较，按名称排列；答复不足30条的，样本不足，不排名。")?;
    let channels = figures.by_channel.iter().map(|group| (group, "（渠道合计）".to_owned()));
    let units = figures.by_unit.iter().map(|group| (group, say::named(&group.key).to_owned()));
    let rows = channels.chain(units).map(|(group, name)| {
        let channel = group.channel.map_or(say::UNNAMED, say::channel);
        row(vec![channel.to_owned(), name], group)
    });
    page.table(&heads(&["渠道", "单位"]), rows, "没有判定任何答复，不能按渠道和单位统计。")?;
    charts::units(page.sheet(), figures)
}

/// Clerks that a person upheld something of.
pub fn people(book: &mut Workbook, look: &Look, figures: &Figures) -> Result<(), XlsxError> {
    let mut page = Page::new(book, look, "人员", widths(&[20.0]))?;
    page.note("只列有经人工核实成立的问题的人员，按姓名或工号排列，不排名。")?;
    page.note(&format!(
        "记录载明答复人员{}名；另有{}名有疑似问题而均未核实成立，不具名。",
        say::count(figures.clerks),
        say::count(figures.clerks_unnamed)
    ))?;
    let rows =
        figures.by_clerk.iter().map(|group| row(vec![say::named(&group.key).to_owned()], group));
    page.table(&heads(&["人员"]), rows, "没有经人工核实成立的问题，本表不列任何人。")?;
    Ok(())
}

fn heads(names: &[&'static str]) -> Vec<&'static str> {
    [names, &FIGURES].concat()
}

fn widths(names: &[f64]) -> Vec<f64> {
    [names, &FIGURE_WIDTHS].concat()
}

fn row<'a>(names: Vec<String>, group: &Group) -> Vec<Cell<'a>> {
    let mut row: Vec<Cell<'a>> =
        names.into_iter().map(|name| Cell::Text(Cow::Owned(name))).collect();
    row.extend([Cell::Count(group.replies), Cell::Count(group.flagged)]);
    match group.rate {
        Some(rate) => row.extend([rate.per_mille, rate.low, rate.high].map(Cell::Rate)),
        None => row.extend([Cell::None(say::no_rate(group)), Cell::None("—"), Cell::None("—")]),
    }
    row.extend(group.findings.map(Cell::Count));
    let [pending, upheld, false_alarm, ..] = group.verdicts;
    row.extend([pending, upheld, false_alarm].map(Cell::Count));
    row.push(match group.upheld_rate {
        Some(rate) => Cell::Rate(rate.per_mille),
        None => Cell::None("—"),
    });
    row.push(match group.score {
        Some(score) => Cell::Count(score.into()),
        None => Cell::None("未复核"),
    });
    row
}
