//! Many ranges, asked two questions in logarithmic time: does one cover this, is one inside that?

use core::ops::Range;

/// Ranges of glyphs.
#[derive(Debug, Default)]
pub(crate) struct Ranges {
    /// By start.
    all: Vec<Range<usize>>,
    /// The farthest end among `all[..=i]`.
    reach: Vec<usize>,
    /// The nearest end among `all[i..]`.
    nearest: Vec<usize>,
}

impl Ranges {
    /// Prepares ranges that come by their start.
    pub(crate) fn by_start(all: Vec<Range<usize>>) -> Self {
        debug_assert!(all.is_sorted_by_key(|range| range.start));
        let mut far = 0;
        let reach = all
            .iter()
            .map(|range| {
                far = far.max(range.end);
                far
            })
            .collect();
        let mut near = usize::MAX;
        let mut nearest: Vec<usize> = all
            .iter()
            .rev()
            .map(|range| {
                near = near.min(range.end);
                near
            })
            .collect();
        nearest.reverse();
        Self { all, reach, nearest }
    }

    /// All of them, by their start.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Range<usize>> {
        self.all.iter()
    }

    /// Whether one of them contains all of `range`.
    pub(crate) fn cover(&self, range: &Range<usize>) -> bool {
        let starting_before = self.all.partition_point(|one| one.start <= range.start);
        starting_before > 0 && self.reach[starting_before - 1] >= range.end
    }

    /// Whether one of them shares a glyph with `range`.
    pub(crate) fn overlap(&self, range: &Range<usize>) -> bool {
        let starting_before = self.all.partition_point(|one| one.start < range.end);
        starting_before > 0 && self.reach[starting_before - 1] > range.start
    }

    /// Whether one of them lies wholly in `window`.
    pub(crate) fn any_within(&self, window: &Range<usize>) -> bool {
        let first = self.all.partition_point(|one| one.start < window.start);
        self.nearest.get(first).is_some_and(|&end| end <= window.end)
    }
}
