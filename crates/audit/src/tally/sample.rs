//! A stratified sample for people to review: of each stratum the replies with the smallest seeded numbers, so the same seed
//! draws the same replies in whatever order the records come.

use std::collections::BTreeMap;

use super::{channel_name, shortened};
use crate::figures::{FileLine, Sampled, Sampling};
use crate::judge::{Judged, Place, digest};
use crate::run::place_name;

/// A sample while it is drawn.
#[derive(Debug)]
pub struct Sample {
    sampling: Sampling,
    strata: BTreeMap<String, Stratum>,
}

#[derive(Debug, Default)]
struct Stratum {
    of: u64,
    drawn: Vec<Drawn>,
}

#[derive(Debug)]
struct Drawn {
    number: u64,
    place: Place,
    record: Option<String>,
    text: String,
    found: Vec<(u16, Option<String>)>,
}

impl Sample {
    /// Nothing drawn yet.
    pub fn new(sampling: Sampling) -> Self {
        Self { sampling, strata: BTreeMap::new() }
    }

    /// The sampling that was asked for.
    pub fn sampling(&self) -> &Sampling {
        &self.sampling
    }

    /// Puts a reply into its stratum.
    pub fn add(&mut self, judged: &Judged, at: usize) {
        let reply = &judged.replies[at];
        let name = match self.sampling.by.as_str() {
            "clerk" => reply.clerk.clone().unwrap_or_default(),
            "unit" => reply.unit.clone().unwrap_or_default(),
            "month" => reply
                .day
                .map(|day| liyan_rules::Date::from_days(day).to_string()[..7].to_owned())
                .unwrap_or_default(),
            _ => channel_name(judged.is_letter).to_owned(),
        };
        let stratum = self.strata.entry(name).or_default();
        stratum.of += 1;
        let text = &judged.turns[reply.turn as usize].text;
        let seed = self.sampling.seed.to_string();
        let turn = reply.turn.to_string();
        // Equal texts without an id are told apart by where they stand.
        let place = format!("{}:{}", reply.place.file, reply.place.row);
        let number = digest(&[&seed, judged.record.as_deref().unwrap_or(&place), &turn, text]);
        let at = stratum.drawn.partition_point(|drawn| drawn.number < number);
        if at >= self.sampling.wanted {
            return;
        }
        let of_turn =
            judged.found.iter().filter(|found| found.turn == reply.turn && found.is_shown);
        let drawn = Drawn {
            number,
            place: reply.place,
            record: judged.record.clone(),
            text: text.clone(),
            found: of_turn.map(|found| (found.rule, found.text.clone())).collect(),
        };
        stratum.drawn.insert(at, drawn);
        stratum.drawn.truncate(self.sampling.wanted);
    }

    /// The sample by stratum, with `tell` for each text and `title` for each rule.
    pub fn finish(
        self,
        files: &[FileLine],
        tell: impl Fn(&str) -> String,
        title: impl Fn(u16) -> String,
    ) -> Vec<Sampled> {
        let mut all = Vec::new();
        // Beside a name stands nothing that nobody has verified.
        let is_named = self.sampling.by == "clerk";
        for (name, stratum) in self.strata {
            for drawn in stratum.drawn {
                let found = drawn.found.iter().map(|(rule, words)| match words {
                    Some(words) => format!("{}：{}", title(*rule), tell(words)),
                    None => title(*rule),
                });
                all.push(Sampled {
                    stratum: name.clone(),
                    of: stratum.of,
                    place: place_name(files, drawn.place),
                    record: drawn.record.as_deref().map(&tell),
                    found: if is_named { Vec::new() } else { found.collect() },
                    text: tell(&shortened(&drawn.text, 1_000)),
                });
            }
        }
        all
    }
}
