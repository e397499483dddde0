//! Scores out of fold: the texts are divided by writer, and each part is scored by a model that saw the others only.

use std::collections::BTreeMap;
use std::thread;

use super::corpus::{Kind, Text};
use super::examples::Examples;
use super::train;

const FOLDS: usize = 6;

/// The score of every part, in their order.
pub fn scores(texts: &[Text], examples: &Examples) -> Vec<f32> {
    let folds = divide(texts);
    let mut scores = vec![0.0; examples.len()];
    // Two at a time: each holds a model of its own, and the machine may have others to serve.
    for pair in [[0, 1], [2, 3], [4, 5]] {
        let fold = |fold: usize| {
            let folds = &folds;
            move || {
                let model = train(examples, |text| folds[text] != fold);
                let own = (0..examples.len()).filter(|&at| folds[examples.text(at)] == fold);
                own.map(|at| (at, model.score(examples, at))).collect::<Vec<_>>()
            }
        };
        let found = thread::scope(|scope| {
            let threads = pair.map(|one| scope.spawn(fold(one)));
            threads.map(|thread| thread.join().expect("training does not panic"))
        });
        for (at, score) in found.into_iter().flatten() {
            scores[at] = score;
        }
    }
    scores
}

/// The fold of every text: all by one writer in one, and the folds about alike in size.
fn divide(texts: &[Text]) -> Vec<usize> {
    let mut writers: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts.iter().filter(|text| !matches!(text.kind, Kind::Reply | Kind::Citizen)) {
        *writers.entry(&text.writer).or_default() += 1;
    }
    let mut writers: Vec<(&str, usize)> = writers.into_iter().collect();
    writers.sort_by_key(|(_, count)| core::cmp::Reverse(*count));
    let mut sizes = [0; FOLDS];
    let mut folds = BTreeMap::new();
    for (writer, count) in writers {
        let smallest = (0..FOLDS).min_by_key(|&fold| sizes[fold]).unwrap_or(0);
        sizes[smallest] += count;
        folds.insert(writer, smallest);
    }
    // Dialogues are thousands and of no one's hand.
    let by_name = |name: &str| {
        let hash = name
            .bytes()
            .fold(0_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619));
        hash as usize % FOLDS
    };
    let fold = |text: &Text| match text.kind {
        Kind::Reply | Kind::Citizen => by_name(&text.writer),
        _ => folds[text.writer.as_str()],
    };
    texts.iter().map(fold).collect()
}
