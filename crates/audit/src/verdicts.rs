//! Verdicts that were reached before: a fifth of all chat messages repeat an earlier one to the letter, and to judge one
//! costs a hundred times what it costs to know it again.

use std::collections::HashMap;
use std::mem;

use liyan_rules::{Checker, Conversation, Date, Report, When};
use sha2::{Digest, Sha256};

/// So many verdicts make a generation; two of them are remembered.
const GENERATION: usize = 1 << 14;
/// Longer texts are letters, which hardly repeat.
const LONGEST: usize = 1_200;

/// The verdicts on messages that stand alone, a bounded number of them: what was not asked for while a whole generation
/// came in is forgotten.
pub struct Verdicts {
    /// The days on which rules come into force, in order: between two of them the day makes no difference.
    days: Vec<Date>,
    young: HashMap<Key, Report>,
    old: HashMap<Key, Report>,
}

/// Half of a SHA-256: whoever writes the texts can not make two of them one.
type Key = [u8; 16];

impl Verdicts {
    /// None yet of this checker.
    pub fn new(checker: &Checker) -> Self {
        let of_rules = checker.rules().iter().map(|rule| rule.effective_from);
        let mut days: Vec<Date> =
            of_rules.chain([checker.pack().effective_from]).flatten().collect();
        days.sort_unstable();
        days.dedup();
        Self { days, young: HashMap::new(), old: HashMap::new() }
    }

    /// The verdict on a conversation, reached by `judge` unless it is known.
    pub fn of(
        &mut self,
        conversation: &Conversation,
        when: When,
        judge: impl FnOnce(&Conversation) -> Report,
    ) -> Report {
        let Some(key) = self.key(conversation, when) else { return judge(conversation) };
        if let Some(report) = self.young.get(&key) {
            return report.clone();
        }
        let report = self.old.remove(&key).unwrap_or_else(|| judge(conversation));
        if self.young.len() >= GENERATION {
            self.old = mem::take(&mut self.young);
        }
        // Thousands of findings in one message are no message that comes again.
        if report.findings.len() + report.shadow.len() <= 8 {
            self.young.insert(key, report.clone());
        }
        report
    }

    /// All that the verdict on a lone message depends on; none for anything else.
    fn key(&self, conversation: &Conversation, when: When) -> Option<Key> {
        let Conversation { turns, channel, unsent, from_start, closes, public, matter } =
            conversation;
        let [turn] = turns.as_slice() else { return None };
        if turn.text.len() > LONGEST {
            return None;
        }
        let flag = |flag: Option<bool>| flag.map_or(2, u8::from);
        let days_before = |date: Date| self.days.partition_point(|day| *day <= date);
        let day = turn.at.map_or(u64::MAX, |at| days_before(at.date) as u64);
        let mut hash = Sha256::new();
        hash.update([
            *channel as u8,
            turn.role as u8,
            when as u8,
            u8::from(*unsent),
            u8::from(*from_start),
            flag(*closes),
            flag(*public),
            u8::from(matter.is_some()),
        ]);
        hash.update(day.to_le_bytes());
        hash.update(turn.text.as_bytes());
        let mut key = Key::default();
        key.copy_from_slice(&hash.finalize()[..16]);
        Some(key)
    }
}

#[cfg(test)]
mod tests {
    use liyan_rules::pack::read_toml;
    use liyan_rules::{Channel, Role, Turn};

    use super::*;

    const PACK: &str = "[pack]\nid = 'p'\nversion = '0.1.0'\ntitle = 't'\nlicense = 'MIT'\nnotice = 'n'\n\
        [source.art1]\nlabel = '1'\ntext = '…'\n[context.calm]\nwhy = 'w'\nleft = ['您']\n\
        [[rule]]\nid = 'r'\nkind = 'forbid'\ntitle = 't'\ncite = ['art1']\nbasis = 'stated'\nseverity = 'block'\n\
        message = 'm'\nphrases = ['不知道']\neffective_from = '2026-03-10'\nchannel = ['chat']\n";

    fn checker() -> Checker {
        let pack = read_toml("p.toml", PACK).unwrap_or_else(|errors| panic!("{errors}"));
        pack.checker().expect("it loads")
    }

    fn message(text: &str, day: &str) -> Conversation {
        let at = crate::row::moment(day);
        let turns = vec![Turn { role: Role::Clerk, text: text.into(), at }];
        Conversation { unsent: true, turns, ..Conversation::default() }
    }

    /// Judges it, and says whether that was work.
    fn judged(verdicts: &mut Verdicts, checker: &Checker, message: &Conversation) -> (usize, bool) {
        let mut worked = false;
        let report = verdicts.of(message, When::Sending, |message| {
            worked = true;
            checker.check(message, When::Sending)
        });
        assert_eq!(report, checker.check(message, When::Sending));
        (report.findings.len(), worked)
    }

    #[test]
    fn the_same_message_is_judged_once_and_what_makes_a_difference_is_no_repeat() {
        let checker = checker();
        let mut verdicts = Verdicts::new(&checker);
        let late = message("我不知道", "2026-03-12");
        assert_eq!(judged(&mut verdicts, &checker, &late), (1, true));
        assert_eq!(judged(&mut verdicts, &checker, &message("我不知道", "2026-03-20")), (1, false));
        // Before the rule was in force, in another channel, by somebody else.
        assert_eq!(judged(&mut verdicts, &checker, &message("我不知道", "2026-03-09")), (0, true));
        let letter = Conversation { channel: Channel::Letter, ..late.clone() };
        assert_eq!(judged(&mut verdicts, &checker, &letter), (0, true));
        let mut citizen = late.clone();
        citizen.turns[0].role = Role::Citizen;
        assert_eq!(judged(&mut verdicts, &checker, &citizen), (0, true));
    }

    #[test]
    fn only_so_many_are_remembered() {
        let checker = checker();
        let mut verdicts = Verdicts::new(&checker);
        let number = |number: usize| message(&format!("好的{number}"), "2026-03-12");
        for at in 0..4 * GENERATION {
            judged(&mut verdicts, &checker, &number(at));
            // Whoever comes all the time stays.
            if at % 1_000 == 0 {
                assert_eq!(judged(&mut verdicts, &checker, &number(0)), (0, false));
            }
        }
        assert!(verdicts.young.len() + verdicts.old.len() <= 2 * GENERATION);
    }
}
