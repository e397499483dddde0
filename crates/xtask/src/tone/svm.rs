//! A linear support vector machine with squared hinge loss, trained by dual coordinate descent: Hsieh, Chang, Lin, Keerthi
//! and Sundararajan, "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008, algorithm 1.

use super::BITS;
use super::examples::Examples;

/// What a fault of the fit costs beside the size of the weights.
const COST: f32 = 0.3;
/// When the worst violation is smaller, more rounds change nothing that four bits could show.
const ENOUGH: f32 = 0.01;
const ROUNDS: usize = 200;

/// A weight for every feature, and one for all.
pub struct Model {
    pub weights: Vec<f32>,
    pub bias: f32,
}

/// Fits the chosen examples. The same examples in the same order give the same model.
pub fn train(examples: &Examples, chosen: &[usize]) -> Model {
    let mut model = Model { weights: vec![0.0; 1 << BITS], bias: 0.0 };
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    let mut duals = vec![0.0_f32; chosen.len()];
    let squares: Vec<f32> = chosen.iter().map(|&at| square(examples, at) + 1.0).collect();
    let mut random = Random(0x6c69_7961_6e21_0001);
    for _ in 0..ROUNDS {
        random.shuffle(&mut order);
        let mut worst = 0.0_f32;
        for &place in &order {
            let at = chosen[place];
            let (label, value) = (examples.label(at), examples.value(at));
            let features = examples.features(at);
            let sum: f32 = features.iter().map(|&feature| model.weights[feature as usize]).sum();
            let slack = 1.0 / (2.0 * COST * examples.weight(at));
            let gradient = label * (sum * value + model.bias) - 1.0 + slack * duals[place];
            let projected = if duals[place] == 0.0 { gradient.min(0.0) } else { gradient };
            worst = worst.max(projected.abs());
            if projected.abs() < 1e-6 {
                continue;
            }
            let before = duals[place];
            duals[place] = (before - gradient / (squares[place] + slack)).max(0.0);
            let step = (duals[place] - before) * label;
            for &feature in features {
                model.weights[feature as usize] += step * value;
            }
            model.bias += step;
        }
        if worst < ENOUGH {
            break;
        }
    }
    model
}

/// The square of an example's length: a feature that occurs twice counts four times.
fn square(examples: &Examples, at: usize) -> f32 {
    let mut features = examples.features(at).to_vec();
    features.sort_unstable();
    let times = features
        .chunk_by(|one, other| one == other)
        .map(|alike| (alike.len() * alike.len()) as f32);
    times.sum::<f32>() / features.len() as f32
}

/// xorshift64*, so that the order is the same everywhere and always.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// Fisher and Yates.
    fn shuffle(&mut self, list: &mut [usize]) {
        for last in (1..list.len()).rev() {
            let other = (self.next() >> 32) as usize % (last + 1);
            list.swap(last, other);
        }
    }
}
