//! Exports as no standard has them, but as portals and people write them: each is read rightly, or told clearly.

#[allow(dead_code)]
mod common;
#[path = "common/exports.rs"]
mod exports;

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use common::{code, liyan, text};
use exports::{Folder, HEADER, ROW, audit, curt_rows, gzip, interrupt, lines, waiting};
use rust_xlsxwriter::{Format, Workbook};

/// A workbook of some sheets.
fn workbook(folder: &Folder, name: &str, fill: impl FnOnce(&mut Workbook)) -> String {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save(folder.path(name)).expect("written");
    folder.name(name)
}

/// Writes a row of texts.
fn row(sheet: &mut rust_xlsxwriter::Worksheet, at: u32, cells: &[&str]) {
    for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        sheet.write_string(at, column, *cell).expect("written");
    }
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_shows_them() {
    let folder = Folder::new();
    let table = format!("\n{HEADER}\n\n{ROW}\n2,\"第一行\n\n少啰嗦。\",A1,大厅,\n\n{ROW}");
    for (name, ends) in [("n.csv", "\n"), ("rn.csv", "\r\n"), ("r.csv", "\r")] {
        let file = folder.write(name, table.replace('\n', ends));
        let (exit, found, audit, stderr) = lines(&[&file]);
        assert_eq!((exit, curt_rows(&found)), (0, vec![5, 7, 9]), "{name}: {stderr}");
        assert_eq!(audit["rows"], 3, "{name}");
    }
}

#[test]
fn marks_in_the_midst_of_files_that_were_put_together_do_no_harm() {
    let folder = Folder::new();
    let table = folder.write("a.csv", format!("\u{feff}{HEADER}{ROW}\u{feff}{HEADER}{ROW}"));
    let (exit, found, audit, _) = lines(&[&table]);
    assert_eq!((exit, curt_rows(&found), &audit["rows"]), (0, vec![2, 4], &2.into()));
    let line = "{\"id\":\"1\",\"text\":\"没时间。\"}\n";
    let json = folder.write("a.jsonl", format!("\u{feff}{line}\u{feff}{line}"));
    let (exit, found, _, stderr) = lines(&[&json]);
    assert_eq!((exit, curt_rows(&found)), (0, vec![1, 2]), "{stderr}");
}

#[test]
fn a_name_that_two_columns_bear_is_told() {
    let folder = Folder::new();
    let file = folder.write("a.csv", "编号,答复内容,答复内容\n1,没时间。,您好。\n");
    let (exit, found, audit, _) = lines(&[&file]);
    assert_eq!((exit, curt_rows(&found)), (0, vec![2]));
    let alerts = audit["alerts"].to_string();
    assert!(alerts.contains("几列都叫“答复内容”"), "{alerts}");
}

#[test]
fn five_thousand_columns_are_read() {
    let folder = Folder::new();
    let names: String = (0..4_999).map(|column| format!("列{column},")).collect();
    let cells = "x,".repeat(4_999);
    let rows = format!("{cells}没时间。\n").repeat(50);
    let file = folder.write("a.csv", format!("{names}答复内容\n{rows}"));
    let (exit, found, audit, _) = lines(&[&file]);
    assert_eq!((exit, curt_rows(&found).len(), &audit["rows"]), (0, 50, &50.into()));
}

#[test]
fn what_only_calls_itself_a_table_is_named_by_what_it_is() {
    let folder = Folder::new();
    let xml =
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>";
    for (name, content, word) in [
        ("a.xls", "<html><table><tr><td>说了什么</td></tr></table></html>", "没有认出哪一列"),
        ("a.csv", "<!DOCTYPE html><p>请重新登录", "其实是网页，里面没有表格"),
        ("b.xls", xml, "Excel 2003 的 XML 表格"),
        ("c.xls", "MIME-Version: 1.0\nContent-Type: multipart/related\n", "网页存档"),
        ("b.csv", "%PDF-1.7\n", "PDF"),
        ("spaces.csv", " \n\n  \n", "没有表头"),
        ("mark.csv", "\u{feff}", "没有表头"),
        ("null.json", "null", "不是 JSON 数组"),
    ] {
        let file = folder.write(name, content);
        let output = audit(&[&file]);
        assert_eq!(code(&output), 4, "{name}");
        assert!(text(&output.stderr).contains(word), "{name}: {}", text(&output.stderr));
    }
    // The table of a page is read.
    let html = "<html><meta charset=gb2312><table><tr><td>部门</td><td>答复内容</td></tr>\
        <tr><td rowspan=2>大厅</td><td>没时间。</td></tr><tr><td>少啰嗦。</td></tr></table></html>";
    let page = folder.write("d.xls", encoding_rs::GB18030.encode(html).0);
    let (exit, found, audit, stderr) = lines(&[&page]);
    assert_eq!((exit, curt_rows(&found)), (0, vec![2, 3]), "{stderr}");
    assert!(found.iter().all(|line| line["unit"] == "大厅"), "{found:?}");
    assert_eq!(
        (&audit["files"][0]["format"], &audit["files"][0]["encoding"]),
        (&"html".into(), &"GB18030".into())
    );
    // The other way round nothing is lost.
    let book = folder.write("a.xlsx", format!("{HEADER}{ROW}"));
    assert_eq!(curt_rows(&lines(&[&book]).1), [2]);
    let file = workbook(&folder, "b.xlsx", |book| {
        let sheet = book.add_worksheet();
        row(sheet, 0, &["编号", "答复内容"]);
        row(sheet, 1, &["1", "没时间。"]);
    });
    let disguised = folder.name("c.csv");
    fs::rename(file, &disguised).expect("renamed");
    assert_eq!(curt_rows(&lines(&[&disguised]).1), [2]);
}

