//! The first page: what this is, the main figures, and what must be known before any of them.

use crate::figures::{Figures, Group, Rate, Verdict};
use crate::report::alerts::alerts;
use crate::report::chart::{self, Svg};
use crate::report::say;

/// What the first page says.
pub struct Cover<'a> {
    pub standard: &'a str,
    pub pack: String,
    pub period: String,
    pub read: String,
    pub lead: String,
    pub verified: String,
    pub tiles: Vec<Tile>,
    pub verdicts: Option<Svg>,
    pub legend: Vec<(Svg, String)>,
    pub warnings: Vec<String>,
}

/// One of the main figures.
pub struct Tile {
    pub name: &'static str,
    pub value: String,
    pub unit: &'static str,
    /// Line by line.
    pub note: Vec<String>,
}

pub fn cover(figures: &Figures) -> Cover<'_> {
    let (about, total) = (&figures.about, &figures.total);
    let verdicts: Vec<(&str, u64)> =
        Verdict::ALL.iter().zip(total.verdicts).map(|(verdict, n)| (verdict.name(), n)).collect();
    Cover {
        standard: &about.pack_title,
        pack: format!("{} {}", about.pack, about.pack_version),
        period: period(figures),
        read: read(figures),
        lead: lead(figures),
        verified: verified(figures),
        tiles: if total.replies == 0 { Vec::new() } else { tiles(figures) },
        verdicts: (total.verdicts != [0; 5])
            .then(|| chart::parts("verdicts", "须改、提醒两级各处的核实情况", &verdicts)),
        legend: chart::legend("verdicts", &verdicts),
        warnings: warnings(figures),
    }
}

fn period(figures: &Figures) -> String {
    match (&figures.about.days, &figures.about.since, &figures.about.until) {
        (Some((first, last)), ..) => say::days(first, last),
        (None, Some(since), Some(until)) => format!("{}（按所选）", say::days(since, until)),
        (None, Some(since), None) => format!("{}以后（按所选）", say::day(since)),
        (None, None, Some(until)) => format!("{}以前（按所选）", say::day(until)),
        (None, None, None) => "记录没有写明时间".to_owned(),
    }
}

fn read(figures: &Figures) -> String {
    let counts = &figures.counts;
    let mut text = format!(
        "{}个文件，{}行",
        say::count(figures.about.files.len() as u64),
        say::count(counts.rows)
    );
    if counts.conversations > 0 {
        text += &format!("，组成{}段会话", say::count(counts.conversations));
    }
    text
}

fn lead(figures: &Figures) -> String {
    let total = &figures.total;
    if total.replies == 0 {
        return "本次没有工作人员的答复可供检查，以下没有可比的数字。各行的去向见附录。".to_owned();
    }
    let flagged = match total.flagged {
        0 => "没有提示须改或提醒一级的问题".to_owned(),
        flagged => format!("{}条有须改或提醒一级的疑似或成立问题", say::count(flagged)),
    };
    let rate = match total.rate {
        Some(rate) => format!("，每千条{}", spoken(rate)),
        None => format!("；答复不足{}条，不计算比率", Group::FEWEST),
    };
    format!("本期检查工作人员答复{}条，{flagged}{rate}。", say::count(total.replies))
}

fn spoken(rate: Rate) -> String {
    format!("{}条（95%区间{:.1}–{:.1}）", say::per_mille(rate), rate.low, rate.high)
}

fn verified(figures: &Figures) -> String {
    let [pending, upheld, wrong, appealed, overturned] = figures.total.verdicts;
    if figures.total.verdicts == [0; 5] {
        return String::new();
    }
    if [upheld, wrong, appealed, overturned] == [0; 4] {
        return "尚无人工核实。以下所列一律是疑似问题，不作为评价单位和人员的依据。".to_owned();
    }
    let n = say::count;
    format!(
        "经人工核实，成立{}处、误报{}处、改判{}处；申诉中{}处、待核{}处，在核实以前一律是疑似问题，不作为评价单位和人员的依据。",
        n(upheld),
        n(wrong),
        n(overturned),
        n(appealed),
        n(pending)
    )
}

fn tiles(figures: &Figures) -> Vec<Tile> {
    let total = &figures.total;
    let rated = |rate: Option<Rate>| match rate {
        Some(rate) => vec![
            format!("每千条{}条", say::per_mille(rate)),
            format!("95%区间{:.1}–{:.1}", rate.low, rate.high),
        ],
        None => vec![format!("不足{}条，不计算比率", Group::FEWEST)],
    };
    let tile = |name, value, unit, note| Tile { name, value: say::count(value), unit, note };
    let upheld = match total.is_reviewed() {
        true => rated(total.upheld_rate),
        false => vec!["尚未核实".to_owned()],
    };
    vec![
        tile("检查答复", total.replies, "条", vec![clerks(figures)]),
        tile("有疑似或成立问题", total.flagged, "条", rated(total.rate)),
        tile("经核实成立", total.verdicts[1], "处", upheld),
        tile("建议（只供改进）", total.findings[2], "处", vec!["不计入比率，不记分".to_owned()]),
    ]
}

fn clerks(figures: &Figures) -> String {
    match figures.clerks {
        0 => "记录没有写明人员".to_owned(),
        clerks => format!("出自{}名人员", say::count(clerks)),
    }
}

fn warnings(figures: &Figures) -> Vec<String> {
    let (about, counts) = (&figures.about, &figures.counts);
    let mut list = Vec::new();
    if !about.redacted {
        list.push(
            "本报告没有遮盖电话、证件号码和账号（--no-redact）。请按含个人信息的文件保管，不要外传。"
                .to_owned(),
        );
    }
    list.extend(alerts(figures));
    let skipped =
        counts.skipped.values().fold(0_u64, |sum, skipped| sum.saturating_add(skipped.rows));
    if skipped > 0 {
        list.push(format!("有{}行未检查，原因和例子见附录。", say::count(skipped)));
    }
    if let Some(baseline) = &about.baseline {
        list.push(format!(
            "只列新发现的：{}里已有的{}处不再计入。",
            baseline,
            say::count(about.known)
        ));
    }
    list
}
