//! Walking a TOML document so that every value keeps its place and every mistake is noted, not only the first.

use core::ops::RangeInclusive;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::Log;
use crate::time::Date;

/// A string and where it stands in the file.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub text: String,
    pub at: usize,
}

/// One table being read: keys are taken out one by one, and what is left at the end is unknown.
pub(super) struct Table<'d> {
    pub at: usize,
    entries: Vec<(Text, Spanned<DeValue<'d>>)>,
    asked: Vec<&'static str>,
}

impl<'d> Table<'d> {
    pub(super) fn new(at: usize, table: DeTable<'d>) -> Self {
        let entries = table
            .into_iter()
            .map(|(key, value)| {
                (Text { at: key.span().start, text: key.into_inner().into_owned() }, value)
            })
            .collect();
        Self { at, entries, asked: Vec::new() }
    }

    fn take(&mut self, key: &'static str) -> Option<Spanned<DeValue<'d>>> {
        self.asked.push(key);
        let index = self.entries.iter().position(|(name, _)| name.text == key)?;
        Some(self.entries.remove(index).1)
    }

    /// Where its first key stands; for a table that the file never opens by itself, like `add` in `[add.set]`.
    pub(super) fn first_at(&self) -> usize {
        self.entries.iter().map(|(name, _)| name.at).min().unwrap_or(self.at)
    }

    /// The string of a key that somebody else will read.
    pub(super) fn peek(&self, key: &str) -> Option<String> {
        let (_, value) = self.entries.iter().find(|(name, _)| name.text == key)?;
        value.get_ref().as_str().map(str::to_owned)
    }

    /// A string, if the key is there.
    pub(super) fn text(&mut self, log: &mut Log, key: &'static str) -> Option<Text> {
        self.take(key).and_then(|value| text(log, key, value))
    }

    /// A string that must be there and not be empty.
    pub(super) fn required(&mut self, log: &mut Log, key: &'static str) -> Text {
        let there = self.entries.iter().any(|(name, _)| name.text == key);
        let found = self.text(log, key);
        match found {
            Some(found) if found.text.trim().is_empty() => {
                log.add(found.at, format!("“{key}” 是空的"), format!("给 “{key}” 写上内容"));
            }
            Some(found) => return found,
            None if !there => {
                log.add_missing(self.at, format!("缺少 “{key}”"), format!("加一行 {key} = \"…\""));
            }
            None => {}
        }
        Text { text: String::new(), at: self.at }
    }

    /// A list of strings; a missing key is an empty list.
    pub(super) fn texts(&mut self, log: &mut Log, key: &'static str) -> Vec<Text> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let at = value.span().start;
        match value.into_inner() {
            DeValue::Array(items) => {
                items.into_iter().filter_map(|item| text(log, key, item)).collect()
            }
            _ => {
                log.add(
                    at,
                    format!("“{key}” 应当是一个列表"),
                    format!("写成 {key} = [\"…\", \"…\"]"),
                );
                Vec::new()
            }
        }
    }

    /// One string, or a list of them; a missing key is an empty list.
    pub(super) fn text_or_texts(&mut self, log: &mut Log, key: &'static str) -> Vec<Text> {
        let is_list = |value: &DeValue| matches!(value, DeValue::Array(_));
        let entry = self.entries.iter().find(|(name, _)| name.text == key);
        if entry.is_some_and(|(_, value)| is_list(value.get_ref())) {
            let texts = self.texts(log, key);
            if texts.is_empty() {
                log.add(
                    self.at,
                    format!("“{key}” 是空的"),
                    format!("给 “{key}” 写上内容，或删去它"),
                );
            }
            return texts;
        }
        self.text(log, key).into_iter().collect()
    }

    /// true or false; a missing key is false.
    pub(super) fn flag(&mut self, log: &mut Log, key: &'static str) -> bool {
        self.flag_or(log, key, false)
    }

    /// true or false.
    pub(super) fn flag_or(&mut self, log: &mut Log, key: &'static str, missing: bool) -> bool {
        let Some(value) = self.take(key) else { return missing };
        let at = value.span().start;
        match value.into_inner() {
            DeValue::Boolean(flag) => flag,
            _ => {
                log.add(
                    at,
                    format!("“{key}” 应当是 true 或 false"),
                    format!("写成 {key} = true，不加引号"),
                );
                missing
            }
        }
    }

    /// A whole number in `range`, if the key is there.
    pub(super) fn number(
        &mut self,
        log: &mut Log,
        key: &'static str,
        range: RangeInclusive<i64>,
    ) -> Option<i64> {
        let value = self.take(key)?;
        let at = value.span().start;
        let number = match value.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        let found = number.filter(|number| range.contains(number));
        if found.is_none() {
            let (least, most) = (range.start(), range.end());
            log.add(
                at,
                format!("“{key}” 应当是 {least} 到 {most} 的整数"),
                format!("写成 {key} = {least}，不加引号"),
            );
        }
        found
    }

    /// A day, written as a string or as TOML's own date; if the key is there.
    pub(super) fn date(&mut self, log: &mut Log, key: &'static str) -> Option<Date> {
        let value = self.take(key)?;
        let at = value.span().start;
        let written = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(datetime) => datetime.to_string(),
            _ => String::new(),
        };
        let date = Date::parse(&written);
        if date.is_none() {
            log.add(at, format!("“{key}” 不是日期"), format!("写成 {key} = \"2026-01-01\""));
        }
        date
    }

