//! What is judged: turns by role, the last of which may be an unsent draft.

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
}

/// Turns in order. A draft is a conversation whose last turn is an unsent clerk turn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conversation {
    /// How the reply travels.
    pub channel: Channel,
    /// Whether the last turn is not sent yet; then it alone is judged.
    pub unsent: bool,
    /// The messages, oldest first.
    pub turns: Vec<Turn>,
}

impl Conversation {
    /// A draft with nothing known before it.
    pub fn draft(channel: Channel, text: impl Into<String>) -> Self {
        Self::draft_after(channel, Vec::new(), text)
    }

    /// A draft and the messages before it.
    pub fn draft_after(channel: Channel, history: Vec<Turn>, text: impl Into<String>) -> Self {
        let mut turns = history;
        turns.push(Turn { role: Role::Clerk, text: text.into() });
        Self { channel, unsent: true, turns }
    }
}