#[test]
fn every_sheet_of_a_workbook_is_read_or_told_and_a_place_names_it() {
    let folder = Folder::new();
    let file = workbook(&folder, "a.xlsx", |book| {
        let head = ["编号", "答复内容", "部门"];
        let sheet = book.add_worksheet().set_name("一月").expect("a name");
        row(sheet, 0, &head);
        row(sheet, 1, &["1", "您好。", "大厅"]);
        let sheet = book.add_worksheet().set_name("二月").expect("a name").set_hidden(true);
        row(sheet, 0, &head);
        row(sheet, 3, &["2", "没时间。", "大厅"]);
        let sheet = book.add_worksheet().set_name("说明").expect("a name");
        row(sheet, 0, &["本表由信息科导出"]);
        book.add_worksheet().set_name("空的").expect("a name");
    });
    let (exit, found, audit, _) = lines(&[&file]);
    assert_eq!((exit, curt_rows(&found), &audit["rows"]), (0, vec![4], &2.into()));
    let grave = found.iter().find(|line| line["severity"] == "block").expect("one");
    assert_eq!(grave["sheet"], "二月");
    let alerts = audit["alerts"].to_string();
    assert!(alerts.contains("“二月”是隐藏的") && alerts.contains("“说明”没有认出"), "{alerts}");
    assert!(!alerts.contains("空的"), "{alerts}");
    let page = folder.name("o.html");
    assert_eq!(code(&liyan(&["audit", "--quiet", &file, "--out", &page], b"")), 0);
    let page = fs::read_to_string(page).expect("written");
    assert!(page.contains("“二月”表 第 4 行"), "the place of the case names the sheet");
}

#[test]
fn merged_cells_stand_for_all_their_rows_but_a_reply_is_said_once() {
    let folder = Folder::new();
    let file = workbook(&folder, "a.xlsx", |book| {
        let plain = Format::new();
        let sheet = book.add_worksheet();
        row(sheet, 0, &["部门", "编号", "答复内容"]);
        row(sheet, 1, &["", "1", "没时间。"]);
        row(sheet, 2, &["", "2", "少啰嗦。"]);
        row(sheet, 3, &["", "3"]);
        row(sheet, 4, &["", "4"]);
        sheet.merge_range(1, 0, 2, 0, "社保科", &plain).expect("merged");
        sheet.merge_range(3, 2, 4, 2, "没时间跟您解释。", &plain).expect("merged");
    });
    let (exit, found, audit, _) = lines(&[&file]);
    let grave = found.iter().filter(|line| line["severity"] == "block" && line["row"] != 4);
    let mut units: Vec<_> = grave.map(|line| (line["row"].clone(), line["unit"].clone())).collect();
    units.dedup();
    let both = [2, 3].map(|row| (row.into(), "社保科".into()));
    assert_eq!((exit, units), (0, both.to_vec()));
    assert_eq!((&audit["judged"], &audit["skipped"]["no_text"]), (&3.into(), &1.into()));
    assert!(audit["alerts"].to_string().contains("合并的单元格"), "{}", audit["alerts"]);
}

