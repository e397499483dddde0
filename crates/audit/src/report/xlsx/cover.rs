//! The first sheet: what was examined by which standard, the main figures, and what they are worth.

use rust_xlsxwriter::Workbook;

use super::error::XlsxError;
use super::look::Look;
use super::page::Page;
use crate::figures::{Figures, Verdict};
use crate::report::{alerts, notes, say};
use crate::words;

/// Writes it. `left_out` findings did not find room in the list.
pub fn write(
    book: &mut Workbook,
    look: &Look,
    figures: &Figures,
    left_out: u64,
) -> Result<(), XlsxError> {
    let widths = vec![26.0, 22.0, 22.0, 22.0, 22.0];
    let mut page = Page::titled(book, look, "总览", "网上答复用语规范情况", widths)?;
    page.upright();
    page.warning(notes::NOT_CLEARED)?;
    page.warning(notes::SUSPICION)?;
    if !figures.about.redacted {
        page.warning(&notes::privacy(&figures.about))?;
    }
    for alert in alerts::alerts(figures) {
        page.warning(&alert)?;
    }
    if left_out > 0 {
        page.warning(&format!(
            "“疑似问题明细”只容1,048,575行，另有{}处未列入该表；全部问题以本次一并输出的 CSV 或 JSONL 文件为准，其他各表的数字\
             不受影响。",
            say::count(left_out)
        ))?;
    }
    page.heading("对象和依据")?;
    let mut pairs =
        vec![("答复时段", notes::period(&figures.about).unwrap_or("记录未载明时间".into()))];
    pairs.extend(notes::pack(&figures.about));
    page.pairs(&pairs)?;
    page.heading("主要数字")?;
    page.pairs(&main(figures))?;
    page.heading("方法和局限")?;
    for (number, note) in (1..).zip(notes::notes(figures)) {
        page.note(&format!("{number}．{note}"))?;
    }
    Ok(())
}

fn main(figures: &Figures) -> Vec<(&'static str, String)> {
    let (counts, total) = (&figures.counts, &figures.total);
    let skipped: u64 = counts.skipped.values().map(|skipped| skipped.rows).sum();
    let uncharged: u64 = counts.uncharged.values().sum();
    let rate = match total.rate {
        Some(rate) => {
            format!("{}（95%置信区间 {}）", say::per_mille(rate), say::interval(rate))
        }
        None => say::no_rate(total).to_owned(),
    };
    vec![
        ("读取记录", format!("{}条", say::count(counts.rows))),
        ("检查答复", format!("{}条", say::count(total.replies))),
        ("未检查记录", format!("{}条，原因见“来源与口径”", say::count(skipped))),
        ("不计入的发言", format!("{}条，类别见“来源与口径”", say::count(uncharged))),
        ("会话", format!("{}个", say::count(counts.conversations))),
        ("有疑似问题的答复", format!("{}条（须改、提醒两级）", say::count(total.flagged))),
        ("每千条答复中", rate),
        ("疑似问题", listed(words::LEVELS.into_iter().map(words::level).zip(total.findings))),
        (
            "核实结论",
            format!(
                "{}（须改、提醒两级）",
                listed(Verdict::ALL.into_iter().map(Verdict::name).zip(total.verdicts))
            ),
        ),
        (
            "答复人员",
            if figures.about.views.clerk {
                clerks(figures)
            } else {
                "本次未按人员统计".into()
            },
        ),
    ]
}

fn clerks(figures: &Figures) -> String {
    format!(
        "记录载明{}名；{}名有经核实成立的问题；{}名有疑似问题而均未核实成立，不具名",
        say::count(figures.clerks),
        say::count(figures.by_clerk.len() as u64),
        say::count(figures.clerks_unnamed)
    )
}

/// `须改12处，提醒30处`: names and their counts.
fn listed<'a>(counts: impl IntoIterator<Item = (&'a str, u64)>) -> String {
    let listed: Vec<String> = counts
        .into_iter()
        .map(|(name, number)| format!("{name}{}处", say::count(number)))
        .collect();
    listed.join("，")
}
