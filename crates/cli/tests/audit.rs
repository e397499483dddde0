//! `liyan audit` against the worst input: nothing is lost, nothing is silent, and no half file is left.

#[allow(dead_code)]
mod common;
#[path = "common/exports.rs"]
mod exports;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use common::{code, liyan, text};
use exports::{Folder, HEADER, ROW, audit, curt_rows, gzip, interrupt, lines, waiting};

#[test]
fn findings_fail_only_if_that_was_asked_for() {
    let folder = Folder::new();
    let file = folder.write("a.csv", format!("{HEADER}{ROW}"));
    assert_eq!(code(&audit(&[&file])), 0);
    assert_eq!(code(&audit(&[&file, "--fail-on", "block"])), 1);
    for format in ["o.csv", "o.jsonl"] {
        let out = folder.name(format);
        assert_eq!(code(&audit(&[&file, "--fail-on", "warn", "--out", &out])), 1, "{format}");
    }
}

#[test]
fn a_bad_row_is_told_with_file_and_row_and_the_others_are_judged() {
    let folder = Folder::new();
    let jsonl = "{\"id\":\"1\",\"text\":\"没时间。\"}\n{broken\n{\"id\":\"3\",\"text\":7}\n{\"id\":\"4\",\"text\":[\"a\"]}\n{\"id\":\"5\",\"text\":\"少啰嗦。\"}\n\n{\"id\":\"6\",\"text\":\"好\",\"text\":\"好\"}\n";
    let file = folder.write("a.jsonl", jsonl);
    let (exit, found, audit, stderr) = lines(&[&file]);
    assert_eq!(exit, 4);
    assert_eq!(curt_rows(&found), [1, 5]);
    assert_eq!((&audit["rows"], &audit["skipped"]["not_a_record"]), (&6.into(), &3.into()));
    for row in [2, 4, 7] {
        assert!(stderr.contains(&format!("a.jsonl 第 {row} 行：")), "{stderr}");
    }
}

#[test]
fn bytes_that_can_not_be_decoded_cost_one_row() {
    let folder = Folder::new();
    let mut bytes = format!("{HEADER}{ROW}").into_bytes();
    bytes.extend_from_slice(b"2,\xff\xfe\xe4\xb8,A1,x,\n");
    bytes.extend_from_slice("3,少啰嗦。,A1,大厅,\n".as_bytes());
    let file = folder.write("a.csv", bytes);
    let (exit, found, audit, stderr) = lines(&[&file]);
    assert_eq!((exit, curt_rows(&found).len()), (4, 2));
    assert_eq!(audit["skipped"]["undecodable"], 1);
    assert!(stderr.contains("第 3 行") && stderr.contains("--encoding"), "{stderr}");
}

#[test]
fn a_truncated_archive_is_told_and_what_came_before_is_judged() {
    let folder = Folder::new();
    let rows: String = (0..5_000).map(|row| format!("{row},没时间{row}。,A1,大厅,\n")).collect();
    let packed = gzip(format!("{HEADER}{rows}").as_bytes());
    let file = folder.write("a.csv.gz", &packed[..packed.len() / 2]);
    let (exit, found, audit, stderr) = lines(&[&file]);
    assert_eq!(exit, 4);
    assert!(found.len() > 500 && found.len() < 5_000, "{}", found.len());
    assert!(stderr.contains("a.csv.gz：") && stderr.contains("不完整"), "{stderr}");
    assert!(audit["files"][0]["broken"].is_string());
}

#[test]
fn one_of_many_files_without_the_column_is_told_with_its_header_and_a_guess() {
    let folder = Folder::new();
    folder.write("a.csv", format!("{HEADER}{ROW}"));
    folder.write("b.csv", "序号,怎么说的\n1,您好，请稍等。\n");
    folder.write("c.csv", format!("{HEADER}{ROW}"));
    let (exit, found, audit, stderr) = lines(&[folder.0.path().to_str().expect("UTF-8")]);
    assert_eq!((exit, curt_rows(&found).len()), (4, 2));
    assert_eq!(audit["files"].as_array().map(Vec::len), Some(3));
    assert!(
        stderr.contains("序号、怎么说的") && stderr.contains("--map text=怎么说的"),
        "{stderr}"
    );
    // As it says.
    let (exit, ..) = lines(&[&folder.name("b.csv"), "--map", "text=怎么说的"]);
    assert_eq!(exit, 0);
}

