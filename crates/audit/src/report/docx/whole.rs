//! 一、总体情况 and 二、疑似与核实.

use super::paper::Paper;
use super::table::table;
use crate::figures::{Figures, Group, Rate, Verdict};
use crate::report::{notes, say};
use crate::words;

/// More periods than this would be a list and no table.
const PERIODS: usize = 12;

/// What was read, what was found, and how it went on.
pub fn whole(paper: &mut Paper, figures: &Figures) {
    paper.heading("一、总体情况");
    let total = &figures.total;
    paper.body(&read(figures));
    if total.replies == 0 {
        paper.body("没有可供检查的答复，以下各部分均无内容。");
        return;
    }
    paper.body(&found(total));
    if figures.by_channel.len() > 1 {
        let channels: Vec<String> = figures
            .by_channel
            .iter()
            .map(|group| {
                let channel = group.channel.map_or(say::UNNAMED, say::channel);
                let (replies, flagged) = (say::count(group.replies), say::count(group.flagged));
                format!("{channel}{replies}条，有疑似问题的{flagged}条，{}", often(group))
            })
            .collect();
        paper.body(&format!("按渠道分，{}。渠道之间文体不同，不作比较。", channels.join("；")));
    }
    trend(paper, figures);
}

fn read(figures: &Figures) -> String {
    let counts = &figures.counts;
    let when =
        notes::period(&figures.about).map_or("本期".to_owned(), |period| format!("{period}，"));
    if counts.rows == 0 {
        return format!("{when}所读文件中没有任何记录。");
    }
    let mut text = format!(
        "{when}共读取记录{}条，检查工作人员答复{}条",
        say::count(counts.rows),
        say::count(figures.total.replies)
    );
    if counts.conversations > 0 {
        text += &format!("，涉及会话{}个", say::count(counts.conversations));
    }
    text += "。";
    let skipped = counts.skipped.iter().map(|(why, skipped)| (say::skip(*why), skipped.rows));
    text += &apart(skipped, "未检查");
    let uncharged = counts.uncharged.iter().map(|(whose, rows)| (say::uncharged(*whose), *rows));
    text + &apart(uncharged, "不计入工作人员的问题")
}

/// `另有24条未检查：编码无法辨认2条、……。`
fn apart<'a>(parts: impl Iterator<Item = (&'a str, u64)>, what: &str) -> String {
    let parts: Vec<_> = parts.filter(|(_, rows)| *rows > 0).collect();
    if parts.is_empty() {
        return String::new();
    }
    let sum = parts.iter().map(|(_, rows)| rows).sum();
    let parts: Vec<String> =
        parts.iter().map(|(name, rows)| format!("{name}{}条", say::count(*rows))).collect();
    format!("另有{}条{what}：{}。", say::count(sum), parts.join("、"))
}

fn found(total: &Group) -> String {
    if total.findings.iter().sum::<u64>() == 0 {
        return "机器未提示疑似问题。未提示不等于规范，宜抽取部分答复由人工核实。".to_owned();
    }
    let levels: Vec<String> = words::LEVELS
        .iter()
        .zip(total.findings)
        .filter(|(_, findings)| *findings > 0)
        .map(|(level, findings)| format!("{}{}处", words::level(*level), say::count(findings)))
        .collect();
    format!(
        "所检查的答复中，有须改、提醒两级疑似问题的{}条，{}。疑似问题按级别分，{}。",
        say::count(total.flagged),
        often(total),
        levels.join("、")
    )
}

/// `每千条49.5条（95%置信区间38.7—63.2）`.
fn often(group: &Group) -> String {
    match group.rate {
        Some(rate) => {
            format!("每千条{}条（95%置信区间{}）", say::per_mille(rate), say::interval(rate))
        }
        None => "样本不足，不计算比率".to_owned(),
    }
}

