//! The document, read back: what it says, and how it is set.

mod common;
#[path = "common/golden.rs"]
mod golden;
#[path = "common/strange.rs"]
mod strange;

use std::fmt::Write as _;
use std::io::Cursor;

use docx_rs::{
    DocumentChild, Docx, Paragraph, ParagraphChild, RunChild, TableCellContent, TableChild,
    TableRowChild, read_docx,
};
use liyan_audit::figures::{Figures, Group, Rate};
use liyan_audit::report::docx::docx;
use liyan_rules::Channel;

fn bytes(figures: &Figures) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    docx(figures, &mut out).unwrap();
    let bytes = out.into_inner();
    if let Some(folder) = std::env::var_os("LIYAN_KEEP") {
        let name = std::thread::current().name().unwrap_or("document").replace(':', "_");
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.docx")), &bytes).unwrap();
    }
    bytes
}

/// The text, a line for each paragraph and each row of a table; underlined words in brackets.
fn shown(figures: &Figures) -> String {
    let document = read_docx(&bytes(figures)).unwrap();
    let mut out = String::new();
    for child in &document.document.children {
        match child {
            DocumentChild::Paragraph(paragraph) => writeln!(out, "{}", said(paragraph)).unwrap(),
            DocumentChild::Table(table) => {
                for TableChild::TableRow(row) in &table.rows {
                    let cells: Vec<String> = row
                        .cells
                        .iter()
                        .map(|TableRowChild::TableCell(cell)| {
                            let said = cell.children.iter().map(|content| match content {
                                TableCellContent::Paragraph(paragraph) => said(paragraph),
                                _ => String::new(),
                            });
                            said.collect()
                        })
                        .collect();
                    writeln!(out, "| {} |", cells.join(" | ")).unwrap();
                }
            }
            _ => {}
        }
    }
    out
}

fn said(paragraph: &Paragraph) -> String {
    let mut out = String::new();
    for child in &paragraph.children {
        let ParagraphChild::Run(run) = child else { continue };
        let text: String = run
            .children
            .iter()
            .map(|child| match child {
                RunChild::Text(text) => text.text.clone(),
                RunChild::Break(_) => "⏎".to_owned(),
                _ => String::new(),
            })
            .collect();
        match run.run_property.underline {
            Some(_) => write!(out, "[{text}]").unwrap(),
            None => out.push_str(&text),
        }
    }
    out
}

/// How many tables there are, and the fewest rows of any.
fn tables(document: &Docx) -> (usize, usize) {
    let rows = document.document.children.iter().filter_map(|child| match child {
        DocumentChild::Table(table) => Some(table.rows.len()),
        _ => None,
    });
    let rows: Vec<usize> = rows.collect();
    (rows.len(), rows.into_iter().min().unwrap_or(0))
}

#[test]
fn the_monthly_report_reads_as_it_did() {
    golden::same("example.docx.txt", &shown(&common::example()));
}

#[test]
fn a_report_over_three_rows_reads_as_it_did() {
    golden::same("tiny.docx.txt", &shown(&common::tiny()));
}

#[test]
fn a_report_over_nothing_reads_as_it_did_and_has_no_table_without_rows() {
    golden::same("empty.docx.txt", &shown(&common::empty()));
    for figures in [common::empty(), common::tiny(), Figures::default()] {
        let (count, fewest) = tables(&read_docx(&bytes(&figures)).unwrap());
        assert!(count == 0 || fewest >= 2, "a head without a row");
    }
}

#[test]
fn the_parts_stand_in_the_order_in_which_offices_report() {
    for figures in [common::example(), common::tiny(), common::empty(), Figures::default()] {
        let text = shown(&figures);
        let parts = [
            "网上答复用语规范情况月报",
            "一、总体情况",
            "二、疑似与核实",
            "三、按条款",
            "四、按单位",
            "五、典型案例及规范答复",
            "六、高频范本",
            "七、整改与改判",
            "附：口径与局限",
        ];
        let places = parts.map(|part| text.lines().position(|line| line == part).unwrap());
        assert!(places.is_sorted(), "{places:?}");
    }
}

#[test]
fn what_is_not_redacted_is_said_on_the_first_page() {
    let first_page = |figures: &Figures| {
        let text = shown(figures);
        text.split("一、总体情况").next().unwrap().to_owned()
    };
    assert!(first_page(&common::tiny()).contains("--no-redact"));
    assert!(!first_page(&common::example()).contains("--no-redact"));
    assert!(first_page(&common::example()).contains("未提示不等于规范"));
}

#[test]
fn strange_texts_stay_texts() {
    let figures = strange::figures();
    // Parts are stored as they are, so the file itself can be searched.
    let escaped = "&lt;/script&gt;&lt;b&gt;&amp;amp;␀␛[31m␋␡".as_bytes();
    assert!(bytes(&figures).windows(escaped.len()).any(|window| window == escaped));
    let text = shown(&figures);
    assert!(text.contains("=HYPERLINK(\"http://x\",\"y\")</script><b>"));
    assert!(!text.contains(['\u{0}', '\u{b}', '\u{1b}', '\u{202e}', '\u{fffe}']));
}

#[test]
fn many_units_leave_a_table_that_fits_and_a_sentence_where_the_rest_is() {
    let mut figures = common::example();
    let rate = Some(Rate { per_mille: 10.0, low: 5.0, high: 60.0 });
    figures.by_unit = (0..500)
        .map(|number| Group {
            key: format!("第{number:03}窗口"),
            channel: Some(Channel::Chat),
            replies: 100,
            flagged: number % 7,
            rate,
            ..Group::default()
        })
        .collect();
    let text = shown(&figures);
    assert!(text.contains("全部单位见工作簿“渠道与单位”表"));
    assert_eq!(
        text.lines().filter(|line| line.starts_with("| 第") && line.contains("窗口 |")).count(),
        30
    );
}

#[test]
fn every_table_repeats_its_head_on_each_page() {
    let figures = common::example();
    let bytes = bytes(&figures);
    let (count, _) = tables(&read_docx(&bytes).unwrap());
    let mark = b"<w:trPr><w:tblHeader />";
    assert_eq!(bytes.windows(mark.len()).filter(|window| window == mark).count(), count);
}

#[test]
fn the_same_figures_make_the_same_file() {
    let first = bytes(&common::example());
    bytes(&common::tiny());
    // Not assert_eq, which would print both.
    assert!(first == bytes(&common::example()));
}

#[test]
fn an_output_that_can_not_be_written_is_an_error() {
    let mut small = [0_u8; 1000];
    assert!(docx(&common::example(), Cursor::new(&mut small[..])).is_err());
}
