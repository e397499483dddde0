//! A phrase made ready to match: forwards from a place, backwards from a place, or around its anchor.

use core::ops::Range;
use std::sync::Arc;

use super::characters::Characters;
use super::rarity::share_of;
use crate::pack::model::Pack;
use crate::pack::pattern::{Anchor, Gap, Node, Pattern, Side};
use crate::text::{Class, Folded};

/// The sets of a pack made ready once, for all the phrases that name them.
pub(crate) struct Sets(Vec<Arc<WordList>>);

impl Sets {
    #[inline]
    pub(crate) fn new(pack: &Pack) -> Self {
        let set = |words: &Vec<String>| Arc::new(WordList::new(words.iter().map(String::as_str)));
        Self(pack.sets.iter().map(set).collect())
    }
}

/// A phrase with its sets spelled out.
pub(crate) struct Program {
    steps: Vec<Step>,
    /// The steps by whose words it is found; none if it has no fixed words.
    anchor: Option<Range<usize>>,
}

enum Step {
    Text(Box<[char]>),
    /// One of several words: of a set, or of a choice of nothing but words.
    Words(Arc<WordList>),
    /// One of several, of which some are more than words.
    Choice(Arc<Choice>),
    Optional(Vec<Step>),
    Gap(Gap),
    Anchor(Anchor),
    Not(Side, Choice),
}

/// Words side by side: most of a pack is such lists, and one allocation each would be most of the time of loading it.
pub(crate) struct WordList {
    chars: Vec<char>,
    /// Where each word ends in `chars`.
    ends: Vec<u32>,
    first: Characters,
    last: Characters,
}

impl WordList {
    #[inline]
    fn new<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let (mut chars, mut ends) = (Vec::new(), Vec::new());
        let (mut first, mut last) = (Characters::NONE, Characters::NONE);
        for word in words {
            let start = chars.len();
            chars.extend(word.chars());
            ends.push(chars.len() as u32);
            first = chars.get(start).map_or(Characters::ALL, |&ch| first.with(ch));
            last = chars[start..].last().map_or(Characters::ALL, |&ch| last.with(ch));
        }
        Self { chars, ends, first, last }
    }

    #[inline]
    fn iter(&self) -> impl Iterator<Item = &[char]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let word = &self.chars[start..end as usize];
            start = end as usize;
            word
        })
    }
}

pub(crate) struct Choice {
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
    pub(crate) fn new(sets: &Sets, pattern: &Pattern) -> Self {
        let steps = steps(sets, &pattern.nodes);
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
    /// Which characters a match of these steps may begin with, going this way.
    #[inline]
    fn begins_with(steps: &[Self], way: Way) -> Characters {
        let forwards = way == Way::Forwards;
        let step = if forwards { steps.first() } else { steps.last() };
        match step {
            Some(Self::Text(word)) => {
                let ch = if forwards { word.first() } else { word.last() };
                ch.map_or(Characters::ALL, |&ch| Characters::NONE.with(ch))
            }
            Some(Self::Words(list)) => {
                if forwards {
                    list.first
                } else {
                    list.last
                }
            }
            Some(Self::Choice(choice)) => {
                if forwards {
                    choice.first
                } else {
                    choice.last
                }
            }
            _ => Characters::ALL,
        }
    }

    /// The extent of [`Step::words`], without making them.
    #[inline]
    fn extent(&self) -> Option<Extent> {
        match self {
            Self::Text(word) => {
                Some(Extent { share: share_of(word), count: 1, may_be_empty: false })
            }
            Self::Words(list) => {
                let share = list.iter().map(share_of).sum();
                let may_be_empty = list.iter().any(<[char]>::is_empty);
                Some(Extent { share, count: list.ends.len(), may_be_empty })
            }
            Self::Choice(choice) => {
                let none = Extent { share: 0.0, count: 0, may_be_empty: false };
                choice
                    .branches
                    .iter()
                    .try_fold(none, |all, branch| Some(all.or(extent_of(branch)?)))
            }
            Self::Optional(inner) => Some(extent_of(inner)?.or(Extent::NOTHING)),
            _ => None,
        }
    }

    /// The words of which one stands here, if this step is nothing but fixed words; an empty one where it may be left out.
    #[inline]
    fn words(&self) -> Option<Vec<Vec<char>>> {
        match self {
            Self::Text(word) => Some(vec![word.to_vec()]),
            Self::Words(list) => Some(list.iter().map(<[char]>::to_vec).collect()),
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
            let Some(extent) = step.extent() else { break };
            share *= extent.share;
            count *= extent.count;
            if count > MOST_WORDS && at > start {
                break;
            }
            // Past this it hardly ever stands anywhere, and fewer words are better.
            let rank = (f32::max(share, 1e-7), count);
            is_there |= !extent.may_be_empty;
            if is_there && best.as_ref().is_none_or(|(share, count, _)| rank < (*share, *count)) {
                best = Some((rank.0, rank.1, start..at + 1));
            }
        }
    }
    best.map(|(_, _, range)| range)
}

/// What is to be known of a step's words to choose between steps: the words themselves are many, and a pack has thousands
/// of steps.
#[derive(Clone, Copy)]
struct Extent {
    /// How often one of them stands at a given place.
    share: f32,
    count: usize,
    may_be_empty: bool,
}

impl Extent {
    const NOTHING: Self = Self { share: 1.0, count: 1, may_be_empty: true };

