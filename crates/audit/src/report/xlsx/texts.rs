//! Sheets of texts: the gravest conversations, texts that were sent again and again, replies to learn from.

use std::borrow::Cow;

use rust_xlsxwriter::Workbook;

use super::cell::Cell;
use super::error::XlsxError;
use super::look::Look;
use super::page::Page;
use crate::figures::{Case, CaseMark, CaseTurn, Figures};
use crate::report::say;
use crate::words;

/// Cases, a row for each turn.
pub fn cases(book: &mut Workbook, look: &Look, figures: &Figures) -> Result<(), XlsxError> {
    let widths = vec![7.0, 22.0, 10.0, 18.0, 14.0, 18.0, 6.0, 10.0, 52.0, 44.0, 44.0];
    let mut page = Page::new(book, look, "典型案例", widths)?;
    page.note(
        "红字为提示所指的词句。结论为“待核”的仅为疑似；人员只在经核实成立时具名。较长的会话只列提示前后的发言。",
    )?;
    let rows = (1..)
        .zip(&figures.cases)
        .flat_map(|(number, case)| case.turns.iter().map(move |turn| row(number, case, turn)));
    let heads = [
        "案例",
        "出处",
        "渠道",
        "单位",
        "人员（仅成立）",
        "时间",
        "轮次",
        "发言人",
        "内容",
        "疑似问题",
        "建议改为",
    ];
    page.table(&heads, rows, "没有可列的案例。")?;
    Ok(())
}

fn row<'a>(number: u64, case: &'a Case, turn: &'a CaseTurn) -> Vec<Cell<'a>> {
    let place = match &case.record {
        Some(record) => format!("{}\n{record}", case.place),
        None => case.place.clone(),
    };
    let problems: Vec<String> = turn.marks.iter().map(problem).collect();
    let mut wordings: Vec<&str> = Vec::new();
    for wording in turn.marks.iter().filter_map(|mark| mark.wordings.first()) {
        if !wordings.contains(&wording.as_str()) {
            wordings.push(wording);
        }
    }
    vec![
        Cell::Count(number),
        Cell::Text(place.into()),
        Cell::Word(say::channel(case.channel).into()),
        Cell::maybe(case.unit.as_deref()),
        Cell::maybe(case.clerk.as_deref()),
        Cell::maybe(case.at.as_deref()),
        Cell::Count(turn.number as u64),
        Cell::Word(say::role(turn.role).into()),
        Cell::Marked(&turn.text, turn.marks.iter().filter_map(|mark| mark.span).collect()),
        Cell::Text(problems.join("\n").into()),
        Cell::Text(wordings.join("\n").into()),
    ]
}

fn problem(mark: &CaseMark) -> String {
    let articles = if mark.articles.is_empty() {
        String::new()
    } else {
        format!("{}，", mark.articles.join("、"))
    };
    format!(
        "{}（{articles}{}，{}）：{}",
        mark.title,
        words::level(mark.severity),
        mark.verdict.name(),
        mark.message
    )
}

/// Texts that were sent more than once.
pub fn templates(book: &mut Workbook, look: &Look, figures: &Figures) -> Result<(), XlsxError> {
    let mut page = Page::new(book, look, "高频范本", vec![8.0, 9.0, 8.0, 80.0, 50.0])?;
    page.note("原文相同、多次发出的答复，在各表的处数中只计一处，条数仍按发出的计；改一处范本，即可改正多次答复。")?;
    let rows = figures.templates.iter().map(|template| {
        let findings: Vec<String> = template
            .findings
            .iter()
            .map(|(title, words)| match words {
                Some(words) => format!("{title}：{}", say::quoted(words)),
                None => title.clone(),
            })
            .collect();
        vec![
            Cell::Count(template.times),
            Cell::Count(template.units),
            Cell::Level(template.severity),
            Cell::Text(template.text.as_str().into()),
            Cell::Text(findings.join("\n").into()),
        ]
    });
    let heads = ["发出（次）", "涉及单位", "级别", "范本", "疑似问题"];
    page.table(&heads, rows, "没有多次发出而有疑似问题的文本。")?;
    Ok(())
}

/// Replies to learn from.
pub fn best(book: &mut Workbook, look: &Look, figures: &Figures) -> Result<(), XlsxError> {
    let mut page = Page::new(book, look, "规范答复示例", vec![24.0, 20.0, 50.0, 80.0])?;
    page.note("机器未提示且礼貌用语齐备的答复，供学习参考；是否切题、是否正确，仍须人工判断。")?;
    let rows = figures.best.iter().map(|best| {
        let question = best.question.as_deref().map_or(Cow::Borrowed("（未载明）"), Cow::Borrowed);
        vec![
            Cell::Text(best.place.as_str().into()),
            Cell::maybe(best.unit.as_deref()),
            Cell::Text(question),
            Cell::Text(best.text.as_str().into()),
        ]
    });
    page.table(&["出处", "单位", "群众来文", "答复"], rows, "没有选出可供学习的答复。")?;
    Ok(())
}
