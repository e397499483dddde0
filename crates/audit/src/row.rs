//! One row of an export, made into what can be judged.

use liyan_rules::{Channel, Date, Timestamp};
use serde::{Deserialize, Serialize};

use crate::figures::Uncharged;

/// A row that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The record's own id.
    pub id: Option<String>,
    /// The conversation that it belongs to.
    pub conversation: Option<String>,
    /// What was said.
    pub text: String,
    /// Who said it.
    pub speaker: Speaker,
    /// What the citizen had said, in the same row.
    pub question: Option<String>,
    /// The clerk.
    pub clerk: Option<String>,
    /// The clerk's unit.
    pub unit: Option<String>,
    /// When, as it is written.
    pub at: Option<String>,
    /// How the reply travelled, if the row says.
    #[serde(with = "channel")]
    pub channel: Option<Channel>,
    /// The one matter that it is about.
    pub matter: Option<String>,
    /// Whether anybody may read it.
    pub public: Option<bool>,
    /// Whether the conversation is over.
    pub closed: Option<bool>,
    /// A record that holds more than one turn, as the contract of JSON lines has it.
    pub turns: Vec<Said>,
    /// Whether `turns` is the whole conversation; else they are what was said before `text`.
    pub is_whole: bool,
    /// Whether the record says what came before, even if that is nothing.
    pub has_history: bool,
}

/// One turn of a record that holds several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Who said it.
    pub speaker: Speaker,
    /// What was said.
    pub text: String,
    /// When, as it is written.
    pub at: Option<String>,
}

/// Who speaks. Only clerks are charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Speaker {
    /// The person at the window; whoever wrote a column of replies.
    #[default]
    Clerk,
    /// Anybody else.
    Other(Uncharged),
}

impl Speaker {
    /// Reads a role as exports write it.
    pub fn from_role(role: &str) -> Self {
        let role = role.trim().to_lowercase();
        match role.as_str() {
            "clerk"
            | "agent"
            | "human agent"
            | "human"
            | "staff"
            | "operator"
            | "officer"
            | "csr"
            | "representative"
            | "customer service"
            | "customer service representative"
            | "坐席"
            | "客服"
            | "人工客服"
            | "人工"
            | "工作人员"
            | "座席"
            | "办事员"
            | "话务员"
            | "接线员"
            | "管理员"
            | "部门"
            | "单位"
            | "承办单位"
            | "答复单位"
            | "窗口人员"
            | "经办人"
            | "答复人"
            | "回复人"
            | "單位"
            | "工作人員" => Self::Clerk,
            "citizen" | "customer" | "user" | "visitor" | "client" | "guest" | "caller"
            | "resident" | "applicant" | "市民" | "群众" | "用户" | "客户" | "访客" | "网民"
            | "网友" | "来信人" | "诉求人" | "办事群众" | "咨询人" | "群眾" | "用戶" | "民眾" => {
                Self::Other(Uncharged::Citizen)
            }
            "system" | "notice" | "系统" | "系统消息" | "系統" => {
                Self::Other(Uncharged::System)
            }
            "robot" | "bot" | "assistant" | "ai" | "机器人" | "智能客服" | "智能助手"
            | "機器人" => Self::Other(Uncharged::Robot),
            _ => Self::Other(Uncharged::UnknownRole),
        }
    }

    /// The speaker of `text`, whose words may show that no person wrote them, or whose name is a robot's.
    pub fn behind(self, text: &str, clerk: Option<&str>) -> Self {
        const AUTOMATIC: [&str; 8] = [
            "【自动回复】",
            "[自动回复]",
            "（自动回复）",
            "(自动回复)",
            "自动回复：",
            "自动回复:",
            "【自動回覆】",
            "[系统自动",
        ];
        const ROBOTS: [&str; 4] = ["机器人", "機器人", "智能客服", "robot"];
        let text = text.trim_start();
        match self {
            Self::Clerk if AUTOMATIC.iter().any(|mark| text.starts_with(mark)) => {
                Self::Other(Uncharged::AutoReply)
            }
            Self::Clerk
                if clerk.is_some_and(|clerk| ROBOTS.iter().any(|name| clerk.contains(name))) =>
            {
                Self::Other(Uncharged::Robot)
            }
            other => other,
        }
    }
}

/// Days of Excel's calendar between 2000 and 2100, counted from 1899-12-30.
const EXCEL_DAYS: std::ops::Range<f64> = 36_526.0..73_051.0;
/// The days that a record can be of; others are slips of the hand.
const YEARS: std::ops::RangeInclusive<u32> = 1990..=2100;

