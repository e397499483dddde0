//! One line of JSON as the contract has it, made into a conversation.

use liyan_rules::{Channel, Conversation, Role, Turn};
use serde::Deserialize;

/// A record that can be judged.
#[derive(Debug)]
pub struct Record {
    /// The record's own id.
    pub id: String,
    /// The draft and what was said before it.
    pub conversation: Conversation,
}

/// The record as written. What no rule looks at yet is still held to its type, so that a file that passes today does
/// not fail tomorrow.
#[derive(Deserialize)]
struct Written {
    id: String,
    text: Option<String>,
    channel: Option<String>,
    #[serde(rename = "final")]
    _is_final: Option<bool>,
    #[serde(rename = "public")]
    _is_public: Option<bool>,
    #[serde(rename = "matter")]
    _matter: Option<String>,
    #[serde(default)]
    history: Vec<WrittenTurn>,
    turns: Option<Vec<WrittenTurn>>,
}

#[derive(Deserialize)]
struct WrittenTurn {
    role: String,
    text: String,
    #[serde(rename = "at")]
    _at: Option<String>,
}

/// Reads one line.
///
/// # Errors
/// What is wrong with it, for people.
pub fn read(line: &str, default_channel: Channel) -> Result<Record, String> {
    let written: Written = serde_json::from_str(line).map_err(|error| why(&error))?;
    if written.turns.is_some() {
        return Err("整段对话（turns）还不支持，请按草稿写：text 加 history".into());
    }
    let Some(text) = written.text else { return Err("缺少 text".into()) };
    let channel = match written.channel {
        None => default_channel,
        Some(name) => Channel::from_name(&name).ok_or_else(|| {
            format!("不认识的渠道 “{name}”，可以写 chat、letter、message_board、email")
        })?,
    };
    let history = written.history.into_iter().map(turn).collect::<Result<_, _>>()?;
    Ok(Record { id: written.id, conversation: Conversation::draft_after(channel, history, text) })
}

fn turn(written: WrittenTurn) -> Result<Turn, String> {
    let role = match written.role.as_str() {
        "clerk" => Role::Clerk,
        "citizen" => Role::Citizen,
        "system" => Role::System,
        other => return Err(format!("不认识的角色 “{other}”，可以写 citizen、clerk、system")),
    };
    Ok(Turn::new(role, written.text))
}

fn why(error: &serde_json::Error) -> String {
    // serde's words name the field and the type; its "at line 1" would contradict our own line number.
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default().to_owned();
    if error.is_data() {
        return format!("记录不合约定（{said}，第 {} 个字节处）", error.column());
    }
    format!("不是完整的 JSON（{said}，第 {} 个字节处）", error.column())
}
