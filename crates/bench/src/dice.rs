//! Numbers that look random and are the same everywhere.

/// A generator of pseudo-random numbers (xorshift64*, Vigna 2016).
pub struct Dice(u64);

impl Dice {
    /// The same seed gives the same numbers.
    pub fn new(seed: u64) -> Self {
        Self(seed.max(1))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `bound`, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        ((self.next() >> 33) as usize) % bound
    }

    /// One of several.
    pub fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// One of several of which the first come more often, as words do (nearly Zipf's law).
    pub fn common<T: Copy>(&mut self, all: &[T]) -> T {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        let place = (all.len() as f64).powf(share) - 1.0;
        all[(place as usize).min(all.len() - 1)]
    }
}
