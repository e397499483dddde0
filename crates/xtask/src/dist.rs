//! `cargo xtask dist`: the npm package, as it would be published, in `target/npm/liyan`.

use std::fs;
use std::process::Command;
use std::time::Instant;

use crate::process::show;
use crate::tools::{FOR_TRUNK, WASM, Workshop};
use crate::{host, say, trunk};

/// Where the package stands in a checkout.
pub const PACKAGE: &str = "target/npm/liyan";
/// Where its parts are made.
const BUILD: &str = "target/npm/build";

/// What the core is compiled to use. Browsers have all of it from Chromium 75 on; what came later is left out, so that one
/// module serves them all and can be made into JavaScript.
const FEATURES: [&str; 5] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
];
/// What JavaScript has no word for.
const LOWERED: [&str; 4] = [
    "--signext-lowering",
    "--llvm-nontrapping-fptoint-lowering",
    "--llvm-memory-copy-fill-lowering",
    "--alignment-lowering",
];

/// Builds everything that the package holds.
pub fn run() -> Result<(), String> {
    let mut workshop = Workshop::open()?;
    workshop.set_up(FOR_TRUNK)?;
    workshop.tidy()?;
    say::line("Building the helper, the checker and the package …");
    let start = Instant::now();
    trunk::build(&workshop)?.iter_mut().try_for_each(show)?;
    build(&workshop)?.iter_mut().try_for_each(show)?;
    say::line(format_args!("Built in {}: {PACKAGE}", say::duration(start.elapsed())));
    Ok(())
}

/// The commands that build the package once the demo is built, whose helper and pack go into it.
pub fn build(workshop: &Workshop) -> Result<Vec<Command>, String> {
    let folder = workshop.root.join(BUILD);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let made = |name: &str| format!("{BUILD}/{name}");
    let output = |name: &str| format!("--output={BUILD}/{name}");

    let mut core = workshop.command(host::cargo())?;
    trunk::compile_small(&mut core);
    core.args(["build", "--quiet", "--package", "liyan-wasm", "--profile", "wasm"]);
    core.args(["--target", WASM, "--target-dir", "target"]);

    // wasm-bindgen uses what the module claims to use, reference types among it, which Chromium 86 and JavaScript lack.
    let mut plain = workshop.command("wasm-opt")?;
    plain.args([&output("plain.wasm"), "--strip-target-features"]);
    plain.arg(format!("target/{WASM}/wasm/liyan_wasm.wasm"));

    let mut bind = workshop.command("wasm-bindgen")?;
    bind.args(["--target", "no-modules", "--no-typescript"]);
    bind.args(["--remove-name-section", "--remove-producers-section"]);
    bind.args(["--out-dir", BUILD, "--out-name", "core", &made("plain.wasm")]);

    let mut small = workshop.command("wasm-opt")?;
    small.args([&output("liyan-checker.wasm"), "-Oz"]).args(FEATURES).arg(made("core_bg.wasm"));

    let mut lowered = workshop.command("wasm-opt")?;
    lowered.args([&output("lowered.wasm"), "-O2"]).args(FEATURES).args(LOWERED);
    lowered.arg(made("core_bg.wasm"));

    let mut script = workshop.binaryen("wasm2js");
    script.current_dir(&workshop.root);
    script.args(["--enable-mutable-globals", "-O", &made("lowered.wasm")]);
    script.args(["--output", &made("core-js.js")]);

    let mut assemble = workshop.command("node")?;
    assemble.args(["web/npm/assemble.mjs", BUILD, "dist", PACKAGE, env!("CARGO_PKG_VERSION")]);

    Ok(vec![core, plain, bind, small, lowered, script, assemble])
}
