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
            "clerk" | "agent" | "staff" | "operator" | "坐席" | "客服" | "人工客服" | "人工"
            | "工作人员" | "座席" | "办事员" | "话务员" | "接线员" | "管理员" | "部门" | "单位"
            | "承办单位" | "答复单位" | "窗口人员" | "经办人" | "答复人" | "回复人" | "單位"
            | "工作人員" => Self::Clerk,
            "citizen" | "customer" | "user" | "visitor" | "client" | "市民" | "群众" | "用户"
            | "客户" | "访客" | "网民" | "网友" | "来信人" | "诉求人" | "办事群众" | "咨询人"
            | "群眾" | "用戶" | "民眾" => Self::Other(Uncharged::Citizen),
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
    let number: f64 = text
        .parse()
        .ok()
        .filter(|_| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))?;
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

/// A moment as exports write it: RFC 3339, `2026-03-01 09:30`, `2026/3/1 9:30:00`, `2026年3月1日`; without an offset it is China's.
pub fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Some(at) = number_moment(text) {
        return Some(at);
    }
    Timestamp::parse(text).or_else(|| {
        let (offset, text) = match text.rsplit_once(['+', 'Z']) {
            Some((head, tail)) if tail.len() == 5 && tail.contains(':') => {
                (format!("+{tail}"), head)
            }
            Some((head, "")) => ("Z".to_owned(), head),
            _ => ("+08:00".to_owned(), text),
        };
        let mut numbers = text
            .split(|ch: char| !ch.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .map(|part| part.parse::<u32>().ok());
        let mut next = || numbers.next().flatten();
        let (year, month, day) = match text.len() {
            // 20260301, 20260301093000
            8 | 14 if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                let part = |range: std::ops::Range<usize>| {
                    text.get(range).and_then(|part| part.parse().ok())
                };
                let (hour, minute, second) = (
                    part(8..10).unwrap_or(0),
                    part(10..12).unwrap_or(0),
                    part(12..14).unwrap_or(0),
                );
                return joined(
                    (part(0..4)?, part(4..6)?, part(6..8)?),
                    (hour, minute, second),
                    &offset,
                );
            }
            _ => (next()?, next()?, next()?),
        };
        let afternoon = text.contains("下午") || text.to_ascii_lowercase().contains("pm");
        let hour = next().unwrap_or(0);
        let hour = match (afternoon, text.contains("上午")) {
            (true, _) if hour < 12 => hour + 12,
            (_, true) if hour == 12 => 0,
            _ => hour,
        };
        joined((year, month, day), (hour, next().unwrap_or(0), next().unwrap_or(0)), &offset)
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
