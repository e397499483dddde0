//! The commands for people who write packs: what they print, what they write and how they end.
//!
//! What people read is kept in tests/data as it was read and approved; `LIYAN_GOLDEN=write` writes it anew.

mod common;
#[path = "common/session.rs"]
mod session;

use std::fs;

use common::{code, liyan, text};
use session::{KINDS, changed, folder, golden, path, session};

const OVERLAY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../rules/packs/examples/wangshu.toml");
const VERBS: [&str; 9] =
    ["new", "test", "lint", "coverage", "explain", "diff", "lock", "build", "schema"];

#[test]
fn a_new_pack_is_sound_as_it_is_and_is_never_written_over_another() {
    let folder = folder("new");
    let told = session(
        &folder,
        &[
            "pack new harbin-window",
            "pack test harbin-window.toml",
            "pack lint harbin-window.toml",
            "pack coverage harbin-window.toml",
        ],
    );
    golden("new.txt", &told);
    let file = folder.join("harbin-window.toml");
    let written = fs::read_to_string(&file).expect("written");
    assert!(written.contains("id = \"harbin-window\"") && !written.contains("{{"), "{written}");
    fs::write(&file, "mine").expect("written");
    let again = session(&folder, &["pack new harbin-window", "pack new x -o no/such/x.toml"]);
    assert!(again.contains("已经有了") && again.contains("没有这个文件夹"), "{again}");
    assert_eq!(again.matches("[5]").count(), 2, "{again}");
    assert_eq!(fs::read_to_string(&file).expect("there"), "mine");
    assert!(session(&folder, &["pack new ../x"]).ends_with("[2]\n"));
}

