//! What an audit says on the terminal when it is done.

use std::fmt::Write;
use std::path::PathBuf;
use std::time::Duration;

use liyan_audit::figures::{Figures, Verdict};
use liyan_audit::report::alerts::alerts;
use liyan_audit::report::say;
use liyan_audit::words::clean;

/// The rules that are named.
const RULES: usize = 5;

/// A few lines.
pub fn summary(figures: &Figures, outputs: &[PathBuf], took: Duration) -> String {
    let mut told = String::new();
    let Figures { about, counts, total, .. } = figures;
    let mut line = |text: String| {
        let _ = writeln!(told, "{text}");
    };
    let conversations = if counts.conversations > 0 {
        format!("，{} 个会话", counts.conversations)
    } else {
        String::new()
    };
    line(format!(
        "检查了 {} 条答复（读到 {} 行{conversations}），用时 {:.1} 秒。",
        total.replies,
        counts.rows,
        took.as_secs_f64()
    ));
    let skipped: Vec<String> = counts
        .skipped
        .iter()
        .map(|(skip, skipped)| format!("{} {} 行", say::skip(*skip), skipped.rows))
        .chain(
            counts
                .uncharged
                .iter()
                .map(|(other, count)| format!("{} {count} 条", say::uncharged(*other))),
        )
        .collect();
    if !skipped.is_empty() {
        line(format!("未检查或不计：{}。", skipped.join("，")));
    }
    let [block, warn, suggest] = total.findings;
    let rate = match total.rate {
        Some(rate) => {
            format!("，每千条 {:.1}（95% 区间 {:.1}–{:.1}）", rate.per_mille, rate.low, rate.high)
        }
        None if total.replies == 0 => String::new(),
        None => "，样本不足，不算比率".into(),
    };
    line(format!(
        "疑似问题：须改 {block} 处，提醒 {warn} 处，建议 {suggest} 处；涉及 {} 条答复{rate}。",
        total.flagged
    ));
    for alert in alerts(figures) {
        line(format!("注意：{}", clean(&alert)));
    }
    let verdicts: Vec<String> = Verdict::ALL
        .iter()
        .zip(total.verdicts)
        .filter(|(verdict, count)| **verdict != Verdict::Pending && *count > 0)
        .map(|(verdict, count)| format!("{} {count}", verdict.name()))
        .collect();
    if !verdicts.is_empty() {
        line(format!("已核实：{}，待核 {}。", verdicts.join("，"), total.verdicts[0]));
    }
    for rule in figures
        .by_rule
        .iter()
        .filter(|rule| rule.severity > liyan_rules::Severity::Suggest)
        .take(RULES)
    {
        let words: Vec<String> = rule.words.iter().take(3).map(|(words, _)| clean(words)).collect();
        line(format!("  {} {} 处：{}", rule.title, rule.findings, words.join("、")));
    }
    line("这些只是疑似，核实成立才算；没有提示，不等于就规范。".into());
    let hash = about.pack_hash.get(..12).unwrap_or_default();
    line(format!("规则包：{} {}（{hash}）", about.pack_title, about.pack_version));
    for output in outputs.iter().filter(|output| output.as_os_str() != "-") {
        line(format!("写好了：{}", output.display()));
    }
    told
}