#[test]
fn a_record_that_is_too_long_is_refused_on_bounded_memory() {
    let folder = Folder::new();
    let long = "好".repeat(24 << 20);
    let jsonl =
        format!("{{\"id\":\"1\",\"text\":\"{long}\"}}\n{{\"id\":\"2\",\"text\":\"没时间。\"}}\n");
    let array =
        format!("[{{\"id\":\"1\",\"text\":\"{long}\"}},\n{{\"id\":\"2\",\"text\":\"没时间。\"}}]");
    let csv = format!("{HEADER}0,\"{long}\",A1,大厅,\n{ROW}");
    for (name, content) in [("a.jsonl", &jsonl), ("a.json", &array), ("a.csv", &csv)] {
        let file = folder.write(name, content);
        let (exit, found, audit, stderr) = lines(&[&file]);
        assert_eq!((exit, curt_rows(&found).len()), (4, 1), "{name}: {stderr}");
        assert_eq!(audit["skipped"]["too_long"], 1, "{name}");
        assert!(stderr.contains("超过 64 MiB"), "{name}: {stderr}");
        fs::remove_file(file).expect("removed");
    }
}

#[test]
fn a_missing_quotation_mark_is_told() {
    let folder = Folder::new();
    let file = folder.write("a.csv", format!("{HEADER}{ROW}2,\"没时间。,A1,大厅,\n{ROW}{ROW}"));
    let (exit, found, _, stderr) = lines(&[&file]);
    assert_eq!((exit, curt_rows(&found)[0]), (4, 2));
    assert!(stderr.contains("第 3 行起有一个引号没有闭合"), "{stderr}");
}

#[test]
fn a_comma_without_quotation_marks_is_told() {
    let folder = Folder::new();
    let file = folder.write("a.csv", format!("{HEADER}2,您好,没时间。,A1,大厅,2026-03-02\n{ROW}"));
    let (exit, found, audit, stderr) = lines(&[&file]);
    assert_eq!((exit, curt_rows(&found)), (4, vec![3]));
    assert_eq!(audit["skipped"]["not_a_record"], 1);
    assert!(stderr.contains("第 2 行：这一行有 6 格，表头有 5 格"), "{stderr}");
}

#[test]
fn a_title_above_the_header_is_not_taken_for_it() {
    let folder = Folder::new();
    let file =
        folder.write("a.csv", format!("办理情况（2026年3月）,,,,\n{HEADER}{ROW}{HEADER}{ROW}"));
    let (exit, found, audit, _) = lines(&[&file]);
    assert_eq!((exit, curt_rows(&found), &audit["rows"]), (0, vec![3, 5], &2.into()));
}

#[test]
fn what_is_read_is_never_written_over() {
    let folder = Folder::new();
    let file = folder.write("a.csv", format!("{HEADER}{ROW}"));
    let (found, again) = (folder.name("f.jsonl"), folder.name("./f.jsonl"));
    assert_eq!(code(&audit(&[&file, "--out", &file])), 2);
    assert_eq!(code(&audit(&[&file, "--out", &found, "--out", &again])), 2);
    assert_eq!(fs::read_to_string(&file).expect("still there"), format!("{HEADER}{ROW}"));
    // A report in the folder is no export of its next run.
    let all = folder.0.path().to_str().expect("UTF-8");
    assert_eq!(code(&audit(&[all, "--out", &found])), 0);
    assert_eq!(code(&audit(&[all, "--out", &found])), 0);
    assert_eq!(code(&liyan(&["audit", "review", &found, "--out", &found], b"")), 2);
}

#[test]
fn months_are_compared_under_one_pack_only() {
    let folder = Folder::new();
    let file = folder.write("a.csv", format!("{HEADER}{ROW}"));
    let found = folder.name("f.jsonl");
    assert_eq!(code(&audit(&[&file, "--out", &found])), 0);
    let other = fs::read_to_string(&found)
        .expect("written")
        .replace("\"pack_sha256\":\"", "\"pack_sha256\":\"0");
    fs::write(&found, other).expect("written");
    let output = audit(&[&file, "--baseline", &found]);
    assert_eq!(code(&output), 3);
    assert!(text(&output.stderr).contains("另一个规则包"), "{}", text(&output.stderr));
}

#[test]
fn nothing_from_outside_steers_the_terminal() {
    let folder = Folder::new();
    let file = folder.write("a.csv", "内容,渠道\n没时间。,\u{1b}[31m13812345678\n");
    let output = audit(&[&file]);
    assert_eq!(code(&output), 4);
    let said = text(&output.stderr);
    assert!(!said.contains('\u{1b}') && !said.contains("13812345678"), "{said}");
}

