//! What changes from one release of a pack to the next, and which version step that asks for.
//!
//! The old pack's examples are judged by both, and so are sentences made from both packs. Changed data that no
//! sentence shows are named too: then an example is missing.

use sha2::{Digest, Sha256};

use super::CompiledError;
use super::compiled::version_numbers;
use super::load::LoadedPack;
use super::model::{Context, FixPlan, Pack, Rule, Words};
use super::pattern::{Node, Pattern};
use super::probe::probes;
use crate::checker::Checker;
use crate::conversation::{Channel, Conversation, When};

/// How much a version number has to rise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Step {
    /// Nothing changed.
    #[default]
    None,
    /// Only words that people read.
    Patch,
    /// New rules, or verdicts that no example of the old pack had settled.
    Minor,
    /// An example of the old pack is judged otherwise, or a rule is gone.
    Major,
}

/// A sentence that is judged otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The sentence, as the pack has it or as made from the pack.
    pub text: String,
    /// Line in the old pack's file, from 1; 0 for a sentence that was made.
    pub line: usize,
    /// The old verdict: rule, severity, marked words, articles.
    pub before: Vec<String>,
    /// The new verdict.
    pub after: Vec<String>,
}

/// All differences between two releases.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diff {
    /// Examples of the old pack that are judged otherwise.
    pub examples: Vec<Change>,
    /// Sentences made from either pack that are judged otherwise.
    pub made: Vec<Change>,
    /// Rules that only the new pack has.
    pub added: Vec<String>,
    /// Rules that only the old pack has.
    pub removed: Vec<String>,
    /// Rules of both that are written otherwise, whether or not a sentence shows it.
    pub rewritten: Vec<String>,
    /// Rules of both whose titles, messages or fixes read otherwise, and articles and templates that do.
    pub reworded: Vec<String>,
    /// What all that asks for.
    pub step: Step,
    /// Whether the new version number is far enough from the old.
    pub is_enough: bool,
}

/// Compares two releases of a pack.
///
/// # Errors
/// If one of them needs a newer engine.
pub fn compare(old: &LoadedPack, new: &LoadedPack) -> Result<Diff, CompiledError> {
    old.checker()?;
    new.checker()?;
    let mut diff = Diff {
        added: missing_rules(&new.pack, &old.pack),
        removed: missing_rules(&old.pack, &new.pack),
        rewritten: both(&old.pack, &new.pack, conduct),
        reworded: both(&old.pack, &new.pack, wording),
        ..Diff::default()
    };
    // A rule whose conduct is the same says the same of every text, so only the others are asked.
    let changed: Vec<&String> =
        [&diff.added, &diff.removed, &diff.rewritten].into_iter().flatten().collect();
    if !changed.is_empty() {
        let (before, after) = if [old, new].iter().any(|pack| listens(&pack.pack, &changed)) {
            // What listens gives way to all others, so they are all asked.
            (Checker::new(old.pack.clone()), Checker::new(new.pack.clone()))
        } else {
            (only(&old.pack, &changed), only(&new.pack, &changed))
        };
        diff.examples = changed_examples(old, &before, &after);
        diff.made = changed_probes(&old.pack, &new.pack, &before, &after);
    }
    let source = |(one, other): (&super::Source, &super::Source)| {
        (one.id == other.id && one != other).then(|| one.label.clone())
    };
    diff.reworded.extend(old.pack.sources.iter().zip(&new.pack.sources).filter_map(source));
    diff.reworded.extend(changed_templates(old, new));
    diff.step = if !diff.examples.is_empty() || !diff.removed.is_empty() {
        Step::Major
    } else if !diff.made.is_empty() || !diff.added.is_empty() || !diff.rewritten.is_empty() {
        Step::Minor
    } else if !diff.reworded.is_empty() {
        Step::Patch
    } else {
        Step::None
    };
    let (old, new) = (&old.pack.info.version, &new.pack.info.version);
    diff.is_enough = risen(old, new) >= diff.step && version_numbers(new) >= version_numbers(old);
    Ok(diff)
}

