//! What the model is trained on, read from JSON lines.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{env, fs};

use liyan_rules::Channel;
use liyan_rules::text::{FoldTable, Folded};
use serde_json::Value;

use super::frame;
use crate::say;

/// Those who wrote what was hardest to find: wittier than clerks are, so that it teaches less of them.
const CONTRIVED: [&str; 2] = ["y6", "y7"];

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A draft with a fault.
    Draft,
    /// A near miss.
    Near,
    /// An ordinary good reply in a service.
    Fine,
    /// A decent letter.
    Letter,
    /// A clerk's turn of a chat in which nothing is due.
    Chat,
    /// A real reply of an assistant.
    Reply,
    /// A real message to an assistant: plain talk of another trade, and no fault of a clerk's.
    Citizen,
}

impl Kind {
    /// How much a part of such a text counts. What is hard to tell from a fault counts most.
    pub fn weight(self) -> f32 {
        match self {
            Self::Near | Self::Fine | Self::Chat | Self::Citizen => 3.0,
            Self::Letter => 8.0,
            Self::Reply => 20.0,
            // Of a draft: the parts without its fault, which may still be none too kind.
            Self::Draft => 0.3,
        }
    }
}

/// One text. A draft whose words vary is several.
pub struct Text {
    pub kind: Kind,
    /// How much it counts: all that a draft is told in count together as much as one that does not vary.
    pub share: f32,
    /// Who wrote it: nothing by one writer is scored by a model that saw others by the same.
    pub writer: String,
    pub channel: Channel,
    pub folded: Folded,
    /// The fault, in glyphs, where it is marked.
    pub bad: Option<Range<usize>>,
    /// Whether a block is due.
    pub is_grave: bool,
}

/// Reads the files of a folder that are there; `drafts` and `near` must be. With `replies`, the real ones too, which stand
/// elsewhere: in the folder that LIYAN_DATA names, else beside the checkout.
pub fn read(folder: &Path, replies: bool) -> Result<Vec<Text>, String> {
    let mut reader = Reader { table: FoldTable::new(), texts: Vec::new() };
    reader.file(&folder.join("drafts.jsonl"), Kind::Draft)?;
    reader.file(&folder.join("near.jsonl"), Kind::Near)?;
    let others = [
        ("letters", Kind::Letter),
        ("fine", Kind::Fine),
        ("chats", Kind::Chat),
        ("frames/drafts", Kind::Draft),
        ("frames/near", Kind::Near),
        ("frames/fine", Kind::Fine),
    ];
    for (name, kind) in others {
        let path = folder.join(name).with_extension("jsonl");
        if path.exists() {
            reader.file(&path, kind)?;
        }
    }
    if replies {
        let data = env::var_os("LIYAN_DATA").map_or_else(|| "../shared/data".into(), PathBuf::from);
        let path = data.join("agent_replies_dev.jsonl");
        if path.exists() {
            reader.file(&path, Kind::Reply)?;
            reader.file(&data.join("citizen_messages_dev.jsonl"), Kind::Citizen)?;
        } else {
            say::line(
                "There are no real replies here, so nothing is bounded by them: name their folder in LIYAN_DATA.",
            );
        }
    }
    Ok(reader.texts)
}

struct Reader {
    table: FoldTable,
    texts: Vec<Text>,
}

impl Reader {
    fn file(&mut self, path: &Path, kind: Kind) -> Result<(), String> {
        let place = |line: usize| format!("{}:{line}", path.display());
        let written =
            fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        for (at, line) in written.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let record: Value = serde_json::from_str(line)
                .map_err(|error| format!("{}: {error}", place(at + 1)))?;
            self.record(&record, kind)
                .ok_or_else(|| format!("{}: not as {kind:?} are written", place(at + 1)))?;
        }
        Ok(())
    }

    fn record(&mut self, record: &Value, kind: Kind) -> Option<()> {
        let writer = writer(record["id"].as_str()?);
        let channel = match record["channel"].as_str() {
            Some("letter") => Channel::Letter,
            _ => Channel::Chat,
        };
        if kind != Kind::Chat {
            self.text(kind, writer, channel, record, record["text"].as_str()?);
        } else if record["due"].as_array()?.is_empty() {
            let turns = record["turns"].as_array()?.iter().filter(|turn| turn["role"] == "clerk");
            for turn in turns {
                self.text(kind, writer, channel, record, turn["text"].as_str()?);
            }
        }
        Some(())
    }

    fn text(&mut self, kind: Kind, writer: &str, channel: Channel, record: &Value, text: &str) {
        let bad = record["bad"].as_str().filter(|bad| !bad.is_empty());
        let bad = bad.and_then(|bad| text.find(bad).map(|start| start..start + bad.len()));
        let variants = frame::variants(text, bad);
        let weight = if CONTRIVED.contains(&writer) { 0.4 } else { 1.0 };
        let share = weight / variants.len() as f32;
        for (text, bad) in variants {
            let folded = Folded::new(&self.table, &text);
            let glyph = |at| folded.index_of_original(at);
            let bad = bad.map(|bad| glyph(bad.start)..glyph(bad.end));
            let is_grave = record["level"] == "block";
            let writer = writer.to_owned();
            self.texts.push(Text { kind, share, writer, channel, folded, bad, is_grave });
        }
    }
}

/// What an id says of its writer: all before the running number, and without the letter of what kind of text it is, so
/// that b1d007 and b1n007 are of one. Of a reply it is the dialogue.
fn writer(id: &str) -> &str {
    let before = id.trim_end_matches(|ch: char| ch.is_ascii_digit()).trim_end_matches('-');
    before.strip_suffix(['d', 'n', 'f', 'c']).unwrap_or(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_name_their_writers() {
        let ids = ["d001", "n120", "b1d007", "b1n007", "a7-001", "a8c001", "shop:val.11290.1"];
        assert_eq!(ids.map(writer), ["", "", "b1", "b1", "a7", "a8", "shop:val.11290."]);
    }
}
