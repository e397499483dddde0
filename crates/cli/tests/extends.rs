//! A pack on the command line finds the one that it extends: beside itself first, else among those that ship.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn liyan(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_liyan")).args(arguments).output().expect("liyan runs")
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("made");
    folder
}

fn write(folder: &Path, id: &str, extends: &str, more: &str) -> String {
    let path = folder.join(format!("{id}.toml"));
    let head = "version = '0.1.0'\ntitle = 't'\nlicense = 'MIT'\nnotice = 'n'";
    let text = format!("[pack]\nid = '{id}'\n{head}\nextends = '{extends}'\n{more}");
    fs::write(&path, text).expect("written");
    path.to_str().expect("UTF-8").to_owned()
}

#[test]
fn a_pack_beside_the_file_comes_before_one_that_ships() {
    let folder = folder("extends-beside");
    let child = write(&folder, "child", "middle", "");
    write(
        &folder,
        "middle",
        "jilin-window",
        "[[override]]\nrule = 'r12-cannot'\nseverity = 'block'\n",
    );
    let draft = folder.join("draft.txt");
    fs::write(&draft, "这项不能办。").expect("written");
    let draft = draft.to_str().expect("UTF-8");
    assert_eq!(liyan(&["check", draft]).status.code(), Some(0), "the shipped pack only warns");
    assert_eq!(liyan(&["check", "--pack", &child, draft]).status.code(), Some(1));

    let compiled = folder.join("child.liyan");
    let compiled = compiled.to_str().expect("UTF-8");
    assert_eq!(liyan(&["pack", "build", &child, "-o", compiled]).status.code(), Some(0));
    fs::remove_file(folder.join("middle.toml")).expect("removed");
    assert_eq!(
        liyan(&["check", "--pack", compiled, draft]).status.code(),
        Some(1),
        "it stands alone"
    );
    let refused = liyan(&["check", "--pack", &child, draft]);
    assert_eq!(refused.status.code(), Some(3));
    let told = String::from_utf8(refused.stderr).expect("UTF-8");
    assert!(told.contains("child.toml:7:11: 找不到上级规则包 “middle”"), "{told}");
}

#[test]
fn an_id_is_no_path_and_a_parent_that_can_not_be_read_is_told() {
    let folder = folder("extends-refused");
    write(&folder, "secret", "jilin-window", "");
    fs::create_dir_all(folder.join("inner")).expect("made");
    let child = write(&folder.join("inner"), "child", "../secret", "");
    let refused = liyan(&["pack", "test", &child]);
    assert_eq!(refused.status.code(), Some(3));
    let told = String::from_utf8(refused.stderr).expect("UTF-8");
    assert!(told.contains("找不到上级规则包 “../secret”"), "{told}");

    // Not decodable, and it would stand before the shipped pack of that name.
    fs::write(folder.join("jilin-window.toml"), b"\xff\xfe\x00\xd8\x81").expect("written");
    let child = write(&folder, "child", "jilin-window", "");
    let refused = liyan(&["pack", "test", &child]);
    assert_eq!(refused.status.code(), Some(3));
    let told = String::from_utf8(refused.stderr).expect("UTF-8");
    assert!(told.contains("jilin-window.toml"), "{told}");
}

#[test]
fn the_shown_overlay_passes_its_test() {
    let shown = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/packs/examples/wangshu.toml");
    let output = liyan(&["pack", "test", shown.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn a_tone_model_beside_the_file_comes_before_one_that_ships_and_is_told_of() {
    let folder = folder("tone-beside");
    let model = folder.join("service-tone.bin");
    let _ = fs::remove_file(&model);
    let child = write(&folder, "child", "base-zh", &LISTENS.replace("NAME", "service-tone"));
    let test = || liyan(&["pack", "test", &child]);
    let told = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();
    let shipped = test();
    assert_eq!(shipped.status.code(), Some(0), "{}", told(&shipped));

    // The same model, set so that it never speaks.
    let mut deaf = liyan_rules::pack::builtin_tone("service-tone").expect("it ships");
    deaf[6..10].copy_from_slice(&i32::MAX.to_le_bytes());
    fs::write(&model, deaf).expect("written");
    let other = test();
    assert_eq!(other.status.code(), Some(1), "its example is no longer found");
    assert!(told(&other).contains("注意：service-tone 用的是"), "{}", told(&other));

    fs::write(&model, "TONE").expect("written");
    let broken = test();
    assert_eq!(broken.status.code(), Some(3));
    assert!(told(&broken).contains("语气模型已损坏"), "{}", told(&broken));

    let elsewhere =
        write(&folder, "elsewhere", "base-zh", &LISTENS.replace("NAME", "../service-tone"));
    let refused = liyan(&["pack", "test", &elsewhere]);
    assert_eq!(refused.status.code(), Some(3), "a name is no path");
    assert!(told(&refused).contains("找不到语气模型"), "{}", told(&refused));
}

#[test]
fn a_rule_that_listens_is_explained_and_counted_as_what_it_is() {
    let folder = folder("tone-told");
    let child = write(&folder, "child", "base-zh", &LISTENS.replace("NAME", "service-tone"));
    let said = |arguments: &[&str]| String::from_utf8(liyan(arguments).stdout).expect("UTF-8");
    let page = said(&["pack", "explain", "x-tone", "--pack", &child]);
    for part in ["禁用：读来像是生硬的话", "语气模型 service-tone", "等这句话写完再提示"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    let articles = said(&["pack", "coverage", &child]);
    assert!(articles.contains("由条文推及，语气模型 service-tone，2 个例句"), "{articles}");

    let muted = write(
        &folder,
        "muted",
        "base-zh",
        &LISTENS.replace("NAME", "service-tone").replace("warn", "suggest"),
    );
    let diff = said(&["pack", "diff", &child, &muted]);
    assert!(diff.contains("x-tone"), "{diff}");
}

/// The end of a pack with a rule that listens.
const LISTENS: &str = "[source.art1]
label = '第一条'
text = '要和气。'
[[rule]]
id = 'x-tone'
kind = 'forbid'
title = '语气生硬'
cite = ['art1']
basis = 'inferred'
severity = 'warn'
tone = 'NAME'
message = '请再读一遍。'
bad = ['【这种事情还用得着来问我们】？']
good = ['您先坐一会儿，轮到您了我叫您。']
";
