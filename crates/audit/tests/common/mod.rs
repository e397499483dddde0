//! Figures that the tests of all reports share: a quarter of three units ([`example`]), a run over nothing ([`empty`]) and
//! one over three rows ([`tiny`]). The numbers agree with each other, so a report that adds up wrongly shows it.

// Each test binary uses its part.
#![allow(dead_code)]

mod cases;
mod lists;
mod rules;

use std::collections::BTreeMap;

use liyan_audit::figures::{
    About, Counts, Figures, FileLine, Group, Rate, Sampling, ScoreLine, Skip, Skipped, Uncharged,
};
use liyan_audit::views::Views;
use liyan_rules::Channel;

/// 1,212 replies of three units in two channels, March to May, partly reviewed.
pub fn example() -> Figures {
    Figures {
        about: about(),
        counts: counts(),
        total: group("", None, 1212, 60, [38, 31, 57], [46, 14, 6, 2, 1], None),
        by_period: vec![
            group("2026-03", None, 388, 26, [17, 13, 22], [17, 8, 3, 1, 1], None),
            group("2026-04", None, 409, 20, [12, 11, 20], [15, 5, 2, 1, 0], None),
            group("2026-05", None, 409, 13, [8, 7, 15], [13, 1, 1, 0, 0], None),
        ],
        by_channel: vec![
            group("chat", Some(Channel::Chat), 780, 41, [29, 18, 38], [31, 10, 4, 1, 1], None),
            group("letter", Some(Channel::Letter), 432, 19, [9, 13, 19], [15, 4, 2, 1, 0], None),
        ],
        by_unit: vec![
            group(LAND, Some(Channel::Chat), 360, 23, [17, 9, 19], [16, 6, 3, 1, 0], Some(78)),
            group(FUND, Some(Channel::Chat), 18, 2, [1, 1, 2], [2, 0, 0, 0, 0], None),
            group(SOCIAL, Some(Channel::Chat), 402, 16, [11, 8, 17], [13, 4, 1, 0, 1], Some(83)),
            group(LAND, Some(Channel::Letter), 220, 12, [5, 8, 11], [9, 2, 1, 1, 0], Some(93)),
            group(SOCIAL, Some(Channel::Letter), 212, 7, [4, 5, 8], [6, 2, 1, 0, 0], Some(96)),
        ],
        by_clerk: vec![
            group("A017", None, 148, 9, [7, 3, 6], [4, 5, 1, 0, 0], Some(78)),
            group("A032", None, 96, 6, [4, 3, 5], [2, 4, 0, 1, 0], Some(83)),
            group("B008", None, 71, 5, [2, 4, 4], [2, 3, 1, 0, 0], Some(91)),
            group("B021", None, 22, 3, [0, 3, 1], [1, 2, 0, 0, 0], Some(96)),
        ],
        clerks_unnamed: 9,
        clerks: 23,
        by_rule: rules::by_rule(),
        by_article: rules::by_article(),
        cases: cases::cases(),
        templates: lists::templates(),
        doubtful: lists::doubtful(),
        best: lists::best(),
        reviewed: lists::reviewed(),
        sample: lists::sample(),
    }
}

/// A file with a header and no row.
pub fn empty() -> Figures {
    let mut figures = Figures { about: about(), ..Figures::default() };
    figures.about.days = None;
    figures.about.sampling = None;
    figures.about.files = vec![file("空表.csv", "csv", Some("UTF-8"), 0, 0)];
    figures
}

/// Three rows without a date: too few for any rate, nothing reviewed, not redacted.
pub fn tiny() -> Figures {
    let mut figures = empty();
    figures.about.redacted = false;
    figures.about.files = vec![file("试用.xlsx", "xlsx", None, 3, 0)];
    figures.counts.rows = 3;
    figures.counts.judged = 2;
    figures.counts.without_time = 2;
    figures.counts.uncharged = BTreeMap::from([(Uncharged::Citizen, 1)]);
    figures.total = group("", None, 2, 1, [1, 0, 0], [1, 0, 0, 0, 0], None);
    figures.by_channel =
        vec![group("chat", Some(Channel::Chat), 2, 1, [1, 0, 0], [1, 0, 0, 0, 0], None)];
    figures.by_unit = vec![group("", Some(Channel::Chat), 2, 1, [1, 0, 0], [1, 0, 0, 0, 0], None)];
    figures.clerks = 1;
    figures.clerks_unnamed = 1;
    figures.by_rule =
        rules::by_rule().into_iter().filter(|rule| rule.id == "r11-no-time").collect();
    for rule in &mut figures.by_rule {
        rule.findings = 1;
        rule.verdicts = [1, 0, 0, 0, 0];
        rule.words.truncate(1);
        rule.words[0].1 = 1;
    }
    figures.by_article =
        rules::by_article().into_iter().filter(|article| article.label == "第十一条").collect();
    for article in &mut figures.by_article {
        article.findings = [1, 0, 0];
        article.upheld = 0;
    }
    figures.cases = vec![cases::no_time()];
    figures
}

