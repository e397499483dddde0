//! What the machine itself must have, Rust's parts and Node's, and how far that can be helped from here.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{self, capture, show};
use crate::say;
use crate::tools::WASM;

const OLDEST_NODE: u32 = 20;

/// The cargo that started xtask, else the one on the PATH.
pub fn cargo() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from)
}

/// Sees to it that rustup's component `name` is there, which brings `cargo SUBCOMMAND`.
pub fn component(name: &str, subcommand: &str) -> Result<(), String> {
    if capture(Command::new(cargo()).args([subcommand, "--version"]))?.success {
        return Ok(());
    }
    rustup(&["component", "add", name], &format!("{name} is not installed"))
}

/// Sees to it that Rust can compile for the browser.
pub fn wasm_target() -> Result<(), String> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let asked = capture(Command::new(rustc).args(["--print", "target-libdir", "--target", WASM]))?;
    if asked.success && Path::new(asked.output.trim()).is_dir() {
        return Ok(());
    }
    rustup(
        &["target", "add", WASM],
        &format!("Rust's standard library for {WASM} is not installed"),
    )
}

/// Sees to it that the source of Rust's standard library is there.
pub fn rust_source() -> Result<(), String> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let asked = capture(Command::new(rustc).args(["--print", "sysroot"]))?;
    let source = Path::new(asked.output.trim()).join("lib/rustlib/src/rust/library/std");
    if asked.success && source.is_dir() {
        return Ok(());
    }
    rustup(
        &["component", "add", "rust-src"],
        "the source of Rust's standard library is not installed",
    )
}

fn rustup(arguments: &[&str], trouble: &str) -> Result<(), String> {
    if process::find("rustup").is_none() {
        return Err(format!(
            "{trouble}, and there is no rustup to add it: get Rust from https://rustup.rs"
        ));
    }
    say::line(format_args!("rustup {} …", arguments.join(" ")));
    show(Command::new("rustup").args(arguments))
}

/// Whether Node and npm are here and new enough.
pub fn node() -> Result<(), String> {
    let advice = format!("install Node {OLDEST_NODE} or later with npm");
    for (program, name) in [("node", "Node"), ("npm", "npm")] {
        if process::find(program).is_none() {
            return Err(format!("{name} is not installed: {advice}"));
        }
    }
    let version = capture(Command::new("node").arg("--version"))?.output;
    match major(&version) {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => Err(format!("Node is too old ({}): {advice}", version.trim())),
    }
}

/// The `20` of `v20.11.1`.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// npm without advertising, audits and notices of newer versions: they are no part of a set-up.
pub fn npm() -> Command {
    let mut command = Command::new("npm");
    command.args(["--no-fund", "--no-audit", "--no-update-notifier", "--loglevel", "error"]);
    command
}

/// Installs the packages anew when their lock file is another than at the last whole install.
pub fn node_packages(folder: &Path) -> Result<(), String> {
    let lock = folder.join("package-lock.json");
    let wanted = fs::read(&lock).map_err(|error| format!("{}: {error}", lock.display()))?;
    let mark = folder.join("node_modules/.installed-from.json");
    if fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say::line(format_args!("npm ci in {} …", folder.display()));
    show(npm().arg("ci").current_dir(folder))?;
    fs::write(&mark, wanted).map_err(|error| format!("{}: {error}", mark.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_major_version_is_read() {
        assert_eq!(major("v20.11.1\n"), Some(20));
        assert_eq!(major("v8.0.0"), Some(8));
        assert_eq!(major("not found"), None);
    }
}
