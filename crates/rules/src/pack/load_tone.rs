//! The key `tone` of a rule: the model that it listens with, in the place of phrases.

use std::sync::Arc;

use super::builtin::builtin_tones;
use super::error::Log;
use super::load::FindFile;
use super::model::Pack;
use super::reader::{Table, Text};
use crate::finding::{Basis, Kind, Severity};
use crate::tone::Tone;

/// Reads the key. The outer option says whether the rule has it, the inner whether the model could be read.
pub(super) fn read(
    log: &mut Log,
    table: &mut Table,
    find: &dyn FindFile,
    pack: &Pack,
    kind: Kind,
    phrase: Option<&Text>,
) -> Option<Option<Arc<Tone>>> {
    let name = table.text(log, "tone")?;
    if kind != Kind::Forbid {
        log.add(name.at, "只有 forbid 规则可以写 tone", "删去 tone，或把 kind 改成 forbid");
    }
    check_phrases_fit(log, phrase);
    // Rules that listen with one model share it.
    let mut known = pack.rules.iter().filter_map(|rule| rule.tone.as_ref());
    if let Some(tone) = known.find(|tone| tone.name == name.text) {
        return Some(Some(Arc::clone(tone)));
    }
    let Some(bytes) = find.tone(&name.text) else {
        let hint = format!(
            "把 {}.bin 放在同一个文件夹里；随礼言附带的有：{}",
            name.text,
            builtin_tones().collect::<Vec<_>>().join("、")
        );
        log.add(name.at, format!("找不到语气模型 “{}”", name.text), hint);
        return Some(None);
    };
    match Tone::decode(&name.text, bytes) {
        Ok(tone) => Some(Some(Arc::new(tone))),
        Err(error) => {
            let hint = format!("重新获取 {}.bin", name.text);
            log.add(name.at, format!("语气模型 “{}” 读不了：{error}", name.text), hint);
            Some(None)
        }
    }
}

/// Notes phrases where the rule listens.
pub(super) fn check_phrases_fit(log: &mut Log, first: Option<&Text>) {
    if let Some(phrase) = first {
        let hint = "删去其中一样；两样都要，写成两条规则";
        log.add(phrase.at, "写了 tone 的规则没有 phrases", hint);
    }
}

/// Notes what a rule that listens may not be: a likeness is no quotation of an article, and stops nobody.
pub(super) fn check_fits(log: &mut Log, rule: &Text, basis: Basis, severity: Severity) {
    if severity == Severity::Block {
        let problem = format!("规则 “{}” 按语气判断，severity 不能是 block", rule.text);
        log.add(rule.at, problem, "语气只能提醒：写 warn 或 suggest");
    }
    if basis == Basis::Stated {
        let problem = format!("规则 “{}” 按语气判断，basis 不能是 stated", rule.text);
        log.add(rule.at, problem, "写 basis = \"inferred\"");
    }
}
