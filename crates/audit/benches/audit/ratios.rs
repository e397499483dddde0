//! The ratios of one run, printed and kept in `target/bench/audit.json`.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// Ratios by name.
#[derive(Default)]
pub struct Ratios(BTreeMap<String, f64>);

impl Ratios {
    /// Prints a ratio and keeps it.
    pub fn told(&mut self, name: &str, ratio: f64) {
        println!("  {name:<42} {ratio:>8.3}");
        self.0.insert(name.to_owned(), (ratio * 10_000.0).round() / 10_000.0);
    }

    /// Writes all of them.
    pub fn write(&self) -> io::Result<()> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench");
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("audit.json"), serde_json::to_string_pretty(&self.0)? + "\n")
    }
}
