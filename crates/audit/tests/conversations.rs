//! Rows that belong together are brought together, however they are scattered, and judged as one conversation.

mod running;

use std::fs;
use std::path::PathBuf;

use liyan_audit::figures::Uncharged;
use liyan_rules::Date;
use running::{Audit, audit, options};

const HEADER: &str = "会话编号,角色,内容,工号,部门,时间\n";

/// Many conversations whose rows lie in each other's way, in two files.
fn scattered(folder: &std::path::Path, conversations: usize) -> Vec<PathBuf> {
    let mut files = [String::from(HEADER), String::from(HEADER)];
    let says = [
        "市民,你们几点上班",
        "坐席,您好，上午八点半。",
        "市民,那周末呢",
        "坐席,不知道，你自己看。",
        "市民,谢谢",
        "坐席,再见。",
    ];
    for (turn, said) in says.iter().enumerate() {
        for number in 0..conversations {
            let at = format!("2026-03-02 09:{turn:02}:00");
            files[(turn + number) % 2]
                .push_str(&format!("c{number},{said},A{},大厅,{at}\n", number % 7));
        }
    }
    let write = |(at, text): (usize, String)| {
        let path = folder.join(format!("{at}.csv"));
        fs::write(&path, text).expect("written");
        path
    };
    files.into_iter().enumerate().map(write).collect()
}

fn run(folder: &std::path::Path, conversations: usize, threads: usize, memory: usize) -> Audit {
    let (mut run, tally) = options();
    (run.threads, run.memory) = (threads, memory);
    audit(&scattered(folder, conversations), (run, tally))
}

#[test]
fn scattered_rows_give_the_same_in_memory_and_on_disk_with_one_thread_and_with_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let expected = run(folder.path(), 300, 1, 64 << 20);
    assert_eq!((expected.figures.counts.conversations, expected.figures.counts.rows), (300, 1_800));
    assert_eq!(expected.figures.total.replies, 900);
    let wrong = expected.lines.iter().filter(|line| line.rule == "r11-not-know").count();
    assert_eq!(wrong, 300);
    for (threads, memory) in [(1, 0), (2, 0), (4, 64 << 20)] {
        let other = run(folder.path(), 300, threads, memory);
        assert_eq!(other.lines, expected.lines, "{threads} threads, {memory} bytes");
    }
}

#[test]
fn findings_come_in_the_order_of_the_first_rows_and_their_ids_do_not_depend_on_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let says = |id: &str| format!("{id},坐席,没时间。,A1,大厅,2026-03-02 09:00:00\n");
    fs::write(path("a.csv"), format!("{HEADER}{}{}", says("c1"), says("c2"))).expect("written");
    fs::write(path("b.csv"), format!("{HEADER}{}{}", says("c2"), says("c1"))).expect("written");
    let [one, other] = ["a.csv", "b.csv"].map(|name| {
        let lines = audit(&[path(name)], options()).lines.into_iter();
        let curt = lines.filter(|line| line.rule == "r11-no-time");
        curt.map(|line| (line.conversation.expect("one"), line.id)).collect::<Vec<_>>()
    });
    assert_eq!(one.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["c1", "c2"]);
    assert_eq!(one, other.into_iter().rev().collect::<Vec<_>>());
}

#[test]
fn nobody_is_charged_with_what_no_clerk_wrote() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.csv");
    let rows = "c1,市民,没时间,,大厅,\nc1,机器人,没时间。,,大厅,\nc1,系统,没时间。,,大厅,\nc1,督办,没时间。,,大厅,\nc1,坐席,【自动回复】没时间。,,大厅,\nc1,坐席,您好。,A1,大厅,\n";
    fs::write(&path, format!("{HEADER}{rows}")).expect("written");
    let audit = audit(&[path], options());
    assert_eq!(audit.figures.total.findings[..2], [0, 0], "{:#?}", audit.lines);
    assert_eq!(audit.figures.total.replies, 1);
    let uncharged = &audit.figures.counts.uncharged;
    for other in [
        Uncharged::Citizen,
        Uncharged::Robot,
        Uncharged::System,
        Uncharged::UnknownRole,
        Uncharged::AutoReply,
    ] {
        assert_eq!(uncharged.get(&other), Some(&1), "{other:?}");
    }
    assert_eq!(audit.figures.counts.rows, 6);
}

#[test]
fn rows_outside_of_the_days_are_counted_and_not_judged() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.csv");
    let rows = "内容,时间\n没时间。,2026-02-28 10:00\n没时间！,2026-03-01 00:00\n没时间～,2026-03-31 23:59\n没时间…,2026-04-01 00:00\n没时间,昨天\n";
    fs::write(&path, rows).expect("written");
    let (mut run, tally) = options();
    run.judge.since = Date::parse("2026-03-01");
    run.judge.until = Date::parse("2026-03-31");
    let audit = audit(&[path], (run, tally));
    assert_eq!((audit.figures.total.replies, audit.figures.counts.rows), (2, 5));
    let skipped: Vec<u64> =
        audit.figures.counts.skipped.values().map(|skipped| skipped.rows).collect();
    assert_eq!(skipped, [2, 1]);
}
