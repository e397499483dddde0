//! What a clerk can do, by key or by button.

/// One deliberate act of the clerk. Indices are places in the list of marks at the time of acting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Select a finding, and its phrase in the field.
    Pick(usize),
    /// Select the next finding.
    Next,
    /// Select the one before.
    Previous,
    /// Apply a fix of a finding, or ask first where the fix states a fact.
    Fix {
        /// The finding.
        mark: usize,
        /// Which of its fixes.
        fix: usize,
    },
    /// The same for the selected finding.
    FixSelected(usize),
    /// Not to be told of this wording again in this draft.
    Ignore(usize),
    /// The same for the selected finding.
    IgnoreSelected,
    /// Show again all that was ignored.
    Restore,
    /// List all findings, not only the few around the selected one.
    ListAll,
    /// Take back what is only asked for: a confirmation, walking from slot to slot.
    Cancel,
    /// Select the next open slot.
    NextSlot,
    /// Select the open slot before.
    PreviousSlot,
    /// From the gate back to the field.
    Return,
    /// The Enter that was stopped only meant a new line.
    OnlyNewline,
    /// Send in spite of the findings, for a reason and with the clerk's own optional words.
    SendAnyway(Reason, String),
}

/// Why a clerk sends what the standard forbids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The words are somebody else's.
    Quote,
    /// The law prescribes them.
    Statutory,
    /// The finding is wrong.
    FalseAlarm,
}

impl Reason {
    /// In the order of their keys.
    pub const ALL: [Self; 3] = [Self::Quote, Self::Statutory, Self::FalseAlarm];

    /// The word used in events and attributes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Statutory => "statutory",
            Self::FalseAlarm => "false-alarm",
        }
    }

    /// The reason of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}