    #[inline]
    fn or(self, other: Self) -> Self {
        Self {
            share: self.share + other.share,
            count: self.count + other.count,
            may_be_empty: self.may_be_empty || other.may_be_empty,
        }
    }
}

/// The extent of neighbouring steps, if [`words_of`] gives their words.
#[inline]
fn extent_of(steps: &[Step]) -> Option<Extent> {
    let extent = steps.iter().try_fold(Extent::NOTHING, |all, step| {
        let step = step.extent()?;
        Some(Extent {
            share: all.share * step.share,
            count: all.count * step.count,
            may_be_empty: all.may_be_empty && step.may_be_empty,
        })
    })?;
    (extent.count <= MOST_WORDS).then_some(extent)
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
        let at_end = |way| {
            branches
                .iter()
                .fold(Characters::NONE, |all, branch| all.or(&Step::begins_with(branch, way)))
        };
        let (first, last) = (at_end(Way::Forwards), at_end(Way::Backwards));
        Self { branches, first, last }
    }
}

#[inline]
fn steps(sets: &Sets, nodes: &[Node]) -> Vec<Step> {
    let choice = |branches: &[Vec<Node>]| {
        Choice::new(branches.iter().map(|branch| steps(sets, branch)).collect())
    };
    let step = |node: &Node| match node {
        Node::Text(text) => Step::Text(text.chars().collect()),
        Node::Set(set) => Step::Words(Arc::clone(&sets.0[usize::from(*set)])),
        Node::Optional(inner) => Step::Optional(steps(sets, inner)),
        Node::Choice(branches) => {
            let words: Option<Vec<&str>> =
                branches.iter().map(|branch| only_text(branch)).collect();
            match words {
                Some(words) => Step::Words(Arc::new(WordList::new(words.into_iter()))),
                None => Step::Choice(Arc::new(choice(branches))),
            }
        }
        Node::Gap(gap) => Step::Gap(*gap),
        Node::Anchor(anchor) => Step::Anchor(*anchor),
        Node::Not(side, branches) => Step::Not(*side, choice(branches)),
    };
    nodes.iter().map(step).collect()
}

/// The text that these nodes are, if they are nothing else.
#[inline]
fn only_text(nodes: &[Node]) -> Option<&str> {
    match nodes {
        [Node::Text(text)] => Some(text),
        _ => None,
    }
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
        Step::Words(list) => {
            for word in list.iter() {
                if let Some(next) = pass_word(folded, word, at, way) {
                    run(folded, rest, next, way, then);
                }
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
        Step::Not(side, choice) => {
            let mut stands = false;
            let side = match side {
                Side::Before => Way::Backwards,
                Side::After => Way::Forwards,
            };
            for branch in &choice.branches {
                run(folded, branch, at, side, &mut |_| stands = true);
            }
            if !stands {
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
        (Some(Step::Words(list)), Way::Forwards) => ch.is_none_or(|ch| list.first.may_hold(ch)),
        (Some(Step::Words(list)), Way::Backwards) => ch.is_none_or(|ch| list.last.may_hold(ch)),
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
