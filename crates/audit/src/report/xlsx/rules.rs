//! Sheets of rules and of articles.

use rust_xlsxwriter::Workbook;

use super::cell::Cell;
use super::charts;
use super::error::XlsxError;
use super::look::Look;
use super::page::Page;
use crate::figures::{Figures, RuleLine};
use crate::report::say;
use crate::words;

/// Rules, the most frequent first.
pub fn rules(book: &mut Workbook, look: &Look, figures: &Figures) -> Result<(), XlsxError> {
    let widths = vec![24.0, 20.0, 7.0, 12.0, 14.0, 10.0, 14.0, 8.0, 8.0, 8.0, 8.0, 8.0, 30.0, 44.0];
    let heads = [
        "规则",
        "编号",
        "级别",
        "依据",
        "条款",
        "疑似问题（处）",
        "级别有变的",
        "待核",
        "成立",
        "误报",
        "申诉中",
        "改判",
        "常见词句（处）",
        "说明",
    ];
    let mut page = Page::new(book, look, "规则", widths)?;
    page.note("相同文本只计一处。误报多的规则，见“可能误报”。")?;
    let at = page.table(&heads, figures.by_rule.iter().map(rule), "没有疑似问题。")?;
    match at {
        Some((first, last)) if first < last => {
            charts::rules(&mut page, (first, last), figures.by_rule[0].findings)
        }
        _ => Ok(()),
    }
}

fn rule(rule: &RuleLine) -> Vec<Cell<'_>> {
    let words: Vec<String> = rule
        .words
        .iter()
        .take(10)
        .map(|(word, times)| format!("{}（{}）", say::clip(word, 30), say::count(*times)))
        .collect();
    let eased = say::eased(rule);
    let mut row = vec![
        Cell::Text(rule.title.as_str().into()),
        Cell::Text(rule.id.as_str().into()),
        Cell::Level(rule.severity),
        Cell::Word(words::basis(rule.basis).into()),
        Cell::Word(rule.articles.join("、").into()),
        Cell::Count(rule.findings),
        Cell::Text(eased.into()),
    ];
    row.extend(rule.verdicts.map(Cell::Count));
    row.extend([Cell::Text(words.join("、").into()), Cell::Text(rule.message.as_str().into())]);
    row
}

/// Articles in the order of the standard.
pub fn articles(book: &mut Workbook, look: &Look, figures: &Figures) -> Result<(), XlsxError> {
    let mut page = Page::new(book, look, "条款", vec![12.0, 80.0, 10.0, 10.0, 10.0, 10.0, 10.0])?;
    page.note(
        "一处疑似问题涉及几个条款的，各计一次，因此各条之和可能大于总数。没有疑似问题的条款不列。",
    )?;
    let rows = figures.by_article.iter().map(|article| {
        let mut row = vec![
            Cell::Word(article.label.as_str().into()),
            Cell::Text(article.text.as_str().into()),
        ];
        row.extend(article.findings.map(Cell::Count));
        row.push(Cell::Count(article.findings.iter().sum()));
        row.push(Cell::Count(article.upheld));
        row
    });
    page.table(
        &["条款", "条文", "须改", "提醒", "建议", "合计", "成立"],
        rows,
        "没有涉及任何条款的疑似问题。",
    )?;
    Ok(())
}
