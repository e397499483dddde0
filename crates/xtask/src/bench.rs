//! `cargo xtask bench`: how long a check takes, natively and in Chromium.

use crate::process::show;
use crate::tools::{self, FOR_TRUNK, Need, Workshop};
use crate::{chromium, host, say, trunk};

/// Runs the benchmarks one after another, each on an otherwise idle machine.
pub fn run() -> Result<(), String> {
    let mut workshop = Workshop::open()?;
    workshop.set_up(&[Need::Node, Need::BrowserPackages, Need::Chromium])?;
    workshop.set_up(FOR_TRUNK)?;
    workshop.tidy()?;
    let browser = chromium::find()?.ok_or("Chromium is gone")?;

    if workshop.root.join("crates/rules/benches").is_dir() {
        say::line("Native:");
        let mut native = workshop.command(host::cargo())?;
        show(native.args(["bench", "--quiet", "--package", "liyan-rules", "--features", "toml"]))?;
    }
    say::line("Building the demo portal …");
    show(&mut trunk::build(&workshop)?)?;
    say::line("Chromium:");
    let mut script = workshop.command("node")?;
    show(
        script
            .arg("bench.mjs")
            .current_dir(tools::browser_tests(&workshop.root))
            .env("CHROMIUM", browser),
    )
}
