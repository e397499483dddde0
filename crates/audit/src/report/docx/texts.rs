//! 五、典型案例及规范答复 and 六、高频范本.

use super::groups::numeral;
use super::paper::Paper;
use super::table::table;
use crate::figures::{Case, CaseMark, Exemplar, Figures};
use crate::report::say;
use crate::words;

/// Cases that a document has room for.
const CASES: usize = 5;
/// Replies to learn from.
const BEST: usize = 3;
/// Templates.
const TEMPLATES: usize = 10;
/// Characters of one turn.
const TURN: usize = 600;

/// The gravest cases and the best replies.
pub fn cases(paper: &mut Paper, figures: &Figures) {
    paper.heading("五、典型案例及规范答复");
    if figures.cases.is_empty() {
        paper.body("没有可列的案例。");
    } else {
        let mut text =
            "以下按轻重列举案例，加粗并加下划线的为提示所指词句，结论为“待核”的仅为疑似。"
                .to_owned();
        if figures.cases.len() > CASES {
            text += &format!("共{}起，其余见工作簿“典型案例”表。", figures.cases.len());
        }
        paper.body(&text);
    }
    for (number, item) in (1..).zip(figures.cases.iter().take(CASES)) {
        case(paper, number, item);
    }
    let next = figures.cases.len().min(CASES) + 1;
    if figures.best.is_empty() {
        return;
    }
    paper.sub(&format!("（{}）规范答复示例", numeral(next)));
    paper.body(
        "下列答复机器未提示，且礼貌用语齐备，供学习参考；是否切题、是否正确，仍以人工判断为准。",
    );
    for best in figures.best.iter().take(BEST) {
        exemplar(paper, best);
    }
}

fn case(paper: &mut Paper, number: usize, case: &Case) {
    let unit = case.unit.as_deref().unwrap_or("单位未载明");
    paper.sub(&format!("（{}）{unit}（{}）", numeral(number), say::channel(case.channel)));
    let mut place = vec![case.place.clone()];
    place.extend(case.record.iter().map(|record| format!("记录编号{record}")));
    place.extend(case.at.iter().map(|at| format!("时间{at}")));
    place.extend(case.clerk.iter().map(|clerk| format!("答复人员{clerk}")));
    paper.labelled("出处：", &format!("{}。", place.join("，")));
    for turn in &case.turns {
        let places: Vec<_> = turn.marks.iter().filter_map(|mark| mark.span).collect();
        paper.quote(say::role(turn.role), &say::clip(&turn.text, TURN), &places);
    }
    let mut told: Vec<(&str, String)> = Vec::new();
    let mut wordings: Vec<String> = Vec::new();
    for mark in case.turns.iter().flat_map(|turn| &turn.marks) {
        let problem = (mark.title.as_str(), problem(mark));
        if !told.contains(&problem) {
            paper.labelled(problem.0, &problem.1);
            told.push(problem);
        }
        let wording = mark.wordings.iter().find(|wording| !wording.trim().is_empty());
        let wording = wording.map(|wording| say::quoted(&say::clip(wording, TURN)));
        wordings.extend(wording.filter(|wording| !wordings.contains(wording)));
    }
    if !wordings.is_empty() {
        paper.labelled("建议用语：", &wordings.concat());
    }
}

/// What stands after the rule's name: articles, level, verdict, and what to do.
fn problem(mark: &CaseMark) -> String {
    let mut about = vec![mark.articles.join("、")];
    about.retain(|articles| !articles.is_empty());
    about.extend([words::level(mark.severity).to_owned(), mark.verdict.name().to_owned()]);
    about.extend(Some(say::copies(mark.copies)).filter(|copies| !copies.is_empty()));
    let message = mark.message.trim().trim_end_matches('。');
    format!("（{}）：{message}。", about.join("，"))
}

fn exemplar(paper: &mut Paper, best: &Exemplar) {
    let unit = best.unit.as_deref().unwrap_or("单位未载明");
    paper.labelled("出处：", &format!("{unit}，{}。", best.place));
    if let Some(question) = &best.question {
        paper.quote("群众", &say::clip(question, TURN), &[]);
    }
    paper.quote("答复", &say::clip(&best.text, TURN), &[]);
}

/// Texts that were sent more than once.
pub fn templates(paper: &mut Paper, figures: &Figures) {
    paper.heading("六、高频范本");
    let templates = &figures.templates;
    if templates.is_empty() {
        paper.body("没有多次发出而有疑似问题的文本。");
        return;
    }
    let times = templates.iter().fold(0_u64, |sum, template| sum.saturating_add(template.times));
    let mut text = format!(
        "原文相同、多次发出而有疑似问题的文本{}种，合计发出{}次，在前述处数中每种只计一处，条数仍按发出的计。改正一处范本，即可改正多次答复。",
        templates.len(),
        say::count(times)
    );
    if templates.len() > TEMPLATES {
        text += &format!("下表列发出最多的{TEMPLATES}种，其余见工作簿“高频范本”表。");
    }
    paper.body(&text);
    paper.caption("高频范本");
    let columns = [
        ("发出（次）", 11, false),
        ("单位（个）", 11, false),
        ("范本", 42, true),
        ("疑似问题", 36, true),
    ];
    paper.table(table(
        &columns,
        templates.iter().take(TEMPLATES).map(|template| {
            let findings: Vec<String> = template
                .findings
                .iter()
                .map(|(title, words)| match words {
                    Some(words) => format!("{title}：{}", say::quoted(&say::clip(words, 30))),
                    None => title.clone(),
                })
                .collect();
            vec![
                say::count(template.times),
                say::count(template.units),
                say::clip(&template.text, 120),
                findings.join("\n"),
            ]
        }),
    ));
}
