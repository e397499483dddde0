//! Examples as they stand in a pack: a draft, or a conversation written as lines.
//!
//! ```text
//! 群众：谢谢你们，解决得真快！
//! 窗口 2026-03-01：【】嗯。
//! （完）
//! ```
//! `群众`, `窗口` or `系统` begin a turn, a day may follow; other lines go on with the turn before. `（完）` says that the
//! conversation is over. 【…】 marks what must be found; an empty 【】 at the head of a turn marks a finding without a
//! place: something is missing from that turn.

use crate::conversation::{Channel, Conversation, Role, Turn};
use crate::span::ByteSpan;
use crate::time::{Date, Timestamp};

/// What one rule must do, by example.
#[derive(Debug, Clone, Default)]
pub struct Examples {
    /// The rule's phrases as written, in their order: the rule itself keeps only their folded form.
    pub phrases: Vec<String>,
    /// Drafts in which the rule finds exactly the marked places.
    pub bad: Vec<Example>,
    /// Drafts in which the rule finds nothing.
    pub good: Vec<Example>,
    /// What each guard lets pass and what it does not.
    pub cases: Vec<GuardCase>,
}

impl Examples {
    /// How many examples there are of all kinds.
    pub(crate) fn count(&self) -> usize {
        let of_guards = self.cases.iter().map(|case| case.ok.len() + case.but.len());
        self.bad.len() + self.good.len() + of_guards.sum::<usize>()
    }
}

/// One guard of a rule, by example.
#[derive(Debug, Clone)]
pub struct GuardCase {
    /// Index of the guard's context in the pack.
    pub(crate) guard: u16,
    /// Silent because of the guard: without it, found.
    pub ok: Vec<Example>,
    /// Near misses of the guard, in which the marked places must still be found.
    pub but: Vec<Example>,
}

/// A draft or a conversation, with what must be found in it.
#[derive(Debug, Clone)]
pub struct Example {
    /// As written in the pack, marks and all.
    pub written: String,
    /// Where it stands in the pack file: line, from 1; 0 if it stands in a pack that this one extends.
    pub line: usize,
    pub(crate) turns: Vec<ExampleTurn>,
    is_talk: bool,
    is_over: bool,
}

/// One turn of an example.
#[derive(Debug, Clone)]
pub(crate) struct ExampleTurn {
    pub turn: Turn,
    pub marks: Vec<ByteSpan>,
    /// Whether something is missing from it.
    pub lacks: bool,
}

impl Example {
    /// Reads an example.
    ///
    /// # Errors
    /// What is wrong with its marks or days, and what to do.
    pub(crate) fn read(written: &str, line: usize) -> Result<Self, (&'static str, &'static str)> {
        let mut example = Self {
            written: written.to_owned(),
            line,
            turns: Vec::new(),
            is_talk: written
                .trim_start()
                .lines()
                .next()
                .is_some_and(|line| speaker(line).is_some()),
            is_over: false,
        };
        if !example.is_talk {
            example.turns.push(marked(Role::Clerk, None, written)?);
            return Ok(example);
        }
        let mut open: Option<(Role, Option<Timestamp>, String)> = None;
        for line in written.trim().lines() {
            match (speaker(line), &mut open) {
                (Some(speaker), _) => {
                    example.close(open.take())?;
                    let at = match speaker.day {
                        "" => None,
                        day => {
                            Some(noon(day).ok_or(("例句里的日期不对", "写成 窗口 2026-03-01：…"))?)
                        }
                    };
                    open = Some((speaker.role, at, speaker.said.to_owned()));
                }
                (None, _) if line.trim() == "（完）" => example.is_over = true,
                (None, Some((_, _, said))) => {
                    said.push('\n');
                    said.push_str(line);
                }
                (None, None) => {}
            }
        }
        example.close(open)?;
        Ok(example)
    }

    fn close(
        &mut self,
        open: Option<(Role, Option<Timestamp>, String)>,
    ) -> Result<(), (&'static str, &'static str)> {
        if let Some((role, at, said)) = open {
            self.turns.push(marked(role, at, &said)?);
        }
        Ok(())
    }

    /// Whether any place is marked.
    pub(crate) fn has_marks(&self) -> bool {
        self.turns.iter().any(|turn| turn.lacks || !turn.marks.is_empty())
    }

