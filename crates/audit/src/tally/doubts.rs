//! What may well be a false alarm, so that noisy rules are found before they are believed: 可能误报.

use std::collections::HashMap;

use liyan_rules::{Basis, Checker, Severity};

use super::RuleTally;
use crate::accept::Accepted;
use crate::figures::{Doubt, Doubtful, Verdict};
use crate::judge::{Found, Judged, digest};

/// Characters of context on each side.
const CONTEXT: usize = 24;
/// So many lone findings are told.
const LONE: usize = 10;
/// A reply of so many characters with a single finding of an inferred rule is doubtful.
const LONG: usize = 150;
/// A text that so many units send is a house style, or the rule is wrong about it.
const UNITS: usize = 3;

/// Of so many texts it is remembered which units sent them.
const TEXTS: usize = 100_000;

type Context = (String, String, String);

/// What was seen so far.
#[derive(Debug, Default)]
pub struct Doubts {
    /// One place for each rule.
    places: HashMap<u16, Context>,
    /// By text the units that sent it, until there are enough of them.
    few: HashMap<u64, [u64; UNITS - 1]>,
    /// By text: rule, place, units.
    spread: HashMap<u64, (u16, Context, Vec<u64>)>,
    /// By a number drawn from the text, so that which are told does not depend on the order.
    lone: Vec<(u64, u16, Context)>,
}

impl Doubts {
    /// Looks at a flagged reply.
    pub fn add(&mut self, checker: &Checker, accepted: &Accepted, judged: &Judged, at: usize) {
        let reply = &judged.replies[at];
        let text = &judged.turns[reply.turn as usize].text;
        let of_turn =
            judged.found.iter().filter(|found| found.turn == reply.turn && found.is_shown);
        let grave: Vec<&Found> = of_turn.filter(|found| found.severity >= Severity::Warn).collect();
        let Some(first) = grave.first().copied() else { return };
        for found in &grave {
            self.places.entry(found.rule).or_insert_with(|| context(text, found));
        }
        if accepted.verdict(&first.id) != Verdict::Pending {
            return;
        }
        let key = digest(&[text.trim()]);
        let unit = digest(&[reply.unit.as_deref().unwrap_or_default()]);
        self.spread(key, unit, || (first.rule, context(text, first)));
        let rule = &checker.rules()[usize::from(first.rule)];
        if grave.len() == 1 && rule.basis == Basis::Inferred && text.chars().count() >= LONG {
            let place = self.lone.partition_point(|(other, ..)| *other < key);
            let known = self.lone.get(place).is_some_and(|(other, ..)| *other == key);
            if place < LONE && !known {
                self.lone.insert(place, (key, first.rule, context(text, first)));
                self.lone.truncate(LONE);
            }
        }
    }

    /// A text was sent by a unit. Most are sent by one or two, so `place` is asked for only where there are more.
    fn spread(&mut self, text: u64, unit: u64, place: impl FnOnce() -> (u16, Context)) {
        if let Some((.., units)) = self.spread.get_mut(&text) {
            if units.len() < 1_000 && !units.contains(&unit) {
                units.push(unit);
            }
            return;
        }
        let is_known = self.few.contains_key(&text);
        if !is_known && self.few.len() + self.spread.len() >= TEXTS {
            return;
        }
        let few = self.few.entry(text).or_default();
        if few.contains(&unit) {
            return;
        }
        match few.iter_mut().find(|free| **free == 0) {
            Some(free) => *free = unit,
            None => {
                let units = few.iter().copied().chain([unit]).collect();
                let (rule, context) = place();
                self.few.remove(&text);
                self.spread.insert(text, (rule, context, units));
            }
        }
    }

    /// What is to be told, with `tell` for each text.
    pub fn finish(
        self,
        checker: &Checker,
        rules: &[RuleTally],
        tell: impl Fn(&str) -> String,
    ) -> Vec<Doubtful> {
        let mut all: Vec<(u16, Doubt, Context)> = Vec::new();
        for (rule, context) in self.places {
            let verdicts = &rules[usize::from(rule)].verdicts;
            let false_alarms = verdicts[Verdict::FalseAlarm as usize];
            let reviewed = false_alarms
                + verdicts[Verdict::Upheld as usize]
                + verdicts[Verdict::Overturned as usize];
            if false_alarms * 3 >= reviewed && false_alarms > 0 {
                all.push((rule, Doubt::OftenFalse(false_alarms, reviewed), context));
            }
        }
        let mut spread: Vec<_> = self.spread.into_values().collect();
        spread.sort_by(|one, other| (other.2.len(), &one.1).cmp(&(one.2.len(), &other.1)));
        spread.truncate(LONE);
        all.extend(
            spread.into_iter().map(|(rule, context, units)| {
                (rule, Doubt::Widespread(units.len() as u64), context)
            }),
        );
        all.extend(
            self.lone.into_iter().map(|(_, rule, context)| (rule, Doubt::LoneInCourtesy, context)),
        );
        all.sort_by_key(|(rule, doubt, _)| match doubt {
            Doubt::OftenFalse(..) => (0, *rule),
            Doubt::Widespread(_) => (1, 0),
            Doubt::LoneInCourtesy => (2, 0),
        });
        let told = |(rule, why, (before, words, after)): (u16, Doubt, Context)| {
            let rule = &checker.rules()[usize::from(rule)];
            let context = (tell(&before), tell(&words), tell(&after));
            Doubtful { rule: rule.id.clone(), title: rule.title.clone(), why, context }
        };
        all.into_iter().map(told).collect()
    }
}

/// The words and what stands around them; where something is missing, how the text begins.
fn context(text: &str, found: &Found) -> Context {
    let chars: Vec<char> = text.chars().map(|ch| if ch.is_control() { ' ' } else { ch }).collect();
    let (start, end) = found.span.map_or((0, 0), |(start, end)| (start as usize, end as usize));
    let part =
        |from: usize, to: usize| chars[from.min(chars.len())..to.min(chars.len())].iter().collect();
    (part(start.saturating_sub(CONTEXT), start), part(start, end), part(end, end + CONTEXT))
}
