//! What the tests of `liyan audit` share: a folder of exports, and a run whose findings come back as JSON.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::common::{code, liyan, text};

/// A header as portals export it.
pub const HEADER: &str = "编号,答复内容,工号,部门,时间\n";
/// A row with a finding of level block.
pub const ROW: &str = "1,没时间。,A1,大厅,2026-03-02 09:00\n";

/// A folder that vanishes.
pub struct Folder(pub TempDir);

impl Folder {
    /// An empty one.
    pub fn new() -> Self {
        Self(TempDir::new().expect("a folder"))
    }

    /// Where a file lies.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file; gives where it lies.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        fs::write(self.path(name), bytes).expect("written");
        self.name(name)
    }

    /// Where a file lies, as an argument.
    pub fn name(&self, name: &str) -> String {
        self.path(name).to_str().expect("UTF-8").to_owned()
    }

    /// What lies in it now.
    pub fn files(&self) -> Vec<String> {
        let names =
            fs::read_dir(&self.0).expect("listed").map(|entry| entry.expect("one").file_name());
        let mut names: Vec<String> =
            names.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

/// Audits quietly.
pub fn audit(arguments: &[&str]) -> Output {
    liyan(&[&["audit", "--quiet"], arguments].concat(), b"")
}

/// Audits to standard output: how it ended, the findings and the last line.
pub fn lines(arguments: &[&str]) -> (i32, Vec<Value>, Value, String) {
    let output = audit(&[arguments, &["--out", "-"]].concat());
    let mut lines: Vec<Value> = text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let last = lines.pop().expect("a last line");
    (code(&output), lines, last["audit"].clone(), text(&output.stderr))
}

/// The rows with a finding of level block.
pub fn curt_rows(found: &[Value]) -> Vec<u64> {
    let grave = found.iter().filter(|line| line["severity"] == "block");
    let mut places: Vec<_> = grave.map(|line| (&line["file"], line["row"].as_u64())).collect();
    places.dedup();
    places.into_iter().filter_map(|(_, row)| row).collect()
}

/// Starts an audit into a file, which has been given many rows and waits for more.
pub fn waiting(out: &str) -> (Child, ChildStdin) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_liyan"))
        .args(["audit", "--quiet", "--format", "jsonl", "-", "--out", out])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut stdin = child.stdin.take().expect("piped");
    for row in 0..20_000 {
        writeln!(stdin, "{{\"id\":\"{row}\",\"text\":\"没时间。\"}}").expect("taken");
    }
    (child, stdin)
}

/// What Ctrl+C does; whether it reached the program.
pub fn interrupt(child: &Child) -> bool {
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    sent.expect("sent").success()
}

/// Bytes as gzip packs them.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes).expect("packed");
    packer.finish().expect("packed")
}
