//! What the trainer tells: how much of the drafts the model finds, at what price.

use std::collections::BTreeMap;

use liyan_rules::tone::Form;

use super::corpus::{Kind, Text};
use super::examples::Examples;

/// The score of a text without words.
pub const SILENT: f32 = f32::MIN;
/// At most so many of the near misses and fine replies may be alarmed: 1 in … They were written to be hard: those of
/// people who did not see what alarms are alarmed a fifth as often.
const NEAR: usize = 50;
/// And of the real replies, which are of hotels and not of windows.
const REPLIES: usize = 600;
/// And of the decent letters.
const LETTERS: usize = 400;

/// The scores from which on the model speaks, by form.
#[derive(Debug, Clone, Copy)]
pub struct Least(pub [f32; 3]);

impl Least {
    /// That of a text.
    pub fn of(self, text: &Text) -> f32 {
        self.0[form(text) as usize]
    }
}

fn form(text: &Text) -> Form {
    Form::of(text.channel, &text.folded)
}

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

/// The least scores at which all bounds hold. A letter says much more than a line of a chat, so each form has its own.
pub fn least(texts: &[Text], scores: &[f32]) -> Least {
    Least(Form::ALL.map(|wanted_form| {
        let bound = |wanted: &dyn Fn(Kind) -> bool, one_in: usize| {
            let wanted = |text: &Text| form(text) == wanted_form && wanted(text.kind);
            let scores = ranked(texts, scores, wanted);
            // All above the first that is too many.
            scores.get(scores.len() / one_in).map_or(SILENT, |score| score.next_up())
        };
        let near = bound(&|kind| matches!(kind, Kind::Near | Kind::Fine), NEAR);
        let replies = bound(&|kind| kind == Kind::Reply, REPLIES);
        let letters = bound(&|kind| kind == Kind::Letter, LETTERS);
        [near, replies, letters].into_iter().fold(SILENT, f32::max)
    }))
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

/// Hardly any fault sounds calm: 1 in so many of those that were written to be hard to find.
const CALM: usize = 20;

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
        "calm ({calm:.3}): {:.1} % of the faults, {:.1} % of the near misses, {:.1} % of the fine replies",
        share(faults, Kind::Draft),
        share(scores, Kind::Near),
        share(scores, Kind::Fine)
    )
}

/// Scores of the wanted texts, the highest first. What counts less than a text is for training only: drafts whose words
/// vary, and contrived ones.
fn ranked(texts: &[Text], scores: &[f32], wanted: impl Fn(&Text) -> bool) -> Vec<f32> {
    let pairs = texts.iter().zip(scores).filter(|(text, _)| text.share == 1.0 && wanted(text));
    let mut scores: Vec<f32> = pairs.map(|(_, score)| *score).collect();
    scores.sort_unstable_by(|one, other| other.total_cmp(one));
    scores
}

/// Drafts found and others alarmed, on each channel, at the least score and at others for comparison.
pub fn table(title: &str, texts: &[Text], scores: &[f32], least: Least) -> String {
    let mut lines = vec![format!(
        "{title:<22}  least |  blocks   warns |      near      fine   letters     chats   replies"
    )];
    for wanted_form in Form::ALL {
        let ranked = |wanted: &dyn Fn(&Text) -> bool| {
            ranked(texts, scores, |text| form(text) == wanted_form && wanted(text))
        };
        let mut row = |name: &str, least: f32| {
            let share = |wanted: &dyn Fn(&Text) -> bool| {
                let scores = ranked(wanted);
                (scores.iter().filter(|score| **score >= least).count(), scores.len())
            };
            let percent = |is_grave: bool| {
                let (found, all) =
                    share(&|text| text.kind == Kind::Draft && text.is_grave == is_grave);
                format!("{:6.1}%", 100.0 * found as f64 / all.max(1) as f64)
            };
            let alarms = |kind: Kind| {
                let (found, all) = share(&|text| text.kind == kind);
                format!("{:>9}", format!("{found}/{all}"))
            };
            let kinds = [Kind::Near, Kind::Fine, Kind::Letter, Kind::Chat, Kind::Reply];
            let (grave, other) = (percent(true), percent(false));
            let name = format!("{wanted_form:?}, {name}");
            let alarms = kinds.map(alarms).join(" ");
            lines.push(format!("{name:<22} {least:6.3} | {grave} {other} | {alarms}"));
        };
        row("as written", least.0[wanted_form as usize]);
        let near = ranked(&|text| matches!(text.kind, Kind::Near | Kind::Fine));
        for one_in in [1000, 500, 200, 100, 50] {
            if let Some(score) = near.get(near.len() / one_in) {
                row(&format!("1 in {one_in}"), score.next_up());
            }
        }
    }
    lines.join("\n")
}

/// How many drafts are found of each writer.
pub fn writers(texts: &[Text], scores: &[f32], least: Least) -> String {
    let mut writers: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (text, score) in texts.iter().zip(scores).filter(|(text, _)| text.kind == Kind::Draft) {
        let (found, all) = writers.entry(&text.writer).or_default();
        (*found, *all) = (*found + usize::from(*score >= least.of(text)), *all + 1);
    }
    let writers =
        writers.iter().map(|(writer, (found, all))| format!("{writer:?} {}%", 100 * found / all));
    format!("drafts found by writer: {}", writers.collect::<Vec<_>>().join(", "))
}
