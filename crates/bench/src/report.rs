//! What a bench leaves behind: a part of the summary, a part of the page in `docs/`, plots.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Figures by name, in the order in which they were said.
#[derive(Default)]
pub struct Figures(Vec<(String, f64)>);

impl Figures {
    /// Adds one.
    pub fn say(&mut self, name: impl Into<String>, figure: f64) {
        self.0.push((name.into(), figure));
    }

    /// Writes them to `target/bench/NAME.json`, and the section of the page that tells of them beside it.
    ///
    /// # Panics
    /// If they cannot be written.
    #[expect(clippy::print_stdout, reason = "a bench speaks to whoever runs it")]
    pub fn write(&self, name: &str, section: &str) {
        let folder = root().join("target/bench");
        fs::create_dir_all(&folder).expect("target/bench can be made");
        let mut json = String::from("{\n");
        for (at, (name, figure)) in self.0.iter().enumerate() {
            let comma = if at + 1 < self.0.len() { "," } else { "" };
            writeln!(json, "  \"{name}\": {figure:.3}{comma}").expect("memory");
        }
        json.push_str("}\n");
        fs::write(folder.join(format!("{name}.json")), json).expect("target/bench is ours");
        fs::write(folder.join(format!("{name}.md")), section).expect("target/bench is ours");
        println!("{section}");
    }
}

/// Writes a picture to `docs/NAME.svg`.
///
/// # Panics
/// If it cannot be written.
pub fn draw(name: &str, svg: &str) {
    fs::write(root().join(format!("docs/{name}.svg")), svg).expect("docs can be written");
}
