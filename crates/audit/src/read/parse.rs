//! Raw rows made into [`Row`]s. One parser serves one thread: it remembers which keys of JSON records stand for what.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;

use super::{Batch, Rows};
use crate::columns::{Columns, Field, Wanted};
use crate::figures::{Skip, Uncharged};
use crate::row::{Row, Said, Speaker, channel_of, flag};
use crate::stream::UNDECODABLE;

/// A row that is not judged, and why, for people.
pub type Refused = (Skip, String);

/// A byte order mark in UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Makes rows.
pub struct Parser<'a> {
    wanted: &'a Wanted,
    /// What the keys seen so far stand for, and how sure that is.
    keys: HashMap<String, Option<(Field, usize)>>,
}

impl<'a> Parser<'a> {
    /// A parser that takes columns as `wanted` says, else by their usual names.
    pub fn new(wanted: &'a Wanted) -> Self {
        Self { wanted, keys: HashMap::new() }
    }

    /// Gives every row of the batch in order, with its number.
    pub fn parse(&mut self, batch: Batch, mut give: impl FnMut(u64, Result<Row, Refused>)) {
        match batch.rows {
            Rows::Lines(first, bytes) => {
                for (number, line) in (first..).zip(bytes.split(|byte| *byte == b'\n')) {
                    let line = line.trim_ascii();
                    // Files that were put together have one in their midst.
                    let line = line.strip_prefix(MARK).unwrap_or(line).trim_ascii();
                    if !line.is_empty() {
                        give(number, self.json(line));
                    }
                }
            }
            Rows::Elements(elements) => {
                elements.iter().for_each(|(number, bytes)| give(*number, self.json(bytes)));
            }
            Rows::Table(columns, records) => {
                for (number, record) in records {
                    give(number, cells(&columns, &record));
                }
            }
            Rows::Text(bytes) => give(1, whole(&bytes)),
            // It holds no row.
            Rows::Sheet(..) => {}
            Rows::Refused(refused) => {
                refused.into_iter().for_each(|(number, skip, why)| give(number, Err((skip, why))));
            }
        }
    }

    fn json(&mut self, bytes: &[u8]) -> Result<Row, Refused> {
        let text = decoded(bytes)?;
        let Object(pairs) =
            serde_json::from_str(text).map_err(|error| not_a_record(why(&error)))?;
        // By field: how sure the key is, its place among the pairs.
        let mut best = [None::<(usize, usize)>; Field::COUNT];
        let mut row = Row::default();
        for (at, (key, value)) in pairs.iter().enumerate() {
            match (key.as_ref(), value) {
                ("turns" | "history", Value::Array(turns)) => {
                    row.is_whole = key == "turns";
                    row.has_history = !row.is_whole;
                    row.turns = turns.iter().map(said).collect::<Result<_, _>>()?;
                }
                ("final", Value::Bool(is_final)) => row.closed = Some(*is_final),
                _ => {
                    let field = match self.keys.get(key.as_ref()) {
                        Some(field) => *field,
                        None => {
                            let field = self.wanted.field_of(key);
                            // A record with keys of its own each time must not fill the memory.
                            if self.keys.len() < 10_000 {
                                self.keys.insert(key.clone().into_owned(), field);
                            }
                            field
                        }
                    };
                    if let Some((field, sure)) = field {
                        let place = best[field as usize].get_or_insert((sure, at));
                        if sure < place.0 {
                            *place = (sure, at);
                        }
                    }
                }
            }
        }
        let value = |field: Field| -> Result<Option<Cow<str>>, Refused> {
            let Some((_, at)) = best[field as usize] else { return Ok(None) };
            match &pairs[at].1 {
                Value::Null => Ok(None),
                Value::String(text) => Ok(Some(Cow::Borrowed(text))),
                Value::Number(number) => Ok(Some(Cow::Owned(number.to_string()))),
                Value::Bool(flag) => Ok(Some(Cow::Owned(flag.to_string()))),
                _ => Err(not_a_record(format!("{} 应当是文字", pairs[at].0))),
            }
        };
        if row.turns.is_empty() && best[Field::Text as usize].is_none() {
            let keys: Vec<_> = pairs.iter().take(20).map(|(key, _)| key.as_ref()).collect();
            let keys = keys.join("、");
            return Err(not_a_record(format!(
                "没有认出哪一项是答复，有：{keys}；请用 --map text=名称 指明"
            )));
        }
        fill(row, value)
    }
}

