//! Where the figures come from: files, encodings, columns, and every row that was not judged.

use rust_xlsxwriter::Workbook;

use super::cell::Cell;
use super::error::XlsxError;
use super::look::Look;
use super::page::Page;
use crate::figures::{Figures, FileLine};
use crate::report::{files, notes, say};

/// Writes it.
pub fn write(book: &mut Workbook, look: &Look, figures: &Figures) -> Result<(), XlsxError> {
    let mut page =
        Page::new(book, look, "来源与口径", vec![32.0, 12.0, 14.0, 60.0, 12.0, 14.0, 40.0])?;
    page.note("每一行记录都计入“已检查”“未检查”“不计入”之一，没有遗漏。")?;
    let heads =
        ["文件", "格式", "编码", "列的对应", "读取（行）", "读不了（行）", "中断原因和说明"];
    let (listed, more) = files::listed(&figures.about.files, files::MOST);
    page.table(&heads, listed.into_iter().map(file), "没有读取任何文件。")?;
    if let Some(more) = more {
        page.note(&more)?;
    }

    page.heading("未检查的记录")?;
    let skipped = figures.counts.skipped.iter().map(|(reason, skipped)| {
        vec![
            Cell::Text(say::skip(*reason).into()),
            Cell::Count(skipped.rows),
            Cell::maybe(None),
            Cell::Text(skipped.examples.join("\n").into()),
        ]
    });
    page.table(&["原因", "行数", "", "举例"], skipped, "没有未检查的记录。")?;

    page.heading("不计入工作人员问题的发言")?;
    let uncharged =
        figures.counts.uncharged.iter().map(|(whose, rows)| {
            vec![Cell::Text(say::uncharged(*whose).into()), Cell::Count(*rows)]
        });
    page.table(&["类别", "条数"], uncharged, "没有不计入的发言。")?;

    page.heading("数字")?;
    page.pairs(&counts(figures))?;
    page.heading("标准和程序")?;
    page.pairs(&notes::pack(&figures.about))?;
    page.heading("方法和局限")?;
    for (number, note) in (1..).zip(notes::notes(figures)) {
        page.note(&format!("{number}．{note}"))?;
    }
    Ok(())
}

fn file(file: &FileLine) -> Vec<Cell<'_>> {
    let mapping: Vec<String> = file
        .mapping
        .iter()
        .map(|(field, column)| format!("{}＝{column}", say::field(field)))
        .collect();
    let told: Vec<&str> = file.broken.iter().chain(&file.notes).map(String::as_str).collect();
    let told = told.join("\n");
    vec![
        Cell::Text(file.name.as_str().into()),
        Cell::Word(file.format.as_str().into()),
        Cell::Word(file.encoding.as_deref().unwrap_or("格式自带").into()),
        Cell::Text(mapping.join("；").into()),
        Cell::Count(file.rows),
        Cell::Count(file.refused),
        Cell::Text(told.into()),
    ]
}

fn counts(figures: &Figures) -> Vec<(&'static str, String)> {
    let counts = &figures.counts;
    vec![
        ("读取记录", format!("{}行", say::count(counts.rows))),
        ("检查答复", format!("{}行", say::count(counts.judged))),
        ("会话", format!("{}个", say::count(counts.conversations))),
        ("含引述的答复", format!("{}条，引述的话不检查", say::count(counts.quoting))),
        (
            "时间无法辨认的答复",
            format!("{}条，已检查，不归入任何时段", say::count(counts.without_time)),
        ),
        ("因文本相同未重复计数", format!("{}处", say::count(counts.repeats))),
    ]
}
