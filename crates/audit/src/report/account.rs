//! What stands in every output, whatever its format: the engine, the pack, the files, and what became of the rows.

use super::alerts::alerts;
use super::{files, say};
use crate::figures::Figures;

/// Names and values, for people.
pub fn account(figures: &Figures) -> Vec<(String, String)> {
    let about = &figures.about;
    let counts = &figures.counts;
    let mut notes = vec![
        (
            "口径".into(),
            "机器提示只是疑似问题，核实成立才算；未提示不等于规范；同样的话只算一处，条数按发出的算".into(),
        ),
        ("引擎".into(), format!("礼言 {}", about.engine)),
        ("规则包".into(), format!("{} {}（{}）", about.pack, about.pack_version, about.pack_title)),
        ("规则包 SHA-256".into(), about.pack_hash.clone()),
        ("个人信息".into(), if about.redacted { "已遮盖" } else { "未遮盖（--no-redact）" }.into()),
        ("读到的行".into(), counts.rows.to_string()),
        ("检查的答复".into(), figures.total.replies.to_string()),
    ];
    if counts.conversations > 0 {
        notes.push(("会话".into(), counts.conversations.to_string()));
    }
    for (skip, skipped) in &counts.skipped {
        notes.push((format!("未检查：{}", say::skip(*skip)), skipped.rows.to_string()));
    }
    for (other, count) in &counts.uncharged {
        notes.push((format!("不计：{}", say::uncharged(*other)), count.to_string()));
    }
    notes.extend(alerts(figures).into_iter().map(|alert| ("请先留意".into(), alert)));
    if about.known > 0 {
        notes.push(("上次已有、这次不列".into(), about.known.to_string()));
    }
    let (listed, more) = files::listed(&about.files, files::MOST);
    for file in listed {
        let mapping: Vec<String> =
            file.mapping.iter().map(|(field, column)| format!("{field}={column}")).collect();
        let encoding = file.encoding.as_deref().map(|name| format!("，{name}")).unwrap_or_default();
        let mapping =
            if mapping.is_empty() { String::new() } else { format!("，{}", mapping.join(" ")) };
        let broken = file.broken.as_deref().map(|why| format!("；{why}")).unwrap_or_default();
        let told = format!(
            "{}{encoding}，{} 行，{} 行读不了{mapping}{broken}",
            file.format, file.rows, file.refused
        );
        notes.push((format!("文件 {}", file.name), told));
    }
    notes.extend(more.map(|more| ("其余文件".into(), more)));
    notes
}
