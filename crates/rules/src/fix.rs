//! What a fix is: edits of the original text, and the slots that are left to fill.

use crate::span::ByteSpan;

/// One replacement in the original text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: ByteSpan,
    /// What is put there.
    pub insert: String,
}

/// A place that the clerk must fill, in the text *after* the edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSlot {
    /// What goes in, as the template names it: 材料名称.
    pub name: String,
    /// Where `{name}` stands after the edits.
    pub span: ByteSpan,
}

/// One way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in a few words for a button.
    pub label: String,
    /// Edits in the original text, in order, never overlapping.
    pub edits: Vec<Edit>,
    /// Slots to fill, in order.
    pub slots: Vec<OpenSlot>,
    /// Whether it may be applied without asking: false where the wording states a fact
    /// (我马上给您办理) that only the clerk can know.
    pub safe: bool,
}

impl Fix {
    /// The text with the edits made.
    #[inline]
    pub fn apply(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 64);
        let mut at = 0;
        for edit in &self.edits {
            out.push_str(&text[at..edit.span.start()]);
            out.push_str(&edit.insert);
            at = edit.span.end();
        }
        out.push_str(&text[at..]);
        out
    }
}
