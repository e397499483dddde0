//! `cargo xtask bench`: how a check slows down as rules are added, and how long one takes in Chromium.

use crate::process::show;
use crate::tools::{self, FOR_TRUNK, Need, Workshop};
use crate::{chromium, host, say, trunk};

/// Measures on the demo as it ships; the figures are worth something on an otherwise idle machine only.
pub fn run() -> Result<(), String> {
    let mut workshop = Workshop::open()?;
    workshop.set_up(&[Need::Node, Need::BrowserPackages, Need::Chromium])?;
    workshop.set_up(FOR_TRUNK)?;
    workshop.tidy()?;
    let browser = chromium::find()?.ok_or("Chromium is gone")?;

    for bench in ["rules_curve", "tone"] {
        let mut cargo = workshop.command(host::cargo())?;
        show(cargo.args(["bench", "--quiet", "--package", "liyan-rules", "--bench", bench]))?;
    }

    say::line("Building the demo portal …");
    trunk::build(&workshop)?.iter_mut().try_for_each(show)?;
    let mut script = workshop.command("node")?;
    show(
        script
            .arg("bench.mjs")
            .current_dir(tools::browser_tests(&workshop.root))
            .env("CHROMIUM", browser),
    )
}

/// Measures `liyan audit` on made-up exports of so many megabytes each, 100 unless it is said. The files lie in `target/bench`
/// while it runs.
pub fn audit(megabytes: Option<&str>) -> Result<(), String> {
    let megabytes = megabytes.unwrap_or("100");
    if megabytes.parse::<u32>().is_err() {
        return Err(format!("bench audit wants a number of megabytes, but not {megabytes}"));
    }
    let workshop = Workshop::open()?;
    let mut build = workshop.command(host::cargo())?;
    show(build.args(["build", "--release", "--quiet", "--package", "liyan"]))?;
    let mut bench = workshop.command(host::cargo())?;
    let liyan =
        workshop.root.join("target/release").join(format!("liyan{}", std::env::consts::EXE_SUFFIX));
    let folder = workshop.root.join("target/bench");
    std::fs::create_dir_all(&folder)
        .map_err(|error| format!("{} can not be made: {error}", folder.display()))?;
    show(
        bench
            .args(["bench", "--quiet", "--package", "liyan-audit", "--bench", "audit"])
            .env("LIYAN_BIN", liyan)
            .env("LIYAN_BENCH_FOLDER", folder)
            .env("LIYAN_BENCH_MB", megabytes),
    )
}
