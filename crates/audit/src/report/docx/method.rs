//! 附：口径与局限.

use super::paper::Paper;
use super::table::table;
use crate::figures::{Figures, FileLine};
use crate::report::{notes, say};

/// Files that are listed.
const FILES: usize = 20;

/// Method, limits, sources.
pub fn method(paper: &mut Paper, figures: &Figures) {
    paper.heading("附：口径与局限");
    for (number, note) in (1..).zip(notes::notes(figures)) {
        paper.body(&format!("{number}．{note}"));
    }
    let pack: Vec<Vec<String>> = notes::pack(&figures.about)
        .into_iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .map(|(name, value)| vec![name.to_owned(), say::clip(&value, 200)])
        .collect();
    paper.caption("标准和程序");
    paper.table(table(&[("项目", 24, true), ("内容", 76, true)], pack));
    files(paper, figures);
    skipped(paper, figures);
}

fn files(paper: &mut Paper, figures: &Figures) {
    let files = &figures.about.files;
    if files.is_empty() {
        paper.labelled("来源　", "没有读取任何文件。");
        return;
    }
    let more = if files.len() > FILES {
        format!("，下表列前{FILES}个，其余见工作簿“来源与口径”表")
    } else {
        String::new()
    };
    paper.labelled("来源　", &format!("共读取文件{}个{more}。", files.len()));
    paper.caption("所读文件");
    let columns = [
        ("文件", 22, true),
        ("格式和编码", 16, false),
        ("列的对应", 32, true),
        ("读取（行）", 13, false),
        ("读不了（行）", 17, false),
    ];
    paper.table(table(&columns, files.iter().take(FILES).map(file)));
}

fn file(file: &FileLine) -> Vec<String> {
    let mapping: Vec<String> = file
        .mapping
        .iter()
        .map(|(field, column)| format!("{}＝{}", say::field(field), say::clip(column, 20)))
        .collect();
    let format = match &file.encoding {
        Some(encoding) => format!("{}\n{encoding}", file.format),
        None => file.format.clone(),
    };
    vec![
        say::clip(&file.name, 60),
        format,
        mapping.join("；"),
        say::count(file.rows),
        say::count(file.refused),
    ]
}

fn skipped(paper: &mut Paper, figures: &Figures) {
    if figures.counts.skipped.is_empty() {
        paper.labelled("未检查的记录　", "没有。");
        return;
    }
    paper.labelled("未检查的记录　", "按原因列举如下，每种举例至多三处。");
    paper.caption("未检查的记录");
    let columns = [("原因", 32, true), ("行数", 12, false), ("举例", 56, true)];
    paper.table(table(
        &columns,
        figures.counts.skipped.iter().map(|(why, skipped)| {
            let examples: Vec<String> =
                skipped.examples.iter().take(3).map(|example| say::clip(example, 80)).collect();
            vec![say::skip(*why).to_owned(), say::count(skipped.rows), examples.join("\n")]
        }),
    ));
}
