//! How the figures came about and what they do not say; and the appendix: all that another office needs to get the same.

use super::contents::{Contents, Heading};
use crate::figures::{Figures, FileLine, Group, ScoreLine};
use crate::report::{files, say};

/// Method and limits.
pub struct Method<'a> {
    pub heading: Heading,
    pub few: u64,
    /// How many, where there are any.
    pub quoting: Option<String>,
    pub repeats: Option<String>,
    pub score: Option<String>,
    pub notice: &'a str,
}

/// Files, rows, versions.
pub struct Appendix<'a> {
    pub heading: Heading,
    pub facts: Vec<(&'static str, String)>,
    pub hash: &'a str,
    pub files: Vec<File<'a>>,
    /// What is said of files that are not listed.
    pub more: Option<String>,
    /// What became of the rows: what, how many, examples.
    pub rows: Vec<Fate<'a>>,
    pub total: String,
}

/// One file.
pub struct File<'a> {
    pub name: &'a str,
    pub format: &'a str,
    pub encoding: &'a str,
    pub rows: String,
    pub refused: String,
    pub mapping: String,
    pub broken: Option<&'a str>,
    pub notes: &'a [String],
}

/// What became of some rows.
pub struct Fate<'a> {
    pub kind: &'static str,
    pub what: &'static str,
    pub rows: String,
    pub examples: &'a [String],
}

pub fn method<'a>(figures: &'a Figures, contents: &mut Contents) -> Method<'a> {
    Method {
        heading: contents.always("method", "方法和局限"),
        few: Group::FEWEST,
        quoting: some(figures.counts.quoting),
        repeats: some(figures.counts.repeats),
        score: score(&figures.about.score),
        notice: &figures.about.pack_notice,
    }
}

fn some(number: u64) -> Option<String> {
    (number > 0).then(|| say::count(number))
}

/// How points come about, where the pack has any.
fn score(score: &ScoreLine) -> Option<String> {
    let [block, warn, suggest] = score.off;
    (score.full > 0).then(|| {
        format!(
            "得分只计经核实成立的：满分{}分，每处须改扣{block}分、提醒扣{warn}分、建议扣{suggest}分，同一规则最多计{}次，最低{}分。没有人工核实的不打分。",
            score.full, score.most_repeats, score.floor
        )
    })
}

pub fn appendix<'a>(figures: &'a Figures, contents: &mut Contents) -> Appendix<'a> {
    let about = &figures.about;
    let heading = Heading { id: "appendix", title: "附录　读入、版本和去向".to_owned() };
    contents.parts.push(heading.clone());
    let mut facts = vec![
        ("程序", format!("礼言（Liyan）{}", about.engine)),
        ("规则包", format!("{} {}", about.pack, about.pack_version)),
    ];
    let asked = match (&about.since, &about.until) {
        (Some(since), Some(until)) => Some(say::days(since, until)),
        (Some(since), None) => Some(format!("{}以后", say::day(since))),
        (None, Some(until)) => Some(format!("{}以前", say::day(until))),
        (None, None) => None,
    };
    facts.extend(asked.map(|days| ("所选时段", days)));
    if let Some(baseline) = &about.baseline {
        let known = say::count(about.known);
        facts.push(("比对的旧报告", format!("{baseline}（已知{known}处）")));
    }
    let redacted =
        if about.redacted { "已遮盖电话、证件号码和账号" } else { "没有遮盖" };
    facts.push(("遮盖", redacted.to_owned()));
    let (listed, more) = files::listed(&about.files, files::MOST);
    Appendix {
        heading,
        facts,
        hash: &about.pack_hash,
        files: listed.into_iter().map(file).collect(),
        more,
        rows: fates(figures),
        total: say::count(figures.counts.rows),
    }
}

fn file(file: &FileLine) -> File<'_> {
    let mapping: Vec<String> = file
        .mapping
        .iter()
        .map(|(field, column)| format!("{}＝{column}", say::field(field)))
        .collect();
    File {
        name: &file.name,
        format: &file.format,
        encoding: file.encoding.as_deref().unwrap_or("格式自带"),
        rows: say::count(file.rows),
        refused: say::count(file.refused),
        mapping: mapping.join("、"),
        broken: file.broken.as_deref(),
        notes: &file.notes,
    }
}

fn fates(figures: &Figures) -> Vec<Fate<'_>> {
    let counts = &figures.counts;
    let fate = |kind, what, rows, examples| Fate { kind, what, rows: say::count(rows), examples };
    let mut list = vec![fate("已检查", "工作人员的答复", counts.judged, &[])];
    for (&whose, &rows) in &counts.uncharged {
        list.push(fate("不计入", say::uncharged(whose), rows, &[]));
    }
    for (&why, skipped) in &counts.skipped {
        list.push(fate("未检查", say::skip(why), skipped.rows, &skipped.examples));
    }
    list
}