/// How far `new` is from `old`; a number that fell is no step.
fn risen(old: &str, new: &str) -> Step {
    // Loading refused whatever is no version.
    let numbers = |version| version_numbers(version).unwrap_or_default();
    let (old, new) = (numbers(old), numbers(new));
    let rises = |at: usize| new[..=at] > old[..=at];
    // Before 1.0 the middle number is the one that promises, as Cargo reads it too.
    let shift = usize::from(old[0] == 0);
    match () {
        () if new < old => Step::None,
        () if rises(0) || (shift == 1 && rises(1)) => Step::Major,
        () if rises(1) || (shift == 1 && rises(2)) => Step::Minor,
        () if rises(2) => Step::Patch,
        () => Step::None,
    }
}

/// A checker for these rules of a pack alone.
fn only(pack: &Pack, ids: &[&String]) -> Checker {
    let rule = |rule: &Rule| if ids.contains(&&rule.id) { rule.clone() } else { rule.silenced() };
    Checker::new(Pack { rules: pack.rules.iter().map(rule).collect(), ..pack.clone() })
}

/// Whether one of these rules listens.
fn listens(pack: &Pack, ids: &[&String]) -> bool {
    pack.rules.iter().any(|rule| rule.tone.is_some() && ids.contains(&&rule.id))
}

fn changed_examples(old: &LoadedPack, before: &Checker, after: &Checker) -> Vec<Change> {
    let moments = [When::Typing, When::Sending, When::Closed];
    let channels = [Channel::Chat, Channel::Letter];
    let mut changes = Vec::new();
    let all = old.examples.iter().flat_map(|examples| {
        let cases = examples.cases.iter().flat_map(|case| case.ok.iter().chain(&case.but));
        examples.bad.iter().chain(&examples.good).chain(cases)
    });
    for example in all {
        let ways = channels.iter().flat_map(|&channel| {
            // What an example leaves open is known here: that it is public, and one matter.
            let known = Conversation {
                public: Some(true),
                matter: Some(String::new()),
                ..example.conversation(channel)
            };
            moments.iter().map(move |&when| (known.clone(), when))
        });
        let differs = |(talk, when): (Conversation, When)| {
            let (was, is) = (verdict(before, &talk, when), verdict(after, &talk, when));
            (was != is).then_some((was, is))
        };
        if let Some((was, is)) = ways.into_iter().find_map(differs) {
            let text = example.written.clone();
            changes.push(Change { text, line: example.line, before: was, after: is });
        }
    }
    changes
}

fn changed_probes(old: &Pack, new: &Pack, before: &Checker, after: &Checker) -> Vec<Change> {
    let mut texts = probes(old);
    texts.extend(probes(new));
    texts.sort_unstable();
    texts.dedup();
    let by_channel =
        |pack: &Pack| pack.rules.iter().any(|rule| rule.channels.chat != rule.channels.letter);
    let channels: &[Channel] = match by_channel(old) || by_channel(new) {
        true => &[Channel::Chat, Channel::Letter],
        false => &[Channel::Chat],
    };
    let change = |text: String| {
        channels.iter().find_map(|&channel| {
            let draft = Conversation::draft(channel, text.as_str());
            let (was, is) =
                (verdict(before, &draft, When::Sending), verdict(after, &draft, When::Sending));
            (was != is).then(|| Change { text: text.clone(), line: 0, before: was, after: is })
        })
    };
    texts.into_iter().filter_map(change).collect()
}

/// What a checker says of a conversation, in comparable form.
fn verdict(checker: &Checker, talk: &Conversation, when: When) -> Vec<String> {
    let report = checker.check(talk, when);
    let line = |finding: &crate::Finding| {
        let rule = checker.rule(finding.rule);
        let words =
            finding.span.map_or("", |span| span.of(&talk.turns[finding.turn].text)).to_owned();
        let articles: Vec<&str> =
            checker.citations(rule).map(|source| source.label.as_str()).collect();
        format!(
            "{} {} “{words}” {} {} {}",
            rule.id,
            finding.severity.name(),
            articles.join("、"),
            rule.basis.name(),
            rule.stage.name(),
        )
    };
    report.findings.iter().chain(&report.shadow).map(line).collect()
}

fn changed_templates(old: &LoadedPack, new: &LoadedPack) -> Vec<String> {
    let by_name = |loaded: &LoadedPack, name: &str| {
        let at = loaded.samples.iter().position(|sample| sample.name == name)?;
        Some(loaded.pack.templates[at].clone())
    };
    let names = old.samples.iter().map(|sample| &sample.name);
    names.filter(|name| by_name(old, name) != by_name(new, name)).cloned().collect()
}

