//! What must be told before any figure, in every output: what was not read, not asked for, or may have been joined wrongly.

use super::say;
use crate::figures::{Figures, Skip};

/// Files whose notes are told one by one.
const FILES: usize = 10;

/// All of it, one sentence or two each; may be empty.
pub fn alerts(figures: &Figures) -> Vec<String> {
    let (about, counts) = (&figures.about, &figures.counts);
    let mut alerts = Vec::new();
    let broken = about.files.iter().filter_map(|file| Some((file, file.broken.as_ref()?)));
    alerts.extend(
        broken.clone().take(FILES).map(|(file, why)| {
            format!("{}没有读完：{why}。以下数字不含没有读到的部分。", file.name)
        }),
    );
    let more = broken.count().saturating_sub(FILES);
    if more > 0 {
        alerts.push(format!("另有{more}个文件没有读完，见工作簿“来源与口径”表。"));
    }
    if let Some(undated) = counts.skipped.get(&Skip::NoTime) {
        alerts.push(format!(
            "有{}行没有写时间，或者时间读不懂，不知道在不在所选时段内，都没有检查。",
            say::count(undated.rows)
        ));
    }
    if counts.shared_conversations > 0 {
        alerts.push(format!(
            "有{}段会话里答复的单位不止一个，例如{}。转办的属正常；如果是几个单位各自编号、编号碰巧相同，几段会话就被并成了一段，请换一列作会话编号（--map conversation=…）。",
            say::count(counts.shared_conversations),
            counts.shared_examples.join("；")
        ));
    }
    if counts.shared_ids > 0 {
        alerts.push(format!(
            "有{}处疑似问题的记录编号和别的记录相同，核实一处，同号的都会跟着算；请换一列作编号（--map id=…）。",
            say::count(counts.shared_ids)
        ));
    }
    let notes = about
        .files
        .iter()
        .flat_map(|file| file.notes.iter().map(move |note| format!("{}：{note}。", file.name)));
    alerts.extend(notes.clone().take(FILES));
    let more = notes.count().saturating_sub(FILES);
    if more > 0 {
        alerts.push(format!("另有{more}条关于文件的说明，见工作簿“来源与口径”表。"));
    }
    alerts.extend(left_out(figures));
    alerts
}

/// That something was not asked for.
pub fn left_out(figures: &Figures) -> Option<String> {
    let left_out = figures.about.views.left_out();
    (!left_out.is_empty()).then(|| {
        format!("按 --by 的选择，本次不按{}统计；没有列出，不等于没有。", left_out.join("、"))
    })
}