#[test]
fn many_tiny_files_are_each_a_reply() {
    let folder = Folder::new();
    for number in 0..3_000 {
        folder.write(
            &format!("{number:05}.txt"),
            if number % 1_000 == 0 { "没时间。" } else { "好的。" },
        );
    }
    let (exit, found, audit, _) = lines(&[folder.0.path().to_str().expect("UTF-8")]);
    assert_eq!((exit, &audit["judged"]), (0, &3_000.into()));
    assert_eq!(curt_rows(&found).len(), 3);
}

#[test]
fn what_is_not_there_empty_or_no_such_thing_exits_4() {
    let folder = Folder::new();
    let empty = folder.write("empty.csv", "");
    let broken = folder.write("broken.xlsx", b"PK\x03\x04nothing");
    let parquet = folder.write("broken.parquet", b"PAR1nothing");
    let json = folder.write("cut.json", "[{\"text\":\"没时间。\"}, {\"te");
    let missing = folder.name("missing.csv");
    for (file, word) in [
        (&empty, "空文件"),
        (&broken, "损坏"),
        (&parquet, "损坏"),
        (&json, "不完整"),
        (&missing, "没有这个文件"),
    ] {
        let output = audit(&[file]);
        assert_eq!(code(&output), 4, "{file}");
        assert!(text(&output.stderr).contains(word), "{}", text(&output.stderr));
    }
}

#[test]
fn a_header_alone_is_a_month_without_replies() {
    let folder = Folder::new();
    let file = folder.write("a.csv", HEADER);
    let output = audit(&[&file]);
    assert_eq!(code(&output), 0);
    assert!(text(&output.stdout).contains("检查了 0 条答复"), "{}", text(&output.stdout));
}

#[test]
fn mistakes_of_the_command_exit_2_and_of_a_pack_3_and_leave_nothing_behind() {
    let folder = Folder::new();
    let file = folder.write("a.csv", format!("{HEADER}{ROW}"));
    let out = folder.name("o.pdf");
    let pack = folder.write("bad.toml", "[pack]\n");
    for (arguments, exit) in [
        (&["--out", out.as_str()][..], 2),
        (&["--map", "text"], 2),
        (&["--format", "doc"], 2),
        (&["--since", "三月"], 2),
        (&["--since", "2026-03-02", "--until", "2026-03-01"], 2),
        (&["--by", "weather"], 2),
        (&["--seed", "1"], 2),
        (&["--nothing"], 2),
        (&["--pack", pack.as_str()], 3),
    ] {
        let output = audit(&[&[file.as_str()], arguments].concat());
        assert_eq!(code(&output), exit, "{arguments:?}: {}", text(&output.stderr));
    }
    assert_eq!(code(&audit(&[])), 2);
    assert_eq!(folder.files(), ["a.csv", "bad.toml"]);
}

#[test]
fn an_output_that_can_not_be_written_exits_5_and_leaves_no_half_file() {
    let folder = Folder::new();
    let file = folder.write("a.csv", format!("{HEADER}{ROW}"));
    let output = audit(&[&file, "--out", &folder.name("没有/o.csv")]);
    assert_eq!(code(&output), 5);
    assert!(text(&output.stderr).contains("文件夹不存在"), "{}", text(&output.stderr));
    // A disk that takes no more than some blocks of a file.
    let rows: String = (0..20_000).map(|row| format!("{row},没时间{row}。,A1,大厅,\n")).collect();
    let file = folder.write("b.csv", format!("{HEADER}{rows}"));
    let out = folder.name("o.jsonl");
    fs::write(&out, "der old report").expect("written");
    let full = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_liyan")])
        .args(["audit", "--quiet", &file, "--out", &out])
        .output()
        .expect("run");
    assert_eq!(code(&full), 5, "{}", text(&full.stderr));
    assert!(text(&full.stderr).contains("没有写出任何结果"), "{}", text(&full.stderr));
    assert_eq!(fs::read_to_string(&out).expect("still there"), "der old report");
    assert_eq!(folder.files(), ["a.csv", "b.csv", "o.jsonl"]);
}

#[test]
fn temporary_disk_that_is_full_is_told() {
    let folder = Folder::new();
    let row = |row: usize| format!("c{row},没时间{}。\n", "啊".repeat(500));
    let rows: String = (0..4_000).map(row).collect();
    let file = folder.write("a.csv", format!("会话编号,内容\n{rows}"));
    let full = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_liyan")])
        .args(["audit", "--quiet", &file, "--memory", "1"])
        .output()
        .expect("run");
    assert_eq!(code(&full), 5, "{}", text(&full.stderr));
    assert!(text(&full.stderr).contains("TMPDIR"), "{}", text(&full.stderr));
}

