//! Sentences made from a pack itself: what its phrases find, and what its guards take away again.
//!
//! Examples are written by people and so are few. A word that is mistyped in a set, or a pattern that is lost from a
//! guard, shows in none of them; it does show when a sentence made from the older pack is judged by the newer one.

use super::model::{Pack, Rule};
use super::pattern::{Node, Pattern};

/// One sentence made from a rule.
pub(super) struct Probe {
    pub rule: usize,
    pub text: String,
}

/// All sentences of a pack: each phrase spelled out, alone, and one of them beside each pattern of each guard and
/// company.
pub(super) fn probes(pack: &Pack) -> Vec<Probe> {
    let mut probes = Vec::new();
    for (rule, made) in pack.rules.iter().enumerate() {
        probes.extend(texts_of(pack, made).into_iter().map(|text| Probe { rule, text }));
    }
    probes.sort_unstable_by(|one, other| (&one.text, one.rule).cmp(&(&other.text, other.rule)));
    probes.dedup_by(|one, other| one.text == other.text);
    probes
}

fn texts_of(pack: &Pack, rule: &Rule) -> Vec<String> {
    let mut texts: Vec<String> =
        rule.phrases.iter().flat_map(|phrase| spelled_out(pack, phrase)).collect();
    let Some(phrase) = rule.phrases.first().map(|phrase| shortest(pack, &phrase.nodes)) else {
        return texts;
    };
    let mut beside = |patterns: &[Pattern], place: &dyn Fn(&str) -> String| {
        for pattern in patterns {
            texts.extend(spelled_out(pack, pattern).iter().map(|words| place(words)));
        }
    };
    for &guard in &rule.unless {
        let context = &pack.contexts[usize::from(guard)];
        beside(&context.left, &|words| format!("{words}{phrase}"));
        beside(&context.right, &|words| format!("{phrase}{words}"));
    }
    for &company in rule.company.iter().flat_map(|company| &company.any) {
        beside(&pack.contexts[usize::from(company)].near, &|words| format!("{phrase}，{words}。"));
    }
    texts
}

/// Texts that a pattern must find: the shortest one, and one for each word of a set and each choice.
pub(super) fn spelled_out(pack: &Pack, pattern: &Pattern) -> Vec<String> {
    let choices = |node: &Node| -> Vec<String> {
        match node {
            Node::Set(set) => pack.sets[usize::from(*set)].clone(),
            Node::Choice(branches) => {
                branches.iter().map(|branch| shortest(pack, branch)).collect()
            }
            Node::Optional(inner) => vec![String::new(), shortest(pack, inner)],
            other => vec![shortest(pack, core::slice::from_ref(other))],
        }
    };
    let options: Vec<Vec<String>> = pattern.nodes.iter().map(choices).collect();
    let mut texts = Vec::new();
    for (varied, list) in options.iter().enumerate() {
        for word in list {
            let piece = |(at, list): (usize, &Vec<String>)| {
                if at == varied { word.clone() } else { list[0].clone() }
            };
            texts.push(options.iter().enumerate().map(piece).collect());
        }
    }
    texts.sort_unstable();
    texts.dedup();
    texts
}

fn shortest(pack: &Pack, nodes: &[Node]) -> String {
    let piece = |node: &Node| match node {
        Node::Text(text) => text.clone(),
        Node::Set(set) => pack.sets[usize::from(*set)][0].clone(),
        Node::Choice(branches) => shortest(pack, &branches[0]),
        Node::Optional(_) | Node::Gap(_) | Node::Anchor(_) => String::new(),
    };
    nodes.iter().map(piece).collect()
}
