//! The report in the form in which offices send theirs upward: 《网上答复用语规范情况月报》.
//!
//! Sentences first, tables where they help, set as GB/T 9704 sets official documents. A document is for reading: what
//! would fill pages is shortened here, and the sentence says where the whole of it stands.

mod after;
mod groups;
mod method;
mod package;
mod paper;
mod table;
mod texts;
mod whole;

use std::io::{self, Seek, Write};

use self::paper::Paper;
use super::{alerts, notes};
use crate::figures::Figures;

/// Writes the report.
///
/// # Errors
/// If `out` can not be written.
pub fn docx(figures: &Figures, out: impl Write + Seek) -> io::Result<()> {
    let mut paper = Paper::default();
    head(&mut paper, figures);
    whole::whole(&mut paper, figures);
    whole::verdicts(&mut paper, figures);
    groups::articles(&mut paper, figures);
    groups::units(&mut paper, figures);
    texts::cases(&mut paper, figures);
    texts::templates(&mut paper, figures);
    after::after(&mut paper, figures);
    method::method(&mut paper, figures);
    package::package(paper, &figures.about).pack(out).map_err(io::Error::from)
}

fn head(paper: &mut Paper, figures: &Figures) {
    let about = &figures.about;
    paper.title("网上答复用语规范情况月报");
    let period = notes::period(about);
    paper.subtitle(&format!("（{}）", period.as_deref().unwrap_or("记录未载明时间")));
    let standard = match about.pack_title.trim() {
        "" => "本报告所附规则包".to_owned(),
        title => format!("《{}》", title.trim_start_matches('《').trim_end_matches('》')),
    };
    paper.body(&format!(
        "依据{standard}，对网上答复用语作了机器初查，并汇总人工核实结论，现将有关情况报告如下。"
    ));
    paper.strong(&format!("{}{}", notes::NOT_CLEARED, notes::SUSPICION));
    if !about.redacted {
        paper.strong(&notes::privacy(about));
    }
    for alert in alerts::alerts(figures) {
        paper.strong(&alert);
    }
}