/// The units; made up, as all names here.
pub const LAND: &str = "不动产登记窗口";
pub const FUND: &str = "公积金窗口";
pub const SOCIAL: &str = "社会保险窗口";

fn about() -> About {
    About {
        engine: "0.1.0".to_owned(),
        pack: "jilin-window".to_owned(),
        pack_version: "0.2.0".to_owned(),
        pack_title: "吉林市窗口单位工作人员行为礼仪标准".to_owned(),
        pack_hash: "3f1c9a0b7de2485611c0ffee5a3d94e27b60818d2f4c6e9a1b3d5f7092846ace".to_owned(),
        pack_notice: "文本来自网络转载，施行前请由发文单位核对".to_owned(),
        files: vec![
            file("三月.csv", "csv", Some("GB18030"), 612, 3),
            file("四月.csv", "csv", Some("GB18030"), 640, 2),
            FileLine {
                broken: Some("压缩包不完整，第 591 行以后读不到".to_owned()),
                ..file("五月.csv.gz", "csv.gz", Some("UTF-8"), 591, 1)
            },
        ],
        redacted: true,
        days: Some(("2026-03-01".to_owned(), "2026-05-31".to_owned())),
        since: Some("2026-03-01".to_owned()),
        until: Some("2026-05-31".to_owned()),
        baseline: None,
        known: 0,
        sampling: Some(Sampling { wanted: 2, seed: 20260601, by: "unit".to_owned() }),
        score: ScoreLine { full: 100, floor: 60, off: [5, 2, 0], most_repeats: 3 },
        views: Views::default(),
    }
}

fn file(name: &str, format: &str, encoding: Option<&str>, rows: u64, refused: u64) -> FileLine {
    let columns = [
        ("text", "回复内容"),
        ("clerk", "工号"),
        ("unit", "部门"),
        ("at", "回复时间"),
        ("conversation", "会话编号"),
        ("role", "角色"),
        ("channel", "渠道"),
    ];
    FileLine {
        name: name.to_owned(),
        format: format.to_owned(),
        encoding: encoding.map(str::to_owned),
        mapping: columns.map(|(field, column)| (field.to_owned(), column.to_owned())).to_vec(),
        rows,
        refused,
        broken: None,
        notes: Vec::new(),
        sheets: Vec::new(),
    }
}

fn counts() -> Counts {
    let skipped = |rows, examples: &[&str]| Skipped {
        rows,
        examples: examples.iter().map(|&line| line.to_owned()).collect(),
    };
    Counts {
        rows: 1843,
        judged: 1212,
        conversations: 214,
        skipped: BTreeMap::from([
            (Skip::Undecodable, skipped(2, &["三月.csv 第 88 行：第 41 字节不是 GB18030"])),
            (
                Skip::NotARecord,
                skipped(
                    3,
                    &[
                        "三月.csv 第 301 行：只有 4 列，表头有 7 列",
                        "四月.csv 第 17 行：引号没有合上",
                    ],
                ),
            ),
            (Skip::TooLong, skipped(1, &["四月.csv 第 502 行：71.2 MB，超过 64 MB"])),
            (
                Skip::NoText,
                skipped(12, &["三月.csv 第 9 行", "三月.csv 第 154 行", "四月.csv 第 33 行"]),
            ),
            (Skip::OutOfPeriod, skipped(5, &["五月.csv.gz 第 588 行：2026-06-01"])),
            (Skip::UnknownChannel, skipped(1, &["五月.csv.gz 第 12 行：传真"])),
        ]),
        uncharged: BTreeMap::from([
            (Uncharged::Citizen, 486),
            (Uncharged::System, 61),
            (Uncharged::Robot, 34),
            (Uncharged::AutoReply, 17),
            (Uncharged::UnknownRole, 9),
        ]),
        quoting: 23,
        without_time: 6,
        shared_conversations: 2,
        shared_examples: vec!["H20260311（大厅、国土局，三月.csv 第 41 行起）".to_owned()],
        repeats: 41,
        shared_ids: 0,
    }
}

fn group(
    key: &str,
    channel: Option<Channel>,
    replies: u64,
    flagged: u64,
    findings: [u64; 3],
    verdicts: [u64; 5],
    score: Option<u32>,
) -> Group {
    Group {
        key: key.to_owned(),
        channel,
        replies,
        flagged,
        findings,
        verdicts,
        rate: rate(flagged, replies),
        upheld_rate: rate(verdicts[1], replies),
        score,
    }
}

/// Wilson's interval, so that the example's rates are those of its counts.
fn rate(hits: u64, of: u64) -> Option<Rate> {
    if of < Group::FEWEST {
        return None;
    }
    let (n, z) = (of as f64, 1.959_963_984_540_054_f64);
    let p = hits as f64 / n;
    let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let low = if hits == 0 { 0.0 } else { (middle - half) * 1000.0 };
    Some(Rate { per_mille: p * 1000.0, low, high: (middle + half) * 1000.0 })
}
