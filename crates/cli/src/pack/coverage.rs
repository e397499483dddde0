//! `liyan pack coverage`: each article of the source with its rules, or the reason why text can not show it.

use std::path::Path;

use liyan_rules::Stage;
use liyan_rules::pack::coverage::{Article, Citing, articles};

use super::{heading, say};
use crate::exit::Exit;
use crate::packs::{self, Refused};
use liyan_audit::words;

/// Prints the articles; those that nothing looks at make it exit 1.
///
/// # Errors
/// If the pack can not be read.
pub fn run(file: &Path) -> Result<Exit, Refused> {
    let loaded = packs::read(file)?;
    let articles = articles(&loaded);
    let mut text = heading(loaded.info());
    articles.iter().for_each(|article| text += &told(article));
    text += &summary(&articles);
    let open = articles.iter().any(Article::is_open);
    Ok(say(&text).or(if open { Exit::Findings } else { Exit::Clean }))
}

fn told(article: &Article) -> String {
    let mut text = format!("\n{}\n", article.source.label);
    for citing in &article.rules {
        text += &format!("    {}\n", rule(citing));
    }
    match (&article.source.unseen, article.rules.as_slice()) {
        (Some(why), []) => text += &format!("    从文字里看不出来：{why}\n"),
        (Some(why), _) => text += &format!("    另有部分从文字里看不出来：{why}\n"),
        (None, []) => text += "    还没有规则\n",
        (None, _) if article.is_open() => text += "    还没有规则：上面的都停用了\n",
        (None, _) => {}
    }
    text
}

fn rule(citing: &Citing) -> String {
    let rule = citing.rule;
    let stage = match rule.stage {
        Stage::Active => String::new(),
        other => format!("，{}", words::stage(other)),
    };
    // A rule that requires something has no phrases of its own.
    let phrases = match (rule.tone(), citing.phrases) {
        (Some(model), _) => format!("语气模型 {model}，"),
        (None, 0) => String::new(),
        (None, count) => format!("{count} 条短语，"),
    };
    format!(
        "{}  {}：{}，{}，{}{stage}，{phrases}{} 个例句",
        rule.id,
        rule.title,
        words::kind(rule.kind),
        words::level(rule.severity),
        words::basis(rule.basis),
        citing.examples,
    )
}

fn summary(articles: &[Article]) -> String {
    let open = articles.iter().filter(|article| article.is_open()).count();
    let unseen = |article: &&Article| {
        article.source.unseen.is_some() && !article.rules.iter().any(Citing::is_judged)
    };
    let unseen = articles.iter().filter(unseen).count();
    let all = articles.len();
    let seen = all - open - unseen;
    format!("\n共 {all} 条：{seen} 条有规则，{unseen} 条从文字里看不出来，{open} 条还没有规则。\n")
}
