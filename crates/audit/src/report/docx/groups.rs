//! 三、按条款 and 四、按单位.

use liyan_rules::Channel;

use super::paper::Paper;
use super::table::table;
use super::whole;
use crate::figures::{ArticleLine, Figures, Group, RuleLine};
use crate::report::say;
use crate::words;

/// Units in one table; the workbook has the rest.
const UNITS: usize = 30;
/// Rules that are told of.
const RULES: usize = 5;

/// By article, and what rules spoke most.
pub fn articles(paper: &mut Paper, figures: &Figures) {
    paper.heading("三、按条款");
    if !figures.about.views.article && figures.by_article.is_empty() {
        paper.body("本次未按条款统计。");
        return;
    }
    if figures.by_article.is_empty() {
        paper.body("没有涉及任何条款的疑似问题。");
        return;
    }
    paper.body(&most(&figures.by_article));
    paper.caption("各条款疑似问题（处）");
    let columns = [
        ("条款", 15, false),
        ("条文", 40, true),
        ("须改", 11, false),
        ("提醒", 11, false),
        ("建议", 13, false),
        ("成立", 10, false),
    ];
    paper.table(table(
        &columns,
        figures.by_article.iter().map(|article| {
            let mut row = vec![article.label.clone(), say::clip(&article.text, 40)];
            row.extend(article.findings.map(say::count));
            row.push(say::count(article.upheld));
            row
        }),
    ));
    if !figures.by_rule.is_empty() {
        let rules: Vec<String> = figures.by_rule.iter().take(RULES).map(rule).collect();
        let lead =
            if figures.by_rule.len() > RULES { "提示最多的规则" } else { "所涉规则" };
        paper.body(&format!("{lead}依次为：{}。", rules.join("；")));
    }
}

fn most(articles: &[ArticleLine]) -> String {
    // Suggestions are always the many, and only for improvement.
    let sum = |article: &ArticleLine| article.findings[0] + article.findings[1];
    let mut order: Vec<&ArticleLine> = articles.iter().filter(|line| sum(line) > 0).collect();
    if order.is_empty() {
        return format!(
            "须改、提醒两级没有疑似问题；建议涉及标准的{}个条款，只供改进。",
            articles.len()
        );
    }
    let count = order.len();
    order.sort_by_key(|article| std::cmp::Reverse(sum(article)));
    let first: Vec<String> = order
        .iter()
        .take(3)
        .map(|article| format!("{}{}处", article.label, say::count(sum(article))))
        .collect();
    let (lead, many) = match count {
        1 => ("为", ""),
        2 | 3 => ("分别为", ""),
        _ => ("较多的是", "；一处涉及几条的，各条分别计数"),
    };
    format!("须改、提醒两级疑似问题涉及标准的{count}个条款，{lead}{}{many}。", first.join("、"))
}

fn rule(rule: &RuleLine) -> String {
    let mut text = say::quoted(&rule.title);
    let mut about = vec![words::level(rule.severity).to_owned()];
    about.extend(rule.articles.iter().cloned());
    text += &format!("（{}）{}处", about.join("，"), say::count(rule.findings));
    let eased = say::eased(rule);
    if !eased.is_empty() {
        text += &format!("（{eased}）");
    }
    if rule.verdicts[1] > 0 {
        text += &format!("，其中成立{}处", say::count(rule.verdicts[1]));
    }
    let words: Vec<String> = rule
        .words
        .iter()
        .take(3)
        .map(|(word, times)| {
            format!("{}{}处", say::quoted(&say::clip(word, 20)), say::count(*times))
        })
        .collect();
    if !words.is_empty() {
        text += &format!("，常见词句为{}", words.join("、"));
    }
    text
}

