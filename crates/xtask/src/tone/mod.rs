//! `cargo xtask tone`: trains the tone model of the shipped packs on the drafts in `tests/judgement/dev`.
//!
//! What it tells of itself is out of fold: every text is scored by a model that saw nothing by the same writer. The drafts
//! that measure the packs (`frozen`, `exam`) are never opened here.

mod corpus;
mod examples;
mod figures;
mod folds;
mod frame;
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
/// A table of 2^18 weights: with half of it, too many features share one.
pub const BITS: u32 = 18;

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
    let least = figures::least(&texts, &scores);
    // How the faults themselves sound: what the clerk wrote around them does not matter here.
    let faults = figures::worst(&texts, &examples, &parts, |at| examples.label(at) > 0.0);
    let calm = figures::calm(&texts, &faults);
    say::line(figures::table("out of fold", &texts, &scores, least));
    say::line(figures::writers(&texts, &scores, least));
    say::line(figures::calm_table(&texts, &scores, &faults, calm));
    let model = train(&examples, |_| true);
    let bytes = model.encode(least, calm);
    let tone = Tone::decode("service-tone", bytes.clone()).map_err(|error| error.to_string())?;
    if let Some(folder) = unseen {
        let texts = corpus::read(folder, false)?;
        let scores: Vec<f32> = texts.iter().map(|text| score(&tone, &model, text)).collect();
        say::line(figures::table("unseen", &texts, &scores, least));
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

#[cfg(test)]
mod tests {
    use super::*;
    use corpus::Kind;
    use figures::Least;
    use liyan_rules::Channel;
    use liyan_rules::text::{FoldTable, Folded};

    fn texts() -> Vec<Text> {
        let table = FoldTable::new();
        let text = |(kind, said): (Kind, &str)| Text {
            kind,
            writer: String::new(),
            channel: Channel::Chat,
            folded: Folded::new(&table, said),
            bad: None,
            share: 1.0,
            is_grave: false,
        };
        let said = [
            (Kind::Draft, "你自己不会看吗？"),
            (Kind::Draft, "你自己不会查吗？"),
            (Kind::Draft, "你自己不会写吗？"),
            (Kind::Near, "您自己写也行，我帮您看。"),
            (Kind::Near, "您自己查也行，我帮您看。"),
            (Kind::Near, "您自己来也行，我帮您看。"),
        ];
        said.into_iter().map(text).collect()
    }

    #[test]
    fn a_model_tells_its_examples_apart_and_the_core_scores_them_as_the_trainer_does() {
        let texts = texts();
        let examples = Examples::of(&texts);
        let model = train(&examples, |_| true);
        let tone = Tone::decode("t", model.encode(Least([0.0; 3]), -1.0)).expect("sound");
        for (at, text) in texts.iter().enumerate() {
            let parts = (0..examples.len()).filter(|&part| examples.text(part) == at);
            let best =
                parts.map(|part| model.score(&examples, part)).fold(figures::SILENT, f32::max);
            assert_eq!(score(&tone, &model, text), best);
            assert_eq!(best > 0.0, text.kind == Kind::Draft, "{best}");
        }
    }

    #[test]
    fn the_same_texts_give_the_same_bytes() {
        let bytes = || train(&Examples::of(&texts()), |_| true).encode(Least([0.5; 3]), -0.5);
        assert!(bytes() == bytes());
    }

    #[test]
    fn the_threshold_lets_no_more_through_than_it_may() {
        let texts = texts();
        let scores = [3.0, 2.0, 1.0, 0.9, 0.5, -1.0];
        let least = figures::least(&texts, &scores).of(&texts[0]);
        assert!(least > 0.9 && least < 1.0, "{least}");
    }
}