#[test]
fn whoever_interrupts_it_is_told_how_far_it_was() {
    let folder = Folder::new();
    let out = folder.name("o.csv");
    let (child, mut stdin) = waiting(&out);
    assert!(interrupt(&child));
    // It goes on until it notices; then nobody reads any more.
    let row = "{\"id\":\"1\",\"text\":\"没时间。\"}\n".repeat(1_000);
    while stdin.write_all(row.as_bytes()).is_ok() {}
    drop(stdin);
    let output = child.wait_with_output().expect("ends");
    assert_eq!(code(&output), 130);
    assert!(text(&output.stderr).contains("被打断了"), "{}", text(&output.stderr));
    assert_eq!(folder.files(), Vec::<String>::new());
}

#[test]
fn a_file_that_changes_while_it_is_read_is_told() {
    let folder = Folder::new();
    let row = format!("1,{},A1,大厅,\n", "请您到二楼三号窗口办理，谢谢。".repeat(20));
    let file = folder.write("a.csv", format!("{HEADER}{}", row.repeat(5_000)));
    let child = Command::new(env!("CARGO_BIN_EXE_liyan"))
        .args(["audit", "--quiet", "--threads", "1", &file])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut child = child;
    let mut growing = fs::OpenOptions::new().append(true).open(Path::new(&file)).expect("opened");
    while child.try_wait().expect("asked").is_none() {
        growing.write_all(b"\n").expect("written");
        growing.sync_all().expect("on the disk");
    }
    let output = child.wait_with_output().expect("ends");
    assert_eq!(code(&output), 4, "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("被改动了"), "{}", text(&output.stderr));
}

#[test]
fn formulas_in_replies_are_plain_text_in_csv() {
    let folder = Folder::new();
    let file = folder.write("a.csv", format!("{HEADER}=1+1,没时间。,@SUM(A1),-1,\n"));
    let out = folder.name("o.csv");
    assert_eq!(code(&audit(&[&file, "--out", &out])), 0);
    let written = fs::read_to_string(out).expect("written");
    for cell in [",'=1+1,", ",'@SUM(A1),", ",'-1,"] {
        assert!(written.contains(cell), "{written}");
    }
}

#[test]
fn what_people_decided_comes_back_and_only_that_scores() {
    let folder = Folder::new();
    let rows = "1,没时间。,A1,大厅,2026-03-02\n2,少啰嗦。,A2,大厅,2026-03-02\n3,我不管。,A2,大厅,2026-03-02\n";
    let file = folder.write("a.csv", format!("{HEADER}{rows}"));
    let (found, review, done) =
        (folder.name("f.jsonl"), folder.name("r.csv"), folder.name("d.csv"));
    assert_eq!(code(&audit(&[&file, "--out", &found])), 0);
    assert_eq!(code(&liyan(&["audit", "review", &found, "--out", &review], b"")), 0);
    let sheet = fs::read_to_string(&review).expect("written");
    let mut filled: Vec<String> = sheet.lines().map(str::to_owned).collect();
    assert_eq!(filled.len(), 4, "{sheet}");
    filled[1] = filled[1].replacen(",,,,", ",成立,赵督查,原话如此,2026-04-02", 1);
    filled[2] = filled[2].replacen(",,,,", ",误报,赵督查,引用来信,2026-04-02", 1);
    fs::write(&review, filled.join("\n")).expect("written");
    assert_eq!(code(&audit(&[&file, "--accept", &review, "--out", &done])), 0);
    let written = fs::read_to_string(&done).expect("written");
    let verdicts: Vec<&str> = ["成立", "误报", "待核"]
        .into_iter()
        .filter(|word| written.contains(&format!(",{word},是")))
        .collect();
    assert_eq!(verdicts, ["成立", "误报", "待核"], "{written}");
    // A false alarm does not fail; known findings are not told again.
    let (_, lines, audit, _) = lines(&[&file, "--baseline", &found]);
    let before = fs::read_to_string(&found).expect("written").lines().count() - 1;
    assert_eq!((lines.len(), &audit["known"]), (0, &before.into()));
}

#[test]
fn phone_numbers_are_hidden_unless_it_is_asked_not_to() {
    let folder = Folder::new();
    let file = folder
        .write("a.csv", "编号,答复内容\n13812345678,没时间13812345678。您自己打13812345678问。\n");
    for (arguments, hidden) in [(&[][..], true), (&["--no-redact"], false)] {
        let out = folder.name("o.csv");
        assert_eq!(code(&audit(&[&[file.as_str(), "--out", &out], arguments].concat())), 0);
        let written = fs::read_to_string(&out).expect("written");
        assert_eq!(!written.contains("13812345678"), hidden, "{written}");
        assert!(written.contains(if hidden { "已遮盖" } else { "--no-redact" }), "{written}");
    }
}
