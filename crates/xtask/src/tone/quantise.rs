//! From a trained model to one of four bits a weight.

use liyan_rules::tone::{LEVELS, SCALE, Tone};

use super::BITS;
use super::examples::{Examples, words};
use super::figures::Least;
use super::svm::Model;

/// How many weights are kept, the largest: the rest only make the file larger.
const KEPT: usize = 80_000;
/// Weights larger than so many standard deviations are as large as that.
const CLIP: f32 = 6.0;

/// A model of few levels.
pub struct Quantised {
    levels: [u16; LEVELS],
    slots: Vec<i8>,
    bias: f32,
}

/// What was seen less often says more of single texts than of tone.
const SEEN: u8 = 3;

/// Takes away what is rare and what is small; the rest goes to the nearest level on a scale of square roots, because small
/// weights are many.
pub fn quantise(examples: &Examples, chosen: &[usize], model: &Model) -> Quantised {
    let mut weights = model.weights.clone();
    let mut seen = vec![0_u8; 1 << BITS];
    for &feature in chosen.iter().flat_map(|&at| examples.features(at)) {
        seen[feature as usize] = seen[feature as usize].saturating_add(1);
    }
    for (weight, seen) in weights.iter_mut().zip(&seen) {
        if *seen < SEEN {
            *weight = 0.0;
        }
    }
    let mut sizes: Vec<f32> =
        weights.iter().map(|weight| weight.abs()).filter(|size| *size > 0.0).collect();
    sizes.sort_unstable_by(|one, other| other.total_cmp(one));
    sizes.truncate(KEPT);
    let least = sizes.last().copied().unwrap_or(f32::MAX);
    let squares: f64 = sizes.iter().map(|size| f64::from(*size).powi(2)).sum();
    let most = CLIP * (squares / sizes.len().max(1) as f64).sqrt() as f32;
    let level = |weight: f32| {
        let size = weight.abs();
        let level = ((size.min(most) / most).sqrt() * LEVELS as f32)
            .round()
            .clamp(1.0, LEVELS as f32) as i8;
        if size < least { 0 } else { level * weight.signum() as i8 }
    };
    let slots: Vec<i8> = weights.iter().map(|&weight| level(weight)).collect();
    Quantised { levels: means(&weights, &slots), slots, bias: model.bias }
}

/// What the weights of each level are on the average.
fn means(weights: &[f32], slots: &[i8]) -> [u16; LEVELS] {
    let mut sums = [(0.0_f64, 0_u32); LEVELS];
    for (weight, slot) in weights.iter().zip(slots).filter(|(_, slot)| **slot != 0) {
        let (sum, count) = &mut sums[usize::from(slot.unsigned_abs()) - 1];
        (*sum, *count) = (*sum + f64::from(weight.abs()), *count + 1);
    }
    sums.map(|(sum, count)| (sum / f64::from(count.max(1)) * SCALE).round() as u16)
}

impl Quantised {
    /// How far on the side of a fault an example is.
    pub fn score(&self, examples: &Examples, at: usize) -> f32 {
        let weight = |&feature: &u32| {
            let slot = self.slots[feature as usize];
            let level = usize::from(slot.unsigned_abs())
                .checked_sub(1)
                .map_or(0, |level| self.levels[level]);
            i64::from(level) * i64::from(slot.signum())
        };
        let sum: i64 = examples.features(at).iter().map(weight).sum();
        self.decision((sum as f32 * examples.value(at)) as i32)
    }

    /// The same from the core's score, which goes without the bias.
    pub fn decision(&self, score: i32) -> f32 {
        score as f32 / SCALE as f32 + self.bias
    }

    /// The file, for thresholds on [`Quantised::score`].
    pub fn encode(&self, least: Least, calm: f32) -> Vec<u8> {
        let whole = |threshold: f32| (f64::from(threshold - self.bias) * SCALE).ceil() as i32;
        let least = least.0.map(whole);
        Tone::encode(least, whole(calm), self.levels, &self.slots, &words())
    }
}