    /// The places that must be found, by turn; without a span where something is missing.
    pub(crate) fn marks(&self) -> Vec<(usize, Option<ByteSpan>)> {
        let marks = |(at, turn): (usize, &ExampleTurn)| {
            let lacks = turn.lacks.then_some((at, None));
            let marks: Vec<_> = turn.marks.iter().map(|&mark| (at, Some(mark))).collect();
            lacks.into_iter().chain(marks)
        };
        self.turns.iter().enumerate().flat_map(marks).collect()
    }

    /// What is judged: a draft, or the whole conversation.
    pub(crate) fn conversation(&self, channel: Channel) -> Conversation {
        let turns = self.turns.iter().map(|turn| turn.turn.clone()).collect();
        Conversation {
            channel,
            unsent: !self.is_talk,
            from_start: self.is_talk,
            closes: self.is_over.then_some(true),
            turns,
            ..Conversation::default()
        }
    }
}

struct Speaker<'l> {
    role: Role,
    day: &'l str,
    said: &'l str,
}

/// The speaker that a line names, if it begins a turn.
fn speaker(line: &str) -> Option<Speaker<'_>> {
    let (name, said) = line.split_once(['：', ':'])?;
    let roles = [("群众", Role::Citizen), ("窗口", Role::Clerk), ("系统", Role::System)];
    roles.into_iter().find_map(|(word, role)| {
        let day = name.strip_prefix(word)?;
        // 窗口工作时间：… is no turn.
        (day.is_empty() || day.starts_with(' ')).then_some(Speaker { role, day: day.trim(), said })
    })
}

fn noon(day: &str) -> Option<Timestamp> {
    let date = Date::parse(day)?;
    Some(Timestamp { seconds: i64::from(date.days()) * 86_400 + 43_200, date, offset: 0 })
}

/// Takes the marks 【 】 out of a turn and remembers where they stood.
fn marked(
    role: Role,
    at: Option<Timestamp>,
    written: &str,
) -> Result<ExampleTurn, (&'static str, &'static str)> {
    let (lacks, written) = match written.strip_prefix("【】") {
        Some(rest) => (true, rest),
        None => (false, written),
    };
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut open = None;
    for ch in written.chars() {
        match (ch, open) {
            ('【', None) => open = Some(text.len()),
            ('】', Some(start)) if start < text.len() => {
                marks.push(ByteSpan::new(start, text.len()));
                open = None;
            }
            ('【' | '】', _) => return Err(UNPAIRED),
            _ => text.push(ch),
        }
    }
    match open {
        Some(_) => Err(UNPAIRED),
        None => Ok(ExampleTurn { turn: Turn { role, text, at }, marks, lacks }),
    }
}

const UNPAIRED: (&str, &str) =
    ("例句里的【】不成对，或里面是空的", "把应当标出的字写在【】里，一对一对地写");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conversation_is_read_by_its_speakers_days_and_end() {
        let written = "群众：我要补缴。\n窗口 2026-03-01：请带\n【身份证】。\n系统：已转接\n窗口：【】好。\n（完）";
        let example = Example::read(written, 1).expect("sound");
        let roles: Vec<Role> = example.turns.iter().map(|turn| turn.turn.role).collect();
        assert_eq!(roles, [Role::Citizen, Role::Clerk, Role::System, Role::Clerk]);
        assert_eq!(example.turns[1].turn.text, "请带\n身份证。");
        assert_eq!(example.turns[1].turn.at.map(|at| at.date), Date::parse("2026-03-01"));
        assert_eq!(example.marks(), [(1, Some(ByteSpan::new(7, 16))), (3, None)]);
        let talk = example.conversation(Channel::Chat);
        assert_eq!((talk.unsent, talk.from_start, talk.closes), (false, true, Some(true)));
    }

    #[test]
    fn what_only_looks_like_a_speaker_is_a_draft() {
        for draft in ["窗口工作时间：九点到五点。", "您好，窗口：二楼。", "群众反映：没人接。"]
        {
            let example = Example::read(draft, 1).expect("sound");
            assert!(example.conversation(Channel::Chat).unsent, "{draft}");
        }
    }

    #[test]
    fn marks_without_a_partner_and_days_that_are_none_are_refused() {
        for bad in [
            "我【不知道。",
            "我不】知道。",
            "我【【不】】知道。",
            "我【】不知道。",
            "窗口 三月：好。",
        ] {
            assert!(Example::read(bad, 1).is_err(), "{bad}");
        }
    }
}
