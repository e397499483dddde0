//! `cargo xtask bench audit`: how fast `liyan audit` is and how much memory it takes, beside what else reads such files.
//!
//! All figures come from one run on one machine: look at the ratios. They also go to `target/bench/audit.json`, a flat object.
//! Beside `rg -F -f` both look for the same 1,000 phrases, and the same rows are found; the audit also parses, folds, minds
//! guards, counts and reports.

#![allow(clippy::print_stdout, reason = "a bench speaks to whoever runs it")]

mod floors;
mod phrases;
mod ratios;
mod texts;
mod watch;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use ratios::Ratios;
use watch::{Cost, watch};

/// So many phrases are searched beside the plain search.
const PHRASES: usize = 1_000;

fn main() -> io::Result<()> {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let megabytes = number("LIYAN_BENCH_MB").unwrap_or(100).max(1);
    let Some(liyan) = std::env::var_os("LIYAN_BIN").map(PathBuf::from) else {
        println!("run it by: cargo xtask bench audit [MB]");
        return Ok(());
    };
    // The files are as large as was asked for, so they go where there is room, and go away with the run.
    let folder = match std::env::var_os("LIYAN_BENCH_FOLDER") {
        Some(folder) => tempfile::tempdir_in(folder)?,
        None => tempfile::tempdir()?,
    };
    let bench = Bench { liyan, folder: folder.path().to_owned(), megabytes };
    let mut ratios = Ratios::default();
    let (jsonl, csv) = (bench.path("a.jsonl"), bench.path("a.csv"));
    let rows = write(&jsonl, megabytes)?;
    write(&csv, megabytes)?;
    println!("{megabytes} MB of each, {rows} rows as JSON lines\n");
    println!("{:<44} {:>8} {:>8} {:>9} {:>9}", "", "seconds", "MB/s", "CPU s", "peak MB");
    println!("The pack that ships");
    let parsed = bench.parsing(&jsonl)?;
    for (name, file) in [("jsonl", &jsonl), ("csv", &csv)] {
        let one = bench.audit(name, file, 1, &[])?;
        let two = bench.audit(name, file, 2, &[])?;
        ratios.told(&format!("audit.{name}.two_threads_vs_one"), one.seconds / two.seconds);
        if name == "jsonl" {
            ratios.told("audit.jsonl.vs_json_parsing", parsed / one.seconds);
        }
    }
    println!("{PHRASES} phrases, the same for both");
    let (pack, list) = (bench.path("phrases.toml"), bench.path("phrases.txt"));
    fs::write(&pack, phrases::pack(PHRASES))?;
    fs::write(&list, phrases::list(PHRASES))?;
    let ours = bench.audit("jsonl", &jsonl, 1, &["--pack", text(&pack)])?;
    let plain = floors::floors(&bench, &jsonl, &list)?;
    if let Some(ripgrep) = plain.ripgrep {
        ratios.told("audit.vs_ripgrep", ripgrep / ours.seconds);
    }
    if let Some(jq) = plain.jq {
        ratios.told("audit.vs_jq", jq / ours.seconds);
    }
    fs::remove_file(&csv)?;
    println!("Memory");
    let small = bench.peak((megabytes / 10).max(1))?;
    let large = bench.peak(2 * megabytes)?;
    ratios.told("audit.peak_of_20_times_the_input", large / small);
    ratios.write()
}

/// Where it runs, and on how much.
struct Bench {
    liyan: PathBuf,
    folder: PathBuf,
    megabytes: u64,
}

impl Bench {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// One audit, with the list of findings and the report.
    fn audit(&self, name: &str, file: &Path, threads: u32, more: &[&str]) -> io::Result<Cost> {
        let (list, report) = (self.path("out.jsonl"), self.path("out.html"));
        let threads_text = threads.to_string();
        let fixed = ["audit", "--quiet", "--threads", &threads_text, text(file)];
        let outputs = ["--out", text(&list), "--out", text(&report)];
        let cost = watch(&self.liyan, &[&fixed, &outputs[..], more].concat())?;
        self.row(&format!("liyan audit, {name}, {threads} thread(s)"), &cost);
        Ok(cost)
    }

    /// The most memory that an audit of so many megabytes takes.
    fn peak(&self, megabytes: u64) -> io::Result<f64> {
        let file = self.path("part.jsonl");
        write(&file, megabytes)?;
        let cost = watch(&self.liyan, &["audit", "--quiet", text(&file)])?;
        fs::remove_file(&file)?;
        println!("{:<44} {:>37.1}", format!("  {megabytes} MB"), cost.peak_megabytes);
        Ok(cost.peak_megabytes)
    }

    fn row(&self, name: &str, cost: &Cost) {
        let rate = self.megabytes as f64 / cost.seconds;
        println!(
            "{:<44} {:>8.2} {rate:>8.1} {:>9.2} {:>9.1}",
            format!("  {name}"),
            cost.seconds,
            cost.cpu_seconds,
            cost.peak_megabytes
        );
    }
}

/// Writes so many megabytes of rows, in the format of the name's ending; gives their number.
fn write(path: &Path, megabytes: u64) -> io::Result<usize> {
    let mut out = BufWriter::new(File::create(path)?);
    let is_csv = path.extension().is_some_and(|ending| ending == "csv");
    if is_csv {
        out.write_all(texts::HEADER.as_bytes())?;
    }
    let rows = texts::write(megabytes * 1_000_000, 7, |row| match is_csv {
        true => texts::csv(&mut out, row),
        false => texts::json(&mut out, row),
    })?;
    out.flush()?;
    Ok(rows)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap_or_default()
}
