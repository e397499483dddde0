//! `cargo xtask tone`: trains the tone model of the shipped packs on the drafts in `tests/judgement/dev`.
//!
//! What it tells of itself is out of fold: every text is scored by a model that saw nothing by the same writer. The drafts
//! that measure the packs (`frozen`, `exam`) are never opened here.

mod corpus;
mod examples;
mod figures;
mod folds;
mod quantise;
mod svm;

use std::fs;
use std::path::Path;
use std::time::Instant;

use liyan_rules::tone::Tone;

use crate::say;
use crate::tools::enter_checkout;
use corpus::Text;
use examples::Examples;
use quantise::Quantised;

const MODEL: &str = "crates/rules/packs/service-tone.bin";
const DEV: &str = "tests/judgement/dev";
/// A table of 2^17 weights: with half of it, too many features share one.
pub const BITS: u32 = 17;

/// Trains and writes the model. With `unseen`, a folder with drafts and near misses of other writers, it tells what a
/// model trained without them finds there, and writes nothing.
pub fn run(unseen: Option<&Path>) -> Result<(), String> {
    enter_checkout()?;
    let begun = Instant::now();
    let texts = corpus::read(Path::new(DEV), true)?;
    let examples = Examples::of(&texts);
    say::line(figures::corpus(&texts, &examples));
    let parts = folds::scores(&texts, &examples);
    let scores = figures::worst(&texts, &examples, &parts, |_| true);
    let threshold = figures::threshold(&texts, &scores);
    // How the faults themselves sound: what the clerk wrote around them does not matter here.
    let faults = figures::worst(&texts, &examples, &parts, |at| examples.label(at) > 0.0);
    let calm = figures::calm(&texts, &faults);
    say::line(figures::table("out of fold", &texts, &scores, threshold));
    say::line(figures::calm_table(&texts, &scores, &faults, calm));
    let model = train(&examples, |_| true);
    let bytes = model.encode(threshold, calm);
    let tone = Tone::decode("service-tone", bytes.clone()).map_err(|error| error.to_string())?;
    if let Some(folder) = unseen {
        let texts = corpus::read(folder, false)?;
        let scores: Vec<f32> = texts.iter().map(|text| score(&tone, &model, text)).collect();
        say::line(figures::table("unseen", &texts, &scores, threshold));
        return Ok(());
    }
    fs::write(MODEL, &bytes).map_err(|error| format!("{MODEL}: {error}"))?;
    let took = say::duration(begun.elapsed());
    say::line(format_args!("{MODEL} is written: {} bytes, {took}.", bytes.len()));
    Ok(())
}

/// The model of the examples whose text is wanted.
fn train(examples: &Examples, wanted: impl Fn(usize) -> bool) -> Quantised {
    let chosen: Vec<usize> = (0..examples.len())
        .filter(|&at| examples.label(at) != 0.0 && wanted(examples.text(at)))
        .collect();
    let model = svm::train(examples, &chosen);
    quantise::quantise(examples, &chosen, &model)
}

/// What the core itself says of a text, in the trainer's units.
fn score(tone: &Tone, model: &Quantised, text: &Text) -> f32 {
    tone.best(&text.folded, text.channel).map_or(figures::SILENT, |best| model.decision(best.score))
}
