//! The multi-pattern phrase matcher: one pass over the folded text finds every candidate.
//!
//! Each searched pattern gives an *anchor*, its rarest fixed words. One pass over the text reports where anchors
//! stand; around each, the rest of the pattern is matched both ways. All candidates are reported, longest or not: which
//! survives is the judge's business.

mod characters;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod oracle;
mod program;
mod rarity;
mod words;

use core::cmp::Reverse;
use core::ops::Range;

use crate::pack::pattern::Pattern;
use crate::text::Folded;
pub(crate) use program::{Program, Sets};
use words::Words;

/// A place where a pattern of a group matched, in glyphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    pub start: usize,
    pub end: usize,
    /// Which pattern of its group.
    pub pattern: u16,
}

impl Hit {
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// Searches many groups of patterns at once: a rule's phrases are a group, and so is each list of a context.
pub(crate) struct Matcher {
    words: Words,
    /// For each word the programs whose anchor it is, as a part of `users`.
    used_by: Vec<Range<usize>>,
    users: Vec<u32>,
    programs: Vec<Program>,
    /// For each program its group and its place in it.
    owners: Vec<(u32, u16)>,
    groups: usize,
}

impl Matcher {
    /// Prepares groups of patterns; hits come back under the group's place in this list.
    #[inline]
    pub(crate) fn new(sets: &Sets, groups: &[&[Pattern]]) -> Self {
        let mut programs = Vec::new();
        let mut owners = Vec::new();
        let mut uses: Vec<(Vec<char>, u32)> = Vec::new();
        for (group, patterns) in groups.iter().enumerate() {
            for (place, pattern) in patterns.iter().enumerate() {
                let program = Program::new(sets, pattern);
                let user = programs.len() as u32;
                uses.extend(program.anchor_words().into_iter().map(|word| (word, user)));
                programs.push(program);
                owners.push((group as u32, place as u16));
            }
        }
        uses.sort_unstable();
        uses.dedup();
        let users = uses.iter().map(|(_, user)| *user).collect();
        let mut words: Vec<Vec<char>> = Vec::new();
        let mut used_by: Vec<Range<usize>> = Vec::new();
        for (index, (word, _)) in uses.into_iter().enumerate() {
            match used_by.last_mut() {
                Some(range) if words.last() == Some(&word) => range.end = index + 1,
                _ => {
                    words.push(word);
                    used_by.push(index..index + 1);
                }
            }
        }
        let words = Words::new(&words);
        Self { words, used_by, users, programs, owners, groups: groups.len() }
    }

    /// How many groups there are.
    pub(crate) fn groups(&self) -> usize {
        self.groups
    }

    /// Where anchors stand, by group. Cheap; what they lead to is found by [`Matcher::hits`] for the groups that
    /// turn out to be asked for, which for most texts are few.
    pub(crate) fn scan(&self, folded: &Folded) -> Vec<Vec<Anchored>> {
        let mut found = vec![Vec::new(); self.groups];
        self.words.find(folded.glyphs(), |word, range| {
            for &user in &self.users[self.used_by[word].clone()] {
                let (start, end) = (range.start, range.end);
                found[self.owners[user as usize].0 as usize].push(Anchored { user, start, end });
            }
        });
        found
    }

    /// All hits of a group: by start, the longest first, without doubles.
    pub(crate) fn hits(&self, folded: &Folded, anchored: &[Anchored]) -> Vec<Hit> {
        let mut hits = Vec::new();
        for anchor in anchored {
            let (_, pattern) = self.owners[anchor.user as usize];
            let program = &self.programs[anchor.user as usize];
            program.around(folded, anchor.start, anchor.end, &mut |start, end| {
                hits.push(Hit { start, end, pattern });
            });
        }
        hits.sort_unstable_by_key(|hit| (hit.start, Reverse(hit.end), hit.pattern));
        hits.dedup();
        hits
    }
}

/// An anchor where it stands, in glyphs.
#[derive(Debug, Clone)]
pub(crate) struct Anchored {
    user: u32,
    start: usize,
    end: usize,
}
