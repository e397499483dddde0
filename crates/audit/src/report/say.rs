//! How reports say things: names for what the figures count, numbers, days and intervals as people write them.
//!
//! Every report takes its words from here, so that one thing has one name in all of them.

mod text;

use liyan_rules::{Channel, Role};

pub use text::{clip, pieces, plain, plain_char, quoted};

use crate::figures::{Doubt, Group, Rate, RuleLine, Skip, Uncharged};
use crate::words;

/// What stands where the records do not name a unit, a clerk or a stratum.
pub const UNNAMED: &str = "未载明";
/// What stands in the place of a rate of too few replies.
pub const TOO_FEW: &str = "样本不足，不排名";

/// A channel.
pub fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Chat => "即时对话",
        Channel::Letter => "书面答复",
    }
}

/// Who speaks.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Clerk => "工作人员",
        Role::Citizen => "群众",
        Role::System => "系统",
    }
}

/// Why a row was not judged.
pub fn skip(reason: Skip) -> &'static str {
    match reason {
        Skip::Undecodable => "编码无法辨认",
        Skip::NotARecord => "不成记录",
        Skip::TooLong => "超过长度上限",
        Skip::NoText => "答复内容为空",
        Skip::OutOfPeriod => "不在所选时段内",
        Skip::NoTime => "时间无法辨认，不能归入所选时段",
        Skip::UnknownChannel => "渠道无法辨认",
    }
}

/// Whose words are not charged.
pub fn uncharged(whose: Uncharged) -> &'static str {
    match whose {
        Uncharged::Citizen => "群众发言",
        Uncharged::System => "系统通知",
        Uncharged::Robot => "机器人答复",
        Uncharged::AutoReply => "自动回复",
        Uncharged::UnknownRole => "角色不明",
    }
}

/// Why a finding is doubted.
pub fn doubt(why: Doubt) -> String {
    match why {
        Doubt::OftenFalse(wrong, of) => {
            format!("该规则已核实{}处，其中误报{}处", count(of), count(wrong))
        }
        Doubt::Widespread(units) => {
            format!("同一文本见于{}个单位，可能是统一口径", count(units))
        }
        Doubt::LoneInCourtesy => "全文用语规范，仅此一处，且规则系由条文推及".into(),
    }
}

/// Findings of a rule that stand at another level than its own, because of what is said beside them: `其中2处有下文，降为建议`.
pub fn eased(rule: &RuleLine) -> String {
    let other = words::LEVELS.iter().zip(rule.levels);
    let other: Vec<String> = other
        .filter(|(level, findings)| **level != rule.severity && *findings > 0)
        .map(|(level, findings)| format!("{}处按“{}”计", count(findings), words::level(*level)))
        .collect();
    if other.is_empty() { String::new() } else { format!("其中{}", other.join("、")) }
}

/// How many replies a verdict holds for, where it is not one alone: `同文12条，结论一并适用`.
pub fn copies(copies: u64) -> String {
    if copies > 1 {
        format!("同文共{}条，结论一并适用", count(copies))
    } else {
        String::new()
    }
}

/// What a stratum of a sample is called.
pub fn stratum(by: &str) -> &str {
    match by {
        "clerk" => "人员",
        "unit" => "单位",
        "channel" => "渠道",
        "month" => "月份",
        other => other,
    }
}

/// A column's field, as `--map` calls it.
pub fn field(name: &str) -> &str {
    match name {
        "text" => "答复",
        "citizen" => "群众来文",
        "clerk" => "人员",
        "unit" => "单位",
        "at" | "time" => "时间",
        "role" => "角色",
        "conversation" => "会话",
        "channel" => "渠道",
        "record" | "id" => "编号",
        other => other,
    }
}

/// A name, or that there is none.
pub fn named(name: &str) -> &str {
    if name.trim().is_empty() { UNNAMED } else { name }
}

/// A count with its thousands apart: `12,480`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A rate without its interval, to one place: `12.3`.
pub fn per_mille(rate: Rate) -> String {
    format!("{:.1}", rate.per_mille)
}

