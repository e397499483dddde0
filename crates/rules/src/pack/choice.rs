//! Words of the pack language of which one must be chosen.

use super::error::Log;
use super::reader::{Table, Text, nearest};

/// Words of the pack language and what they mean.
pub(super) type Choices<T> = [(&'static str, T)];

/// The chosen value of a key that must be there.
pub(super) fn required_choice<T: Copy>(
    log: &mut Log,
    table: &mut Table,
    key: &'static str,
    choices: &Choices<T>,
) -> Option<T> {
    let text = table.required(log, key);
    if text.text.is_empty() { None } else { pick(log, key, &text, choices) }
}

/// The chosen value, if the key is there.
pub(super) fn choice<T: Copy>(
    log: &mut Log,
    table: &mut Table,
    key: &'static str,
    choices: &Choices<T>,
) -> Option<T> {
    let text = table.text(log, key)?;
    pick(log, key, &text, choices)
}

/// What `text` chooses, or a noted mistake.
pub(super) fn pick<T: Copy>(
    log: &mut Log,
    key: &str,
    text: &Text,
    choices: &Choices<T>,
) -> Option<T> {
    if let Some((_, value)) = choices.iter().find(|(name, _)| *name == text.text) {
        return Some(*value);
    }
    let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
    let hint = match nearest(&text.text, &names) {
        Some(near) => format!("是不是想写 “{near}”？"),
        None => format!("可以写：{}", names.join("、")),
    };
    log.add(text.at, format!("“{key}” 不能是 “{}”", text.text), hint);
    None
}
