//! Figures that are fair: copies of a text, verdicts, and who is named.

mod running;

use std::fs;

use liyan_audit::accept::Accepted;
use liyan_audit::figures::{Figures, Verdict};
use running::{Audit, audit, options};

/// The same bad template from three clerks of two units, and one text of its own.
const ROWS: &str = "编号,内容,工号,部门,时间\n\
1,没时间。,01,社保,2026-03-02\n\
2,没时间。,01,医保,2026-03-02\n\
3,没 时 间。,02,医保,2026-03-03\n\
4,少啰嗦。,01,医保,2026-03-03\n\
5,好的。,01,医保,2026-03-03\n";

fn run(rows: &str, accept: &str) -> Audit {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.csv");
    fs::write(&path, rows).expect("written");
    let (run, mut tally) = options();
    tally.accepted = Accepted::read(accept.as_bytes()).expect("sound");
    audit(&[path], (run, tally))
}

const HEADING: &str = "编号,结论,核实人,理由,日期\n";

fn decide(audit: &Audit, row: u64, verdict: Verdict) -> String {
    let line = audit.lines.iter().find(|line| line.row == row + 1 && line.severity == "block");
    format!("{},{},赵督查,原话如此,2026-04-02\n", line.expect("a finding").id, verdict.name())
}

fn grave(figures: &Figures) -> u64 {
    figures.total.findings[0] + figures.total.findings[1]
}

#[test]
fn copies_are_one_finding_and_as_many_replies() {
    let figures = run(ROWS, HEADING).figures;
    // 少啰嗦 is marked by two rules, of which people are shown one.
    assert_eq!(grave(&figures), 2, "{:#?}", figures.by_rule);
    assert_eq!(figures.total.flagged, 4);
    let units: Vec<_> =
        figures.by_unit.iter().map(|unit| (unit.key.as_str(), unit.flagged)).collect();
    assert_eq!(units, [("医保", 3), ("社保", 1)]);
    assert_eq!(figures.templates.len(), 1);
    assert_eq!((figures.templates[0].times, figures.templates[0].units), (2, 2));
}

#[test]
fn a_verdict_on_one_copy_holds_for_all_and_moves_no_total() {
    let before = run(ROWS, HEADING);
    for row in [1, 2, 3] {
        let accept = format!("{HEADING}{}", decide(&before, row, Verdict::Upheld));
        let figures = run(ROWS, &accept).figures;
        assert_eq!(grave(&figures), grave(&before.figures), "row {row}");
        assert_eq!(figures.total.flagged, before.figures.total.flagged);
        assert_eq!(figures.total.verdicts[Verdict::Upheld as usize], 1, "row {row}");
    }
}

#[test]
fn a_false_alarm_is_no_finding_any_more_and_scores_nothing() {
    let before = run(ROWS, HEADING);
    let accept = format!("{HEADING}{}", decide(&before, 1, Verdict::FalseAlarm));
    let figures = run(ROWS, &accept).figures;
    assert_eq!(grave(&figures), grave(&before.figures) - 1);
    assert_eq!(figures.total.flagged, 1);
    assert!(figures.by_clerk.is_empty() && figures.clerks_unnamed == 1);
}

#[test]
fn clerks_are_named_only_when_upheld_and_two_clerks_01_are_two() {
    let before = run(ROWS, HEADING);
    assert!(before.figures.by_clerk.is_empty());
    assert_eq!((before.figures.clerks, before.figures.clerks_unnamed), (3, 3));
    let accept = format!("{HEADING}{}", decide(&before, 4, Verdict::Upheld));
    let figures = run(ROWS, &accept).figures;
    let named: Vec<_> =
        figures.by_clerk.iter().map(|clerk| (clerk.key.as_str(), clerk.score)).collect();
    assert_eq!(named, [("医保 01", Some(90))]);
}

#[test]
fn two_faults_of_one_rule_in_one_reply_are_two() {
    let rows = "编号,内容\n1,我不知道。您打电话问，我也不知道。\n";
    let audit = run(rows, HEADING);
    let counted = audit.lines.iter().filter(|line| line.rule == "r11-not-know" && line.counted);
    assert_eq!(counted.count(), 2, "{:#?}", audit.lines);
}

#[test]
fn records_that_bear_the_same_number_are_told() {
    let rows = "编号,内容,部门\n1,没时间。,社保\n1,没时间。,医保\n";
    assert_eq!(run(rows, HEADING).figures.counts.shared_ids, 1);
    assert_eq!(run(ROWS, HEADING).figures.counts.shared_ids, 0);
}

#[test]
fn the_same_seed_draws_the_same_sample_in_any_order() {
    let sample = |rows: &str, seed: u64| {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.csv");
        fs::write(&path, rows).expect("written");
        let (run, mut tally) = options();
        let by = "unit".to_owned();
        tally.sampling = Some(liyan_audit::figures::Sampling { wanted: 5, seed, by });
        let sample = audit(&[path], (run, tally)).figures.sample;
        sample.into_iter().map(|drawn| (drawn.stratum, drawn.record)).collect::<Vec<_>>()
    };
    let row = |id: usize| format!("{id},请到二楼{id}号窗口。,窗口{}\n", id % 3);
    let rows: Vec<String> = (0..90).map(row).collect();
    let forward = format!("编号,内容,部门\n{}", rows.concat());
    let backward = format!("编号,内容,部门\n{}", rows.iter().rev().cloned().collect::<String>());
    assert_eq!(sample(&forward, 7).len(), 15);
    assert_eq!(sample(&forward, 7), sample(&backward, 7));
    assert_ne!(sample(&forward, 7), sample(&forward, 8));
}
