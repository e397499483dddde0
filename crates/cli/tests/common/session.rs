//! What the tests of `liyan pack` share: packs to work on, and what people read, as it was approved.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::{code, scratch, text};

/// A pack with a rule of each kind.
pub const KINDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/kinds.toml");

/// Compares with what was approved.
pub fn golden(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    if std::env::var("LIYAN_GOLDEN").is_ok_and(|mode| mode == "write") {
        fs::write(&path, found).expect("written");
    }
    let approved = fs::read_to_string(&path).expect("the golden file is there");
    assert!(found == approved, "{name} is no longer what was approved:\n{found}");
}

/// An empty folder of the test's own.
pub fn folder(name: &str) -> PathBuf {
    let folder = scratch(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("removed");
    }
    fs::create_dir_all(&folder).expect("made");
    folder
}

/// Runs commands in a folder, as on a terminal: what was typed, what came, how it ended.
pub fn session(folder: &Path, lines: &[&str]) -> String {
    let mut told = String::new();
    for line in lines {
        let output = Command::new(env!("CARGO_BIN_EXE_liyan"))
            .args(line.split(' '))
            .current_dir(folder)
            .output()
            .expect("liyan runs");
        told += &format!("$ liyan {line}\n{}{}", text(&output.stdout), text(&output.stderr));
        if code(&output) != 0 {
            told += &format!("[{}]\n", code(&output));
        }
    }
    told
}

pub fn path(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// The pack of every kind with something changed.
pub fn changed(name: &str, changes: &[(&str, &str)]) -> PathBuf {
    let pack = fs::read_to_string(KINDS).expect("text");
    let pack = changes.iter().fold(pack, |pack, (from, to)| {
        assert!(pack.contains(from), "{from}");
        pack.replace(from, to)
    });
    let file = scratch(name);
    fs::write(&file, pack).expect("written");
    file
}
