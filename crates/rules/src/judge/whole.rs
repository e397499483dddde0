//! The kinds that look at a whole conversation: what is required at a place, what may be said only so often, and
//! the final answer that answers nothing.

use core::cmp::min;
use core::ops::Range;

use super::candidates::candidates;
use super::talk::Talk;
use crate::conversation::When;
use crate::finding::{Finding, RuleIndex, Severity};
use crate::pack::model::{Apart, Place, Rule};
use crate::span::ByteSpan;
use crate::text::Class;

/// Kind *contain*: a finding at each place that lacks what it should hold. It has no span: nothing is there.
#[inline]
pub(super) fn contain(talk: &Talk, rule: &Rule, index: RuleIndex) -> Vec<Finding> {
    let (Some(place), Some(company)) = (rule.place, &rule.company) else { return Vec::new() };
    let lacks = |reply: &Range<usize>| {
        !talk.clerk_turns(reply.clone()).any(|turn| talk.scene(turn).holds_any(&company.any))
    };
    let replies = talk.replies();
    let closes = talk.conversation.closes == Some(true);
    let places = match place {
        Place::Opening if talk.conversation.from_start => replies.first().into_iter().collect(),
        Place::Closing if closes => replies.last().into_iter().collect(),
        Place::Opening | Place::Closing => Vec::new(),
        Place::Reply => {
            // The last reply may go on in another bubble, unless it is about to be sent or nothing comes after it.
            let is_whole = |reply: &&Range<usize>| {
                reply.end < talk.turns().end
                    || closes
                    || (talk.conversation.unsent && talk.when >= When::Sending)
            };
            replies.iter().filter(is_whole).collect()
        }
    };
    places
        .into_iter()
        .filter(|reply| lacks(reply))
        .filter_map(|reply| {
            let mut judged = reply.clone().filter(|&turn| talk.is_judged(turn));
            let turn = if place == Place::Opening { judged.next() } else { judged.next_back() }?;
            talk.concerns_turn(rule, turn).then(|| Finding {
                rule: index,
                phrase: 0,
                severity: rule.severity,
                turn,
                span: None,
                related: Vec::new(),
            })
        })
        .collect()
}

/// Kind *limit*: a finding at each notice past the allowed number, with the earlier ones.
#[inline]
pub(super) fn limit(talk: &Talk, rule: &Rule, index: RuleIndex) -> Vec<Finding> {
    let Some(limit) = rule.limit else { return Vec::new() };
    let replies = talk.replies();
    let mut notices: Vec<Notice> = Vec::new();
    // Days are told apart as the conversation's first clock tells them.
    let clock = talk.conversation.turns.iter().find_map(|turn| turn.at);
    for turn in talk.clerk_turns(talk.turns()).filter(|&turn| talk.concerns_turn(rule, turn)) {
        let scene = talk.scene(turn);
        let Some(found) = candidates(talk, turn, index).into_iter().next() else { continue };
        let key = match limit.apart {
            Apart::Reply => Some(replies.partition_point(|reply| reply.end <= turn) as i32),
            Apart::Day => {
                let written = talk.conversation.turns[turn].at;
                written.zip(clock).map(|(written, clock)| written.day_as(&clock))
            }
        };
        // On a day that is not known it may be the same day.
        let Some(key) = key else { continue };
        if !notices.iter().any(|notice| notice.key == key) {
            let span = scene.folded.original(found.range.start, found.range.end);
            notices.push(Notice { turn, span, phrase: found.phrase, key });
        }
    }
    // A second notice may be about another matter: then it is a question, not a charge.
    let known = talk.conversation.matter.is_some();
    let severity = if known { rule.severity } else { min(rule.severity, Severity::Suggest) };
    let most = usize::from(limit.most);
    let past = most..notices.len().max(most);
    past.filter(|&at| talk.is_judged(notices[at].turn))
        .map(|at| Finding {
            rule: index,
            phrase: notices[at].phrase,
            severity,
            turn: notices[at].turn,
            span: Some(notices[at].span),
            // As many as are allowed, the nearest: a long quarrel would else tell of all of them each time.
            related: notices[at - most..at]
                .iter()
                .map(|notice| (notice.turn, notice.span))
                .collect(),
        })
        .collect()
}

struct Notice {
    turn: usize,
    span: ByteSpan,
    phrase: u16,
    /// What tells it from another.
    key: i32,
}

/// Kind *empty*: the last reply, known to be the last, holds nothing but the rule's phrases and fillers.
#[inline]
pub(super) fn empty(talk: &Talk, rule: &Rule, index: RuleIndex) -> Option<Finding> {
    if talk.conversation.closes != Some(true) {
        return None;
    }
    let reply = talk.replies().pop()?;
    let turn = reply.clone().rev().find(|&turn| talk.is_judged(turn))?;
    if !talk.concerns_turn(rule, turn) {
        return None;
    }
    let mut phrase = None;
    for turn in talk.clerk_turns(reply) {
        let scene = talk.scene(turn);
        let mut covered = vec![false; scene.folded.len()];
        let mut cover = |range: Range<usize>| covered[range].fill(true);
        for found in candidates(talk, turn, index) {
            phrase = phrase.or(Some(found.phrase));
            cover(found.range);
        }
        for &filler in &rule.fillers {
            scene.near(filler).iter().cloned().for_each(&mut cover);
        }
        let glyphs = scene.folded.glyphs().iter();
        if glyphs.zip(&covered).any(|(glyph, covered)| glyph.class == Class::Word && !covered) {
            return None;
        }
    }
    let folded = &talk.scene(turn).folded;
    Some(Finding {
        rule: index,
        phrase: phrase?,
        severity: rule.severity,
        turn,
        span: Some(folded.original(0, folded.len())),
        related: Vec::new(),
    })
}
