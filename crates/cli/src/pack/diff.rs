//! `liyan pack diff`: what a new release of a pack judges otherwise, and which version number that asks for.

use std::path::Path;

use liyan_rules::PackInfo;
use liyan_rules::pack::diff::{Change, Diff, Step, compare};

use super::say;
use crate::exit::Exit;
use crate::packs::{self, Refused};
use liyan_audit::words;

/// Compares two releases; a version number that rose too little makes it exit 1.
///
/// # Errors
/// If one of them can not be read.
pub fn run(old: &Path, new: &Path) -> Result<Exit, Refused> {
    let (before, after) = (packs::read(old)?, packs::read(new)?);
    let diff = compare(&before, &after)
        .map_err(|error| Refused::bad(format!("{}：{error}", new.display())))?;
    let text = told(old, before.info(), after.info(), &diff);
    Ok(say(&text).or(if diff.is_enough { Exit::Clean } else { Exit::Findings }))
}

fn told(file: &Path, old: &PackInfo, new: &PackInfo, diff: &Diff) -> String {
    let mut text =
        format!("旧：规则包 {} {}\n新：规则包 {} {}\n", old.id, old.version, new.id, new.version);
    let mut section = |heading: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            text += &format!("\n{heading}（{}）\n{}", lines.len(), lines.concat());
        }
    };
    let plain = |ids: &[String]| ids.iter().map(|id| format!("    {id}\n")).collect();
    let example = |change: &Change| match change.line {
        // It stands in a pack that this one extends.
        0 => format!("    {}", changed(change)),
        line => format!("    {}:{line}  {}", file.display(), changed(change)),
    };
    let made = |change: &Change| format!("    {}", changed(change));
    section("旧例句的结论变了", diff.examples.iter().map(example).collect());
    section("照短语造的句子，结论变了", diff.made.iter().map(made).collect());
    section("新增的规则", plain(&diff.added));
    section("没有了的规则", plain(&diff.removed));
    section("写法变了的规则", plain(&diff.rewritten));
    section("只改了文字的规则、条文和模板", plain(&diff.reworded));
    text + &format!("\n{}\n", asked(old, new, diff))
}

/// A sentence with its two verdicts.
fn changed(change: &Change) -> String {
    let verdict = |lines: &[String]| match lines {
        [] => "不标".to_owned(),
        lines => lines.iter().map(|line| in_words(line)).collect::<Vec<_>>().join("；"),
    };
    let text = change.text.replace('\n', "\n        ");
    format!(
        "{text}\n        原来：{}\n        现在：{}\n",
        verdict(&change.before),
        verdict(&change.after)
    )
}

/// A line of a verdict (`RULE block “WORDS” ARTICLES stated active`) in people's words.
fn in_words(line: &str) -> String {
    let known = |word: &str| -> Option<&'static str> {
        let levels = words::LEVELS.iter().map(|&level| (level.name(), words::level(level)));
        let bases = words::BASES.iter().map(|&basis| (basis.name(), words::basis(basis)));
        let stages = words::STAGES.iter().map(|&stage| (stage.name(), words::stage(stage)));
        levels.chain(bases).chain(stages).find(|(name, _)| *name == word).map(|(_, said)| said)
    };
    let said = || {
        let (rule, rest) = line.split_once(' ')?;
        let (level, rest) = rest.split_once(' ')?;
        let (rest, stage) = rest.rsplit_once(' ')?;
        let (rest, basis) = rest.rsplit_once(' ')?;
        let (level, basis, stage) = (known(level)?, known(basis)?, known(stage)?);
        Some(format!("{rule} {level} {rest}（{basis}，{stage}）"))
    };
    said().unwrap_or_else(|| line.to_owned())
}

/// What the changes ask of the version number.
fn asked(old: &PackInfo, new: &PackInfo, diff: &Diff) -> String {
    let step = match diff.step {
        Step::None => return "结论没有变化。".into(),
        Step::Patch => "只改了给人看的文字",
        Step::Minor => "有新的规则或写法，原有例句的结论没有变",
        Step::Major => "原有例句的结论变了，或少了规则",
    };
    if diff.is_enough {
        return format!("{step}；版本从 {} 到 {}，够了。", old.version, new.version);
    }
    let wanted = raised(&old.version, diff.step);
    format!("{step}；新版本至少要写 {wanted}，现在写的是 {}。", new.version)
}

/// The lowest version number that is far enough from `old`.
fn raised(old: &str, step: Step) -> String {
    let parts: Vec<u64> = old.split('.').map(|part| part.parse().unwrap_or(0)).collect();
    let [major, minor, patch] = parts[..] else { return old.to_owned() };
    // Before 1.0 the middle number is the one that promises.
    match (step, major) {
        (Step::None, _) => old.to_owned(),
        (Step::Major, 0) | (Step::Minor, 1..) => format!("{major}.{}.0", minor + 1),
        (Step::Major, _) => format!("{}.0.0", major + 1),
        (Step::Minor, 0) | (Step::Patch, _) => format!("{major}.{minor}.{}", patch + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_is_said_without_the_packs_own_words() {
        assert_eq!(
            in_words("r1 block “不 知 道” 第十一条、第八条 stated active"),
            "r1 须改 “不 知 道” 第十一条、第八条（条文明列，正式使用）"
        );
        assert_eq!(in_words("nothing known"), "nothing known");
    }

    #[test]
    fn the_version_asked_for_is_the_lowest_that_will_do() {
        assert_eq!(raised("0.1.3", Step::Major), "0.2.0");
        assert_eq!(raised("0.1.3", Step::Minor), "0.1.4");
        assert_eq!(raised("1.1.3", Step::Major), "2.0.0");
        assert_eq!(raised("1.1.3", Step::Minor), "1.2.0");
        assert_eq!(raised("1.1.3", Step::Patch), "1.1.4");
    }
}
