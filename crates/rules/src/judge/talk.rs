//! A conversation while it is judged: its turns as scenes, and which of them belong together.

use core::cell::OnceCell;
use core::ops::Range;

use super::Judge;
use super::scene::Scene;
use crate::conversation::{Conversation, Role, When};
use crate::finding::Stage;
use crate::pack::model::{Company, Pack, Rule, Window};
use crate::text::{FoldTable, Folded, sections};

/// A conversation with all that judging it needs.
pub(crate) struct Talk<'t> {
    pub judge: &'t Judge,
    pub pack: &'t Pack,
    pub conversation: &'t Conversation,
    pub when: When,
    table: &'t FoldTable,
    scenes: Vec<OnceCell<Scene<'t>>>,
}

impl<'t> Talk<'t> {
    #[inline]
    pub(crate) fn new(
        judge: &'t Judge,
        pack: &'t Pack,
        table: &'t FoldTable,
        conversation: &'t Conversation,
        when: When,
    ) -> Self {
        let scenes = conversation.turns.iter().map(|_| OnceCell::new()).collect();
        Self { judge, pack, conversation, when, table, scenes }
    }

    /// One turn, folded when first asked for.
    pub(crate) fn scene(&self, turn: usize) -> &Scene<'t> {
        self.scenes[turn].get_or_init(|| self.aside(&self.conversation.turns[turn].text))
    }

    /// Another text, read as a turn would be.
    pub(crate) fn aside<'x>(&self, text: &'x str) -> Scene<'x>
    where
        't: 'x,
    {
        Scene::new(self.judge, text, Folded::new(self.table, text))
    }

    #[inline]
    fn is_clerk(&self, turn: usize) -> bool {
        self.conversation.turns[turn].role == Role::Clerk
    }

    /// The clerk's turns among `turns`.
    #[inline]
    pub(super) fn clerk_turns(
        &self,
        turns: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = usize> {
        turns.filter(|&turn| self.is_clerk(turn))
    }

    /// All turns.
    #[inline]
    pub(super) fn turns(&self) -> Range<usize> {
        0..self.conversation.turns.len()
    }

    /// The turns that findings may be about: the clerk's, of a draft the unsent one alone.
    #[inline]
    pub(super) fn judged(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.clerk_turns(self.judged_from()..self.conversation.turns.len())
    }

    /// The first turn that may be judged.
    #[inline]
    fn judged_from(&self) -> usize {
        let sent = self.conversation.turns.len().saturating_sub(1);
        if self.conversation.unsent { sent } else { 0 }
    }

    /// Whether findings may be about this turn.
    #[inline]
    pub(super) fn is_judged(&self, turn: usize) -> bool {
        turn >= self.judged_from() && self.is_clerk(turn)
    }

    /// Whether the rule speaks of this conversation at this moment at all.
    #[inline]
    pub(super) fn concerns(&self, rule: &Rule) -> bool {
        rule.stage != Stage::Off
            && rule.when.has_come(self.when)
            && rule.channels.include(self.conversation.channel)
            && (!rule.public_only || self.conversation.public == Some(true))
    }

    /// Whether the rule speaks of this turn: it was in force when the turn was written, and the citizen's words just
    /// before are such as it waits for. A turn of unknown time is of today.
    #[inline]
    pub(super) fn concerns_turn(&self, rule: &Rule, turn: usize) -> bool {
        let since = rule.effective_from.or(self.pack.info.effective_from);
        let written = self.conversation.turns[turn].at.map(|at| at.date);
        let in_force = since.zip(written).is_none_or(|(since, written)| written >= since);
        in_force
            && (rule.after.is_empty()
                || self.asked_before(turn).any(|asked| self.scene(asked).holds_any(&rule.after)))
    }

    /// The clerk's replies, each the turns from one citizen's turn to the next; a reply often comes in several bubbles.
    #[inline]
    pub(super) fn replies(&self) -> Vec<Range<usize>> {
        let mut replies: Vec<Range<usize>> = Vec::new();
        for turn in self.turns() {
            match self.conversation.turns[turn].role {
                Role::System => {}
                Role::Citizen => replies.push(turn + 1..turn + 1),
                Role::Clerk => match replies.last_mut() {
                    Some(reply) => reply.end = turn + 1,
                    None => replies.push(turn..turn + 1),
                },
            }
        }
        replies.retain(|reply| !reply.is_empty());
        replies
    }

    /// The citizen's turns to which the reply with this turn answers.
    #[inline]
    fn asked_before(&self, turn: usize) -> impl Iterator<Item = usize> {
        let role = |turn: usize| self.conversation.turns[turn].role;
        (0..turn)
            .rev()
            .skip_while(move |&turn| role(turn) != Role::Citizen)
            .take_while(move |&turn| role(turn) != Role::Clerk)
            .filter(move |&turn| role(turn) == Role::Citizen)
    }

    /// Whether any of a rule's companions stands in its window around `range`, or may still come: what is not known
    /// is no absence.
    pub(super) fn may_have_company(
        &self,
        company: &Company,
        turn: usize,
        range: &Range<usize>,
    ) -> bool {
        let scene = self.scene(turn);
        let window = match company.within {
            Window::Sentence => sections::sentence(&scene.folded, range),
            Window::Message | Window::Next(_) => scene.whole(),
        };
        // Words that are part of the match itself are no company: 窗口办不了 names no 窗口 to go to.
        let before = window.start..range.start;
        let after = range.end..window.end;
        let is_here = company.any.iter().any(|&context| {
            let near = scene.near(context);
            near.any_within(&before) || near.any_within(&after)
        });
        let Window::Next(most) = company.within else { return is_here };
        let mut next = self.clerk_turns(turn + 1..self.conversation.turns.len());
        let mut left = usize::from(most);
        is_here
            || next.by_ref().take(left).any(|next| {
                left -= 1;
                self.scene(next).holds_any(&company.any)
            })
            || (left > 0 && self.conversation.closes != Some(true))
    }
}
