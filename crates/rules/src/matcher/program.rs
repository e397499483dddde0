//! A phrase made ready to match: forwards from a place, backwards from a place, or around its anchor.

use core::ops::Range;

use super::characters::Characters;
use super::rarity::share_of;
use crate::pack::model::Pack;
use crate::pack::pattern::{Anchor, Gap, Node, Pattern};
use crate::text::{Class, Folded};

/// A phrase with its sets spelled out.
pub(crate) struct Program {
    steps: Vec<Step>,
    /// The steps by whose words it is found; none if it has no fixed words.
    anchor: Option<Range<usize>>,
}

enum Step {
    Text(Box<[char]>),
    /// One of several; words of a set are choices of one text each.
    Choice(Choice),
    Optional(Vec<Step>),
    Gap(Gap),
    Anchor(Anchor),
}

struct Choice {
    branches: Vec<Vec<Step>>,
    /// Which characters a branch may begin with, and end with.
    first: Characters,
    last: Characters,
}

/// The most words that neighbouring steps may give together.
const MOST_WORDS: usize = 64;

/// Which way a match runs through the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Forwards,
    Backwards,
}

impl Program {
    #[inline]
    pub(crate) fn new(pack: &Pack, pattern: &Pattern) -> Self {
        let steps = steps(pack, &pattern.nodes);
        let anchor = rarest_run(&steps);
        Self { steps, anchor }
    }

    /// Whether it has fixed words to be searched by.
    #[cfg(feature = "toml")]
    pub(crate) fn is_searchable(&self) -> bool {
        self.anchor.is_some()
    }

    /// The words by which it is found: one of them is in every match.
    #[inline]
    pub(crate) fn anchor_words(&self) -> Vec<Vec<char>> {
        let Some(anchor) = self.anchor.clone() else { return Vec::new() };
        let lists: Vec<_> = self.steps[anchor].iter().filter_map(Step::words).collect();
        joined(&lists)
    }

    /// Tells every match whose anchor is the glyphs `start..end`.
    pub(crate) fn around(
        &self,
        folded: &Folded,
        start: usize,
        end: usize,
        tell: &mut dyn FnMut(usize, usize),
    ) {
        let Some(anchor) = self.anchor.clone() else { return };
        let mut ends = Vec::new();
        run(folded, &self.steps[anchor.end..], end, Way::Forwards, &mut |at| ends.push(at));
        if ends.is_empty() {
            return;
        }
        run(folded, &self.steps[..anchor.start], start, Way::Backwards, &mut |from| {
            for &to in &ends {
                if is_whole_word(folded, from, to) {
                    tell(from, to);
                }
            }
        });
    }

    /// Whether it matches from glyph `at` onwards.
    pub(crate) fn starts_at(&self, folded: &Folded, at: usize) -> bool {
        let mut found = false;
        run(folded, &self.steps, at, Way::Forwards, &mut |_| found = true);
        found
    }

    /// Where every match that starts at glyph `at` ends: what searching by anchors is held to.
    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub(super) fn ends_from(&self, folded: &Folded, at: usize) -> Vec<usize> {
        let mut ends = Vec::new();
        run(folded, &self.steps, at, Way::Forwards, &mut |end| ends.push(end));
        ends.retain(|&end| is_whole_word(folded, at, end));
        ends
    }

    /// Whether it matches so that it ends before glyph `at`.
    pub(crate) fn ends_at(&self, folded: &Folded, at: usize) -> bool {
        let mut found = false;
        run(folded, &self.steps, at, Way::Backwards, &mut |_| found = true);
        found
    }
}

impl Step {
    /// The words of which one stands here, if this step is nothing but fixed words; an empty one where it may be left out.
    #[inline]
    fn words(&self) -> Option<Vec<Vec<char>>> {
        match self {
            Self::Text(word) => Some(vec![word.to_vec()]),
            Self::Choice(choice) => {
                let mut words = Vec::new();
                for branch in &choice.branches {
                    words.extend(words_of(branch)?);
                }
                Some(words)
            }
            Self::Optional(inner) => {
                let mut words = words_of(inner)?;
                words.push(Vec::new());
                Some(words)
            }
            _ => None,
        }
    }
}

