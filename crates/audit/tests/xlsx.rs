//! The workbook, read back as its readers would: every cell, every chart, and nothing that runs.

mod common;
#[path = "common/golden.rs"]
mod golden;
#[path = "common/strange.rs"]
mod strange;

use std::fmt::Write as _;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use liyan_audit::figures::{Figures, Group, Verdict};
use liyan_audit::line::FindingLine;
use liyan_audit::report::xlsx::{Book, XlsxError};

type Sheets = Xlsx<Cursor<Vec<u8>>>;

fn bytes(figures: &Figures, lines: &[FindingLine]) -> Vec<u8> {
    let mut book = Book::create(Cursor::new(Vec::new()), &std::env::temp_dir()).unwrap();
    for line in lines {
        book.finding(line).unwrap();
    }
    book.finish(figures).unwrap().into_inner()
}

fn read(figures: &Figures, lines: &[FindingLine]) -> Sheets {
    let bytes = bytes(figures, lines);
    if let Some(folder) = std::env::var_os("LIYAN_KEEP") {
        let name = std::thread::current().name().unwrap_or("book").replace(':', "_");
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.xlsx")), &bytes).unwrap();
    }
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// All cells as text, a line for each row that has any.
fn shown(sheets: &mut Sheets) -> String {
    let mut out = String::new();
    for name in sheets.sheet_names() {
        writeln!(out, "【{name}】").unwrap();
        for row in sheets.worksheet_range(&name).unwrap().rows() {
            let cells: Vec<String> = row.iter().map(cell).collect();
            let line = cells.join(" | ");
            let line = line.trim_end_matches([' ', '|']);
            if !line.is_empty() {
                writeln!(out, "{line}").unwrap();
            }
        }
        out.push('\n');
    }
    out
}

fn cell(cell: &Data) -> String {
    match cell {
        Data::Float(number) => format!("{}", (number * 1000.0).round() / 1000.0),
        other => other.to_string().replace('\n', "⏎"),
    }
}

fn line(verdict: Verdict) -> FindingLine {
    FindingLine {
        id: "f-0001".into(),
        pack: "jilin-window".into(),
        rule: "r11-not-know".into(),
        kind: "forbid".into(),
        basis: "stated".into(),
        severity: "block".into(),
        articles: vec!["11".into()],
        text: Some("不知道".into()),
        start: Some(0),
        end: Some(3),
        message: "改说“我帮您问一下”。".into(),
        record: Some("H20260311-0042".into()),
        file: "三月.csv".into(),
        sheet: Some("三月".into()),
        row: 204,
        conversation: Some("C-7".into()),
        turn: 1,
        clerk: Some("00417".into()),
        unit: Some("不动产登记窗口".into()),
        at: Some("2026-03-11 10:42".into()),
        channel: "chat".into(),
        verdict,
        counted: true,
    }
}

#[test]
fn the_workbook_reads_as_it_did() {
    let lines = [line(Verdict::Upheld), line(Verdict::Pending)];
    golden::same("example.xlsx.txt", &shown(&mut read(&common::example(), &lines)));
}

#[test]
fn a_workbook_over_three_rows_reads_as_it_did() {
    golden::same("tiny.xlsx.txt", &shown(&mut read(&common::tiny(), &[line(Verdict::Pending)])));
}

#[test]
fn a_workbook_over_nothing_has_sentences_in_the_place_of_tables() {
    let text = shown(&mut read(&common::empty(), &[]));
    golden::same("empty.xlsx.txt", &text);
    assert!(text.contains("没有疑似问题。"));
    assert!(text.contains("未提示不等于规范"));
}

#[test]
fn sheets_stand_in_the_order_in_which_an_office_reads() {
    let sheets = read(&common::example(), &[]);
    let names = sheets.sheet_names();
    let expected = "总览 趋势 渠道与单位 人员 规则 条款 典型案例 高频范本 可能误报 规范答复示例 核实结论 抽样 疑似问题明细 \
                    来源与口径 图表数据";
    assert_eq!(names.join(" "), expected);
}

#[test]
fn a_clerk_is_named_only_where_a_person_upheld_the_finding() {
    for verdict in Verdict::ALL {
        let text = shown(&mut read(&common::empty(), &[line(verdict)]));
        assert_eq!(text.contains("00417"), verdict == Verdict::Upheld, "{verdict:?}");
    }
}

#[test]
fn strange_texts_stay_texts_in_every_sheet() {
    let mut found = line(Verdict::Upheld);
    for field in [&mut found.id, &mut found.message, &mut found.file, &mut found.severity] {
        *field = strange::TEXT.into();
    }
    for field in [&mut found.text, &mut found.clerk, &mut found.unit, &mut found.record] {
        *field = Some(strange::TEXT.into());
    }
    let mut sheets = read(&strange::figures(), &[found]);
    for name in sheets.sheet_names() {
        let formulas = sheets.worksheet_formula(&name).unwrap();
        assert!(formulas.cells().all(|(.., formula)| formula.is_empty()), "{name}");
    }
    let text = shown(&mut sheets);
    assert!(text.contains("=HYPERLINK"));
    assert!(!text.contains(['\u{0}', '\u{1b}', '\u{202e}']));
}

#[test]
fn many_units_are_all_listed_and_their_charts_stand_beside_the_list() {
    let mut figures = common::example();
    let unit = figures.by_unit[0].clone();
    figures.by_unit = (0..500)
        .map(|number| Group { key: format!("第{number:03}窗口"), ..unit.clone() })
        .collect();
    let mut sheets = read(&figures, &[]);
    let units = sheets.worksheet_range("渠道与单位").unwrap();
    assert_eq!(units.height(), 3 + 2 + 500);
    // The chart shows the first twenty by rate.
    assert_eq!(sheets.worksheet_range("图表数据").unwrap().height(), 3 + 20);
}

#[test]
fn a_workbook_of_no_figures_at_all_can_be_opened() {
    assert!(shown(&mut read(&Figures::default(), &[])).contains("没有读取任何文件。"));
}

#[test]
fn the_same_figures_make_the_same_file() {
    let lines = [line(Verdict::Upheld)];
    // Not assert_eq, which would print both.
    assert!(bytes(&common::example(), &lines) == bytes(&common::example(), &lines));
}

#[test]
fn a_temporary_folder_that_is_not_there_is_an_error_and_no_panic() {
    let folder = std::env::temp_dir().join("liyan-no-such-folder");
    let error = Book::create(Vec::new(), &folder).err().unwrap();
    assert!(matches!(error, XlsxError::Write(_)), "{error}");
}

#[test]
fn an_output_that_can_not_be_written_is_an_error() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let book = Book::create(Full, &std::env::temp_dir()).unwrap();
    let error = book.finish(&common::tiny()).err().unwrap();
    assert!(matches!(error, XlsxError::Write(_)), "{error}");
}