fn trend(paper: &mut Paper, figures: &Figures) {
    let periods = &figures.by_period;
    if periods.len() < 2 {
        return;
    }
    let last_two = periods.iter().rev().filter_map(|group| group.rate.map(|rate| (group, rate)));
    if let [(now, rate), (before, earlier)] = last_two.take(2).collect::<Vec<_>>()[..] {
        paper.body(&format!(
            "从趋势看，{}每千条{}条，{}每千条{}条，{}。",
            say::day(&now.key),
            say::per_mille(rate),
            say::day(&before.key),
            say::per_mille(earlier),
            compared(rate, earlier)
        ));
    }
    if periods.len() > PERIODS {
        paper.body(&format!("共{}个时段，分时段的数字见工作簿“趋势”表。", periods.len()));
        return;
    }
    paper.caption("各时段答复情况");
    let columns = [
        ("时段", 22, false),
        ("答复（条）", 16, false),
        ("有疑似问题（条）", 20, false),
        ("每千条", 18, false),
        ("95%置信区间", 24, false),
    ];
    paper.table(table(
        &columns,
        periods.iter().map(|group| {
            let mut row =
                vec![say::day(&group.key), say::count(group.replies), say::count(group.flagged)];
            row.extend(rate(group));
            row
        }),
    ));
}

/// A rate and its interval for a table.
pub fn rate(group: &Group) -> [String; 2] {
    match group.rate {
        Some(rate) => [say::per_mille(rate), say::interval(rate)],
        None => [say::no_rate(group).to_owned(), "—".to_owned()],
    }
}

fn compared(now: Rate, before: Rate) -> &'static str {
    if now.low > before.high {
        "区间不重叠，较前有所上升"
    } else if now.high < before.low {
        "区间不重叠，较前有所下降"
    } else {
        "两者区间有重叠，不宜认为有升降"
    }
}

/// What people made of it.
pub fn verdicts(paper: &mut Paper, figures: &Figures) {
    paper.heading("二、疑似与核实");
    let total = &figures.total;
    let sum: u64 = total.verdicts.iter().sum();
    if sum == 0 {
        paper.body("本期没有须改、提醒两级的疑似问题，无须核实。");
    } else {
        paper.body(&decided(total, sum));
    }
    if figures.clerks > 0 {
        let named = match figures.by_clerk.len() as u64 {
            0 if !figures.about.views.clerk => "本次未按人员统计".to_owned(),
            0 => "均没有经核实成立的问题".to_owned(),
            named => format!("其中{}名有经核实成立的问题", say::count(named)),
        };
        let unnamed = match figures.clerks_unnamed {
            _ if !figures.about.views.clerk => String::new(),
            0 => String::new(),
            unnamed => format!("；另有{}名有疑似问题而未经核实成立，不具名", say::count(unnamed)),
        };
        let unnamed =
            if figures.by_clerk.is_empty() { unnamed.replace("另有", "其中") } else { unnamed };
        paper
            .body(&format!("记录载明答复人员{}名，{named}{unnamed}。", say::count(figures.clerks)));
    }
    if let Some(sampling) = &figures.about.sampling {
        paper.body(&format!(
            "为查机器可能遗漏之处，另按{}分层抽取答复{}条（每层{}条，随机种子{}），供人工核实，见工作簿“抽样”表。",
            say::stratum(&sampling.by),
            figures.sample.len(),
            sampling.wanted,
            sampling.seed
        ));
    }
}

fn decided(total: &Group, sum: u64) -> String {
    let [pending, upheld, false_alarm, appealed, overturned] = total.verdicts;
    let mut text = format!("须改、提醒两级疑似问题共{}处。", say::count(sum));
    if pending == sum {
        return text + "截至本报告生成时，尚无一处经人工核实，全部为疑似，不得据以评价单位和个人。";
    }
    let verdicts: Vec<String> = Verdict::ALL
        .iter()
        .zip(total.verdicts)
        .filter(|(_, count)| *count > 0)
        .map(|(verdict, count)| format!("{}{}处", verdict.name(), say::count(count)))
        .collect();
    text += &format!("截至本报告生成时，{}。", verdicts.join("、"));
    let decided = upheld + false_alarm + overturned;
    let wrong = false_alarm + overturned;
    if decided > 0 {
        #[expect(clippy::cast_precision_loss, reason = "for a percentage to one place")]
        let share = wrong as f64 * 100.0 / decided as f64;
        text += &format!(
            "已有结论的{}处中，误报和改判合计{}处，占{share:.1}%，可见机器提示须逐处核实后方可认定。",
            say::count(decided),
            say::count(wrong)
        );
    }
    if appealed > 0 {
        text += "申诉中的，结论作出前不计分、不具名。";
    }
    text
}
