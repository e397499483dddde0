//! Which articles of the source have rules: for those who must say what a pack looks at and what it can not see.

use super::load::LoadedPack;
use super::model::{Rule, Source};
use crate::finding::Stage;

/// One article and the rules that rest on it.
pub struct Article<'p> {
    /// The article.
    pub source: &'p Source,
    /// The rules that cite it, in the order of the pack.
    pub rules: Vec<Citing<'p>>,
}

/// One rule that cites an article.
pub struct Citing<'p> {
    /// The rule.
    pub rule: &'p Rule,
    /// How many phrases it looks for.
    pub phrases: usize,
    /// How many examples of all kinds hold it to its word.
    pub examples: usize,
}

impl Article<'_> {
    /// Whether nothing looks at it, though nobody said that it can not be seen.
    pub fn is_open(&self) -> bool {
        self.source.unseen.is_none() && self.rules.iter().all(|citing| !citing.is_judged())
    }
}

impl Citing<'_> {
    /// Whether the rule is judged at all.
    pub fn is_judged(&self) -> bool {
        self.rule.stage != Stage::Off
    }
}

/// Every article of the pack, in its order.
pub fn articles(loaded: &LoadedPack) -> Vec<Article<'_>> {
    let citing = |article: usize| {
        let rules = loaded.pack.rules.iter().zip(&loaded.examples);
        rules
            .filter(move |(rule, _)| rule.cite.iter().any(|&cited| usize::from(cited) == article))
            .map(|(rule, examples)| Citing {
                rule,
                phrases: rule.phrases.len(),
                examples: examples.count(),
            })
            .collect()
    };
    let sources = loaded.pack.sources.iter().enumerate();
    sources.map(|(at, source)| Article { source, rules: citing(at) }).collect()
}