    /// A table inside; a missing key is none.
    pub(super) fn table(&mut self, log: &mut Log, key: &'static str) -> Option<Table<'d>> {
        self.take(key).and_then(|value| table(log, key, value))
    }

    /// Named tables inside (`[key.NAME]`), in the order of the file.
    pub(super) fn named_tables(
        &mut self,
        log: &mut Log,
        key: &'static str,
    ) -> Vec<(Text, Table<'d>)> {
        let Some(outer) = self.table(log, key) else { return Vec::new() };
        outer
            .entries
            .into_iter()
            .filter_map(|(name, value)| table(log, &name.text, value).map(|inner| (name, inner)))
            .collect()
    }

    /// Named lists inside (`key = { NAME = ["…"] }` or `[key]`), in the order of the file.
    pub(super) fn named_lists(
        &mut self,
        log: &mut Log,
        key: &'static str,
    ) -> Vec<(Text, Vec<Text>)> {
        let Some(outer) = self.table(log, key) else { return Vec::new() };
        let mut lists = Vec::new();
        for (name, value) in outer.entries {
            let at = value.span().start;
            match value.into_inner() {
                DeValue::Array(items) => {
                    let words =
                        items.into_iter().filter_map(|item| text(log, &name.text, item)).collect();
                    lists.push((name, words));
                }
                _ => log.add(
                    at,
                    format!("“{}” 应当是一个列表", name.text),
                    "写成 名称 = [\"词\", \"词\"]",
                ),
            }
        }
        lists
    }

    /// Every key with its string, in the order of the file.
    pub(super) fn all_texts(&mut self, log: &mut Log) -> Vec<(Text, Text)> {
        let entries = core::mem::take(&mut self.entries);
        entries
            .into_iter()
            .filter_map(|(name, value)| Some((name.clone(), text(log, &name.text, value)?)))
            .collect()
    }

    /// Repeated tables (`[[key]]`), in the order of the file.
    pub(super) fn tables(&mut self, log: &mut Log, key: &'static str) -> Vec<Table<'d>> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let at = value.span().start;
        match value.into_inner() {
            DeValue::Array(items) => {
                items.into_iter().filter_map(|item| table(log, key, item)).collect()
            }
            _ => {
                log.add(
                    at,
                    format!("“{key}” 应当可以重复"),
                    format!("写成 [[{key}]]，用两层方括号"),
                );
                Vec::new()
            }
        }
    }

    /// Notes every key that nobody asked for.
    pub(super) fn finish(self, log: &mut Log) {
        for (name, _) in self.entries {
            let hint = match nearest(&name.text, &self.asked) {
                Some(known) => format!("是不是想写 “{known}”？"),
                None => format!("这里可以写：{}", self.asked.join("、")),
            };
            log.add(name.at, format!("不认识的键 “{}”", name.text), hint);
        }
    }
}

fn text(log: &mut Log, key: &str, value: Spanned<DeValue>) -> Option<Text> {
    let at = value.span().start;
    match value.into_inner() {
        DeValue::String(text) => Some(Text { text: text.into_owned(), at }),
        _ => {
            log.add(at, format!("“{key}” 应当是文字"), "给它加上引号");
            None
        }
    }
}

fn table<'d>(log: &mut Log, key: &str, value: Spanned<DeValue<'d>>) -> Option<Table<'d>> {
    let at = value.span().start;
    match value.into_inner() {
        DeValue::Table(table) => Some(Table::new(at, table)),
        _ => {
            log.add(
                at,
                format!("“{key}” 应当是一节"),
                format!("写成 [{key}] 或 [{key}.名称]，下面逐行写内容"),
            );
            None
        }
    }
}

/// The known name that is at most two edits away.
pub(super) fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    known
        .iter()
        .map(|candidate| (distance(name, candidate), *candidate))
        .min()
        .filter(|(edits, candidate)| *edits <= 2 && *edits < candidate.chars().count())
        .map(|(_, candidate)| candidate)
}

/// Levenshtein's distance in characters.
pub(super) fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}