/// A row of a table.
fn cells(columns: &Columns, record: &csv::ByteRecord) -> Result<Row, Refused> {
    let width = columns.header.len();
    let has_more = record.iter().skip(width).any(|cell| !cell.is_empty());
    let lacks_text = columns.place(Field::Text).is_some_and(|at| at >= record.len());
    if has_more || lacks_text {
        let cells = record.len();
        return Err(not_a_record(format!(
            "这一行有 {cells} 格，表头有 {width} 格，对不上；多半是逗号没有用引号括起来"
        )));
    }
    fill(Row::default(), |field| {
        let cell =
            columns.place(field).and_then(|at| record.get(at)).filter(|cell| !cell.is_empty());
        cell.map(|cell| decoded(cell).map(Cow::Borrowed)).transpose()
    })
}

fn whole(bytes: &[u8]) -> Result<Row, Refused> {
    let text = decoded(bytes)?;
    fill(Row::default(), |field| Ok((field == Field::Text).then_some(Cow::Borrowed(text))))
}

/// The row whose fields `value` gives.
fn fill<'v>(
    mut row: Row,
    value: impl Fn(Field) -> Result<Option<Cow<'v, str>>, Refused>,
) -> Result<Row, Refused> {
    let name = |field| -> Result<Option<String>, Refused> {
        let text = value(field)?;
        let text = text.map(|text| text.trim_start_matches('\u{feff}').trim().to_owned());
        Ok(text.filter(|text| !text.is_empty()))
    };
    row.id = name(Field::Id)?;
    row.conversation = name(Field::Conversation)?;
    row.clerk = name(Field::Clerk)?;
    row.unit = name(Field::Unit)?;
    row.at = name(Field::At)?;
    row.matter = name(Field::Matter)?;
    row.question = name(Field::Question)?;
    row.text = value(Field::Text)?.map(Cow::into_owned).unwrap_or_default();
    if let Some(channel) = name(Field::Channel)? {
        row.channel = Some(channel_of(&channel).ok_or_else(|| {
            (Skip::UnknownChannel, format!("不认识的渠道 “{channel}”，可以写 chat 或 letter"))
        })?);
    }
    row.public = name(Field::Public)?.as_deref().and_then(flag);
    row.closed = name(Field::Closed)?.as_deref().and_then(flag).or(row.closed);
    if row.text.trim().is_empty() && row.turns.is_empty() {
        return Err((Skip::NoText, "答复是空的".into()));
    }
    let role = name(Field::Role)?;
    let speaker = role.as_deref().map_or(Speaker::Clerk, Speaker::from_role);
    row.speaker = speaker.behind(&row.text, row.clerk.as_deref());
    Ok(row)
}

fn said(turn: &Value) -> Result<Said, Refused> {
    let field = |name: &str| turn.get(name).and_then(Value::as_str);
    let text =
        field("text").ok_or_else(|| not_a_record("turns、history 里的每一条都要有 text".into()))?;
    let speaker = field("role").map_or(Speaker::Other(Uncharged::UnknownRole), Speaker::from_role);
    Ok(Said {
        speaker: speaker.behind(text, None),
        text: text.into(),
        at: field("at").map(Into::into),
    })
}

/// UTF-8 in which nothing was undecodable.
fn decoded(bytes: &[u8]) -> Result<&str, Refused> {
    let refuse = |what: &str| {
        (Skip::Undecodable, format!("有读不懂的字节（{what}），可以用 --encoding 指明编码"))
    };
    let text = std::str::from_utf8(bytes).map_err(|_| refuse("不是 UTF-8"))?;
    let mut mark = [0; 4];
    let mark = UNDECODABLE.encode_utf8(&mut mark).as_bytes();
    // A search for bytes is many times as fast as one for a character.
    match memchr::memmem::find(bytes, mark) {
        Some(_) => Err(refuse("编码里没有的字")),
        None => Ok(text),
    }
}

fn not_a_record(why: String) -> Refused {
    (Skip::NotARecord, why)
}

fn why(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    format!("不是完整的 JSON 对象（{said}，第 {} 个字节处）", error.column())
}

/// An object's keys and values in order. A key that is written twice is no record: nobody knows which one is meant.
struct Object<'a>(Vec<(Cow<'a, str>, Value)>);

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Object<'de>;

            fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
                out.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Object<'de>, M::Error> {
                let mut pairs: Vec<(Cow<'de, str>, Value)> = Vec::new();
                while let Some(Key(key)) = map.next_key()? {
                    if pairs.iter().any(|(other, _)| *other == key) {
                        return Err(serde::de::Error::custom(format_args!("{key} 写了两次")));
                    }
                    pairs.push((key, map.next_value()?));
                }
                Ok(Object(pairs))
            }
        }
        from.deserialize_map(Pairs)
    }
}

#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);
