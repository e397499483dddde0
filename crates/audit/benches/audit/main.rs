//! `cargo xtask bench audit`: how fast `liyan audit` is and how much memory it takes, beside what else reads such files.
//!
//! All figures come from one run on one machine: look at the ratios. What the phrases of a plain search find is not what
//! the pack finds; the search is here to show what merely reading and matching costs.

#![allow(clippy::print_stdout, reason = "a bench speaks to whoever runs it")]

mod texts;
mod watch;

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use watch::{Cost, watch};

fn main() -> io::Result<()> {
    let megabytes: u64 =
        std::env::var("LIYAN_BENCH_MB").ok().and_then(|text| text.parse().ok()).unwrap_or(1_000);
    let Some(liyan) = std::env::var_os("LIYAN_BIN").map(PathBuf::from) else {
        println!("run it by: cargo xtask bench audit [MB]");
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    let path = |name: &str| folder.path().join(name);
    let (jsonl, csv, patterns) = (path("a.jsonl"), path("a.csv"), path("phrases.txt"));
    fs::write(&patterns, texts::phrases(1_000))?;
    let rows = write_jsonl(&jsonl, megabytes)?;
    write_csv(&csv, megabytes)?;
    println!("{megabytes} MB of each, {rows} rows as JSON lines\n");
    println!("{:<34} {:>8} {:>8} {:>9} {:>9}", "", "seconds", "MB/s", "CPU s", "peak MB");
    let mut table = Table { megabytes };
    for (name, file) in [("jsonl", &jsonl), ("csv", &csv)] {
        let mut seconds = Vec::new();
        for threads in ["1", "2"] {
            let out = path("out.jsonl");
            let arguments =
                ["audit", "--quiet", "--threads", threads, text(file), "--out", text(&out)];
            let cost = watch(&liyan, &arguments)?;
            table.row(&format!("liyan audit {name}, {threads} thread(s)"), &cost);
            seconds.push(cost.seconds);
        }
        println!("{:<34} {:>8.2}", "  two threads over one", seconds[0] / seconds[1]);
    }
    // Memory must not grow with the input.
    for part in [10, 100] {
        let some = path("part.jsonl");
        let size = (megabytes * part / 100).max(1);
        write_jsonl(&some, size)?;
        let cost = watch(&liyan, &["audit", "--quiet", text(&some)])?;
        println!("{:<34} {:>35.1}", format!("peak memory of {size} MB"), cost.peak_megabytes);
    }
    floors(&mut table, &jsonl, &patterns)
}

/// What merely reading, parsing or searching costs.
fn floors(table: &mut Table, jsonl: &Path, patterns: &Path) -> io::Result<()> {
    let began = Instant::now();
    let mut characters = 0;
    for line in BufReader::with_capacity(1 << 20, File::open(jsonl)?).lines() {
        let line = line?;
        let value: serde_json::Value = serde_json::from_str(&line)?;
        characters += value["text"].as_str().map_or(0, str::len);
    }
    let seconds = began.elapsed().as_secs_f64();
    let cost = Cost { seconds, cpu_seconds: seconds, peak_megabytes: f64::NAN };
    table.row(&format!("parsing the JSON ({} MB of text)", characters / 1_000_000), &cost);
    for (name, program, arguments) in [
        ("wc -l", "wc", vec!["-l", text(jsonl)]),
        ("jq .text", "jq", vec!["-c", ".text", text(jsonl)]),
        ("rg -F -f, one thread", "rg", vec!["-j1", "-c", "-F", "-f", text(patterns), text(jsonl)]),
        ("grep -F -f", "grep", vec!["-c", "-F", "-f", text(patterns), text(jsonl)]),
    ] {
        match watch(Path::new(program), &arguments) {
            Ok(cost) => table.row(name, &cost),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                println!("{name:<34} not on this machine");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

struct Table {
    megabytes: u64,
}

impl Table {
    fn row(&mut self, name: &str, cost: &Cost) {
        let rate = self.megabytes as f64 / cost.seconds;
        println!(
            "{name:<34} {:>8.2} {rate:>8.1} {:>9.2} {:>9.1}",
            cost.seconds, cost.cpu_seconds, cost.peak_megabytes
        );
    }
}

fn write_jsonl(path: &Path, megabytes: u64) -> io::Result<usize> {
    let mut out = BufWriter::new(File::create(path)?);
    let rows = texts::write(megabytes * 1_000_000, 7, |row| texts::json(&mut out, row))?;
    out.flush()?;
    Ok(rows)
}

fn write_csv(path: &Path, megabytes: u64) -> io::Result<usize> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(texts::HEADER.as_bytes())?;
    let rows = texts::write(megabytes * 1_000_000, 7, |row| texts::csv(&mut out, row))?;
    out.flush()?;
    Ok(rows)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap_or_default()
}