/// By unit, within each channel.
pub fn units(paper: &mut Paper, figures: &Figures) {
    paper.heading("四、按单位");
    if !figures.about.views.unit && figures.by_unit.is_empty() {
        paper.body("本次未按单位统计。");
        return;
    }
    if figures.by_unit.iter().all(|unit| unit.key.trim().is_empty()) {
        let why = if figures.total.replies == 0 {
            "没有检查任何答复"
        } else {
            "记录未载明单位"
        };
        paper.body(&format!("{why}，不能按单位统计。"));
        return;
    }
    paper.body("单位只在同一渠道内比较，按名称排列；答复不足30条的，样本不足，不排名。");
    let mut channels: Vec<Option<Channel>> = Vec::new();
    for unit in &figures.by_unit {
        if !channels.contains(&unit.channel) {
            channels.push(unit.channel);
        }
    }
    for (number, channel) in (1..).zip(&channels) {
        let name = channel.map_or("渠道未载明", say::channel);
        paper.sub(&format!("（{}）{name}", numeral(number)));
        let units: Vec<&Group> =
            figures.by_unit.iter().filter(|unit| unit.channel == *channel).collect();
        let whole = figures.by_channel.iter().find(|group| group.channel == *channel);
        within(paper, name, &units, whole);
    }
}

fn within(paper: &mut Paper, name: &str, units: &[&Group], whole: Option<&Group>) {
    let replies: u64 = units.iter().map(|unit| unit.replies).sum();
    let few = units.iter().filter(|unit| unit.rate.is_none()).count();
    let mut text = format!("涉及单位{}个，答复{}条。", units.len(), say::count(replies));
    if few > 0 {
        text += &format!("其中{few}个单位答复不足30条，样本不足，不排名。");
    }
    text += &apart(units, whole);
    paper.body(&text);
    let mut shown = units.to_vec();
    if shown.len() > UNITS {
        shown.sort_by_key(|unit| std::cmp::Reverse(unit.flagged));
        shown.truncate(UNITS);
        shown.sort_by(|a, b| a.key.cmp(&b.key));
        paper.body(&format!(
            "下表列有疑似问题的答复较多的{UNITS}个单位，按名称排列；全部单位见工作簿“渠道与单位”表。"
        ));
    }
    paper.caption(&format!("{name}各单位情况"));
    let columns = [
        ("单位", 22, true),
        ("答复（条）", 14, false),
        ("有疑似问题（条）", 14, false),
        ("每千条", 12, false),
        ("95%置信区间", 20, false),
        ("成立（处）", 10, false),
        ("得分", 8, false),
    ];
    paper.table(table(
        &columns,
        shown.iter().map(|unit| {
            let mut row = vec![
                say::named(&unit.key).to_owned(),
                say::count(unit.replies),
                say::count(unit.flagged),
            ];
            row.extend(whole::rate(unit));
            row.push(say::count(unit.verdicts[1]));
            row.push(unit.score.map_or("—".to_owned(), |score| score.to_string()));
            row
        }),
    ));
}

/// Units whose whole interval lies apart from the channel's rate; of others there is nothing to say.
fn apart(units: &[&Group], whole: Option<&Group>) -> String {
    let Some(level) = whole.and_then(|whole| whole.rate) else { return String::new() };
    let rated: Vec<_> = units.iter().filter_map(|unit| Some((*unit, unit.rate?))).collect();
    if rated.len() < 2 {
        return String::new();
    }
    let list = |side: &str, above: bool| {
        let names: Vec<&str> =
            rated
                .iter()
                .filter(|(_, rate)| {
                    if above { rate.low > level.per_mille } else { rate.high < level.per_mille }
                })
                .map(|(unit, _)| say::named(&unit.key))
                .collect();
        match names.len() {
            0 => String::new(),
            1..=5 => format!("{side}的有{}。", names.join("、")),
            many => format!("{side}的有{}等{many}个单位。", names[..5].join("、")),
        }
    };
    let text =
        list("区间整体高于本渠道总体水平", true) + &list("区间整体低于本渠道总体水平", false);
    if text.is_empty() {
        let level = say::per_mille(level);
        return format!(
            "各单位的区间均含本渠道总体水平（每千条{level}条），不宜认为单位之间有明显差别。"
        );
    }
    text
}

/// 一, 二, … 十, 十一, … as headings count.
pub fn numeral(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match number {
        0 | 100.. => number.to_string(),
        1..=9 => DIGITS[number].to_owned(),
        10..=19 => format!("十{}", DIGITS[number - 10]),
        _ => format!("{}十{}", DIGITS[number / 10], DIGITS[number % 10]),
    }
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn headings_count_in_chinese() {
        let numbers = [1, 9, 10, 11, 20, 21, 99, 100].map(numeral);
        assert_eq!(numbers.join(" "), "一 九 十 十一 二十 二十一 九十九 100");
    }
}