#[test]
fn a_rule_of_each_kind_is_explained_as_it_was_read_and_approved() {
    let folder = folder("explain");
    fs::copy(KINDS, folder.join("kinds.toml")).expect("copied");
    let ids = ["r2-not-clear", "r3-missing", "r3-twice", "r4-thanks", "r4-empty", "r4-slot"];
    let lines: Vec<String> =
        ids.iter().map(|id| format!("pack explain {id} --pack kinds.toml")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    golden("explain.txt", &session(&folder, &lines));
    assert!(session(&folder, &["pack test kinds.toml"]).contains("全部通过"));
}

#[test]
fn a_rule_is_looked_up_in_the_shipped_pack_and_a_slip_is_met_with_the_nearest() {
    let output = liyan(&["pack", "explain", "r11-look-yourself"], b"");
    let told = text(&output.stdout);
    assert_eq!(code(&output), 0, "{told}");
    for part in
        ["自己看（r11-look-yourself）", "第十一条：", "{self}：自个儿、", "仍标：", "【自己看】"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    for (id, near) in [
        ("R11-not-knwo", "是不是想写 r11-not-know"),
        ("wont-mind", "是不是想写 r11-wont-mind 或 "),
        ("少啰嗦", "是不是想写 r11-stop-nagging？"),
        ("没有这样的规则", "liyan pack coverage"),
    ] {
        let output = liyan(&["pack", "explain", id], b"");
        assert_eq!(code(&output), 2);
        assert!(text(&output.stderr).contains(near), "{}", text(&output.stderr));
    }
}

#[test]
fn a_rule_of_the_pack_above_is_explained_as_it_is_after_the_changes() {
    let explain =
        |rule: &str| text(&liyan(&["pack", "explain", rule, "--pack", OVERLAY], b"").stdout);
    let told = explain("r11-no-time");
    let both = "    没有时间!(来|过来|跑|陪|去|到|出门|的)\n    抽不出空\n";
    assert!(told.contains(both), "{told}");
    assert!(told.contains("    · 我【抽不出空】。\n"), "{told}");
    assert!(explain("r12-cannot").contains("    须改：发送时会拦下来"));
    assert!(explain("r19-closing-time").contains("    状态：试行，"));
    assert!(explain("ws3-not-here").contains("    望舒市补充规定第三条：不得以"));
}

#[test]
fn a_slip_in_a_sample_is_told_with_what_can_be_written() {
    let missing = changed("missing.toml", &[("sample = { \"日期\" = \"三月一日\" }\n", "")]);
    let told = text(&liyan(&["pack", "test", path(&missing)], b"").stderr);
    let wanted = "sample = { \"日期\" = \"…\" }";
    assert!(told.contains(wanted), "{told}");
    let mended = changed("mended.toml", &[("sample = { \"日期\" = \"三月一日\" }", wanted)]);
    assert_eq!(code(&liyan(&["pack", "coverage", path(&mended)], b"")), 1, "it can be read");
    let bare = changed("bare.toml", &[("{ \"日期\" = ", "{ 日期 = ")]);
    let told = text(&liyan(&["pack", "test", path(&bare)], b"").stderr);
    assert!(told.contains("用中文时加英文引号"), "{told}");
}

#[test]
fn coverage_shows_every_article_and_exits_1_where_one_is_open() {
    let folder = folder("coverage");
    fs::copy(KINDS, folder.join("kinds.toml")).expect("copied");
    golden("coverage.txt", &session(&folder, &["pack coverage kinds.toml"]));
    let closed = changed("closed.toml", &[("stage = \"off\"\n", "")]);
    assert_eq!(code(&liyan(&["pack", "coverage", path(&closed)], b"")), 0);
}

#[test]
fn lint_names_what_is_odd_with_its_remedy() {
    let silent = changed("silent.toml", &[("请先填上再发送。", "空没有填。")]);
    let output = liyan(&["pack", "lint", path(&silent)], b"");
    let told = text(&output.stdout);
    assert_eq!(code(&output), 1, "{told}");
    assert!(told.contains("r4-slot：") && told.contains("    怎么改："), "{told}");
}

#[test]
fn every_verb_has_help_that_begins_with_how_it_is_written() {
    let all = text(&liyan(&["pack", "--help"], b"").stdout);
    for verb in VERBS {
        assert!(all.contains(&format!("  liyan pack {verb} ")) || verb == "schema", "{verb}");
        for arguments in [&["pack", verb, "--help"][..], &["pack", verb, "x", "-h"]] {
            let output = liyan(arguments, b"");
            assert_eq!(code(&output), 0);
            assert!(text(&output.stdout).starts_with(&format!("liyan pack {verb}")), "{verb}");
        }
        let output = liyan(&["pack", verb, "--no-such"], b"");
        assert_eq!(code(&output), 2);
        assert!(text(&output.stderr).contains(&format!("liyan pack {verb} 没有 --no-such")));
    }
    assert!(all.contains("  liyan pack schema"));
    for arguments in [&["pack", "explain"][..], &["pack", "diff", "a"], &["pack", "build", "a"]] {
        let output = liyan(arguments, b"");
        assert_eq!(code(&output), 2);
        assert!(text(&output.stderr).contains("写法是 liyan pack "), "{}", text(&output.stderr));
    }
}

#[test]
fn a_pack_can_not_steer_the_terminal() {
    let sly =
        changed("sly.toml", &[("title = \"不清楚\"", "title = \"\\u001b[31m不清楚\\u0007\"")]);
    for verb in [&["coverage"][..], &["explain", "r2-not-clear", "--pack"]] {
        let told = text(&liyan(&[&["pack"], verb, &[path(&sly)]].concat(), b"").stdout);
        assert!(told.contains("␛[31m不清楚␇"), "{told}");
    }
}

#[test]
fn every_pack_of_the_repository_passes_its_test_and_gives_nothing_to_look_at() {
    let packs = concat!(env!("CARGO_MANIFEST_DIR"), "/../rules/packs");
    let sectors = ["bank.toml", "hospital.toml", "property.toml", "telecom.toml"];
    let others = ["jilin-window.toml", "examples/wangshu.toml"];
    for name in sectors.into_iter().chain(others) {
        let pack = format!("{packs}/{name}");
        for verb in ["test", "lint"] {
            let output = liyan(&["pack", verb, &pack], b"");
            assert_eq!(code(&output), 0, "{verb} {name}: {}", text(&output.stdout));
        }
    }
}

#[test]
fn a_pack_that_somebody_wrote_is_never_overwritten_nor_a_shipped_id_taken() {
    let folder = folder("keep");
    let own = folder.join("own.toml");
    fs::copy(OVERLAY, &own).expect("copied");
    let own = own.to_str().expect("text");
    for verb in ["build", "lock"] {
        let output = liyan(&["pack", verb, own, "-o", own], b"");
        assert_eq!(code(&output), 5, "{verb}: {}", text(&output.stderr));
    }
    let kept = fs::read(own).expect("there");
    assert_eq!(kept, fs::read(OVERLAY).expect("there"));
    let compiled = folder.join("own.liyan");
    let compiled = compiled.to_str().expect("text");
    for _ in 0..2 {
        assert_eq!(code(&liyan(&["pack", "build", own, "-o", compiled], b"")), 0, "its own kind");
    }
    let taken = liyan(&["pack", "new", "jilin-window", "-o", "/dev/null"], b"");
    assert_eq!(code(&taken), 2, "{}", text(&taken.stderr));
}
