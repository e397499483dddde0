//! The command as people and programs meet it: what it prints and how it exits.

mod common;

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use common::{code, liyan, scratch, text};
use serde_json::Value;

fn answers(input: &str) -> Vec<Value> {
    let output = liyan(&["check", "--jsonl", "-"], input.as_bytes());
    text(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn the_report_for_people_is_as_it_was_read_and_approved() {
    let output = liyan(&["check", "-"], "这个我不知道，你自己看。\n".as_bytes());
    assert_eq!(code(&output), 1);
    let report = text(&output.stdout);
    // The last line holds the pack's hash, which changes with every word of the pack.
    let golden = include_str!("data/two-marks.txt");
    let without_hash = |report: &str| {
        report.lines().take_while(|line| !line.starts_with("规则包")).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(without_hash(&report), without_hash(golden));
    assert!(report.contains("文本来自网络转载，施行前请由发文单位核对"));
}

#[test]
fn polite_look_alikes_exit_0() {
    for draft in [
        "不知道您是否方便留个电话？",
        "您要是没时间来，可以网上办。",
        "不，知道了",
        "减少啰嗦的手续",
    ] {
        let output = liyan(&["check", "-"], draft.as_bytes());
        assert_eq!(code(&output), 0, "{draft}: {}", text(&output.stdout));
    }
}

#[test]
fn the_fail_threshold_is_apart_from_what_is_shown() {
    let suggestion = "你好，材料已收到。".as_bytes();
    for (level, expected) in [("block", 0), ("warn", 0), ("suggest", 1), ("none", 0)] {
        let output = liyan(&["check", "--fail-on", level, "-"], suggestion);
        assert_eq!(code(&output), expected, "{level}");
        assert!(text(&output.stdout).contains("【你】"), "{level}");
    }
}

#[test]
fn a_record_is_answered_in_the_contracts_shape_and_units() {
    let [answer] = &answers(
        "{\"id\":\"7\",\"text\":\"😀少囉嗦\",\"history\":[{\"role\":\"citizen\",\"text\":\"在吗\"}]}\n",
    )[..] else {
        panic!("one answer")
    };
    assert_eq!(answer["id"], "7");
    let findings = answer["findings"].as_array().expect("a list").iter();
    let mut own = findings.filter(|finding| finding["rule"] == "r11-stop-nagging");
    let finding = own.next().expect("found");
    assert_eq!(
        (&finding["start"], &finding["end"], &finding["turn"]),
        (&1.into(), &4.into(), &1.into())
    );
    assert_eq!((&finding["text"], &finding["severity"]), (&"少囉嗦".into(), &"block".into()));
    assert_eq!(finding["articles"], serde_json::json!(["11"]));
    let keys: Vec<&str> = finding.as_object().expect("object").keys().map(String::as_str).collect();
    let mut wanted = vec![
        "id", "pack", "rule", "kind", "basis", "severity", "stage", "articles", "turn", "start",
        "end", "text", "message", "related", "fixes",
    ];
    wanted.sort_unstable();
    let mut found = keys.clone();
    found.sort_unstable();
    assert_eq!(found, wanted);
    assert_eq!(finding["fixes"][0]["edits"][0]["start"], 1);
}

#[test]
fn lines_that_can_not_be_judged_are_answered_in_their_place_and_exit_4() {
    let mut input = b"{\"id\":\"1\",\"text\":\"\xe5\xa5\xbd\"}\n{broken\n{\"id\":\"2\"}\n".to_vec();
    input.extend(b"{\"id\":\"3\",\"turns\":[]}\n\xb2\xbb\xd6\xaa\xb5\xc0\n{\"id\":\"4\",\"text\":\"a\",\"channel\":\"fax\"}\n");
    input.extend("{\"id\":\"5\",\"text\":\"不知道\"}".as_bytes());
    let output = liyan(&["check", "--jsonl", "-"], &input);
    assert_eq!(code(&output), 4, "unreadable input outweighs findings");
    let lines: Vec<Value> = text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let refused: Vec<u64> = lines.iter().filter_map(|line| line["line"].as_u64()).collect();
    assert_eq!(refused, [2, 3, 4, 5, 6]);
    assert_eq!((&lines[0]["id"], &lines[6]["id"]), (&"1".into(), &"5".into()));
    assert!(lines[3]["error"].as_str().expect("text").contains("turns 是空的"));
    assert!(lines[4]["error"].as_str().expect("text").contains("GB18030"));
}

#[test]
fn a_recorded_conversation_is_answered_with_the_turn_of_each_finding() {
    let input = r#"{"id":"c","channel":"chat","closed":true,"turns":[{"role":"citizen","text":"你们都说不知道"},{"role":"clerk","text":"您好。","at":"2026-03-01T09:30:00+08:00"},{"role":"clerk","text":"这个我不知道。"},{"role":"clerk","text":"再见。"}]}"#;
    let output = liyan(&["check", "--jsonl", "-"], input.as_bytes());
    assert_eq!(code(&output), 1);
    let answer: Value = serde_json::from_str(text(&output.stdout).trim()).expect("JSON");
    let findings = answer["findings"].as_array().expect("a list");
    let places: Vec<_> = findings.iter().map(|found| (&found["turn"], &found["start"])).collect();
    assert_eq!(places, [(&2.into(), &3.into())], "the citizen's 不知道 is nobody's fault");
}

#[test]
fn records_that_contradict_themselves_are_refused() {
    for (record, said) in [
        (r#"{"id":"1","text":"好","turns":[{"role":"clerk","text":"好"}]}"#, "只能写一个"),
        (r#"{"id":"1","history":[],"turns":[{"role":"clerk","text":"好"}]}"#, "history"),
        (r#"{"id":"1","turns":[{"role":"clerk","text":"好","at":"昨天"}]}"#, "RFC 3339"),
        (r#"{"id":"1","turns":[{"role":"boss","text":"好"}]}"#, "角色"),
    ] {
        let output = liyan(&["check", "--jsonl", "-"], record.as_bytes());
        assert_eq!(code(&output), 4, "{record}");
        assert!(text(&output.stdout).contains(said), "{}", text(&output.stdout));
    }
}

#[test]
fn each_answer_is_flushed_before_the_next_line_is_read() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_liyan"))
        .args(["check", "--jsonl", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("liyan starts");
    let mut input = child.stdin.take().expect("piped");
    let mut output = BufReader::new(child.stdout.take().expect("piped"));
    for id in ["a", "b"] {
        writeln!(input, "{{\"id\":\"{id}\",\"text\":\"好\"}}").expect("written");
        let mut answer = String::new();
        output.read_line(&mut answer).expect("answered while the input is open");
        assert!(answer.contains(id), "{answer}");
    }
    drop(input);
    assert!(child.wait().expect("ends").success());
}

#[test]
fn unreadable_files_are_named_and_exit_4() {
    let gbk = scratch("gbk.txt");
    std::fs::write(&gbk, b"\xb2\xbb\xd6\xaa\xb5\xc0").expect("written");
    let path = gbk.to_str().expect("UTF-8");
    let output = liyan(&["check", path, "/no/such/file"], b"");
    assert_eq!(code(&output), 4);
    let told = text(&output.stderr);
    assert!(
        told.contains("gbk.txt：不是 UTF-8 编码") && told.contains("/no/such/file：没有这个文件"),
        "{told}"
    );
    assert!(!text(&output.stdout).contains("没有发现"), "nothing was judged, so nothing is fine");
}

#[test]
fn a_wrong_command_line_exits_2_and_says_what_would_be_right() {
    for arguments in
        [&["chek"][..], &["check", "--fail-on", "all"], &["check", "--pack"], &["pack"], &["--x"]]
    {
        let output = liyan(arguments, b"");
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(text(&output.stderr).contains("liyan --help"), "{arguments:?}");
    }
}

#[test]
fn a_bad_pack_exits_3_with_every_mistake() {
    let pack = scratch("bad.toml");
    std::fs::write(&pack, "[pack]\nid = 1\nidd = \"x\"\n").expect("written");
    let path = pack.to_str().expect("UTF-8");
    for arguments in [&["check", "--pack", path, "-"][..], &["pack", "test", path]] {
        let output = liyan(arguments, b"");
        assert_eq!(code(&output), 3);
        let told = text(&output.stderr);
        assert!(told.contains("bad.toml:2:6") && told.contains("bad.toml:3:1"), "{told}");
    }
}

#[test]
fn a_compiled_pack_judges_as_the_pack_it_was_made_of() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/packs/jilin-window.toml");
    let compiled = scratch("jilin.liyan");
    let (shipped, compiled) = (shipped.to_str().expect("UTF-8"), compiled.to_str().expect("UTF-8"));
    assert_eq!(code(&liyan(&["pack", "build", shipped, "-o", compiled], b"")), 0);
    let record = "{\"id\":\"1\",\"text\":\"材料不全，补齐再来。\"}\n".as_bytes();
    let verdict =
        |pack: &[&str]| text(&liyan(&[&["check", "--jsonl"], pack].concat(), record).stdout);
    let built_in = verdict(&[]);
    assert!(built_in.contains("r10-missing-material"));
    assert_eq!(verdict(&["--pack", compiled]), built_in);
    assert_eq!(verdict(&["--pack", shipped]), built_in);
    std::fs::write(compiled, b"LIYAN\x01damaged").expect("written");
    assert_eq!(code(&liyan(&["check", "--pack", compiled], record)), 3);
}

#[test]
fn the_shipped_packs_self_test_passes_on_the_command_line() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/packs/jilin-window.toml");
    let output = liyan(&["pack", "test", shipped.to_str().expect("UTF-8")], b"");
    assert_eq!(code(&output), 0, "{}", text(&output.stdout));
    assert!(text(&output.stdout).contains("全部通过"));
}

#[test]
fn a_text_can_not_steer_the_terminal() {
    for colour in ["never", "always"] {
        let output = liyan(&["check", "--color", colour, "-"], "\x1b[31m不知道\x07".as_bytes());
        let report = text(&output.stdout);
        assert!(report.contains("␛[31m") && !report.contains('\x07'), "{report}");
    }
}

#[test]
fn an_output_that_can_not_be_written_exits_5() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
    let Ok(full) = full else {
        let _ = writeln!(std::io::stderr(), "skipped: this system has no /dev/full");
        return;
    };
    let status = Command::new(env!("CARGO_BIN_EXE_liyan"))
        .args(["check", "--jsonl"])
        .arg(scratch("no-such.jsonl"))
        .arg("-")
        .stdin(Stdio::from(record_file()))
        .stdout(Stdio::from(full))
        .status()
        .expect("liyan runs");
    assert_eq!(status.code(), Some(5), "5 outweighs 4");
}

fn record_file() -> std::fs::File {
    let path = scratch("one.jsonl");
    std::fs::write(&path, "{\"id\":\"1\",\"text\":\"好\"}\n").expect("written");
    std::fs::File::open(path).expect("opened")
}
