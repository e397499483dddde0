//! Rule packs on the command line: found and loaded.

use std::fs;
use std::path::{Path, PathBuf};

use liyan_rules::Checker;
use liyan_rules::pack::{
    BUILTIN_NAME, BUILTIN_TOML, FindFile, LoadedPack, PackFile, builtin, builtin_tone,
    read_toml_with,
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
    parsed(&file.display().to_string(), &text, &Beside(file))
}

/// The files that the pack in this file names: in the same folder, else among those that ship.
struct Beside<'f>(&'f Path);

impl Beside<'_> {
    /// The file beside, if there is one of that name.
    fn named(&self, name: &str, ending: &str) -> Option<PathBuf> {
        // A name is no path.
        let is_name = !name.is_empty() && !name.contains(['/', '\\', ':']);
        let beside = self.0.with_file_name(format!("{name}.{ending}"));
        (is_name && beside.exists()).then_some(beside)
    }
}

impl FindFile for Beside<'_> {
    fn pack(&self, id: &str) -> Option<PackFile> {
        let Some(beside) = self.named(id, "toml") else { return builtin(id) };
        let text = told(&beside, input::read_text(&beside))?;
        tell_of_stand_in(id, &beside, builtin(id).is_some_and(|shipped| shipped.text != text));
        Some(PackFile { file: beside.display().to_string(), text })
    }

    fn tone(&self, name: &str) -> Option<Vec<u8>> {
        let Some(beside) = self.named(name, "bin") else { return builtin_tone(name) };
        let bytes = told(&beside, fs::read(&beside).map_err(|error| input::why(&error)))?;
        tell_of_stand_in(name, &beside, builtin_tone(name).is_some_and(|shipped| shipped != bytes));
        Some(bytes)
    }
}

/// What was read, or nothing once it is told why not.
fn told<T>(file: &Path, read: Result<T, String>) -> Option<T> {
    read.map_err(|problem| complain(&format!("{}：{problem}", file.display()))).ok()
}

/// A file of that name takes the place of a shipped one: that should be meant.
fn tell_of_stand_in(name: &str, beside: &Path, differs: bool) {
    if differs {
        complain(&format!("注意：{name} 用的是 {}，不是随礼言附带的那一份", beside.display()));
    }
}

/// The shipped pack as written.
///
/// # Errors
/// Never, as long as it is tested.
pub fn built_in() -> Result<LoadedPack, Refused> {
    parsed(BUILTIN_NAME, BUILTIN_TOML, &builtin)
}

fn parsed(name: &str, text: &str, find: &dyn FindFile) -> Result<LoadedPack, Refused> {
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
