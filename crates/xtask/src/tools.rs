//! What the chores need beyond cargo, at fixed versions, and how each is set up where it is missing.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cache::{Cache, Pin};
use crate::process::{self, capture, show};
use crate::say;

/// Builds the demo.
pub const TRUNK: Pin = Pin { name: "trunk", version: "0.21.14" };
/// Of one version with the `wasm-bindgen` in Cargo.lock, else it refuses to work.
pub const WASM_BINDGEN: Pin = Pin { name: "wasm-bindgen-cli", version: "0.2.129" };
/// For wasm-opt; releases are counted 132, 133, …
pub const BINARYEN: Pin = Pin { name: "binaryen", version: "132" };

/// What the browser runs.
pub const WASM: &str = "wasm32-unknown-unknown";
const OLDEST_NODE: u32 = 20;

/// Something that a chore can not do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// `node` and `npm`.
    Node,
    /// `cargo fmt`.
    Rustfmt,
    /// `cargo clippy`.
    Clippy,
    /// Rust's standard library for the browser.
    WasmTarget,
    /// `wasm-opt`.
    Binaryen,
    /// The packages of tests/browser.
    BrowserPackages,
    /// A Chromium.
    Chromium,
    /// `wasm-bindgen` and `wasm-bindgen-test-runner`.
    WasmBindgen,
    /// `trunk`.
    Trunk,
}

/// What `trunk build` needs, the cheapest first.
pub const FOR_TRUNK: &[Need] =
    &[Need::Node, Need::WasmTarget, Need::Binaryen, Need::WasmBindgen, Need::Trunk];

/// The checkout and the tools to work on it.
pub struct Workshop {
    /// The checkout's top folder.
    pub root: PathBuf,
    /// This program. Asked for at the start: a step may build it anew, and the system then calls it deleted.
    xtask: PathBuf,
    cache: Cache,
    met: BTreeMap<Need, Result<(), String>>,
}

impl Workshop {
    /// The workshop of the checkout that this xtask was started from.
    pub fn open() -> Result<Self, String> {
        let xtask = env::current_exe()
            .map_err(|error| format!("the system does not say where xtask stands: {error}"))?;
        let cache = Cache::from_environment()?;
        Ok(Self { root: checkout()?, xtask, cache, met: BTreeMap::new() })
    }

    /// Sets up what is missing of `needs`, up to the first that can not be met. Each is tried only once.
    pub fn set_up(&mut self, needs: &[Need]) -> Result<(), String> {
        for need in needs {
            if !self.met.contains_key(need) {
                let result = self.meet(*need);
                self.met.insert(*need, result);
            }
            self.met[need].clone()?;
        }
        Ok(())
    }

    /// Gives back the room that the set-up needed on the way, unless something is still to be tried again.
    pub fn tidy(&self) -> Result<(), String> {
        if self.met.values().all(Result::is_ok) { self.cache.tidy() } else { Ok(()) }
    }

    /// A command in the checkout, with the pinned tools before all others on its PATH.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Result<Command, String> {
        let program = program.as_ref();
        let folders = [
            self.root.join("crates/xtask/bin"),
            self.cache.folder(TRUNK).join("bin"),
            self.cache.folder(WASM_BINDGEN).join("bin"),
        ];
        let path = process::path_with(&folders)?;
        // Looked up here, because a child's PATH does not count for finding the child.
        let own = folders.iter().map(|folder| folder.join(program)).find(|file| file.is_file());
        let mut command = own.map_or_else(|| Command::new(program), Command::new);
        command.current_dir(&self.root).env("PATH", path).env("LIYAN_XTASK", &self.xtask);
        Ok(command)
    }

    /// The installed wasm-opt.
    pub fn wasm_opt(&self) -> Command {
        Command::new(self.cache.folder(BINARYEN).join("node_modules/.bin/wasm-opt"))
    }

    /// The runner of wasm tests.
    pub fn wasm_test_runner(&self) -> PathBuf {
        self.cache.folder(WASM_BINDGEN).join("bin/wasm-bindgen-test-runner")
    }

    fn meet(&self, need: Need) -> Result<(), String> {
        match need {
            Need::Rustfmt => component("rustfmt", "fmt"),
            Need::Clippy => component("clippy", "clippy"),
            Need::WasmTarget => wasm_target(),
            Need::Trunk => self.cargo_install(TRUNK, "4 minutes"),
            Need::WasmBindgen => self.cargo_install(WASM_BINDGEN, "2 minutes"),
            Need::Binaryen => self.npm_install(BINARYEN),
            Need::Node => node(),
            Need::Chromium => crate::chromium::set_up(),
            Need::BrowserPackages => browser_packages(&browser_tests(&self.root)),
        }
    }

    fn cargo_install(&self, pin: Pin, about: &str) -> Result<(), String> {
        self.cache.install(pin, |new, scratch| {
            say::line(format_args!(
                "Building {} {}: about {about} on two cores, once per user …",
                pin.name, pin.version
            ));
            let mut command = Command::new(cargo());
            // Who watches sees cargo's progress; a log needs no line for each of some hundred crates.
            if !io::stderr().is_terminal() {
                command.arg("--quiet");
            }
            command
                .args(["install", "--locked", "--root"])
                .arg(new)
                .args(["--version", pin.version, pin.name])
                // Outside the checkout, so that its own cargo settings do not reach the tools.
                .current_dir(new)
                .env("CARGO_TARGET_DIR", scratch)
                // The tools run for seconds: time spent on optimising them is never won back.
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
            for foreign in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
                command.env_remove(foreign);
            }
            show(&mut command)
        })
    }

    fn npm_install(&self, pin: Pin) -> Result<(), String> {
        self.cache.install(pin, |new, _| {
            say::line(format_args!(
                "Fetching {} {} from npm, once per user …",
                pin.name, pin.version
            ));
            let package = format!("{}@{}.0.0", pin.name, pin.version);
            show(
                npm()
                    .args([
                        "install",
                        "--no-save",
                        "--no-package-lock",
                        "--ignore-scripts",
                        "--prefix",
                    ])
                    .arg(new)
                    .arg(package)
                    .current_dir(new),
            )
        })
    }
}