/// A moment that is nothing but a number: Excel's days, seconds or milliseconds since 1970.
fn number_moment(text: &str) -> Option<Timestamp> {
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    let number: f64 = text.parse().ok()?;
    let seconds = match text.split('.').next()?.len() {
        5 if EXCEL_DAYS.contains(&number) => {
            ((number - 25_569.0) * 86_400.0).round() as i64 - 8 * 3_600
        }
        10 => number as i64,
        13 => (number / 1_000.0) as i64,
        _ => return None,
    };
    let local = seconds + 8 * 3_600;
    let date = Date::from_days(i32::try_from(local.div_euclid(86_400)).ok()?);
    let of_day = local.rem_euclid(86_400);
    Timestamp::parse(&format!(
        "{date}T{:02}:{:02}:{:02}+08:00",
        of_day / 3_600,
        of_day / 60 % 60,
        of_day % 60
    ))
}

/// Seconds by which China's clocks are ahead.
const CHINA: i64 = 8 * 3_600;

/// `2026-03-01 09:30:00` or `2026-03-01 09:30`, which nearly all exports write: every row is asked twice, so nothing is copied.
fn usual_moment(text: &str) -> Option<Timestamp> {
    let (day, clock) = text.split_at_checked(10)?;
    let date = Date::parse(day)?;
    let two = |at: usize| {
        let digits = clock.as_bytes().get(at..at + 2)?;
        let sound = digits.iter().all(u8::is_ascii_digit);
        sound.then(|| i64::from((digits[0] - b'0') * 10 + digits[1] - b'0'))
    };
    let (hour, minute, second) = match clock.as_bytes() {
        [b' ' | b'T', _, _, b':', _, _] => (two(1)?, two(4)?, 0),
        [b' ' | b'T', _, _, b':', _, _, b':', _, _] => (two(1)?, two(4)?, two(7)?),
        _ => return None,
    };
    let year = day.get(..4).and_then(|year| year.parse().ok())?;
    if !YEARS.contains(&year) || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let seconds = i64::from(date.days()) * 86_400 + hour * 3_600 + minute * 60 + second - CHINA;
    Some(Timestamp { seconds, date, offset: CHINA as i32 })
}

/// A moment as exports write it: RFC 3339, `2026-03-01 09:30`, `2026/3/1 9:30:00`, `2026年3月1日`, `Mar 1, 2026 9:30 AM`,
/// `民國115年3月1日`; without an offset it is China's. What could be two days, as `3/4/2026` could, is none.
pub fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Some(at) = usual_moment(text).or_else(|| number_moment(text)) {
        return Some(at);
    }
    if let Some(at) = Timestamp::parse(text) {
        return Some(at);
    }
    let narrow = text.chars().map(|ch| match ch {
        '０'..='９' | '－' | '／' | '：' => char::from_u32(ch as u32 - 0xfee0).unwrap_or(ch),
        other => other,
    });
    let text: String = narrow.collect();
    let (text, offset) = offset_of(&text);
    if matches!(text.len(), 8 | 14) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // 20260301, 20260301093000
        let part =
            |range: std::ops::Range<usize>| text.get(range).and_then(|part| part.parse().ok());
        let clock = [8..10, 10..12, 12..14].map(|range| part(range).unwrap_or(0));
        return joined((part(0..4)?, part(4..6)?, part(6..8)?), clock.into(), &offset);
    }
    let mut numbers: Vec<u32> = Vec::new();
    for part in text.split(|ch: char| !ch.is_ascii_digit()).filter(|part| !part.is_empty()) {
        // Of a fraction of a second only the beginning matters.
        numbers.push(part.parse().unwrap_or(u32::MAX));
    }
    let is_minguo = text.starts_with("民國") || text.starts_with("民国");
    let (date, clock) = match (month_named(text), numbers.as_slice()) {
        (None, [year, month, day, clock @ ..]) => match is_minguo {
            true => ((year.checked_add(1911)?, *month, *day), clock),
            false => ((*year, *month, *day), clock),
        },
        (Some(month), [day, year, clock @ ..]) => ((*year, month, *day), clock),
        _ => return None,
    };
    let at = |place: usize| clock.get(place).copied().unwrap_or(0);
    let lower = text.to_ascii_lowercase();
    let (morning, afternoon) = (
        text.contains("上午") || lower.contains("am"),
        text.contains("下午") || lower.contains("pm"),
    );
    let hour = match (afternoon, morning, at(0)) {
        (true, _, hour) if hour < 12 => hour + 12,
        (_, true, 12) => 0,
        (.., hour) => hour,
    };
    joined(date, (hour, at(1), at(2)), &offset)
}

/// The offset that ends a text, as `+08:00`, and what stands before it; China's if there is none.
fn offset_of(text: &str) -> (&str, String) {
    let china = || "+08:00".to_owned();
    if let Some(head) = text.strip_suffix(['Z', 'z']) {
        return (head, "Z".to_owned());
    }
    // Dashes stand in dates too, but an offset stands behind a clock.
    let Some(at) = text.rfind(['+', '-']).filter(|at| text[..*at].contains(':')) else {
        return (text, china());
    };
    let (head, tail) = text.split_at(at);
    let digits: String = tail.chars().filter(char::is_ascii_digit).collect();
    let head = head.trim_end_matches("GMT").trim_end_matches("UTC").trim_end();
    match digits.len() {
        2 => (head, format!("{}{digits}:00", &tail[..1])),
        4 => (head, format!("{}{}:{}", &tail[..1], &digits[..2], &digits[2..])),
        _ => (text, china()),
    }
}

