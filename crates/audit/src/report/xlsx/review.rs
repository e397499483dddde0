//! Sheets for people who review: what may be a false alarm, what was decided, and what was drawn to be looked at.

use rust_xlsxwriter::Workbook;

use super::cell::Cell;
use super::error::XlsxError;
use super::look::Look;
use super::page::Page;
use crate::figures::Figures;
use crate::report::{notes, say};

/// What may well be a false alarm.
pub fn doubtful(book: &mut Workbook, look: &Look, figures: &Figures) -> Result<(), XlsxError> {
    let mut page = Page::new(book, look, "可能误报", vec![24.0, 20.0, 40.0, 80.0])?;
    page.note(
        "请优先核实。确为误报的，请在核实表中记“误报”；误报多的规则，宜报规则包维护人修订。",
    )?;
    let rows: Vec<_> = figures
        .doubtful
        .iter()
        .map(|doubtful| {
            let (before, words, after) = &doubtful.context;
            let start = before.chars().count();
            (doubtful, format!("{before}{words}{after}"), (start, start + words.chars().count()))
        })
        .collect();
    let rows = rows.iter().map(|(doubtful, text, place)| {
        vec![
            Cell::Text(doubtful.title.as_str().into()),
            Cell::Text(doubtful.rule.as_str().into()),
            Cell::Text(say::doubt(doubtful.why).into()),
            Cell::Marked(text, vec![*place]),
        ]
    });
    page.table(&["规则", "编号", "存疑理由", "原文"], rows, "没有发现明显可疑的提示。")?;
    Ok(())
}

/// What people decided.
pub fn reviewed(book: &mut Workbook, look: &Look, figures: &Figures) -> Result<(), XlsxError> {
    let widths = vec![22.0, 9.0, 24.0, 30.0, 20.0, 12.0, 40.0, 14.0, 10.0];
    let mut page = Page::new(book, look, "核实结论", widths)?;
    page.note("摘自核实表。本次没有出现的问题，规则和词句两栏为空。一处的结论对相同的文本都适用，“适用”是这样的答复条数。")?;
    let rows = figures.reviewed.iter().map(|reviewed| {
        vec![
            Cell::Text(reviewed.id.as_str().into()),
            Cell::Word(reviewed.verdict.name().into()),
            Cell::maybe(reviewed.title.as_deref()),
            Cell::maybe(reviewed.words.as_deref()),
            Cell::maybe(reviewed.unit.as_deref()),
            Cell::Text(reviewed.reviewer.as_str().into()),
            Cell::Text(reviewed.reason.as_str().into()),
            Cell::Text(reviewed.date.as_str().into()),
            Cell::Count(reviewed.copies),
        ]
    });
    let heads =
        ["问题编号", "结论", "规则", "词句", "单位", "核实人", "理由", "日期", "适用（条）"];
    page.table(&heads, rows, "尚无核实结论，全部问题均为疑似。")?;
    Ok(())
}

/// What was drawn for review, with room for what the reviewer finds.
pub fn sample(book: &mut Workbook, look: &Look, figures: &Figures) -> Result<(), XlsxError> {
    let widths = vec![20.0, 10.0, 24.0, 20.0, 70.0, 40.0, 24.0, 12.0];
    let mut page = Page::new(book, look, "抽样", widths)?;
    page.note(notes::NOT_CLEARED)?;
    if let Some(drawn) = &figures.about.sampling {
        page.note(&notes::drawn(drawn))?;
    }
    let rows = figures.sample.iter().map(|sampled| {
        let found =
            if sampled.found.is_empty() { "未提示".into() } else { sampled.found.join("\n") };
        vec![
            Cell::Text(say::named(&sampled.stratum).into()),
            Cell::Count(sampled.of),
            Cell::Text(sampled.place.as_str().into()),
            Cell::maybe(sampled.record.as_deref()),
            Cell::Text(sampled.text.as_str().into()),
            Cell::Text(found.into()),
            Cell::maybe(None),
            Cell::maybe(None),
        ]
    });
    let heads = ["层", "层内答复", "出处", "记录编号", "答复", "机器提示", "人工意见", "核实人"];
    page.table(&heads, rows, "本次未抽样。需要时可用 --sample 抽取。")?;
    Ok(())
}