/// The checkout that this xtask was started from.
fn checkout() -> Result<PathBuf, String> {
    // Asked at run time: a copied target folder must not lead back to the checkout it was copied from.
    let manifest = env::var_os("CARGO_MANIFEST_DIR").ok_or("start it as `cargo xtask`")?;
    let root = Path::new(&manifest).ancestors().nth(2);
    root.map(Path::to_owned).ok_or_else(|| "xtask stands outside its workspace".into())
}

/// Makes the checkout the current folder, for chores that name its files.
pub fn enter_checkout() -> Result<(), String> {
    let root = checkout()?;
    env::set_current_dir(&root).map_err(|error| format!("{}: {error}", root.display()))
}

/// Where the browser tests stand in a checkout.
pub fn browser_tests(root: &Path) -> PathBuf {
    root.join("tests/browser")
}

/// The cargo that started xtask, else the one on the PATH.
pub fn cargo() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from)
}

fn component(name: &str, subcommand: &str) -> Result<(), String> {
    if capture(Command::new(cargo()).args([subcommand, "--version"]))?.success {
        return Ok(());
    }
    rustup(&["component", "add", name], &format!("{name} is not installed"))
}

fn wasm_target() -> Result<(), String> {
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

fn rustup(arguments: &[&str], trouble: &str) -> Result<(), String> {
    if process::find("rustup").is_none() {
        return Err(format!(
            "{trouble}, and there is no rustup to add it: get Rust from https://rustup.rs"
        ));
    }
    say::line(format_args!("rustup {} …", arguments.join(" ")));
    show(Command::new("rustup").args(arguments))
}

fn node() -> Result<(), String> {
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
fn npm() -> Command {
    let mut command = Command::new("npm");
    command.args(["--no-fund", "--no-audit", "--no-update-notifier", "--loglevel", "error"]);
    command
}

/// Installs the packages anew when their lock file is another than at the last whole install.
fn browser_packages(folder: &Path) -> Result<(), String> {
    let lock = folder.join("package-lock.json");
    let wanted = fs::read(&lock).map_err(|error| format!("{}: {error}", lock.display()))?;
    let mark = folder.join("node_modules/.installed-from.json");
    if fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say::line("npm ci in tests/browser …");
    show(npm().arg("ci").current_dir(folder))?;
    fs::write(&mark, wanted).map_err(|error| format!("{}: {error}", mark.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use toml::de::DeTable;

    fn text(file: &str) -> String {
        fs::read_to_string(checkout().unwrap().join(file)).unwrap()
    }

    #[test]
    fn the_wasm_bindgen_cli_is_of_one_version_with_the_library() {
        let locked = format!("name = \"wasm-bindgen\"\nversion = \"{}\"\n", WASM_BINDGEN.version);
        assert!(text("Cargo.lock").contains(&locked));
    }

    #[test]
    fn trunk_is_told_to_use_the_pinned_tools() {
        let text = text("Trunk.toml");
        let settings = DeTable::parse(&text).unwrap().into_inner();
        let tool =
            |name: &str| settings["tools"].get_ref()[name].get_ref().as_str().unwrap().to_owned();
        assert_eq!(tool("wasm_bindgen"), WASM_BINDGEN.version);
        assert_eq!(tool("wasm_opt"), format!("version_{}", BINARYEN.version));
    }

    #[test]
    fn nodes_major_version_is_read() {
        assert_eq!(major("v20.11.1\n"), Some(20));
        assert_eq!(major("v8.0.0"), Some(8));
        assert_eq!(major("not found"), None);
    }
}
