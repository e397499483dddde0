//! What is judged: turns by role, the last of which may be an unsent draft.

use crate::time::Timestamp;

/// Who speaks. Only clerk turns are ever judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The person at the service window.
    Clerk,
    /// The person who asks.
    Citizen,
    /// The portal itself: notices, transfers.
    System,
}

/// How the reply travels; it changes what may be expected of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Channel {
    /// Short bubbles, answered at once.
    #[default]
    Chat,
    /// Message boards, e-mail, formal answers.
    Letter,
}

impl Channel {
    /// Reads a channel's name as records give it; other names for letters are mapped.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "chat" => Some(Self::Chat),
            "letter" | "message_board" | "email" => Some(Self::Letter),
            _ => None,
        }
    }
}

/// The moment of judging. Each rule says from which moment on it speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// The clerk is still writing: an unfinished sentence is not held against them.
    Typing,
    /// The clerk is about to send, or the text was sent.
    Sending,
    /// The conversation is over.
    Closed,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Who wrote it.
    pub role: Role,
    /// The text as written.
    pub text: String,
    /// When it was sent, if that is known.
    pub at: Option<Timestamp>,
}

impl Turn {
    /// A message of unknown time.
    pub fn new(role: Role, text: impl Into<String>) -> Self {
        Self { role, text: text.into(), at: None }
    }
}

/// Turns in order. A draft is a conversation whose last turn is an unsent clerk turn.
///
/// What is not known stays unknown, and an unknown never gives a finding of absence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conversation {
    /// How the reply travels.
    pub channel: Channel,
    /// Whether the last turn is not sent yet; then it alone is judged.
    pub unsent: bool,
    /// Whether the first turn is known to be where the conversation began.
    pub from_start: bool,
    /// Whether the last clerk turn is the last there will be.
    pub closes: Option<bool>,
    /// Whether anybody may read it.
    pub public: Option<bool>,
    /// The one matter that it is about, by the portal's own number.
    pub matter: Option<String>,
    /// The messages, oldest first.
    pub turns: Vec<Turn>,
}

impl Conversation {
    /// A draft with nothing known before it.
    pub fn draft(channel: Channel, text: impl Into<String>) -> Self {
        let turns = vec![Turn::new(Role::Clerk, text)];
        Self { channel, unsent: true, turns, ..Self::default() }
    }

    /// A draft and all messages before it, from the first on.
    pub fn draft_after(channel: Channel, history: Vec<Turn>, text: impl Into<String>) -> Self {
        let mut turns = history;
        turns.push(Turn::new(Role::Clerk, text));
        Self { channel, unsent: true, from_start: true, turns, ..Self::default() }
    }

    /// A conversation as it was recorded, from the first message on.
    pub fn recorded(channel: Channel, turns: Vec<Turn>) -> Self {
        Self { channel, from_start: true, turns, ..Self::default() }
    }
}
