//! The figures of a finished run.

use liyan_rules::{Checker, Date};

use super::groups::{Counted, Groups, Key};
use super::{Decided, RuleTally, Tally};
use crate::figures::{
    About, ArticleLine, Figures, FileLine, Group, Reviewed, RuleLine, ScoreLine, Verdict,
};
use crate::redact::redact;
use crate::views::{Period, Views};

/// So many words of one rule are told.
const WORDS: usize = 8;
/// A trend over more days than this is told by month.
const DAYS: i32 = 62;

impl Tally<'_> {
    /// All figures of what was counted.
    pub fn finish(self, files: Vec<FileLine>) -> Figures {
        let hide = self.options.redact;
        let tell = |text: &str| if hide { redact(text).into_owned() } else { text.to_owned() };
        let score = score_line(self.checker);
        let views = self.options.views;
        let checker = self.checker;
        let title = |rule: u16| checker.rules()[usize::from(rule)].title.clone();
        let about = self.about(&score);
        let mut figures = Figures { about, ..Figures::default() };
        groups(&mut figures, &self.groups, checker, &score, views, self.days);
        if views.rule {
            figures.by_rule = by_rule(checker, &self.rules, tell);
        }
        if views.article {
            figures.by_article = by_article(checker, &self.rules);
        }
        let decided = Decided { verdicts: &self.decided, copies: &self.copies };
        figures.cases = self.cases.finish(checker, &decided, &files, tell);
        figures.templates = self.templates.finish(tell);
        figures.doubtful = self.doubts.finish(checker, &self.rules, tell);
        figures.best = self.best.finish(&files, tell);
        figures.sample =
            self.sample.map(|sample| sample.finish(&files, tell, title)).unwrap_or_default();
        let copies = self.copies;
        let with_copies = |(id, (likeness, reviewed)): (String, (u64, Reviewed))| {
            let copies = copies.get(&likeness).copied().unwrap_or(1);
            (id, Reviewed { copies, ..reviewed })
        };
        let found = self.reviewed.into_iter().map(with_copies).collect();
        figures.reviewed = self.options.accepted.reviewed(found);
        figures.counts = self.counts;
        figures.about.files = files;
        figures
    }

    fn about(&self, score: &ScoreLine) -> About {
        let pack = self.checker.pack();
        let options = &self.options;
        About {
            engine: env!("CARGO_PKG_VERSION").into(),
            pack: pack.id.clone(),
            pack_version: pack.version.clone(),
            pack_title: pack.title.clone(),
            pack_hash: pack.hash.clone(),
            pack_notice: pack.notice.clone(),
            files: Vec::new(),
            redacted: options.redact,
            days: self.days.map(|(first, last)| {
                (Date::from_days(first).to_string(), Date::from_days(last).to_string())
            }),
            since: options.since.map(|day| day.to_string()),
            until: options.until.map(|day| day.to_string()),
            baseline: options.baseline.as_ref().map(|(name, _)| name.clone()),
            known: self.known,
            sampling: self.sample.as_ref().map(|sample| sample.sampling().clone()),
            score: score.clone(),
            views: options.views,
        }
    }
}

fn score_line(checker: &Checker) -> ScoreLine {
    let score = checker.pack().score;
    ScoreLine {
        full: score.bounds.full.into(),
        floor: score.bounds.floor.into(),
        off: [score.block.into(), score.warn.into(), score.suggest.into()],
        most_repeats: score.bounds.repeats.into(),
    }
}

fn groups(
    figures: &mut Figures,
    all: &Groups,
    checker: &Checker,
    score: &ScoreLine,
    views: Views,
    days: Option<(i32, i32)>,
) {
    let short = days.is_none_or(|(first, last)| last - first <= DAYS);
    let period = views.period.unwrap_or(if short { Period::Day } else { Period::Month });
    let scored = |rule: u16| checker.rules()[usize::from(rule)].scored;
    for (key, counted) in all.sorted() {
        let group = |counted: &Counted| -> Group { counted.group(key, score, scored) };
        match key {
            Key::Total => figures.total = group(counted),
            Key::Channel(_) if views.channel => figures.by_channel.push(group(counted)),
            Key::Unit(..) if views.unit => figures.by_unit.push(group(counted)),
            Key::Clerk(_) => {
                figures.clerks += 1;
                match counted.is_upheld() {
                    true if views.clerk => figures.by_clerk.push(group(counted)),
                    false if counted.is_flagged() => figures.clerks_unnamed += 1,
                    _ => {}
                }
            }
            Key::Month(_) if views.trend && period == Period::Month => {
                figures.by_period.push(group(counted))
            }
            Key::Day(_) if views.trend && period == Period::Day => {
                figures.by_period.push(group(counted))
            }
            _ => {}
        }
    }
}

fn by_rule(checker: &Checker, rules: &[RuleTally], tell: impl Fn(&str) -> String) -> Vec<RuleLine> {
    let mut lines: Vec<RuleLine> = checker
        .rules()
        .iter()
        .zip(rules)
        .filter(|(_, tally)| tally.findings > 0)
        .map(|(rule, tally)| {
            let mut words: Vec<(String, u64)> =
                tally.words.iter().map(|(words, count)| (tell(words), *count)).collect();
            words.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
            words.truncate(WORDS);
            RuleLine {
                id: rule.id.clone(),
                title: rule.title.clone(),
                message: rule.message.clone(),
                articles: checker.citations(rule).map(|source| source.label.clone()).collect(),
                basis: rule.basis,
                severity: rule.severity,
                findings: tally.findings,
                levels: tally.severities,
                verdicts: tally.verdicts,
                words,
            }
        })
        .collect();
    // The graver kind first, as suggestions are always the many.
    lines.sort_by(|one, other| {
        (other.severity, other.findings)
            .cmp(&(one.severity, one.findings))
            .then_with(|| one.id.cmp(&other.id))
    });
    lines
}

fn by_article(checker: &Checker, rules: &[RuleTally]) -> Vec<ArticleLine> {
    let mut lines: Vec<ArticleLine> = Vec::new();
    let mut order: Vec<(u32, String)> = Vec::new();
    for (rule, tally) in checker.rules().iter().zip(rules).filter(|(_, tally)| tally.findings > 0) {
        for source in checker.citations(rule) {
            let at = match lines.iter().position(|line| line.label == source.label) {
                Some(at) => at,
                None => {
                    order.push((source.id.parse().unwrap_or(u32::MAX), source.id.clone()));
                    lines.push(ArticleLine {
                        label: source.label.clone(),
                        text: source.text.clone(),
                        findings: [0; 3],
                        upheld: 0,
                    });
                    lines.len() - 1
                }
            };
            for (sum, count) in lines[at].findings.iter_mut().zip(tally.severities) {
                *sum += count;
            }
            lines[at].upheld += tally.verdicts[Verdict::Upheld as usize];
        }
    }
    let mut sorted: Vec<_> = order.into_iter().zip(lines).collect();
    sorted.sort_by(|one, other| one.0.cmp(&other.0));
    sorted.into_iter().map(|(_, line)| line).collect()
}
