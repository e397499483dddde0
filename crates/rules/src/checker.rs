//! The one entry: a [`Checker`] is built from a pack once and judges any number of conversations.

use core::cell::OnceCell;

use sha2::{Digest, Sha256};

use crate::conversation::{Conversation, When};
use crate::finding::{Finding, Report, RuleIndex, Stage};
use crate::fix::Fix;
use crate::id::{Identity, hex};
use crate::judge::{Judge, Talk};
use crate::mend;
use crate::pack::model::Pack;
use crate::pack::{CompiledError, PackInfo, Rule, Source, decode};
use crate::text::{FoldTable, Folded};

/// A rule pack, ready to judge.
pub struct Checker {
    pack: Pack,
    table: FoldTable,
    judge: Judge,
}

impl Checker {
    /// Loads a compiled pack (`.liyan`).
    ///
    /// # Errors
    /// If the bytes are no pack, damaged, newer than this engine knows, or meant for a newer engine.
    pub fn from_compiled(bytes: impl AsRef<[u8]>) -> Result<Self, CompiledError> {
        decode(bytes).map(Self::new)
    }

    #[inline]
    pub(crate) fn new(pack: Pack) -> Self {
        let judge = Judge::new(&pack);
        Self { pack, table: FoldTable::new(), judge }
    }

    /// Judges the clerk's turns: of a draft the unsent one alone, else all of them.
    ///
    /// # Panics
    /// If one turn is 4 GiB or longer; whoever reads texts bounds them long before.
    #[inline]
    pub fn check(&self, conversation: &Conversation, when: When) -> Report {
        let mut report = Report::default();
        for finding in self.talk(conversation, when).findings() {
            let list = match self.rule(finding.rule).stage {
                Stage::Shadow => &mut report.shadow,
                _ => &mut report.findings,
            };
            list.push(finding);
        }
        report
    }

    #[inline]
    fn talk<'c>(&'c self, conversation: &'c Conversation, when: When) -> Talk<'c> {
        Talk::new(&self.judge, &self.pack, &self.table, conversation, when)
    }

    /// The phrases of one rule that fire, whichever of them is then the longest.
    #[cfg(feature = "toml")]
    pub(crate) fn fired(&self, rule: RuleIndex, conversation: &Conversation) -> Vec<u16> {
        self.talk(conversation, When::Closed).fired(rule)
    }

    /// Why one rule finds nothing, in the pack's own names.
    #[cfg(feature = "toml")]
    pub(crate) fn why_silent(&self, rule: RuleIndex, conversation: &Conversation) -> Vec<String> {
        self.talk(conversation, When::Closed).why_silent(rule)
    }

    /// What the pack says of itself.
    pub fn pack(&self) -> &PackInfo {
        &self.pack.info
    }

    /// All rules, in the order of the pack.
    pub fn rules(&self) -> &[Rule] {
        &self.pack.rules
    }

    /// The rule of a finding.
    pub fn rule(&self, index: RuleIndex) -> &Rule {
        &self.pack.rules[usize::from(index.0)]
    }

    /// The articles that a rule rests on.
    pub fn citations<'a>(&'a self, rule: &'a Rule) -> impl Iterator<Item = &'a Source> {
        rule.cite.iter().map(|&source| &self.pack.sources[usize::from(source)])
    }

    /// What people call the rule's category.
    pub fn category_label(&self, rule: &Rule) -> Option<&str> {
        rule.category.map(|category| self.pack.categories[usize::from(category)].label.as_str())
    }

    /// Ways to mend a finding of this conversation, the best first. Made on demand.
    #[inline]
    pub fn fixes(&self, conversation: &Conversation, finding: &Finding) -> Vec<Fix> {
        self.mender(conversation).fixes(finding)
    }

    /// For the fixes of many findings of one conversation.
    #[inline]
    pub fn mender<'c>(&'c self, conversation: &'c Conversation) -> Mender<'c> {
        Mender {
            checker: self,
            talk: self.talk(conversation, When::Sending),
            found: OnceCell::new(),
        }
    }

    /// The identity of each finding of a report, in the report's order: 32 hexadecimal digits that
    /// survive reordering of records and never contain text. `record` is the record's own id; without one
    /// the content stands in.
    pub fn finding_ids(
        &self,
        conversation: &Conversation,
        record: Option<&str>,
        findings: &[Finding],
    ) -> Vec<String> {
        let content = record.is_none().then(|| content_hash(conversation));
        let record = record.or(content.as_deref()).unwrap_or_default();
        let key = |finding: &Finding| {
            let turn = conversation.turns.get(finding.turn);
            let matched = finding.span.zip(turn).map_or("", |(span, turn)| span.of(&turn.text));
            (finding.turn, finding.rule, Folded::new(&self.table, matched).text())
        };
        let keys: Vec<_> = findings.iter().map(key).collect();
        // Equal ones side by side, each time in the report's order.
        let mut order: Vec<usize> = (0..keys.len()).collect();
        order.sort_by(|&one, &other| keys[one].cmp(&keys[other]));
        let mut ids = vec![String::new(); keys.len()];
        for equal in order.chunk_by(|&one, &other| keys[one] == keys[other]) {
            for (ordinal, &at) in equal.iter().enumerate() {
                let (turn, rule, matched) = &keys[at];
                ids[at] = Identity {
                    pack: &self.pack.info.id,
                    rule: &self.rule(*rule).id,
                    record,
                    turn: *turn,
                    matched,
                    ordinal,
                }
                .digest();
            }
        }
        ids
    }
}

/// So many findings are compared with those that a fix leaves.
const MOST_COMPARED: usize = 64;

/// Makes the fixes of one conversation; reads each of its turns once.
pub struct Mender<'c> {
    checker: &'c Checker,
    talk: Talk<'c>,
    /// What is found before anything is mended.
    found: OnceCell<Vec<Finding>>,
}

impl Mender<'_> {
    /// Ways to mend a finding of the conversation, the best first.
    #[inline]
    pub fn fixes(&self, finding: &Finding) -> Vec<Fix> {
        if finding.turn >= self.talk.conversation.turns.len() {
            return Vec::new();
        }
        let rule = self.checker.rule(finding.rule);
        let mut fixes = mend::fixes(&self.talk, finding.turn, rule, finding.span);
        fixes.retain(|fix| self.betters(finding, fix));
        fixes
    }

    /// Whether fewer findings as grave are left after the fix: no word of a draft may be right for one rule and raise
    /// another. Slots are read as if their names stood in them.
    #[inline]
    fn betters(&self, finding: &Finding, fix: &Fix) -> bool {
        let grave = |found: &[Finding]| {
            found.iter().filter(|other| other.severity >= finding.severity).count()
        };
        let found = self.found.get_or_init(|| self.talk.findings());
        // Each fix costs another check of the whole; beyond so many findings the pack's own test of its fixes must do.
        if found.len() > MOST_COMPARED {
            return true;
        }
        let mut mended = self.talk.conversation.clone();
        let text = &mut mended.turns[finding.turn].text;
        *text = fix.apply(text);
        for slot in &fix.slots {
            *text = text.replace(&format!("{{{}}}", slot.name), &slot.name);
        }
        grave(&self.checker.talk(&mended, self.talk.when).findings()) < grave(found)
    }
}

fn content_hash(conversation: &Conversation) -> String {
    let mut hash = Sha256::new();
    for turn in &conversation.turns {
        hash.update([turn.role as u8]);
        hash.update((turn.text.len() as u64).to_le_bytes());
        hash.update(turn.text.as_bytes());
    }
    hex(&hash.finalize()[..16])
}
