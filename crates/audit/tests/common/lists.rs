//! The shorter lists of the example: templates, doubts, good replies, decisions, the sample.

use liyan_audit::figures::{Doubt, Doubtful, Exemplar, Reviewed, Sampled, Template, Verdict};
use liyan_rules::Severity;

use super::{FUND, LAND, SOCIAL};

pub fn templates() -> Vec<Template> {
    let found = |title: &str, words: &str| (title.to_owned(), Some(words.to_owned()));
    vec![
        Template {
            times: 27,
            text: "您好，您提交的材料不全，请补齐后再来。".to_owned(),
            findings: vec![found("缺材料要给清单", "材料不全")],
            severity: Severity::Warn,
            units: 3,
        },
        Template {
            times: 11,
            text: "不归我们管，打12345问。".to_owned(),
            findings: vec![found("不归我管", "不归我们管"), ("开头问好".to_owned(), None)],
            severity: Severity::Block,
            units: 2,
        },
        Template {
            times: 6,
            text: "系统故障，暂停办理。".to_owned(),
            findings: vec![found("系统故障要约好怎么通知", "系统故障")],
            severity: Severity::Warn,
            units: 1,
        },
    ]
}

pub fn doubtful() -> Vec<Doubtful> {
    let line = |rule: &str, title: &str, why, before: &str, words: &str, after: &str| Doubtful {
        rule: rule.to_owned(),
        title: title.to_owned(),
        why,
        context: (before.to_owned(), words.to_owned(), after.to_owned()),
    };
    vec![
        line(
            "r12-cannot",
            "不能办",
            Doubt::OftenFalse(4, 7),
            "按规定，未满法定年龄",
            "不能办",
            "委托以外的手续，监护人可持户口簿代办。",
        ),
        line(
            "r10-missing-material",
            "缺材料要给清单",
            Doubt::Widespread(3),
            "您好，您提交的",
            "材料不全",
            "，请补齐后再来。",
        ),
        line(
            "r15-pass-on",
            "你去找某处",
            Doubt::LoneInCourtesy,
            "维修基金的余额可以",
            "去找社区",
            "旁边的银行网点打印，您也可以在手机上查，步骤我写在下面。",
        ),
    ]
}

pub fn best() -> Vec<Exemplar> {
    vec![
        Exemplar {
            place: "四月.csv 第 128 行".to_owned(),
            unit: Some(SOCIAL.to_owned()),
            question: Some("我的社保卡在外地丢了，必须回吉林补吗？".to_owned()),
            text: "您好，不用回来。您可以在手机上挂失并申请补卡：打开“社保卡服务”，选“挂失与补办”，拍身份证正反面，卡片三个工作日内寄到您填的地址。要是页面打不开，请留一下您的电话，我帮您办好再通知您。".to_owned(),
        },
        Exemplar {
            place: "五月.csv.gz 第 240 行".to_owned(),
            unit: Some(LAND.to_owned()),
            question: None,
            text: "您好：\n您申请的事项还缺两样材料：一、房屋买卖合同原件；二、双方身份证复印件。补齐后可以在网上上传，也可以邮寄，不用再跑一趟。对不起，让您久等了。".to_owned(),
        },
    ]
}

pub fn reviewed() -> Vec<Reviewed> {
    let line =
        |id: &str, verdict, reason: &str, date: &str, title: Option<&str>, words: Option<&str>| {
            Reviewed {
                id: id.to_owned(),
                verdict,
                reviewer: "督查一组".to_owned(),
                reason: reason.to_owned(),
                date: date.to_owned(),
                copies: u64::from(title.is_some()) * 2,
                title: title.map(str::to_owned),
                words: words.map(str::to_owned),
                unit: title.map(|_| LAND.to_owned()),
            }
        };
    vec![
        line(
            "r11-not-know:000c3a1d",
            Verdict::Upheld,
            "材料清单在窗口就有，应当直接告知",
            "2026-06-03",
            Some("不知道"),
            Some("不知道"),
        ),
        line(
            "r11-look-yourself:000c3a1f",
            Verdict::Upheld,
            "",
            "2026-06-03",
            Some("自己看"),
            Some("自己看"),
        ),
        line(
            "r12-cannot:00081b77",
            Verdict::FalseAlarm,
            "后文说明了代办的办法",
            "2026-06-04",
            Some("不能办"),
            Some("不能办"),
        ),
        line(
            "r14-argue-back:0011d202",
            Verdict::Appealed,
            "当事人称是在转述对方原话",
            "2026-06-05",
            Some("顶嘴、不信、倒过来指责"),
            Some("那是您自己的问题"),
        ),
        line(
            "r11-not-know:000a90e4",
            Verdict::Overturned,
            "核实：说的是“不知道您是否方便”",
            "2026-06-08",
            Some("不知道"),
            Some("不知道"),
        ),
        line("r12-cannot:0003f00d", Verdict::Upheld, "二月的记录", "2026-03-02", None, None),
    ]
}

pub fn sample() -> Vec<Sampled> {
    let line =
        |stratum: &str, of, place: &str, record: Option<&str>, text: &str, found: &[&str]| {
            Sampled {
                stratum: stratum.to_owned(),
                of,
                place: place.to_owned(),
                record: record.map(str::to_owned),
                text: text.to_owned(),
                found: found.iter().map(|&found| found.to_owned()).collect(),
            }
        };
    vec![
        line(LAND, 580, "三月.csv 第 19 行", None, "您好，请讲。", &[]),
        line(
            LAND,
            580,
            "五月.csv.gz 第 402 行",
            Some("L-20260521-01"),
            "你的件已经寄出，单号我发给你了。",
            &["称“您”：你", "开头问好"],
        ),
        line(
            FUND,
            18,
            "四月.csv 第 600 行",
            None,
            "您好，提取的钱三个工作日内到账，您留意一下短信。",
            &[],
        ),
        line(
            FUND,
            18,
            "五月.csv.gz 第 31 行",
            None,
            "不能办，您再问问。",
            &["不能办：不能办", "开头问好"],
        ),
        line(SOCIAL, 614, "三月.csv 第 540 行", None, "请您稍候，我马上给您办理。", &[]),
        line(
            SOCIAL,
            614,
            "四月.csv 第 92 行",
            Some("H20260410-0007"),
            "不客气，这是我们应该做的。再见。",
            &[],
        ),
    ]
}