/// The number of the month whose English name stands in a text.
fn month_named(text: &str) -> Option<u32> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let mut words = text.split(|ch: char| !ch.is_ascii_alphabetic());
    words.find_map(|word| {
        let word = word.to_ascii_lowercase();
        let at = MONTHS.iter().position(|month| word.starts_with(month))?;
        u32::try_from(at + 1).ok()
    })
}

fn joined(
    (year, month, day): (u32, u32, u32),
    (hour, minute, second): (u32, u32, u32),
    offset: &str,
) -> Option<Timestamp> {
    if !YEARS.contains(&year) {
        return None;
    }
    let text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{offset}");
    Timestamp::parse(&text)
}

/// Whether something is so, as exports write it.
pub fn flag(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "是" | "true" | "1" | "yes" | "y" | "公开" | "已结束" | "已办结" | "结束" | "closed" => {
            Some(true)
        }
        "否" | "false" | "0" | "no" | "n" | "不公开" | "未结束" | "进行中" | "open" => {
            Some(false)
        }
        _ => None,
    }
}

/// A channel as exports write it.
pub fn channel_of(text: &str) -> Option<Channel> {
    let text = text.trim().to_lowercase();
    Channel::from_name(&text).or(match text.as_str() {
        "在线" | "在线客服" | "在线咨询" | "聊天" | "即时消息" | "微信" | "微信公众号" | "网页"
        | "app" | "小程序" | "線上" => Some(Channel::Chat),
        "电话" | "微信小程序" | "微博" | "智能客服" => Some(Channel::Chat),
        "热线" | "12345" | "12345热线" | "市长热线" | "领导留言板" | "互动交流" | "政务网"
        | "网站" | "门户网站" | "信件" | "来信" | "邮件" | "邮箱" | "电子邮件" | "留言"
        | "留言板" | "领导信箱" | "市长信箱" | "网上信访" | "信箱" | "email" | "mail" => {
            Some(Channel::Letter)
        }
        _ => None,
    })
}

/// The core's channel has no form of its own to be spilled in.
mod channel {
    use liyan_rules::Channel;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(channel: &Option<Channel>, to: S) -> Result<S::Ok, S::Error> {
        channel.map(|channel| channel == Channel::Letter).serialize(to)
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Option<Channel>, D::Error> {
        let letter = Option::<bool>::deserialize(from)?;
        Ok(letter.map(|letter| if letter { Channel::Letter } else { Channel::Chat }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_exports_write_them() {
        let noon = Timestamp::parse("2026-03-01T13:05:00+08:00").expect("sound");
        for text in [
            "2026-03-01T13:05:00+08:00",
            "2026-03-01 13:05:00",
            "2026/3/1 13:05",
            "2026年3月1日 13时05分",
            "2026年3月1日 下午1:05",
            "20260301130500",
            "2026.03.01 13:05:00.000",
            "2026-03-01T05:05:00Z",
            "2026-03-01T00:05:00-05:00",
            "2026/3/1 0:05 -0500",
            "2026/3/1 13:05:00.123456789012",
            "2026/3/1 13:05 +08",
            "２０２６－０３－０１　１３：０５",
            "Sun Mar 01 2026 13:05:00 GMT+0800 (China Standard Time)",
            "Mar 1, 2026 1:05 PM",
            "1 March 2026 13:05",
            "民國115年3月1日 13:05",
        ] {
            assert_eq!(moment(text).map(|at| at.seconds), Some(noon.seconds), "{text}");
        }
        assert_eq!(moment("2026-03-01").map(|at| at.date), Some(noon.date));
        for text in ["46082.545138889", "1772341500", "1772341500000"] {
            assert_eq!(moment(text).map(|at| at.seconds), Some(noon.seconds), "{text}");
        }
        for text in [
            "26-03-01",
            "9999-12-31 10:00",
            "",
            "昨天",
            "2026-13-01",
            "99",
            "3月1日",
            "3/4/2026",
            "03-04-2026 10:00",
            "2-Mar-26",
            "令和8年3月2日",
            "2026-03-01 25:00",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    #[test]
    fn who_is_not_known_to_be_a_clerk_is_not_charged() {
        assert_eq!(Speaker::from_role("坐席"), Speaker::Clerk);
        assert_eq!(Speaker::from_role(" Citizen "), Speaker::Other(Uncharged::Citizen));
        assert_eq!(Speaker::from_role("督办员"), Speaker::Other(Uncharged::UnknownRole));
        assert_eq!(
            Speaker::Clerk.behind("【自动回复】您好", None),
            Speaker::Other(Uncharged::AutoReply)
        );
        assert_eq!(
            Speaker::Clerk.behind("您好", Some("机器人01")),
            Speaker::Other(Uncharged::Robot)
        );
        assert_eq!(Speaker::Clerk.behind("您好", Some("1024")), Speaker::Clerk);
    }
}
