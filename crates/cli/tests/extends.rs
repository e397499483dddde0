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
