//! What the chores need beyond cargo, at fixed versions, and how each is set up where it is missing.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsStr;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cache::{Cache, Pin};
use crate::host;
use crate::process::{self, show};
use crate::say;

/// Builds the demo.
pub const TRUNK: Pin = Pin { name: "trunk", version: "0.21.14" };
/// Of one version with the `wasm-bindgen` in Cargo.lock, else it refuses to work.
pub const WASM_BINDGEN: Pin = Pin { name: "wasm-bindgen-cli", version: "0.2.129" };
/// For wasm-opt and wasm2js; releases are counted 132, 133, …
pub const BINARYEN: Pin = Pin { name: "binaryen", version: "132" };

/// What the browser runs.
pub const WASM: &str = "wasm32-unknown-unknown";

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
    /// The source of Rust's standard library, which the page's build compiles for size.
    RustSource,
    /// `wasm-opt` and `wasm2js`.
    Binaryen,
    /// The packages of tests/browser.
    BrowserPackages,
    /// The packages of tests/npm.
    NpmPackages,
    /// A Chromium.
    Chromium,
    /// `wasm-bindgen` and `wasm-bindgen-test-runner`.
    WasmBindgen,
    /// `trunk`.
    Trunk,
}

/// What `trunk build` needs, the cheapest first.
pub const FOR_TRUNK: &[Need] = &[
    Need::Node,
    Need::WasmTarget,
    Need::RustSource,
    Need::Binaryen,
    Need::WasmBindgen,
    Need::Trunk,
];

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

    /// A program of the installed binaryen.
    pub fn binaryen(&self, program: &str) -> Command {
        Command::new(self.cache.folder(BINARYEN).join("node_modules/.bin").join(program))
    }

    /// The runner of wasm tests.
    pub fn wasm_test_runner(&self) -> PathBuf {
        self.cache.folder(WASM_BINDGEN).join("bin/wasm-bindgen-test-runner")
    }

    fn meet(&self, need: Need) -> Result<(), String> {
        match need {
            Need::Rustfmt => host::component("rustfmt", "fmt"),
            Need::Clippy => host::component("clippy", "clippy"),
            Need::WasmTarget => host::wasm_target(),
            Need::RustSource => host::rust_source(),
            Need::Trunk => self.cargo_install(TRUNK, "4 minutes"),
            Need::WasmBindgen => self.cargo_install(WASM_BINDGEN, "2 minutes"),
            Need::Binaryen => self.npm_install(BINARYEN),
            Need::Node => host::node(),
            Need::Chromium => crate::chromium::set_up(),
            Need::BrowserPackages => host::node_packages(&browser_tests(&self.root)),
            Need::NpmPackages => host::node_packages(&npm_tests(&self.root)),
        }
    }

    fn cargo_install(&self, pin: Pin, about: &str) -> Result<(), String> {
        self.cache.install(pin, |new, scratch| {
            say::line(format_args!(
                "Building {} {}: about {about} on two cores, once per user …",
                pin.name, pin.version
            ));
            let mut command = Command::new(host::cargo());
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
                host::npm()
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

/// Where the tests of the npm package stand in a checkout.
pub fn npm_tests(root: &Path) -> PathBuf {
    root.join("tests/npm")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
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
}
