//! The multi-pattern phrase matcher: one pass over the folded text finds every candidate.
//!
//! Each searched pattern gives one *anchor*, its longest fixed words. An Aho-Corasick automaton over all
//! anchors reports every overlapping occurrence; around each, the rest of the pattern is matched
//! both ways. All candidates are reported, longest or not: which survives is the judge's business.

mod program;

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::pack::model::Pack;
use crate::pack::pattern::Pattern;
use crate::text::Folded;
pub(crate) use program::Program;

/// A place where a searched pattern matched, in glyphs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hit {
    pub start: usize,
    pub end: usize,
}

impl Hit {
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// Searches many patterns at once.
pub(crate) struct Matcher {
    automaton: Option<AhoCorasick>,
    /// For each word of the automaton, the patterns whose anchor it is.
    users: Vec<Vec<u32>>,
    programs: Vec<Program>,
}

impl Matcher {
    /// Prepares `patterns`; hits come back under their place in this list.
    pub(crate) fn new<'p>(pack: &Pack, patterns: impl Iterator<Item = &'p Pattern>) -> Self {
        let programs: Vec<Program> = patterns.map(|pattern| Program::new(pack, pattern)).collect();
        let mut words: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (index, program) in programs.iter().enumerate() {
            for word in program.anchor_words() {
                let users = words.entry(word).or_default();
                if users.last() != Some(&(index as u32)) {
                    users.push(index as u32);
                }
            }
        }
        let (words, users): (Vec<String>, Vec<Vec<u32>>) = words.into_iter().unzip();
        // Fails only past billions of states; an empty matcher would be a silent pass, so it may not fail.
        let automaton = (!words.is_empty())
            .then(|| AhoCorasick::new(&words).expect("anchors fit the automaton"));
        Self { automaton, users, programs }
    }

    /// All hits of all patterns, as one list for each pattern, in order, without doubles.
    pub(crate) fn scan(&self, folded: &Folded) -> Vec<Vec<Hit>> {
        let mut hits = vec![Vec::new(); self.programs.len()];
        let Some(automaton) = &self.automaton else { return hits };
        for word in automaton.find_overlapping_iter(folded.text()) {
            let start = folded.index_of(word.start());
            let end = folded.index_of(word.end());
            for &user in &self.users[word.pattern().as_usize()] {
                self.programs[user as usize].around(folded, start, end, &mut hits[user as usize]);
            }
        }
        for list in &mut hits {
            list.sort_unstable();
            list.dedup();
        }
        hits
    }
}