/// Neighbouring steps of fixed words that together are found least often.
#[inline]
fn rarest_run(steps: &[Step]) -> Option<Range<usize>> {
    let mut best: Option<(f32, usize, Range<usize>)> = None;
    for start in 0..steps.len() {
        let (mut share, mut count, mut is_there) = (1.0, 1, false);
        for (at, step) in steps.iter().enumerate().skip(start) {
            let Some(words) = step.words() else { break };
            share *= words.iter().map(|word| share_of(word)).sum::<f32>();
            count *= words.len();
            if count > MOST_WORDS && at > start {
                break;
            }
            // Past this it hardly ever stands anywhere, and fewer words are better.
            let rank = (f32::max(share, 1e-7), count);
            is_there |= words.iter().all(|word| !word.is_empty());
            if is_there && best.as_ref().is_none_or(|(share, count, _)| rank < (*share, *count)) {
                best = Some((rank.0, rank.1, start..at + 1));
            }
        }
    }
    best.map(|(_, _, range)| range)
}

/// Every way to say one word of each list in turn.
#[inline]
fn joined(lists: &[Vec<Vec<char>>]) -> Vec<Vec<char>> {
    lists.iter().fold(vec![Vec::new()], |joined, words| {
        let extend = |start: &Vec<char>| {
            let start = start.clone();
            words.iter().map(move |word| [start.as_slice(), word].concat()).collect::<Vec<_>>()
        };
        joined.iter().flat_map(extend).collect()
    })
}

/// The words of neighbouring steps, if they are nothing but fixed words.
#[inline]
fn words_of(steps: &[Step]) -> Option<Vec<Vec<char>>> {
    let lists: Vec<_> = steps.iter().map(Step::words).collect::<Option<_>>()?;
    let count: usize = lists.iter().map(Vec::len).product();
    (count <= MOST_WORDS).then(|| joined(&lists))
}

impl Choice {
    #[inline]
    fn new(branches: Vec<Vec<Step>>) -> Self {
        let end = |step: fn(&[Step]) -> Option<&Step>, ch: fn(&[char]) -> Option<&char>| {
            branches.iter().fold(Characters::NONE, |all, branch| match step(branch) {
                Some(Step::Text(word)) => ch(word).map_or(Characters::ALL, |&ch| all.with(ch)),
                _ => Characters::ALL,
            })
        };
        let first = end(<[Step]>::first, <[char]>::first);
        let last = end(<[Step]>::last, <[char]>::last);
        Self { branches, first, last }
    }
}

#[inline]
fn steps(pack: &Pack, nodes: &[Node]) -> Vec<Step> {
    let step = |node: &Node| match node {
        Node::Text(text) => Step::Text(text.chars().collect()),
        Node::Set(set) => {
            let word = |word: &String| vec![Step::Text(word.chars().collect())];
            Step::Choice(Choice::new(pack.sets[usize::from(*set)].iter().map(word).collect()))
        }
        Node::Optional(inner) => Step::Optional(steps(pack, inner)),
        Node::Choice(branches) => {
            Step::Choice(Choice::new(branches.iter().map(|branch| steps(pack, branch)).collect()))
        }
        Node::Gap(gap) => Step::Gap(*gap),
        Node::Anchor(anchor) => Step::Anchor(*anchor),
    };
    nodes.iter().map(step).collect()
}

