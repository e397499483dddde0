//! Method and limits in words: what a reader must know before any figure may be used.
//!
//! The first of them stands on the first page of every report.

use super::say;
use crate::figures::{About, Counts, Figures, Group, Sampling};
use crate::words;

/// No finding is no proof.
pub const NOT_CLEARED: &str =
    "未提示不等于规范：机器只查规则写明的情形，没有提示的答复不能据此认定为规范。";
/// What a finding is worth.
pub const SUSPICION: &str = "“疑似问题”系机器提示，未经人工核实前不作为认定依据；核实结论分为待核、成立、误报、申诉中、改判，\
     只有“成立”的计分、具名。";

/// All of them, in the order in which they are told.
pub fn notes(figures: &Figures) -> Vec<String> {
    let mut notes = vec![NOT_CLEARED.to_owned(), SUSPICION.to_owned()];
    notes.push(privacy(&figures.about));
    notes.push(format!(
        "比率为每千条答复中有“须改”“提醒”两级疑似问题的答复条数，所附区间为95%置信区间（威尔逊法）；答复不足{}条的，\
         {}。",
        Group::FEWEST,
        say::TOO_FEW
    ));
    notes.push("单位只在同一渠道内比较，渠道之间文体不同，不作比较；人员不排名。".to_owned());
    notes.push(repeats(&figures.counts));
    notes.push(
        "群众发言、系统通知、机器人答复、自动回复、角色不明的发言以及引号内引述的他人言语，均不计入工作人员的问题。"
            .to_owned(),
    );
    notes.push("各时段用同一规则包检查；规则包不同的报告，相互之间不得比较。".to_owned());
    notes.push(format!(
        "级别分为{}；依据分为{}和{}，后者仅供参考，核实时应当从严掌握。",
        words::LEVELS.map(|level| format!("“{}”", words::level(level))).concat(),
        words::basis(liyan_rules::Basis::Stated),
        words::basis(liyan_rules::Basis::Inferred),
    ));
    notes.push(score(&figures.about));
    notes.extend(baseline(&figures.about));
    notes.extend(sampling(&figures.about));
    notes
}

/// Whether anything is hidden; what is not must be said on the cover.
pub fn privacy(about: &About) -> String {
    if about.redacted {
        "本报告已脱敏：电话号码、身份证件号码、账号以“*”代替。".to_owned()
    } else {
        "本报告未脱敏（生成时使用了 --no-redact），含个人信息，请按规定保管，不得外传。".to_owned()
    }
}

/// The engine and the pack, so that whoever doubts a figure can make it again.
pub fn pack(about: &About) -> Vec<(&'static str, String)> {
    vec![
        ("检查依据", about.pack_title.clone()),
        ("规则包", format!("{} {}", about.pack, about.pack_version)),
        ("规则包校验值（SHA-256）", about.pack_hash.clone()),
        ("程序版本", format!("礼言 {}", about.engine)),
        ("标准来源", about.pack_notice.clone()),
    ]
}

/// The days of the replies; what was asked for where the records do not say.
pub fn period(about: &About) -> Option<String> {
    match (&about.days, &about.since, &about.until) {
        (Some((first, last)), _, _) => Some(say::days(first, last)),
        (None, Some(since), Some(until)) => Some(format!("所选时段{}", say::days(since, until))),
        (None, Some(since), None) => Some(format!("所选时段{}起", say::day(since))),
        (None, None, Some(until)) => Some(format!("所选时段截至{}", say::day(until))),
        (None, None, None) => None,
    }
}

fn repeats(counts: &Counts) -> String {
    let rule = "完全相同的文本只计一处，归入高频范本；条数和比率仍按发出的答复计";
    if counts.repeats == 0 {
        format!("{rule}。")
    } else {
        format!("{rule}；本期因文本相同而未重复计数的疑似问题{}处。", say::count(counts.repeats))
    }
}

fn score(about: &About) -> String {
    let score = &about.score;
    if score.full == 0 {
        return "规则包未规定计分办法，本报告不计分。".to_owned();
    }
    let off: Vec<String> = words::LEVELS
        .iter()
        .zip(score.off)
        .map(|(level, off)| match off {
            0 => format!("“{}”不扣分", words::level(*level)),
            off => format!("“{}”每处扣{off}分", words::level(*level)),
        })
        .collect();
    format!(
        "计分只依据核实为“成立”的问题：满分{}分，{}，同一规则最多计{}次，最低{}分。",
        score.full,
        off.join("、"),
        score.most_repeats,
        score.floor
    )
}

fn baseline(about: &About) -> Option<String> {
    let baseline = about.baseline.as_ref()?;
    Some(format!(
        "本报告只列新增问题：对照“{baseline}”，此前已知的{}处未列入。",
        say::count(about.known)
    ))
}

fn sampling(about: &About) -> Option<String> {
    about.sampling.as_ref().map(|sampling| format!("抽样：{}", drawn(sampling)))
}

/// What a sample was drawn from, and how.
pub fn drawn(sampling: &Sampling) -> String {
    let blind = match sampling.by.as_str() {
        "clerk" => "按人员抽的不附机器提示。",
        _ => "",
    };
    format!(
        "从本次检查的全部工作人员答复中，按{}分层随机抽取，每层{}条，不足的全取。没有提示的也在内，相同的文本各算一条；未检查的和不计入的\
         不在内，没有写明{}的归为一层。随机种子{}，数据和种子相同，抽到的也相同。{blind}",
        say::stratum(&sampling.by),
        say::count(sampling.wanted as u64),
        say::stratum(&sampling.by),
        sampling.seed
    )
}
