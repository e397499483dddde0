//! A small set of characters that may hold a few too many.

/// Says of most characters at once that they are not in it; what it does hold has to be looked at closer.
#[derive(Clone, Copy)]
pub(super) struct Characters([u64; 8]);

impl Characters {
    pub(super) const NONE: Self = Self([0; 8]);
    pub(super) const ALL: Self = Self([u64::MAX; 8]);

    pub(super) fn with(mut self, ch: char) -> Self {
        let bit = u32::from(ch) & 511;
        self.0[bit as usize / 64] |= 1 << (bit % 64);
        self
    }

    pub(super) fn or(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(bits, more)| *bits |= more);
        self
    }

    pub(super) fn may_hold(&self, ch: char) -> bool {
        let bit = u32::from(ch) & 511;
        self.0[bit as usize / 64] & (1 << (bit % 64)) != 0
    }
}