/// Calls `then` with every place that can be reached from `at` by matching all `steps`.
fn run(folded: &Folded, steps: &[Step], at: usize, way: Way, then: &mut dyn FnMut(usize)) {
    let (step, rest) = match way {
        Way::Forwards => match steps.split_first() {
            Some(parts) => parts,
            None => return then(at),
        },
        Way::Backwards => match steps.split_last() {
            Some(parts) => parts,
            None => return then(at),
        },
    };
    if !may_go_on(folded, core::slice::from_ref(step), at, way) {
        return;
    }
    match step {
        Step::Text(word) => {
            if let Some(next) = pass_word(folded, word, at, way) {
                run(folded, rest, next, way, then);
            }
        }
        Step::Choice(choice) => {
            for branch in &choice.branches {
                run(folded, branch, at, way, &mut |next| run(folded, rest, next, way, then));
            }
        }
        Step::Optional(inner) => {
            run(folded, rest, at, way, then);
            run(folded, inner, at, way, &mut |next| run(folded, rest, next, way, then));
        }
        Step::Gap(gap) => {
            let mut next = at;
            for left in (0..=gap.most).rev() {
                if may_go_on(folded, rest, next, way) {
                    run(folded, rest, next, way, then);
                }
                match pass_any(folded, *gap, next, way) {
                    Some(passed) if left > 0 => next = passed,
                    _ => break,
                }
            }
        }
        Step::Anchor(anchor) => {
            if is_place(folded, *anchor, at) {
                run(folded, rest, at, way, then);
            }
        }
    }
}

/// Whether the next step may match at all: a look at one character, because after a gap most places are none.
fn may_go_on(folded: &Folded, steps: &[Step], at: usize, way: Way) -> bool {
    let (step, place) = match way {
        Way::Forwards => (steps.first(), Some(at)),
        Way::Backwards => (steps.last(), at.checked_sub(1)),
    };
    let ch = place.and_then(|place| folded.glyphs().get(place)).map(|glyph| glyph.ch);
    match (step, way) {
        (Some(Step::Text(word)), Way::Forwards) => word.first().copied() == ch,
        (Some(Step::Text(word)), Way::Backwards) => word.last().copied() == ch,
        (Some(Step::Choice(choice)), Way::Forwards) => {
            ch.is_none_or(|ch| choice.first.may_hold(ch))
        }
        (Some(Step::Choice(choice)), Way::Backwards) => {
            ch.is_none_or(|ch| choice.last.may_hold(ch))
        }
        _ => true,
    }
}

fn pass_word(folded: &Folded, word: &[char], at: usize, way: Way) -> Option<usize> {
    let glyphs = folded.glyphs();
    let start = match way {
        Way::Forwards => at,
        Way::Backwards => at.checked_sub(word.len())?,
    };
    let found = glyphs.get(start..start + word.len())?;
    let equal = found.iter().zip(word).all(|(glyph, ch)| glyph.ch == *ch);
    equal.then_some(if way == Way::Forwards { start + word.len() } else { start })
}

fn pass_any(folded: &Folded, gap: Gap, at: usize, way: Way) -> Option<usize> {
    let (passed, next) = match way {
        Way::Forwards => (at, at + 1),
        Way::Backwards => (at.checked_sub(1)?, at.checked_sub(1)?),
    };
    let class = folded.glyphs().get(passed)?.class;
    (class == Class::Word || (gap.wide && class == Class::Clause)).then_some(next)
}

fn is_place(folded: &Folded, anchor: Anchor, at: usize) -> bool {
    let glyphs = folded.glyphs();
    let breaks = |index: usize| glyphs[index].is_break();
    match anchor {
        Anchor::ClauseStart => at == 0 || breaks(at - 1) || folded.is_loose_at(at),
        Anchor::ClauseEnd => at == glyphs.len() || breaks(at) || folded.is_loose_at(at),
        Anchor::MessageStart => (0..at).all(breaks),
        Anchor::MessageEnd => (at..glyphs.len()).all(breaks),
    }
}

/// A match that begins or ends with a Latin letter or a digit may not cut a longer run of them.
fn is_whole_word(folded: &Folded, start: usize, end: usize) -> bool {
    let glyphs = folded.glyphs();
    let is_part = |index: usize| glyphs.get(index).is_some_and(|glyph| is_latin(glyph.ch));
    let cuts = |at: usize| at > 0 && is_part(at - 1) && is_part(at) && !folded.is_loose_at(at);
    start == end || !(cuts(start) || cuts(end))
}

fn is_latin(ch: char) -> bool {
    // Latin and digits, as letters that are written in words with spaces; Han is not.
    ch.is_ascii_alphanumeric() || ('\u{c0}'..='\u{24f}').contains(&ch)
}
