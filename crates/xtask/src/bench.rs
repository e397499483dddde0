//! `cargo xtask bench`: the matcher, the whole check, starting, checking in Chromium, auditing; and one summary of all.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::process::show;
use crate::tools::{self, FOR_TRUNK, Need, Workshop};
use crate::{chromium, dist, host, say, trunk};

/// The ratios that the summary holds, where they were measured.
const KEYS: [&str; 9] = [
    "core.50.vs_daachorse_raw",
    "core.1000.vs_best_fold_then_match",
    "core.1000.vs_utf8_validation",
    "core.20000.vs_best_fold_then_match",
    "check.letters.vs_core",
    "wasm.1000.vs_fold_then_aho_corasick",
    "wasm.20000_chars.vs_transfer",
    "audit.vs_ripgrep",
    "start.cpu_ms",
];

/// What can be measured for itself.
pub const PARTS: [&str; 5] = ["core", "check", "start", "wasm", "audit"];

/// Measures one part, or all but the audit; the figures are worth something on an otherwise idle machine only.
pub fn run(part: Option<&str>) -> Result<(), String> {
    let mut workshop = Workshop::open()?;
    for wanted in ["core", "check", "start", "wasm"] {
        if part.is_some_and(|part| part != wanted) {
            continue;
        }
        match wanted {
            "core" => native(&workshop, "liyan-bench", &["core", "traps"])?,
            "check" => {
                native(&workshop, "liyan-bench", &["check"])?;
                native(&workshop, "liyan-rules", &["rules_curve", "tone"])?;
            }
            "start" => start(&mut workshop)?,
            _ => page(&mut workshop)?,
        }
    }
    summarise(&workshop.root)
}

fn native(workshop: &Workshop, package: &str, benches: &[&str]) -> Result<(), String> {
    for bench in benches {
        let mut cargo = workshop.command(host::cargo())?;
        show(cargo.args(["bench", "--quiet", "--package", package, "--bench", bench]))?;
    }
    Ok(())
}

/// From a module and a pack in memory to the first finding, in processes of their own.
fn start(workshop: &mut Workshop) -> Result<(), String> {
    workshop.set_up(&[Need::Node])?;
    dist::run()?;
    let mut script = workshop.command("node")?;
    show(
        script
            .arg("start.mjs")
            .arg(workshop.root.join(dist::PACKAGE))
            .arg(workshop.root.join(FOLDER))
            .current_dir(tools::npm_tests(&workshop.root)),
    )
}

/// A long draft in the demo as it ships.
fn page(workshop: &mut Workshop) -> Result<(), String> {
    workshop.set_up(&[Need::Node, Need::BrowserPackages, Need::Chromium])?;
    workshop.set_up(FOR_TRUNK)?;
    workshop.tidy()?;
    let browser = chromium::find()?.ok_or("Chromium is gone")?;
    say::line("Building the demo portal …");
    trunk::build(workshop)?.iter_mut().try_for_each(show)?;
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
    )?;
    summarise(&workshop.root)
}

/// Where benches leave their figures, a flat object of numbers each.
const FOLDER: &str = "target/bench";

/// Writes `target/bench/summary.json` from what the parts have left there, in this run or in an earlier one, and the page of
/// it in `docs/`.
fn summarise(root: &Path) -> Result<(), String> {
    let folder = root.join(FOLDER);
    let mut known = BTreeMap::new();
    let mut page = String::from(INTRODUCTION);
    for part in ["core", "traps", "check", "start", "wasm", "audit"] {
        if let Some(text) = read(&folder.join(format!("{part}.json")))? {
            let figures: serde_json::Map<String, serde_json::Value> =
                serde_json::from_str(&text).map_err(|error| format!("{part}.json: {error}"))?;
            known.extend(figures);
        }
        if let Some(section) = read(&folder.join(format!("{part}.md")))? {
            page.push('\n');
            page.push_str(&section);
        }
    }
    known.retain(|name, _| KEYS.contains(&name.trim_end_matches(".portable")));
    for missing in KEYS.iter().filter(|key| !known.contains_key(**key)) {
        say::line(format_args!("not measured: {missing}"));
    }
    let summary = serde_json::to_string_pretty(&known).map_err(|error| error.to_string())?;
    write(&folder.join("summary.json"), &format!("{summary}\n"))?;
    write(&root.join("docs/bench.md"), &page)?;
    say::line(format_args!("{FOLDER}/summary.json\n{summary}"));
    Ok(())
}

const INTRODUCTION: &str = "\
# How fast it is

Written by `cargo xtask bench`; every figure of a table comes from one run on one machine.

Look at the ratios: they travel, absolute figures do not. Times are processor time of the measuring thread, and medians of
rounds in which all take turns. Do not trust them from a machine that does other work at the time (caches are shared, and a
ratio moves by a tenth or more), from a virtual machine whose clock changes under load, or for a text that is not like the
made-up letters: text full of hits, or phrases made of the commonest words, is slower for ours than for an automaton.

Texts and phrases come from a seeded generator (`crates/bench`); the frequencies by which the matcher chooses what it looks
for (`crates/rules/src/matcher/rarity.rs`) do not. All matchers see the same texts and report all overlapping candidates; those
that fold use one and the same table.
";

fn read(path: &Path) -> Result<Option<String>, String> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    path.parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("{}: {error}", path.display()))
}
