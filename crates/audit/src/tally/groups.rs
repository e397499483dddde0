//! Replies and findings by unit, clerk, day, month and channel.

use std::collections::HashMap;

use liyan_rules::{Channel, Date, Severity};

use super::severity_index;
use crate::figures::{Group, Rate, Verdict};
use crate::judge::{Found, Judged, Reply};

/// What a group is of. The order is that in which reports tell them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// Everything.
    Total,
    /// A channel: whether it is letter.
    Channel(bool),
    /// A unit within a channel.
    Unit(bool, String),
    /// A clerk.
    Clerk(String),
    /// A month.
    Month(String),
    /// A day.
    Day(i32),
}

/// All groups of a run.
#[derive(Debug)]
pub struct Groups {
    numbers: HashMap<Key, u32>,
    counted: Vec<Counted>,
}

/// What was counted of one group.
#[derive(Debug, Default, Clone)]
pub struct Counted {
    replies: u64,
    flagged: u64,
    upheld: u64,
    findings: [u64; 3],
    verdicts: [u64; 5],
    /// Upheld findings by rule and severity.
    points: HashMap<(u16, Severity), u32>,
}

impl Default for Groups {
    fn default() -> Self {
        let mut groups = Self { numbers: HashMap::new(), counted: Vec::new() };
        groups.number(Key::Total);
        groups
    }
}

impl Groups {
    /// The number of the group that holds everything.
    pub const TOTAL: u32 = 0;

    /// The groups that a reply belongs to.
    pub fn of(&mut self, judged: &Judged, reply: &Reply) -> Vec<u32> {
        let letter = judged.is_letter;
        let mut groups = vec![
            Self::TOTAL,
            self.number(Key::Channel(letter)),
            self.number(Key::Unit(letter, reply.unit.clone().unwrap_or_default())),
        ];
        if let Some(clerk) = &reply.clerk {
            // Every unit has a clerk 01.
            let unit = reply.unit.as_deref().map(|unit| format!("{unit} ")).unwrap_or_default();
            groups.push(self.number(Key::Clerk(format!("{unit}{clerk}"))));
        }
        if let Some(day) = reply.day {
            groups.push(self.number(Key::Day(day)));
            groups.push(self.number(Key::Month(month(day))));
        }
        groups
    }

    fn number(&mut self, key: Key) -> u32 {
        let next = self.counted.len() as u32;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.counted.push(Counted::default());
        }
        number
    }

    /// A reply was judged.
    pub fn reply(&mut self, group: u32) {
        self.counted[group as usize].replies += 1;
    }

    /// A reply holds a fault, or something like one.
    pub fn flag(&mut self, group: u32, upheld: bool) {
        let counted = &mut self.counted[group as usize];
        counted.flagged += 1;
        counted.upheld += u64::from(upheld);
    }

    /// Something was found.
    pub fn found(&mut self, group: u32, found: &Found, verdict: Verdict) {
        let counted = &mut self.counted[group as usize];
        // A false alarm is none of its findings.
        counted.findings[severity_index(found.severity)] += u64::from(verdict.stands());
        counted.verdicts[verdict as usize] += u64::from(found.severity >= Severity::Warn);
        if verdict == Verdict::Upheld {
            *counted.points.entry((found.rule, found.severity)).or_default() += 1;
        }
    }

    /// Something that was found before, and was pending, is decided.
    pub fn decided(&mut self, group: u32, found: &Found, verdict: Verdict) {
        let counted = &mut self.counted[group as usize];
        if found.severity >= Severity::Warn {
            counted.verdicts[Verdict::Pending as usize] -= 1;
            counted.verdicts[verdict as usize] += 1;
        }
        if !verdict.stands() {
            counted.findings[severity_index(found.severity)] -= 1;
        }
        if verdict == Verdict::Upheld {
            *counted.points.entry((found.rule, found.severity)).or_default() += 1;
        }
    }

    /// All groups in the order in which reports tell them.
    pub fn sorted(&self) -> Vec<(&Key, &Counted)> {
        let mut all: Vec<_> = self
            .numbers
            .iter()
            .map(|(key, number)| (key, &self.counted[*number as usize]))
            .collect();
        all.sort_unstable_by_key(|(key, _)| *key);
        all
    }
}

impl Counted {
    /// Whether a person has upheld anything.
    pub fn is_upheld(&self) -> bool {
        self.upheld > 0
    }