/// The 95 % interval of a rate: `10.1—14.9`.
pub fn interval(rate: Rate) -> String {
    format!("{:.1}—{:.1}", rate.low, rate.high)
}

/// Why a group has no rate.
pub fn no_rate(group: &Group) -> &'static str {
    if group.replies == 0 { "无答复" } else { TOO_FEW }
}

/// Why a group has no rate of upheld findings: nobody has looked, or too few replies. That none is upheld says nothing until
/// people have decided.
pub fn no_upheld_rate(group: &Group) -> &'static str {
    if group.replies > 0 && !group.is_reviewed() { "未核实" } else { no_rate(group) }
}

/// A day or a month of the figures in words: `2026年3月1日`, `2026年3月`. What is neither stays as it is.
pub fn day(key: &str) -> String {
    let parts: Vec<&str> = key.split('-').collect();
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| part.parse().ok()).collect();
    match (parts.first().map(|year| year.len()), numbers.as_deref()) {
        (Some(4), Some([year, month])) => format!("{year}年{month}月"),
        (Some(4), Some([year, month, day])) => format!("{year}年{month}月{day}日"),
        _ => named(key).to_owned(),
    }
}

/// From day to day, without what both have in common; one month where it is a whole one: `2026年3月`, `2026年3月1日至15日`.
pub fn days(first: &str, last: &str) -> String {
    let (Some(from), Some(to)) = (date(first), date(last)) else {
        return format!("{}至{}", day(first), day(last));
    };
    if from == to {
        day(first)
    } else if from.0 != to.0 {
        format!("{}至{}", day(first), day(last))
    } else if from.1 != to.1 {
        format!("{}至{}月{}日", day(first), to.1, to.2)
    } else if from.2 == 1 && to.2 == last_day(to.0, to.1) {
        format!("{}年{}月", from.0, from.1)
    } else {
        format!("{}至{}日", day(first), to.2)
    }
}

/// Year, month and day, if it is a day at all.
pub fn date(day: &str) -> Option<(u32, u32, u32)> {
    let mut parts = day.split('-').map(|part| part.parse::<u32>().ok());
    let date = (parts.next()??, parts.next()??, parts.next()??);
    let sound = parts.next().is_none()
        && (1900..=9999).contains(&date.0)
        && (1..=12).contains(&date.1)
        && (1..=last_day(date.0, date.1)).contains(&date.2);
    sound.then_some(date)
}

fn last_day(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_company_eased_is_told_and_what_stands_alone_is_not() {
        let rule = |levels| RuleLine {
            id: "r".into(),
            title: String::new(),
            message: String::new(),
            articles: Vec::new(),
            basis: liyan_rules::Basis::Stated,
            severity: liyan_rules::Severity::Warn,
            findings: 1_012,
            levels,
            verdicts: [0; 5],
            words: Vec::new(),
        };
        assert_eq!(eased(&rule([0, 1_000, 12])), "其中12处按“建议”计");
        assert_eq!(eased(&rule([0, 1_012, 0])), "");
        assert_eq!(copies(3), "同文共3条，结论一并适用");
        assert_eq!(copies(1), "");
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(count(12_480), "12,480");
        assert_eq!(count(1_234_567), "1,234,567");
    }

    #[test]
    fn a_whole_month_is_called_by_its_name() {
        assert_eq!(days("2026-03-01", "2026-03-31"), "2026年3月");
        assert_eq!(days("2024-02-01", "2024-02-29"), "2024年2月");
        assert_eq!(days("2026-03-01", "2026-03-15"), "2026年3月1日至15日");
        assert_eq!(days("2026-03-01", "2026-04-30"), "2026年3月1日至4月30日");
        assert_eq!(days("2025-12-01", "2026-01-31"), "2025年12月1日至2026年1月31日");
        assert_eq!(days("2026-03-05", "2026-03-05"), "2026年3月5日");
    }

    #[test]
    fn what_is_no_day_stays_as_it_is() {
        assert_eq!(day("三月"), "三月");
        assert_eq!(day(""), UNNAMED);
        assert_eq!(date("2026-02-30"), None);
        assert_eq!(days("x", "y"), "x至y");
    }
}
