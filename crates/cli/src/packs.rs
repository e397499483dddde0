//! Rule packs on the command line: loading, testing, compiling.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use liyan_rules::Checker;
use liyan_rules::pack::{LoadedPack, PackFile, builtin, read_toml_with, selftest};

use crate::exit::{Exit, complain};
use crate::input;

/// The shipped pack, compiled when this program was built.
const BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/jilin-window.liyan"));

/// The checkers to judge by: one for each file, or the built-in one.
///
/// # Errors
/// Every mistake of every pack, for people.
pub fn checkers(files: &[PathBuf]) -> Result<Vec<Checker>, String> {
    if files.is_empty() {
        return Checker::from_compiled(BUILT_IN)
            .map(|checker| vec![checker])
            .map_err(|error| error.to_string());
    }
    let (good, bad): (Vec<_>, Vec<_>) =
        files.iter().map(|file| checker(file)).partition(Result::is_ok);
    if bad.is_empty() {
        return Ok(good.into_iter().flatten().collect());
    }
    let problems: Vec<String> = bad.into_iter().filter_map(Result::err).collect();
    Err(problems.join("\n"))
}

fn checker(file: &Path) -> Result<Checker, String> {
    if file.extension().is_some_and(|extension| extension == "toml") {
        return read(file)?.checker().map_err(|error| format!("{}：{error}", file.display()));
    }
    let bytes = fs::read(file).map_err(|error| format!("{}：{error}", file.display()))?;
    Checker::from_compiled(&bytes).map_err(|error| format!("{}：{error}", file.display()))
}

fn read(file: &Path) -> Result<LoadedPack, String> {
    let text = input::read_text(file).map_err(|error| format!("{}：{error}", file.display()))?;
    read_toml_with(&file.display().to_string(), &text, &|id| parent(file, id))
        .map_err(|errors| format!("规则包有 {} 处错误\n{errors}", errors.count()))
}

/// The pack that `file` extends: `ID.toml` in the same folder, else one that ships.
fn parent(file: &Path, id: &str) -> Option<PackFile> {
    // An id is a name and no path.
    let is_name = !id.is_empty() && !id.contains(['/', '\\', ':']);
    let beside = file.with_file_name(format!("{id}.toml"));
    if !is_name || !beside.exists() {
        return builtin(id);
    }
    match input::read_text(&beside) {
        Ok(text) => Some(PackFile { file: beside.display().to_string(), text }),
        Err(error) => {
            complain(&format!("{}：{error}", beside.display()));
            None
        }
    }
}

/// `liyan pack test FILE…`
pub fn test(files: &[PathBuf]) -> Exit {
    files.iter().map(|file| test_one(file)).fold(Exit::Clean, Exit::or)
}

fn test_one(file: &Path) -> Exit {
    let loaded = match read(file) {
        Ok(loaded) => loaded,
        Err(problem) => {
            complain(&problem);
            return Exit::BadPack;
        }
    };
    let result = match selftest::run(&loaded) {
        Ok(result) => result,
        Err(problem) => {
            complain(&format!("{}：{problem}", file.display()));
            return Exit::BadPack;
        }
    };
    let name = file.display();
    let mut lines = String::new();
    for failure in &result.failures {
        let place =
            if failure.line > 0 { format!("{name}:{}", failure.line) } else { name.to_string() };
        lines += &format!("{place}  {}：{}\n", failure.subject, failure.problem);
    }
    lines += &format!(
        "{name}：{} 条规则、{} 条短语、{} 处语境、{} 个例句，共核对 {} 项，{}\n",
        result.rules,
        result.phrases,
        result.guards,
        result.examples,
        result.checks,
        if result.failures.is_empty() {
            "全部通过。".into()
        } else {
            format!("{} 项不通过。", result.failures.len())
        },
    );
    match io::stdout().lock().write_all(lines.as_bytes()) {
        Err(_) => Exit::NotWritten,
        Ok(()) if result.failures.is_empty() => Exit::Clean,
        Ok(()) => Exit::Findings,
    }
}

/// `liyan pack build FILE -o OUTPUT`
pub fn build(file: &Path, output: &Path) -> Exit {
    let loaded = match read(file) {
        Ok(loaded) => loaded,
        Err(problem) => {
            complain(&problem);
            return Exit::BadPack;
        }
    };
    match fs::write(output, loaded.compile()) {
        Ok(()) => Exit::Clean,
        Err(error) => {
            complain(&format!("{} 写不了：{error}", output.display()));
            Exit::NotWritten
        }
    }
}
