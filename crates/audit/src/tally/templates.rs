//! Texts that were sent more than once and hold findings: 高频范本.

use std::collections::{HashMap, HashSet};

use liyan_rules::{Checker, Severity};

use super::shortened;
use crate::figures::Template;
use crate::judge::{Judged, digest};

/// So many different texts are remembered; later ones are counted elsewhere, but not as templates.
const MOST: usize = 200_000;
/// So many are told.
const TOLD: usize = 20;

/// Flagged texts with how often each came. Most come once, so the text itself is kept from the second time on.
#[derive(Debug, Default)]
pub struct Templates {
    /// By text the unit that sent it.
    once: HashMap<u64, u64>,
    again: HashMap<u64, Sent>,
}

#[derive(Debug)]
struct Sent {
    times: u64,
    text: String,
    findings: Vec<(String, Option<String>)>,
    severity: Severity,
    units: HashSet<u64>,
}

impl Templates {
    /// Counts the text of a flagged reply.
    pub fn add(&mut self, checker: &Checker, judged: &Judged, at: usize) {
        let reply = &judged.replies[at];
        let text = judged.turns[reply.turn as usize].text.trim();
        let key = digest(&[text]);
        let unit = digest(&[reply.unit.as_deref().unwrap_or_default()]);
        if let Some(sent) = self.again.get_mut(&key) {
            sent.times += 1;
            sent.units.insert(unit);
        } else if let Some(first) = self.once.remove(&key) {
            let of_turn =
                judged.found.iter().filter(|found| found.turn == reply.turn && found.is_shown);
            let title = |rule: u16| checker.rules()[usize::from(rule)].title.clone();
            let sent = Sent {
                times: 2,
                text: shortened(text, 300),
                findings: of_turn
                    .clone()
                    .map(|found| (title(found.rule), found.text.clone()))
                    .collect(),
                severity: of_turn.map(|found| found.severity).max().unwrap_or(Severity::Suggest),
                units: HashSet::from([first, unit]),
            };
            self.again.insert(key, sent);
        } else if self.once.len() + self.again.len() < MOST {
            self.once.insert(key, unit);
        }
    }

    /// The most frequent, with `tell` for each text.
    pub fn finish(self, tell: impl Fn(&str) -> String) -> Vec<Template> {
        let mut sent: Vec<Sent> = self.again.into_values().collect();
        sent.sort_by(|one, other| {
            other.times.cmp(&one.times).then_with(|| one.text.cmp(&other.text))
        });
        sent.truncate(TOLD);
        let told = |sent: Sent| Template {
            times: sent.times,
            text: tell(&sent.text),
            findings: sent
                .findings
                .into_iter()
                .map(|(title, words)| (title, words.map(|words| tell(&words))))
                .collect(),
            severity: sent.severity,
            units: sent.units.len() as u64,
        };
        sent.into_iter().map(told).collect()
    }
}
