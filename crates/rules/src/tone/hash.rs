//! The 32-bit hash that names a feature.
//!
//! Feature names are never stored, so the hash is a part of the model's format: changing it asks for a new format number and
//! new weights. It is FxHash's step (rotate, exclusive or, multiply) over a kind and then symbols; its high bits are the
//! best mixed and are the ones that are used.

/// 2^32 divided by the golden ratio, odd.
const FACTOR: u32 = 0x9e37_79b1;

/// A hash that more symbols may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hash(u32);

impl Hash {
    /// Begins the name of a feature; kinds keep equal symbols of different meaning apart.
    pub(crate) const fn of(kind: u8) -> Self {
        Self(0).with(kind as u32 + 1)
    }

    /// The same name, longer by a symbol.
    pub(crate) const fn with(self, symbol: u32) -> Self {
        Self((self.0.rotate_left(5) ^ symbol).wrapping_mul(FACTOR))
    }

    /// The high bits, in which a table of `2^bits` weights is looked up. `bits` is 1 to 32.
    pub(crate) const fn slot(self, bits: u32) -> u32 {
        self.0 >> (32 - bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_one_that_models_were_made_with() {
        let hash = Hash::of(3).with('不' as u32).with('急' as u32);
        assert_eq!((hash.slot(32), hash.slot(17)), (1_336_156_329, 40_776));
    }

    #[test]
    fn order_and_kind_count() {
        let pair = |kind, a: char, b: char| Hash::of(kind).with(a as u32).with(b as u32);
        assert_ne!(pair(0, '你', '我'), pair(0, '我', '你'));
        assert_ne!(pair(0, '你', '我'), pair(1, '你', '我'));
    }
}
