//! From a pack as written to one in use: locks, versions, and packs that can not be read.

mod common;
#[path = "common/session.rs"]
mod session;

use std::fs;

use common::{code, liyan, scratch, text};
use session::{KINDS, changed, folder, golden, path, session};

const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../rules/packs/jilin-window.toml");

#[test]
fn a_locked_pack_is_held_to_its_content() {
    let lock = scratch("kinds.lock");
    let compiled = scratch("kinds.liyan");
    let (lock, compiled) = (path(&lock), path(&compiled));
    assert_eq!(code(&liyan(&["pack", "lock", KINDS, "-o", lock], b"")), 0);
    let written = fs::read_to_string(lock).expect("written");
    for key in ["id = \"kinds\"", "version = \"1.2.0\"", "sha256 = \"", "engine = \""] {
        assert!(written.contains(key), "{written}");
    }
    assert_eq!(code(&liyan(&["pack", "build", KINDS, "-o", compiled, "--lock", lock], b"")), 0);
    for pack in [KINDS, compiled] {
        let output = liyan(&["check", "--pack", pack, "--lock", lock, "-"], b"ok");
        assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    }
    assert_eq!(code(&liyan(&["pack", "test", KINDS, "--lock", lock], b"")), 0);
    let again = scratch("kinds-compiled.lock");
    assert_eq!(code(&liyan(&["pack", "lock", compiled, "-o", path(&again)], b"")), 0);
    assert_eq!(fs::read_to_string(again).expect("written"), written);

    let other = changed("unlocked.toml", &[("只说“不清楚”", "光说“不清楚”")]);
    let output_file = scratch("unlocked.liyan");
    let _ = fs::remove_file(&output_file);
    for arguments in [
        &["check", "--pack", path(&other), "--lock", lock, "-"][..],
        &["pack", "test", path(&other), "--lock", lock],
        &["pack", "build", path(&other), "-o", path(&output_file), "--lock", lock],
    ] {
        let output = liyan(arguments, b"ok");
        let told = text(&output.stderr);
        assert_eq!(code(&output), 3, "{arguments:?}");
        let hash = written.split('"').nth(5).expect("the hash");
        assert!(told.contains(hash) && told.contains("现在的：kinds 1.2.0"), "{told}");
        assert_eq!(output.stdout, b"", "nothing is judged by it");
    }
    assert!(!output_file.exists(), "nothing is built of it");
}

#[test]
fn a_lock_is_for_its_own_pack_and_every_pack_needs_one() {
    let lock = scratch("own.lock");
    let lock = path(&lock);
    assert_eq!(code(&liyan(&["pack", "lock", SHIPPED, "-o", lock], b"")), 0);
    // The shipped pack is the built-in one, to the byte.
    assert_eq!(code(&liyan(&["check", "--lock", lock, "-"], b"ok")), 0);
    let torn = scratch("torn.lock");
    fs::write(&torn, "id = \"kinds\"\n").expect("written");
    for (arguments, said) in [
        (&["--pack", KINDS, "--lock", lock][..], "锁定的是规则包 jilin-window，这里用的是 kinds"),
        (&["--pack", SHIPPED, "--pack", KINDS, "--lock", lock], "规则包 kinds 没有锁定"),
        (&["--pack", KINDS, "--lock", path(&torn)], "不是完整的锁定文件"),
        (&["--pack", KINDS, "--lock", "/no/such.lock"], "没有这个文件"),
    ] {
        let output = liyan(&[&["check"], arguments, &["-"]].concat(), b"ok");
        assert_eq!(code(&output), 3, "{arguments:?}");
        assert!(text(&output.stderr).contains(said), "{}", text(&output.stderr));
    }
}

#[test]
fn diff_shows_changed_verdicts_and_the_version_that_they_ask_for() {
    let folder = folder("diff");
    let old = fs::read_to_string(KINDS).expect("text");
    let write = |name: &str, pack: String| fs::write(folder.join(name), pack).expect("written");
    let softer = old.replacen("severity = \"block\"", "severity = \"warn\"", 1);
    write("old.toml", old.clone());
    write("softer.toml", softer.clone());
    write("raised.toml", softer.replace("1.2.0", "2.0.0"));
    write("words.toml", old.replace("请先填上", "请填好").replace("1.2.0", "1.2.1"));
    let told = session(
        &folder,
        &[
            "pack diff old.toml old.toml",
            "pack diff old.toml softer.toml",
            "pack diff old.toml words.toml",
        ],
    );
    golden("diff.txt", &told);
    let raised = session(&folder, &["pack diff old.toml raised.toml"]);
    assert!(raised.contains("版本从 1.2.0 到 2.0.0，够了") && !raised.contains("[1]"), "{raised}");
    let tested = session(
        &folder,
        &["pack test --against old.toml softer.toml", "pack test --against old.toml raised.toml"],
    );
    assert_eq!(tested.matches("[1]").count(), 1, "only the first forgot the version: {tested}");
    assert_eq!(tested.matches("全部通过").count(), 2, "{tested}");
}

#[test]
fn what_can_not_be_read_exits_4_and_a_bad_pack_3() {
    let compiled = scratch("verbs.liyan");
    assert_eq!(code(&liyan(&["pack", "build", KINDS, "-o", path(&compiled)], b"")), 0);
    let bad = changed("verbs.toml", &[("[source.art6]", "[source.art7]")]);
    let verbs = [
        &["test"][..],
        &["lint"],
        &["coverage"],
        &["explain", "r6-off", "--pack"],
        &["diff", KINDS],
        &["build", "-o", "/no/such/folder/x.liyan"],
    ];
    for verb in verbs {
        let run = |file: &str| liyan(&[&["pack"], verb, &[file]].concat(), b"");
        assert_eq!(code(&run("/no/such.toml")), 4, "{verb:?}");
        assert_eq!(code(&run(path(&bad))), 3, "{verb:?}");
        let output = run(path(&compiled));
        assert_eq!(code(&output), 4, "{verb:?}");
        assert!(text(&output.stderr).contains("编译好的规则包"), "{}", text(&output.stderr));
    }
    let unwritable = ["pack", "build", KINDS, "-o", "/no/such/folder/x.liyan"];
    assert_eq!(code(&liyan(&unwritable, b"")), 5);
    // The graver one is told for all, and the others are tested all the same.
    let output = liyan(&["pack", "test", "/no/such.toml", path(&bad), KINDS], b"");
    assert_eq!(code(&output), 4);
    assert!(text(&output.stdout).contains("全部通过"));
}