    /// Whether anything is suspected or upheld.
    pub fn is_flagged(&self) -> bool {
        self.flagged > 0
    }

    /// The figures. `off` gives the points that the upheld findings of one rule and severity take off.
    pub fn group(
        &self,
        key: &Key,
        score: &crate::figures::ScoreLine,
        scored: impl Fn(u16) -> bool,
    ) -> Group {
        let (name, channel) = match key {
            Key::Total => (String::new(), None),
            Key::Channel(letter) => (super::channel_name(*letter).into(), Some(*letter)),
            Key::Unit(letter, unit) => (unit.clone(), Some(*letter)),
            Key::Clerk(clerk) => (clerk.clone(), None),
            Key::Month(month) => (month.clone(), None),
            Key::Day(day) => (Date::from_days(*day).to_string(), None),
        };
        let enough = self.replies >= Group::FEWEST;
        let rate = |count| enough.then(|| wilson(count, self.replies));
        let reviewed = self.verdicts.iter().sum::<u64>() > self.verdicts[Verdict::Pending as usize];
        Group {
            key: name,
            channel: channel.map(|letter| if letter { Channel::Letter } else { Channel::Chat }),
            replies: self.replies,
            flagged: self.flagged,
            findings: self.findings,
            verdicts: self.verdicts,
            rate: rate(self.flagged),
            upheld_rate: rate(self.upheld).filter(|_| reviewed),
            score: reviewed.then(|| self.score(score, scored)),
        }
    }

    fn score(&self, score: &crate::figures::ScoreLine, scored: impl Fn(u16) -> bool) -> u32 {
        let mut off = 0;
        let mut rules: HashMap<u16, Vec<(Severity, u32)>> = HashMap::new();
        for ((rule, severity), count) in &self.points {
            if scored(*rule) {
                rules.entry(*rule).or_default().push((*severity, *count));
            }
        }
        for mut found in rules.into_values() {
            // The gravest count first, so that the cap never makes a lighter one of them.
            found.sort_by_key(|(severity, _)| std::cmp::Reverse(*severity));
            let mut left = score.most_repeats;
            for (severity, count) in found {
                let times = count.min(left);
                left -= times;
                off += times * score.off[severity_index(severity)];
            }
        }
        score.full.saturating_sub(off).max(score.floor)
    }
}

/// `2026-03`.
fn month(day: i32) -> String {
    let mut month = Date::from_days(day).to_string();
    month.truncate(month.len() - 3);
    month
}

/// The 95 % interval of a share (Wilson 1927), per 1,000.
pub fn wilson(count: u64, of: u64) -> Rate {
    const Z: f64 = 1.959_963_984_540_054;
    let (count, of) = (count as f64, of as f64);
    let share = count / of;
    let centre = share + Z * Z / (2.0 * of);
    let half = Z * (share * (1.0 - share) / of + Z * Z / (4.0 * of * of)).sqrt();
    let scale = 1000.0 / (1.0 + Z * Z / of);
    Rate {
        per_mille: 1000.0 * share,
        low: ((centre - half) * scale).max(0.0),
        high: ((centre + half) * scale).min(1000.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::ScoreLine;

    #[test]
    fn the_interval_is_that_of_wilson() {
        // 10 of 100: 5.52 % to 17.44 % (Newcombe 1998, table I, method 3, by the same formula).
        let rate = wilson(10, 100);
        assert!((rate.low - 55.2).abs() < 0.1 && (rate.high - 174.4).abs() < 0.1, "{rate:?}");
        let none = wilson(0, 50);
        assert!(none.low.abs() < 1e-9 && none.high > 0.0);
    }

    #[test]
    fn points_have_a_floor_and_a_cap_for_repeats() {
        let score = ScoreLine { full: 100, floor: 60, off: [10, 3, 0], most_repeats: 3 };
        let counted = |points: &[((u16, Severity), u32)]| Counted {
            points: points.iter().copied().collect(),
            ..Counted::default()
        };
        let of = |points| counted(points).score(&score, |_| true);
        assert_eq!(of(&[]), 100);
        assert_eq!(of(&[((1, Severity::Block), 9)]), 70);
        assert_eq!(of(&[((1, Severity::Block), 1), ((1, Severity::Warn), 5)]), 84);
        assert_eq!(of(&[((1, Severity::Block), 9), ((2, Severity::Block), 9)]), 60);
        assert_eq!(counted(&[((1, Severity::Block), 2)]).score(&score, |_| false), 100);
    }
}