#[test]
fn a_conversation_in_which_two_units_answer_is_told() {
    let folder = Folder::new();
    let header = "会话编号,角色,内容,部门\n";
    let one =
        folder.write("a.csv", format!("{header}7,坐席,您好。,社保科\n8,坐席,您好。,社保科\n"));
    let other = folder.write("b.csv", format!("{header}7,坐席,没时间。,税务局\n"));
    let (_, _, audit, _) = lines(&[&one, &other]);
    let alerts = audit["alerts"].to_string();
    assert!(alerts.contains("有1段会话里答复的单位不止一个"), "{alerts}");
    assert!(alerts.contains("7（社保科、税务局"), "{alerts}");
    for name in ["o.csv", "o.html"] {
        let out = folder.name(name);
        let output = liyan(&["audit", "--quiet", &one, &other, "--out", &out], b"");
        let written = fs::read_to_string(out).expect("written") + &text(&output.stdout);
        assert_eq!(written.matches("答复的单位不止一个").count(), 2, "{name} and the terminal");
    }
}

#[test]
fn rows_without_a_date_are_told_where_a_period_was_asked_for() {
    let folder = Folder::new();
    let rows = "1,没时间。,A1,大厅,2026-03-02\n2,没时间。,A1,大厅,\n3,没时间。,A1,大厅,3/4/2026\n";
    let file = folder.write("a.csv", format!("{HEADER}{rows}"));
    let (exit, found, audit, _) = lines(&[&file, "--since", "2026-03-01"]);
    assert_eq!((exit, curt_rows(&found)), (0, vec![2]));
    assert_eq!(audit["skipped"]["no_time"], 2);
    assert!(audit["alerts"].to_string().contains("有2行没有写时间"), "{}", audit["alerts"]);
}

#[test]
fn what_was_not_asked_for_is_not_told_as_if_it_were_empty() {
    let folder = Folder::new();
    let file = folder.write("a.csv", format!("{HEADER}{ROW}"));
    let (page, list) = (folder.name("o.html"), folder.name("o.csv"));
    let output = audit(&[&file, "--by", "rule", "--out", &page, "--out", &list]);
    assert_eq!(code(&output), 0);
    let page = fs::read_to_string(page).expect("written");
    assert!(
        page.contains("本次不统计的部分：趋势、渠道和单位、人员、条文。"),
        "told in the contents"
    );
    let empty =
        page.split("本次没有内容可列的部分：").nth(1).and_then(|rest| rest.split('。').next());
    assert!(!empty.unwrap_or_default().contains("人员"), "{empty:?}");
    let list = fs::read_to_string(list).expect("written");
    assert!(list.contains("本次不按趋势、渠道、单位、人员、条文统计"), "{list}");
}

#[test]
fn a_packed_list_is_taken_for_review_and_as_a_baseline() {
    let folder = Folder::new();
    let file = folder.write("a.csv", format!("{HEADER}{ROW}"));
    let found = folder.name("f.jsonl");
    assert_eq!(code(&audit(&[&file, "--out", &found])), 0);
    let bytes = gzip(&fs::read(&found).expect("written"));
    let packed = folder.write("f.jsonl.gz", &bytes);
    let review = folder.name("r.csv");
    assert_eq!(code(&liyan(&["audit", "review", &packed, "--out", &review], b"")), 0);
    assert!(fs::read_to_string(&review).expect("written").lines().count() > 1);
    let (_, lines, ..) = lines(&[&file, "--baseline", &packed]);
    assert!(lines.is_empty(), "{lines:?}");
    // Half of it is no list.
    let half = folder.write("half.jsonl.gz", &bytes[..bytes.len() / 2]);
    assert_eq!(code(&audit(&[&file, "--baseline", &half])), 4);
}

#[test]
fn a_verdict_holds_for_all_copies_and_the_cases_say_for_how_many() {
    let folder = Folder::new();
    let rows: String =
        (0..4).map(|row| format!("{row},没时间。,A{row},大厅,2026-03-02\n")).collect();
    let file = folder.write("a.csv", format!("{HEADER}{rows}"));
    let (found, review, page) =
        (folder.name("f.jsonl"), folder.name("r.csv"), folder.name("o.html"));
    assert_eq!(code(&audit(&[&file, "--out", &found])), 0);
    assert_eq!(code(&liyan(&["audit", "review", &found, "--out", &review], b"")), 0);
    let sheet = fs::read_to_string(&review).expect("written");
    fs::write(&review, sheet.replace(",,,,", ",成立,赵督查,原话如此,2026-04-02")).expect("written");
    assert_eq!(code(&audit(&[&file, "--accept", &review, "--out", &page])), 0);
    let page = fs::read_to_string(page).expect("written");
    assert!(page.contains("同文共4条，结论一并适用"), "the case and the list of verdicts say so");
}

