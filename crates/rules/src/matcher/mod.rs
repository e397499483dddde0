//! The multi-pattern phrase matcher: one pass over the folded text finds every candidate.
//!
//! Each searched pattern gives one *anchor*, its longest fixed words. An Aho-Corasick automaton over all
//! anchors reports every overlapping occurrence; around each, the rest of the pattern is matched
//! both ways. All candidates are reported, longest or not: which survives is the judge's business.

mod program;

use core::cmp::Reverse;
use core::ops::Range;

use aho_corasick::automaton::{Automaton, OverlappingState};
use aho_corasick::{Input, nfa::contiguous::NFA};

use crate::pack::model::Pack;
use crate::pack::pattern::Pattern;
use crate::text::Folded;
pub(crate) use program::Program;

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
    /// This one automaton by name, not whichever the library would pick: the page carries only what it uses.
    automaton: NFA,
    /// For each word of the automaton, the program whose anchor it is.
    users: Vec<u32>,
    programs: Vec<Program>,
    /// For each program its group and its place in it.
    owners: Vec<(u32, u16)>,
    groups: usize,
}

impl Matcher {
    /// Prepares groups of patterns; hits come back under the group's place in this list.
    pub(crate) fn new(pack: &Pack, groups: &[&[Pattern]]) -> Self {
        let mut matcher = Self {
            automaton: automaton(&[]),
            users: Vec::new(),
            programs: Vec::new(),
            owners: Vec::new(),
            groups: groups.len(),
        };
        let mut words = Vec::new();
        for (group, patterns) in groups.iter().enumerate() {
            for (place, pattern) in patterns.iter().enumerate() {
                let program = Program::new(pack, pattern);
                for word in program.anchor_words() {
                    words.push(word);
                    matcher.users.push(matcher.programs.len() as u32);
                }
                matcher.programs.push(program);
                matcher.owners.push((group as u32, place as u16));
            }
        }
        matcher.automaton = automaton(&words);
        matcher
    }

    /// Where anchors stand, by group. Cheap; what they lead to is found by [`Matcher::hits`] for the groups that
    /// turn out to be asked for, which for most texts are few.
    pub(crate) fn scan(&self, folded: &Folded) -> Vec<Vec<Anchored>> {
        let mut found = vec![Vec::new(); self.groups];
        let input = Input::new(folded.text());
        let mut state = OverlappingState::start();
        // Many patterns share an anchor and are told one after the other: its place is looked up once.
        let (mut last, mut place) = (0..0, (0, 0));
        // Fails only for anchored searches on an automaton made without them; ours is made with both.
        while self.automaton.try_find_overlapping(&input, &mut state).is_ok()
            && let Some(word) = state.get_match()
        {
            if word.range() != last {
                last = word.range();
                place = (folded.index_of(last.start), folded.index_of(last.end));
            }
            let user = self.users[word.pattern().as_usize()];
            let (start, end) = place;
            found[self.owners[user as usize].0 as usize].push(Anchored { user, start, end });
        }
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

fn automaton(words: &[String]) -> NFA {
    match NFA::builder().prefilter(false).build(words) {
        Ok(automaton) => automaton,
        // Only past billions of states. An empty matcher would be a silent pass, so it may not stand in.
        Err(_) => panic!("more anchors than an automaton holds"),
    }
}
