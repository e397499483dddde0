//! One line of JSON as the contract has it, made into a conversation.

use liyan_rules::{Channel, Conversation, Role, Timestamp, Turn, When};
use serde::Deserialize;

/// A record that can be judged.
#[derive(Debug)]
pub struct Record {
    /// The record's own id.
    pub id: String,
    /// The draft and what was said before it, or the whole conversation.
    pub conversation: Conversation,
    /// The moment of judging: a draft is about to be sent, a recorded conversation may be over.
    pub when: When,
}

/// The record as written: a draft (`text`) or a whole conversation (`turns`).
#[derive(Deserialize)]
struct Written {
    id: String,
    text: Option<String>,
    channel: Option<String>,
    #[serde(rename = "final")]
    is_final: Option<bool>,
    public: Option<bool>,
    matter: Option<String>,
    history: Option<Vec<WrittenTurn>>,
    turns: Option<Vec<WrittenTurn>>,
    closed: Option<bool>,
}

#[derive(Deserialize)]
struct WrittenTurn {
    role: String,
    text: String,
    at: Option<String>,
}

/// Reads one line.
///
/// # Errors
/// What is wrong with it, for people.
pub fn read(line: &str, default_channel: Channel) -> Result<Record, String> {
    let written: Written = serde_json::from_str(line).map_err(|error| why(&error))?;
    let channel = match written.channel {
        None => default_channel,
        Some(name) => Channel::from_name(&name).ok_or_else(|| {
            format!("不认识的渠道 “{name}”，可以写 chat、letter、message_board、email")
        })?,
    };
    let (mut conversation, when) = match (written.text, written.turns, written.history) {
        (Some(text), None, None) => (Conversation::draft(channel, text), When::Sending),
        (Some(text), None, Some(history)) => {
            (Conversation::draft_after(channel, turns(history)?, text), When::Sending)
        }
        (None, Some(written_turns), None) if written_turns.is_empty() => {
            return Err("turns 是空的，没有可以检查的话".into());
        }
        (None, Some(written_turns), None) => {
            let over = written.closed == Some(true);
            let when = if over { When::Closed } else { When::Sending };
            (Conversation::recorded(channel, turns(written_turns)?), when)
        }
        (None, None, _) => return Err("缺少 text（草稿）或 turns（整段对话）".into()),
        (Some(_), Some(_), _) => return Err("text 和 turns 只能写一个".into()),
        (None, Some(_), Some(_)) => return Err("写了 turns 就不再写 history".into()),
    };
    conversation.closes = if conversation.unsent { written.is_final } else { written.closed };
    conversation.public = written.public;
    conversation.matter = written.matter;
    Ok(Record { id: written.id, conversation, when })
}

fn turns(written: Vec<WrittenTurn>) -> Result<Vec<Turn>, String> {
    written.into_iter().map(turn).collect()
}

fn turn(written: WrittenTurn) -> Result<Turn, String> {
    let role = match written.role.as_str() {
        "clerk" => Role::Clerk,
        "citizen" => Role::Citizen,
        "system" => Role::System,
        other => return Err(format!("不认识的角色 “{other}”，可以写 citizen、clerk、system")),
    };
    let at = match written.at {
        None => None,
        Some(text) => Some(Timestamp::parse(&text).ok_or_else(|| {
            format!("at “{text}” 不是 RFC 3339 时间，写成 2026-03-01T09:30:00+08:00")
        })?),
    };
    Ok(Turn { role, text: written.text, at })
}

/// serde's words name the field; its "at line 1" would contradict our own line number.
fn why(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let quoted = |said: &str| said.split('`').nth(1).unwrap_or_default().to_owned();
    let place = error.column();
    if !error.is_data() {
        let said = said.split(" at line ").next().unwrap_or_default();
        return format!("不是完整的 JSON（{said}，第 {place} 个字节处）");
    }
    if said.starts_with("missing field") {
        return format!("缺少 {}", quoted(&said));
    }
    if said.starts_with("duplicate field") {
        return format!("{} 写了两次", quoted(&said));
    }
    format!(
        "第 {place} 个字节处的值类型不对：id、text、role 是文字，final、public、closed 是 true 或 false，history、turns 是列表"
    )
}
