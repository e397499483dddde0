//! Phrases for the audit and a plain search alike: what clerks should not say, put together from parts. The first are those
//! that the texts hold, so both find something.

use std::fmt::Write;

use super::texts::CURT;

const BEGINNINGS: [&str; 10] =
    ["懒得", "没空", "凭什么", "少来", "谁让您", "难道要", "别指望", "用不着", "轮不到", "犯不着"];
const MIDDLES: [&str; 10] =
    ["管这", "问这", "办那", "答这", "帮这", "查那", "等这", "解释这", "理会那", "过问这"];
const ENDINGS: [&str; 10] =
    ["种事", "些人", "点钱", "回信", "件活", "张表", "趟路", "份材料", "个电话", "堆问题"];

fn phrases(count: usize) -> impl Iterator<Item = String> {
    let own = CURT.iter().map(|curt| curt.split('，').next().unwrap_or(curt).to_owned());
    let made = (0..1_000).map(|number| {
        let part = |parts: &[&'static str; 10], place: usize| parts[number / place % 10];
        let (head, middle) = (part(&BEGINNINGS, 1), part(&MIDDLES, 10));
        format!("{head}{middle}{}", part(&ENDINGS, 100))
    });
    own.chain(made).take(count)
}

/// One a line.
pub fn list(count: usize) -> String {
    phrases(count).collect::<Vec<_>>().join("\n")
}

/// As a pack: rules of twenty-five phrases, each with a guard.
pub fn pack(count: usize) -> String {
    let mut pack = String::from(
        "[pack]\nid = 'phrases'\nversion = '0.1.0'\ntitle = 't'\nlicense = 'MIT'\nnotice = 'n'\n\
         [source.art1]\nlabel = '第一条'\ntext = '…'\n[context.told]\nwhy = 'w'\nleft = ['他说', '不要说']\n",
    );
    for (number, some) in phrases(count).collect::<Vec<_>>().chunks(25).enumerate() {
        let quoted: Vec<String> = some.iter().map(|phrase| format!("'{phrase}'")).collect();
        let _ = write!(
            pack,
            "[[rule]]\nid = 'r{number}'\nkind = 'forbid'\ntitle = 't'\ncite = ['art1']\nbasis = 'stated'\n\
             severity = 'block'\nmessage = 'm'\nphrases = [{}]\nunless = ['told']\n",
            quoted.join(", ")
        );
    }
    pack
}
