//! What the trainer tells: how much of the drafts the model finds, at what price.

use std::collections::BTreeMap;

use super::corpus::{Kind, Text};
use super::examples::Examples;

/// The score of a text without words.
pub const SILENT: f32 = f32::MIN;
/// At most so many of the near misses and fine replies may be alarmed: 1 in …
const NEAR: usize = 200;
/// And of the real replies.
const REPLIES: usize = 2_000;

/// How many texts of each kind there are, and parts.
pub fn corpus(texts: &[Text], examples: &Examples) -> String {
    let count = |kind| texts.iter().filter(|text| text.kind == kind).count();
    let kinds = [Kind::Draft, Kind::Near, Kind::Fine, Kind::Letter, Kind::Chat, Kind::Reply];
    let counts: Vec<String> =
        kinds.iter().map(|&kind| format!("{kind:?} {}", count(kind))).collect();
    let features: usize = (0..examples.len()).map(|at| examples.features(at).len()).sum();
    format!(
        "{} texts ({}) in {} parts of {} features.",
        texts.len(),
        counts.join(", "),
        examples.len(),
        features / examples.len().max(1)
    )
}

/// The least score at which both bounds hold.
pub fn threshold(texts: &[Text], scores: &[f32]) -> f32 {
    let bound = |wanted: &dyn Fn(Kind) -> bool, one_in: usize| {
        let scores = ranked(texts, scores, |text| wanted(text.kind));
        // All above the first that is too many.
        scores.get(scores.len() / one_in).map_or(0.0, |score| score.next_up())
    };
    let near = bound(&|kind| matches!(kind, Kind::Near | Kind::Fine), NEAR);
    near.max(bound(&|kind| kind == Kind::Reply, REPLIES))
}

/// The score of every text: that of the worst of its wanted parts.
pub fn worst(
    texts: &[Text],
    examples: &Examples,
    parts: &[f32],
    wanted: impl Fn(usize) -> bool,
) -> Vec<f32> {
    let mut scores = vec![SILENT; texts.len()];
    for at in (0..parts.len()).filter(|&at| wanted(at)) {
        let score = &mut scores[examples.text(at)];
        *score = score.max(parts[at]);
    }
    scores
}

/// Hardly any fault sounds calm: 1 in so many.
const CALM: usize = 50;

/// What [`CALM`] says, by the scores of the faults.
pub fn calm(texts: &[Text], faults: &[f32]) -> f32 {
    let mut scores = ranked(texts, faults, |text| text.kind == Kind::Draft);
    scores.retain(|score| *score > SILENT);
    let at = scores.len() - scores.len() / CALM;
    scores.get(at.saturating_sub(1)).copied().unwrap_or(SILENT)
}

/// How much of what is no fault sounds calm.
pub fn calm_table(texts: &[Text], scores: &[f32], faults: &[f32], calm: f32) -> String {
    let share = |scores: &[f32], kind: Kind| {
        let mut scores = ranked(texts, scores, |text| text.kind == kind);
        scores.retain(|score| *score > SILENT);
        let calm = scores.iter().filter(|score| **score < calm).count();
        100.0 * calm as f64 / scores.len().max(1) as f64
    };
    format!(
        "calm: {:.1} % of the faults, {:.1} % of the near misses, {:.1} % of the fine replies",
        share(faults, Kind::Draft),
        share(scores, Kind::Near),
        share(scores, Kind::Fine)
    )
}

/// Scores of the wanted texts, the highest first.
fn ranked(texts: &[Text], scores: &[f32], wanted: impl Fn(&Text) -> bool) -> Vec<f32> {
    let pairs = texts.iter().zip(scores).filter(|(text, _)| wanted(text));
    let mut scores: Vec<f32> = pairs.map(|(_, score)| *score).collect();
    scores.sort_unstable_by(|one, other| other.total_cmp(one));
    scores
}

/// Drafts found and others alarmed, at the threshold and at others for comparison, and by writer.
pub fn table(title: &str, texts: &[Text], scores: &[f32], threshold: f32) -> String {
    let mut lines = vec![format!(
        "{title:<14}  drafts  blocks   warns |      near      fine   letters     chats   replies"
    )];
    let mut row = |name: &str, at: f32| {
        let share = |wanted: &dyn Fn(&Text) -> bool| {
            let scores = ranked(texts, scores, wanted);
            (scores.iter().filter(|score| **score >= at).count(), scores.len())
        };
        let percent = |wanted: &dyn Fn(&Text) -> bool| {
            let (found, all) = share(wanted);
            format!("{:6.1}%", 100.0 * found as f64 / all.max(1) as f64)
        };
        let alarms = |kind: Kind| {
            let (found, all) = share(&|text| text.kind == kind);
            format!("{:>9}", format!("{found}/{all}"))
        };
        let draft = |text: &Text| text.kind == Kind::Draft;
        let found = [
            percent(&draft),
            percent(&|text| draft(text) && text.is_grave),
            percent(&|text| draft(text) && !text.is_grave),
        ];
        let others = [Kind::Near, Kind::Fine, Kind::Letter, Kind::Chat, Kind::Reply].map(alarms);
        lines.push(format!("{name:<14} {} | {}", found.join(" "), others.join(" ")));
    };
    row("as written", threshold);
    for one_in in [500, 200, 100] {
        let near = ranked(texts, scores, |text| matches!(text.kind, Kind::Near | Kind::Fine));
        if let Some(score) = near.get(near.len() / one_in) {
            row(&format!("near 1 in {one_in}"), score.next_up());
        }
    }
    let mut writers: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (text, score) in texts.iter().zip(scores).filter(|(text, _)| text.kind == Kind::Draft) {
        let (found, all) = writers.entry(&text.writer).or_default();
        (*found, *all) = (*found + usize::from(*score >= threshold), *all + 1);
    }
    let writers =
        writers.iter().map(|(writer, (found, all))| format!("{writer:?} {}%", 100 * found / all));
    lines.push(format!("drafts found by writer: {}", writers.collect::<Vec<_>>().join(", ")));
    lines.join("\n")
}
