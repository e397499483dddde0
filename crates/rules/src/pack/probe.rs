//! Sentences made from a pack itself: what its phrases find, and what its guards take away again.
//!
//! Examples are written by people and so are few. A word that is mistyped in a set, or a pattern that is lost from a
//! guard, shows in none of them; it does show when a sentence made from the older pack is judged by the newer one.

use super::model::{Pack, Rule};
use super::pattern::{Node, Pattern};

/// All sentences of a pack: each phrase spelled out, alone, and one of them beside each pattern of each guard and
/// company, and inside what covers it.
pub(super) fn probes(pack: &Pack) -> Vec<String> {
    pack.rules.iter().flat_map(|rule| texts_of(pack, rule)).collect()
}

fn texts_of(pack: &Pack, rule: &Rule) -> Vec<String> {
    let mut texts: Vec<String> =
        rule.phrases.iter().flat_map(|phrase| spelled_out(pack, phrase)).collect();
    let Some(phrase) = rule.phrases.first().map(|phrase| spell(pack, &phrase.nodes, None)) else {
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
        beside(&context.covers, &str::to_owned);
    }
    for &company in rule.company.iter().flat_map(|company| &company.any) {
        let near = &pack.contexts[usize::from(company)].near;
        beside(near, &|words| format!("{phrase}，{words}。"));
        beside(&near[..1], &|words| format!("{phrase}。{words}。"));
    }
    // What covers a phrase holds it in a gap.
    for &covering in rule.unless.iter().chain(&pack.masks) {
        let covers = &pack.contexts[usize::from(covering)].covers;
        texts.extend(covers.iter().map(|pattern| spell(pack, &pattern.nodes, Some(&phrase))));
    }
    texts
}

/// What a gap is filled with: a word that no rule and no guard knows.
const FILLER: &str = "甲";

/// Texts that a pattern must find: the shortest one, one for each word of a set and each choice, and one for each gap
/// at its widest.
pub(super) fn spelled_out(pack: &Pack, pattern: &Pattern) -> Vec<String> {
    let mut texts = ways(pack, &pattern.nodes);
    texts.sort_unstable();
    texts.dedup();
    texts
}

fn ways(pack: &Pack, nodes: &[Node]) -> Vec<String> {
    let ways_of = |node: &Node| -> Vec<String> {
        match node {
            Node::Text(text) => vec![text.clone()],
            Node::Set(set) => pack.sets[usize::from(*set)].clone(),
            Node::Choice(branches) => {
                branches.iter().flat_map(|branch| ways(pack, branch)).collect()
            }
            Node::Optional(inner) => {
                core::iter::once(String::new()).chain(ways(pack, inner)).collect()
            }
            Node::Gap(gap) => vec![String::new(), FILLER.repeat(usize::from(gap.most))],
            Node::Anchor(_) | Node::Not(..) => vec![String::new()],
        }
    };
    let options: Vec<Vec<String>> = nodes.iter().map(ways_of).collect();
    let mut texts = Vec::new();
    for (varied, list) in options.iter().enumerate() {
        for word in list {
            let piece = |(at, list): (usize, &Vec<String>)| {
                if at == varied { word.clone() } else { list[0].clone() }
            };
            texts.push(options.iter().enumerate().map(piece).collect());
        }
    }
    if texts.is_empty() {
        texts.push(String::new());
    }
    texts
}

/// The first way to say a pattern, its gaps empty, or the first of them that has room holding `inside`.
fn spell(pack: &Pack, nodes: &[Node], inside: Option<&str>) -> String {
    let mut left = inside;
    let piece = |node: &Node| match node {
        Node::Text(text) => text.clone(),
        Node::Set(set) => pack.sets[usize::from(*set)][0].clone(),
        Node::Choice(branches) => spell(pack, &branches[0], None),
        Node::Gap(gap) => left
            .take_if(|words| words.chars().count() <= usize::from(gap.most))
            .unwrap_or_default()
            .to_owned(),
        Node::Optional(_) | Node::Anchor(_) | Node::Not(..) => String::new(),
    };
    nodes.iter().map(piece).collect()
}
