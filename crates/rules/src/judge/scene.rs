//! One turn while it is judged: its folded text, and what was found in it so far.
//!
//! Nothing is searched before it is asked for, and then once: most texts hold no candidate at all.

use core::cell::OnceCell;
use core::ops::Range;

use super::Judge;
use super::ranges::Ranges;
use crate::finding::Kind;
use crate::matcher::{Anchored, Hit};
use crate::pack::model::Pack;
use crate::text::{Folded, built_in_masks, is_traditional};

/// One turn.
pub(crate) struct Scene<'s> {
    pub original: &'s str,
    pub folded: Folded,
    judge: &'s Judge,
    /// By rule.
    phrases: OnceCell<Vec<Vec<Anchored>>>,
    /// By group of the contexts.
    surroundings: OnceCell<Vec<Vec<Anchored>>>,
    /// By group of the contexts, where its patterns stand.
    ranges: Vec<OnceCell<Ranges>>,
    /// The silent ones and the opaque ones.
    masks: OnceCell<(Ranges, Ranges)>,
    is_traditional: OnceCell<bool>,
}

impl<'s> Scene<'s> {
    pub(super) fn new(judge: &'s Judge, original: &'s str, folded: Folded) -> Self {
        Self {
            original,
            folded,
            judge,
            phrases: OnceCell::new(),
            surroundings: OnceCell::new(),
            ranges: (0..judge.surroundings.groups()).map(|_| OnceCell::new()).collect(),
            masks: OnceCell::new(),
            is_traditional: OnceCell::new(),
        }
    }

    /// All of it.
    pub(super) fn whole(&self) -> Range<usize> {
        0..self.folded.len()
    }

    /// Where the phrases of the rule at `index` match.
    pub(super) fn hits(&self, index: usize) -> Vec<Hit> {
        let matcher = &self.judge.phrases;
        let anchored = self.phrases.get_or_init(|| matcher.scan(&self.folded));
        matcher.hits(&self.folded, &anchored[index])
    }

    /// Where the `covers` of a context stand.
    pub(super) fn covers(&self, context: u16) -> &Ranges {
        self.ranges(self.judge.contexts[usize::from(context)].covers)
    }

    /// Where the `near` of a context stand.
    pub(crate) fn near(&self, context: u16) -> &Ranges {
        self.ranges(self.judge.contexts[usize::from(context)].near)
    }

    /// Whether the `near` of any of these contexts stands in it, masks aside.
    pub(crate) fn holds_any(&self, contexts: &[u16]) -> bool {
        contexts.iter().any(|&context| self.near(context).any_within(&self.whole()))
    }

    /// Whether it is written in Traditional script.
    #[inline]
    pub(crate) fn is_traditional(&self) -> bool {
        *self.is_traditional.get_or_init(|| is_traditional(self.original, &self.folded))
    }

    fn ranges(&self, group: usize) -> &Ranges {
        self.ranges[group].get_or_init(|| {
            let matcher = &self.judge.surroundings;
            let anchored = self.surroundings.get_or_init(|| matcher.scan(&self.folded));
            let hits = matcher.hits(&self.folded, &anchored[group]);
            Ranges::by_start(hits.iter().map(Hit::range).collect())
        })
    }

    /// Whether `range` lies where a rule of this kind says nothing: in a quotation, a title, a link, in restated
    /// speech, in a masked name or in another system's placeholder.
    pub(super) fn is_masked(&self, pack: &Pack, kind: Kind, range: &Range<usize>) -> bool {
        let (silent, opaque) = self.masks();
        // A slot left open is left open in quotes too.
        let may_be_silent = kind != Kind::Slot;
        opaque.cover(range)
            || may_be_silent
                && (silent.cover(range)
                    || pack.masks.iter().any(|&mask| self.covers(mask).cover(range)))
    }

    /// Whether a quotation, a title or a link stands in `range` or reaches into it.
    #[inline]
    pub(crate) fn quotes_in(&self, range: &Range<usize>) -> bool {
        self.masks().0.overlap(range)
    }

    /// The silent and the opaque ones.
    fn masks(&self) -> &(Ranges, Ranges) {
        self.masks.get_or_init(|| {
            let masks = built_in_masks(self.original, &self.folded);
            (self.in_glyphs(masks.silent), self.in_glyphs(masks.opaque))
        })
    }

    fn in_glyphs(&self, masks: Vec<Range<usize>>) -> Ranges {
        let glyph = |at| self.folded.index_of_original(at);
        Ranges::by_start(masks.iter().map(|mask| glyph(mask.start)..glyph(mask.end)).collect())
    }
}
