//! 七、整改与改判: what was upheld and asks for better words, what was taken back, what may be a false alarm.

use super::paper::Paper;
use super::table::table;
use crate::figures::{Figures, Reviewed, Verdict};
use crate::report::say;

/// Rows of a table here.
const ROWS: usize = 20;

/// Writes it.
pub fn after(paper: &mut Paper, figures: &Figures) {
    paper.heading("七、整改与改判");
    upheld(paper, figures);
    taken_back(paper, figures);
    doubtful(paper, figures);
}

fn upheld(paper: &mut Paper, figures: &Figures) {
    let upheld = figures.total.verdicts[1];
    if upheld == 0 && figures.by_clerk.is_empty() {
        paper.body("本期没有经核实成立的问题，暂无须整改的事项。");
        return;
    }
    paper.body(&format!(
        "经核实成立的问题{}处，请所在单位对照第五部分的建议用语改正，并核对第六部分所列范本。",
        say::count(upheld)
    ));
    let clerks = &figures.by_clerk;
    if clerks.is_empty() {
        return;
    }
    let mut text = format!("核实成立的问题涉及工作人员{}名，", say::count(clerks.len() as u64));
    text += "按姓名或工号排列，不排名；未经核实的疑似问题不列入个人名下。";
    if clerks.len() > ROWS {
        text += &format!("下表列前{ROWS}名，其余见工作簿“人员”表。");
    }
    paper.body(&text);
    paper.caption("核实成立的问题涉及人员");
    let columns = [
        ("人员", 40, true),
        ("答复（条）", 20, false),
        ("成立（处）", 20, false),
        ("得分", 20, false),
    ];
    paper.table(table(
        &columns,
        clerks.iter().take(ROWS).map(|clerk| {
            vec![
                say::named(&clerk.key).to_owned(),
                say::count(clerk.replies),
                say::count(clerk.verdicts[1]),
                clerk.score.map_or("—".to_owned(), |score| score.to_string()),
            ]
        }),
    ));
}

fn taken_back(paper: &mut Paper, figures: &Figures) {
    let order = [Verdict::Overturned, Verdict::FalseAlarm, Verdict::Appealed];
    let of = |verdict| figures.reviewed.iter().filter(move |reviewed| reviewed.verdict == verdict);
    let counts: Vec<String> = order
        .iter()
        .map(|verdict| (verdict.name(), of(*verdict).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{name}{count}处"))
        .collect();
    if counts.is_empty() {
        paper.body("核实表中没有改判、误报和申诉中的问题。");
        return;
    }
    let mut text = format!(
        "核实表中{}。改判和误报的，已从成立的问题中剔除，不计分、不具名。",
        counts.join("、")
    );
    let rows: Vec<&Reviewed> = order.into_iter().flat_map(of).collect();
    if rows.len() > ROWS {
        text += &format!("下表列前{ROWS}处，其余见工作簿“核实结论”表。");
    }
    paper.body(&text);
    paper.caption("改判、误报和申诉中的问题");
    let columns = [
        ("结论", 11, false),
        ("规则", 20, true),
        ("词句", 19, true),
        ("理由", 32, true),
        ("日期", 18, false),
    ];
    paper.table(table(
        &columns,
        rows.into_iter().take(ROWS).map(|reviewed| {
            vec![
                reviewed.verdict.name().to_owned(),
                reviewed.title.clone().unwrap_or("（本期未出现）".to_owned()),
                say::clip(reviewed.words.as_deref().unwrap_or("—"), 30),
                say::clip(&reviewed.reason, 60),
                reviewed.date.clone(),
            ]
        }),
    ));
}

fn doubtful(paper: &mut Paper, figures: &Figures) {
    let mut items: Vec<String> = Vec::new();
    for doubtful in &figures.doubtful {
        let item = format!("{}，{}", say::quoted(&doubtful.title), say::doubt(doubtful.why));
        if !items.contains(&item) {
            items.push(item);
        }
    }
    if items.is_empty() {
        return;
    }
    items.truncate(5);
    paper.body(&format!(
        "下列提示可能误报，宜优先核实，必要时报规则包维护人修订：{}。原文见工作簿“可能误报”表。",
        items.join("；")
    ));
}
