//! From a finding to fixes: the rule's plans made into edits of this very text.

use core::ops::Range;

use crate::fix::{Edit, Fix, OpenSlot};
use crate::judge::{Scene, Talk};
use crate::pack::model::{Action, FixPlan, Pack, Piece, Rule, Words};
use crate::span::ByteSpan;
use crate::text::{Folded, facts, sections};

/// The fixes that a rule offers for the match at `span` of a turn, in the pack's order. For what is missing there is no
/// span, and only what inserts can mend it.
#[inline]
pub(crate) fn fixes(talk: &Talk, turn: usize, rule: &Rule, span: Option<ByteSpan>) -> Vec<Fix> {
    let scene = talk.scene(turn);
    let folded = &scene.folded;
    let matched = span.map_or(0..0, |span| {
        folded.index_of_original(span.start())..folded.index_of_original(span.end())
    });
    let inserts = |plan: &&FixPlan| matches!(plan.action, Action::InsertStart | Action::InsertEnd);
    let plans = rule.fixes.iter().filter(|plan| span.is_some() || inserts(plan));
    plans.filter_map(|plan| fix(talk, scene, plan, &matched)).collect()
}

#[inline]
fn fix(talk: &Talk, scene: &Scene, plan: &FixPlan, matched: &Range<usize>) -> Option<Fix> {
    let original = scene.original;
    let (mut insert, mut slots, safe) = words(talk.pack, &plan.words, scene.is_traditional());
    let edit_at = match plan.action {
        Action::ReplaceMatch => scene.folded.original(matched.start, matched.end),
        Action::ReplaceSentence => replaceable(talk, scene, matched, &insert)?,
        Action::InsertStart => ByteSpan::new(0, 0),
        Action::InsertEnd => ByteSpan::new(original.len(), original.len()),
    };
    if plan.action == Action::ReplaceSentence {
        fit_end(&mut insert, &original[edit_at.end()..], edit_at.of(original));
    }
    for slot in &mut slots {
        slot.span =
            ByteSpan::new(slot.span.start() + edit_at.start(), slot.span.end() + edit_at.start());
    }
    Some(Fix {
        label: plan.label.clone(),
        edits: vec![Edit { span: edit_at, insert }],
        slots,
        safe,
    })
}

/// The longest sentence, in glyphs, that a fix replaces: nobody reads over more at a glance, and a text without any
/// mark would be searched whole for each finding.
const LONGEST: usize = 400;

/// What a whole-sentence fix may replace: the sentence, or at least the clause, unless the rest of it says something that
/// would be lost: a fact, a quotation or one end of it, or words that redeem some phrase (我帮您问一下) where the new ones do not say as much.
#[inline]
fn replaceable(
    talk: &Talk,
    scene: &Scene,
    matched: &Range<usize>,
    insert: &str,
) -> Option<ByteSpan> {
    let Scene { original, folded, .. } = scene;
    let candidates = [sections::sentence(folded, matched), sections::clause(folded, matched)];
    candidates.into_iter().find_map(|part| {
        let part = part.start..part.end.max(matched.end);
        if part.len() > LONGEST {
            return None;
        }
        let part = skip_line_breaks(folded, part);
        let whole = folded.original(part.start, part.end);
        let inside = folded.original(matched.start, matched.end);
        // A link has marks of its own: what is cut from one is looked at whole.
        let is_run = |byte: &u8| byte.is_ascii_graphic();
        let (head, tail) = original.as_bytes().split_at(whole.start());
        let start = whole.start() - head.iter().rev().take_while(|byte| is_run(byte)).count();
        let end = whole.end() + tail[whole.len()..].iter().take_while(|byte| is_run(byte)).count();
        let before = &original[start..inside.start()];
        let after = &original[inside.end()..end];
        let rest = [part.start..matched.start, matched.end..part.end];
        let loses = scene.quotes_in(&part)
            || facts::holds_fact(before)
            || facts::holds_fact(after)
            || loses_company(talk, scene, &rest, insert);
        (!loses).then_some(whole)
    })
}

/// Whether some rule's company stands in `rest` and not in `insert`.
#[inline]
fn loses_company(talk: &Talk, scene: &Scene, rest: &[Range<usize>], insert: &str) -> bool {
    let insert = talk.aside(insert);
    let companies = talk.pack.rules.iter().filter_map(|rule| rule.company.as_ref());
    companies.flat_map(|company| &company.any).any(|&context| {
        rest.iter().any(|part| scene.near(context).any_within(part))
            && !insert.holds_any(&[context])
    })
}

#[inline]
fn skip_line_breaks(folded: &Folded, mut part: Range<usize>) -> Range<usize> {
    while part.start < part.end && sections::is_line_break(folded.glyphs()[part.start].ch) {
        part.start += 1;
    }
    part
}

/// Wording ends with its own mark. Where the replaced part did not end the sentence and a mark follows, that mark
/// would be doubled.
#[inline]
fn fit_end(insert: &mut String, after: &str, replaced: &str) {
    let mark =
        |ch: char| matches!(ch, '。' | '！' | '？' | '!' | '?' | '，' | ',' | '；' | ';' | '、');
    if replaced.ends_with(mark) {
        return;
    }
    if after.starts_with(mark) && insert.ends_with('。') {
        insert.pop();
    }
}

/// The words in the script of the draft, where they have a twin.
#[inline]
fn words(pack: &Pack, words: &Words, in_hant: bool) -> (String, Vec<OpenSlot>, bool) {
    match words {
        Words::Text(text, hant) => {
            let text = hant.as_ref().filter(|_| in_hant).unwrap_or(text);
            (text.clone(), Vec::new(), true)
        }
        Words::Template(index) => {
            let template = &pack.templates[usize::from(*index)];
            let mut text = String::new();
            let mut slots = Vec::new();
            let has_twin = !template.hant.is_empty();
            let pieces = if in_hant && has_twin { &template.hant } else { &template.pieces };
            for piece in pieces {
                let start = text.len();
                match piece {
                    Piece::Text(fixed) => text.push_str(fixed),
                    Piece::Slot(name) => {
                        text.push('{');
                        text.push_str(name);
                        text.push('}');
                        slots.push(OpenSlot {
                            name: name.clone(),
                            span: ByteSpan::new(start, text.len()),
                        });
                    }
                }
            }
            (text, slots, !template.states_fact)
        }
    }
}
