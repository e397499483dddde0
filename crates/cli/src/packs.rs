//! Rule packs on the command line: found and loaded.

use std::fs;
use std::path::{Path, PathBuf};

use liyan_rules::Checker;
use liyan_rules::pack::{
    BUILTIN_NAME, BUILTIN_TOML, FindPack, LoadedPack, PackFile, builtin, read_toml_with,
};

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
    let problems: Vec<String> =
        bad.into_iter().filter_map(Result::err).map(|refused| refused.problem).collect();
    Err(problems.join("\n"))
}

/// The checker for one pack, as written or compiled.
///
/// # Errors
/// Every mistake of the pack, for people.
pub fn checker(file: &Path) -> Result<Checker, Refused> {
    let named = |error: &dyn std::fmt::Display| format!("{}：{error}", file.display());
    if is_written(file) {
        return read(file)?.checker().map_err(|error| Refused::bad(named(&error)));
    }
    let bytes = fs::read(file).map_err(|error| Refused::unreadable(named(&input::why(&error))))?;
    Checker::from_compiled(&bytes).map_err(|error| Refused::bad(named(&error)))
}

/// One pack as people write it.
///
/// # Errors
/// Every mistake of the pack, for people.
pub fn read(file: &Path) -> Result<LoadedPack, Refused> {
    let named = |problem: &str| Refused::unreadable(format!("{}：{problem}", file.display()));
    if file.extension().is_some_and(|extension| extension == "liyan") {
        return Err(named("这是编译好的规则包，里面没有例句和说明；这里要写 .toml 文件"));
    }
    let text = input::read_text(file).map_err(|problem| named(&problem))?;
    parsed(&file.display().to_string(), &text, &|id| parent(file, id))
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
        Ok(text) => {
            // A file of that name takes the place of the shipped pack: that should be meant.
            if builtin(id).is_some_and(|shipped| shipped.text != text) {
                let beside = beside.display();
                complain(&format!("注意：{id} 用的是 {beside}，不是随礼言附带的那一份"));
            }
            Some(PackFile { file: beside.display().to_string(), text })
        }
        Err(error) => {
            complain(&format!("{}：{error}", beside.display()));
            None
        }
    }
}

/// The shipped pack as written.
///
/// # Errors
/// Never, as long as it is tested.
pub fn built_in() -> Result<LoadedPack, Refused> {
    parsed(BUILTIN_NAME, BUILTIN_TOML, &builtin)
}

fn parsed(name: &str, text: &str, find: &FindPack) -> Result<LoadedPack, Refused> {
    read_toml_with(name, text, find)
        .map_err(|errors| Refused::bad(format!("规则包有 {} 处错误\n{errors}", errors.count())))
}

fn is_written(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "toml")
}

/// Why a pack could not be loaded.
pub struct Refused {
    /// What is wrong, for people.
    pub problem: String,
    /// How a command that is about this one pack ends.
    pub exit: Exit,
}

impl Refused {
    /// The pack has mistakes.
    pub fn bad(problem: String) -> Self {
        Self { problem, exit: Exit::BadPack }
    }

    /// There is no such file, or it is no text.
    pub fn unreadable(problem: String) -> Self {
        Self { problem, exit: Exit::BadInput }
    }
}