#[test]
fn what_an_earlier_audit_wrote_is_no_export() {
    let folder = Folder::new();
    let file = folder.write("a.csv", format!("{HEADER}{ROW}"));
    for name in ["f.jsonl", "f.csv", "f.xlsx"] {
        let out = folder.name(name);
        assert_eq!(code(&audit(&[&file, "--out", &out])), 0);
        let (exit, found, _, stderr) = lines(&[&file, &out]);
        assert_eq!((exit, curt_rows(&found)), (4, vec![2]), "{name}");
        assert!(stderr.contains("以前检查写出的结果"), "{name}: {stderr}");
    }
}

#[test]
fn standard_input_and_standard_output_are_not_one_file() {
    let output = liyan(
        &["audit", "--quiet", "--format", "csv", "-", "--out", "-"],
        format!("{HEADER}{ROW}").as_bytes(),
    );
    assert_eq!(code(&output), 0);
    assert!(text(&output.stdout).contains("\"rows\":1"), "{}", text(&output.stdout));
}

#[test]
#[cfg(unix)]
fn what_can_not_be_read_or_leads_in_a_circle_is_told_and_walked_once() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new();
    folder.write("a.csv", format!("{HEADER}{ROW}"));
    symlink(folder.0.path(), folder.path("round")).expect("linked");
    symlink("round.csv", folder.path("round.csv")).expect("linked");
    let (exit, found, _, stderr) = lines(&[folder.0.path().to_str().expect("UTF-8")]);
    assert_eq!((exit, curt_rows(&found)), (4, vec![2]));
    assert!(stderr.contains("round.csv："), "{stderr}");
    // Whoever may do anything reads what nobody may read.
    fs::create_dir(folder.path("locked")).expect("made");
    fs::set_permissions(folder.path("locked"), fs::Permissions::from_mode(0o0)).expect("locked");
    if fs::read_dir(folder.path("locked")).is_err() {
        let (exit, _, _, stderr) = lines(&[folder.0.path().to_str().expect("UTF-8")]);
        assert_eq!(exit, 4);
        assert!(stderr.contains("locked：没有权限"), "{stderr}");
    }
}

#[test]
fn a_line_of_a_gigabyte_from_a_pipe_is_refused_on_bounded_memory() {
    let mut child = Command::new("sh")
        .args(["-c", "ulimit -v 700000; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_liyan")])
        .args(["audit", "--quiet", "--threads", "1", "--format", "jsonl", "-", "--out", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut stdin = child.stdin.take().expect("piped");
    let piece = "好".repeat(1 << 20);
    stdin.write_all(b"{\"id\":\"1\",\"text\":\"").expect("taken");
    for _ in 0..(1 << 30) / piece.len() {
        stdin.write_all(piece.as_bytes()).expect("taken");
    }
    stdin.write_all("\"}\n{\"id\":\"2\",\"text\":\"没时间。\"}\n".as_bytes()).expect("taken");
    drop(stdin);
    let output = child.wait_with_output().expect("ends");
    let said = text(&output.stderr);
    assert_eq!(code(&output), 4, "{said}");
    assert!(said.contains("第 1 行：这一行超过 64 MiB"), "{said}");
    assert!(text(&output.stdout).contains("\"too_long\":1"), "counted");
    assert!(text(&output.stdout).contains("\"row\":2"), "the next line is judged");
}

#[test]
#[cfg(unix)]
fn whoever_interrupts_it_twice_finds_no_half_file_either() {
    let folder = Folder::new();
    let out = folder.name("o.csv");
    let (mut child, stdin) = waiting(&out);
    // It waits for more to read, so the first signal alone does not end it.
    assert_eq!(folder.files().len(), 1, "the passing file");
    assert!(interrupt(&child));
    while child.try_wait().expect("asked").is_none() {
        interrupt(&child);
    }
    drop(stdin);
    assert_eq!(code(&child.wait_with_output().expect("ends")), 130);
    assert_eq!(folder.files(), Vec::<String>::new());
}

#[test]
#[cfg(unix)]
fn what_a_killed_run_left_behind_is_removed_by_a_later_one_and_told() {
    let folder = Folder::new();
    let file = folder.write("a.csv", format!("{HEADER}{ROW}"));
    let old = folder.write(".liyan-abc.part", "half");
    folder.write(".liyan-def.part", "of a run that goes on");
    let touched = Command::new("touch").args(["-d", "2 days ago", &old]).status().expect("touched");
    assert!(touched.success());
    let output = audit(&[&file, "--out", &folder.name("o.csv")]);
    assert_eq!(code(&output), 0);
    assert!(text(&output.stderr).contains("已删去"), "{}", text(&output.stderr));
    assert_eq!(folder.files(), [".liyan-def.part", "a.csv", "o.csv"]);
}
