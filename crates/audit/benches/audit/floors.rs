//! What merely reading, parsing or searching the same file costs.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use super::watch::{Cost, watch};
use super::{Bench, text};

/// Seconds of those that are on this machine.
pub struct Floors {
    pub ripgrep: Option<f64>,
    pub jq: Option<f64>,
}

/// Runs all of them.
pub fn floors(bench: &Bench, jsonl: &Path, list: &Path) -> io::Result<Floors> {
    let (file, list) = (text(jsonl), text(list));
    Ok(Floors {
        ripgrep: {
            let one =
                run(bench, "rg -F -f, one thread", "rg", &["-j1", "-c", "-F", "-f", list, file])?;
            run(bench, "grep -F -f", "grep", &["-c", "-F", "-f", list, file])?;
            one
        },
        jq: {
            let one = run(bench, "jq .text", "jq", &["-c", ".text", file])?;
            run(bench, "wc -l", "wc", &["-l", file])?;
            one
        },
    })
}

/// Says so if the program is not on this machine.
fn run(bench: &Bench, name: &str, program: &str, arguments: &[&str]) -> io::Result<Option<f64>> {
    match watch(Path::new(program), arguments) {
        Ok(cost) => {
            bench.row(name, &cost);
            Ok(Some(cost.seconds))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            println!("  {name}: {program} is not on this machine");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

impl Bench {
    /// Parses every line by itself, in this process; gives the seconds.
    pub fn parsing(&self, jsonl: &Path) -> io::Result<f64> {
        let began = Instant::now();
        let mut characters = 0;
        for line in BufReader::with_capacity(1 << 20, File::open(jsonl)?).lines() {
            let value: serde_json::Value = serde_json::from_str(&line?)?;
            characters += value["text"].as_str().map_or(0, str::len);
        }
        let seconds = began.elapsed().as_secs_f64();
        let name = format!("parsing the JSON ({} MB of text)", characters / 1_000_000);
        self.row(&name, &Cost { seconds, cpu_seconds: seconds, peak_megabytes: f64::NAN });
        Ok(seconds)
    }
}