fn missing_rules(of: &Pack, from: &Pack) -> Vec<String> {
    let is_missing = |rule: &&Rule| from.rules.iter().all(|other| other.id != rule.id);
    of.rules.iter().filter(is_missing).map(|rule| rule.id.clone()).collect()
}

/// Rules of both packs of which `form` says something else.
fn both(old: &Pack, new: &Pack, form: fn(&Pack, &Rule) -> String) -> Vec<String> {
    let changed = |rule: &&Rule| {
        let other = new.rules.iter().find(|other| other.id == rule.id);
        other.is_some_and(|other| form(old, rule) != form(new, other))
    };
    old.rules.iter().filter(changed).map(|rule| rule.id.clone()).collect()
}

/// All that decides a rule's verdicts, with every name resolved: indices differ between packs.
fn conduct(pack: &Pack, rule: &Rule) -> String {
    let contexts = |indices: &[u16]| -> Vec<String> {
        indices.iter().map(|&index| context(pack, &pack.contexts[usize::from(index)])).collect()
    };
    let articles: Vec<(&str, &str)> = rule
        .cite
        .iter()
        .map(|&source| &pack.sources[usize::from(source)])
        .map(|source| (source.id.as_str(), source.label.as_str()))
        .collect();
    let company = rule.company.as_ref();
    format!(
        "{:?}",
        (
            (rule.kind, rule.basis, rule.severity, rule.stage, rule.when, rule.channels),
            rule.tone.as_ref().map(|tone| crate::hex(&Sha256::digest(tone.bytes()))),
            (articles, patterns(pack, &rule.phrases), contexts(&rule.unless)),
            company.map(|company| (contexts(&company.any), company.within, company.leaves)),
            (contexts(&rule.after), rule.place, rule.limit, contexts(&rule.fillers)),
            (rule.public_only, rule.effective_from.or(pack.info.effective_from), rule.scored),
            (contexts(&pack.masks), contexts(&pack.veto)),
        )
    )
}

fn context(pack: &Pack, context: &Context) -> String {
    let lists = [&context.left, &context.right, &context.covers, &context.near];
    format!("{}{:?}", context.firm, lists.map(|list| patterns(pack, list)))
}

fn patterns(pack: &Pack, patterns: &[Pattern]) -> Vec<String> {
    patterns.iter().map(|pattern| nodes(pack, &pattern.nodes)).collect()
}

fn nodes(pack: &Pack, list: &[Node]) -> String {
    let node = |node: &Node| match node {
        Node::Set(set) => format!("{:?}", pack.sets[usize::from(*set)]),
        Node::Optional(inner) => format!("[{}]", nodes(pack, inner)),
        Node::Choice(branches) => format!("({})", choice(pack, branches)),
        Node::Not(side, branches) => format!("{side:?}!({})", choice(pack, branches)),
        other => format!("{other:?}"),
    };
    list.iter().map(node).collect()
}

fn choice(pack: &Pack, branches: &[Vec<Node>]) -> String {
    let branches: Vec<String> = branches.iter().map(|branch| nodes(pack, branch)).collect();
    branches.join("|")
}

/// What people read of a rule.
fn wording(pack: &Pack, rule: &Rule) -> String {
    let words = |plan: &FixPlan| match &plan.words {
        Words::Text(text, twin) => format!("{text}{twin:?}"),
        Words::Template(index) => format!("{:?}", pack.templates[usize::from(*index)]),
    };
    let fixes: Vec<_> =
        rule.fixes.iter().map(|plan| (&plan.label, plan.action, words(plan))).collect();
    let category = rule.category.map(|category| &pack.categories[usize::from(category)].label);
    format!("{:?}", (&rule.title, &rule.message, category, fixes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_one_the_middle_number_is_the_major_step() {
        assert_eq!(risen("0.1.0", "0.2.0"), Step::Major);
        assert_eq!(risen("0.1.0", "0.1.1"), Step::Minor);
        assert_eq!(risen("1.1.0", "1.1.1"), Step::Patch);
        assert_eq!(risen("1.1.0", "1.2.0"), Step::Minor);
        assert_eq!(risen("1.1.0", "2.0.0"), Step::Major);
        assert_eq!(risen("1.1.0", "1.1.0"), Step::None);
        assert_eq!(risen("1.1.0", "1.0.9"), Step::None);
    }
}
