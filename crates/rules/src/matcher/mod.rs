//! The multi-pattern phrase matcher: one pass over the folded text finds every candidate.
//!
//! Each searched pattern gives an *anchor*, its rarest fixed words. One pass over the original reports where anchors
//! stand; around each, the rest of the pattern is matched both ways in the folded view. All candidates are reported, longest or not: which
//! survives is the judge's business.

mod automaton;
mod characters;
mod classes;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod oracle;
mod phrases;
mod program;
mod rarity;
mod scanner;

use core::cmp::Reverse;
use core::ops::Range;

use crate::pack::pattern::Pattern;
use crate::text::Folded;
pub use phrases::Phrases;
use program::Beside;
pub(crate) use program::{Program, Sets};
use scanner::Scanner;

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

/// A program that is found by a word.
struct User {
    program: u32,
    /// What may stand before the word, and after it.
    before: u32,
    after: u32,
}

/// Searches many groups of patterns at once: a rule's phrases are a group, and so is each list of a context.
pub(crate) struct Matcher {
    words: Scanner,
    /// For each word the programs whose anchor it is, as a part of `users`.
    used_by: Vec<Range<usize>>,
    users: Vec<User>,
    /// What may stand beside anchors; users name them by their place.
    beside: Vec<Beside>,
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
        let edges: Vec<[Beside; 2]> = programs.iter().map(Program::beside).collect();
        let mut beside: Vec<Beside> = edges.iter().flatten().copied().collect();
        beside.sort_unstable();
        beside.dedup();
        let place = |edge: &Beside| beside.partition_point(|other| other < edge) as u32;
        let places: Vec<[u32; 2]> =
            edges.iter().map(|[before, after]| [place(before), place(after)]).collect();
        let user = |&(_, program): &(_, u32)| {
            let [before, after] = places[program as usize];
            User { program, before, after }
        };
        let users = uses.iter().map(user).collect();
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
        let words = Scanner::new(&words);
        Self { words, used_by, users, beside, programs, owners, groups: groups.len() }
    }

    /// How many groups there are.
    pub(crate) fn groups(&self) -> usize {
        self.groups
    }

    /// Where anchors stand, by group. Cheap; what they lead to is found by [`Matcher::hits`] for the groups that
    /// turn out to be asked for, which for most texts are few.
    pub(crate) fn scan(&self, original: &str, folded: &Folded) -> Scan {
        let mut found = Vec::new();
        let mut glyphs = folded.walk();
        self.words.find(original, &mut |word, span| {
            let (start, end) = (glyphs.to(span.start()), glyphs.to(span.end()));
            let (before, after) = (&folded.glyphs()[..start], &folded.glyphs()[end..]);
            for user in &self.users[self.used_by[word as usize].clone()] {
                if self.beside[user.after as usize].may_stand(after.iter())
                    && self.beside[user.before as usize].may_stand(before.iter().rev())
                {
                    let (program, start, end) = (user.program, start as u32, end as u32);
                    let group = self.owners[program as usize].0;
                    found.push(Anchored { group, program, start, end });
                }
            }
        });
        found.sort_unstable_by_key(|anchored| anchored.group);
        Scan(found)
    }

    /// All hits of a group: by start, the longest first, without doubles.
    pub(crate) fn hits(&self, folded: &Folded, scan: &Scan, group: usize) -> Vec<Hit> {
        let mut hits = Vec::new();
        for anchor in scan.of(group) {
            let (_, pattern) = self.owners[anchor.program as usize];
            let program = &self.programs[anchor.program as usize];
            program.around(
                folded,
                anchor.start as usize,
                anchor.end as usize,
                &mut |start, end| {
                    hits.push(Hit { start, end, pattern });
                },
            );
        }
        hits.sort_unstable_by_key(|hit| (hit.start, Reverse(hit.end), hit.pattern));
        hits.dedup();
        hits
    }
}

/// The anchors of one text, by group.
pub(crate) struct Scan(Vec<Anchored>);

impl Scan {
    fn of(&self, group: usize) -> &[Anchored] {
        let from = self.0.partition_point(|anchored| (anchored.group as usize) < group);
        let rest = &self.0[from..];
        let count = rest.iter().take_while(|anchored| anchored.group as usize == group).count();
        &rest[..count]
    }
}

/// An anchor where it stands, in glyphs.
#[derive(Debug, Clone, Copy)]
struct Anchored {
    group: u32,
    program: u32,
    start: u32,
    end: u32,
}
