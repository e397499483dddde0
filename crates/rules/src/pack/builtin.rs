//! The packs that ship with Liyan.

use super::error::PackErrors;
use super::load::{PackFile, read_toml};

/// The file name of the default pack.
pub const BUILTIN_NAME: &str = "jilin-window.toml";

/// The default pack as written: the courtesy standard for service windows of Jilin.
pub const BUILTIN_TOML: &str = include_str!("../../packs/jilin-window.toml");

/// The packs that ship, by id: file name and content.
const BUILTINS: &[(&str, &str, &str)] = &[("jilin-window", BUILTIN_NAME, BUILTIN_TOML)];

/// The shipped pack with this id, for packs that extend it.
pub fn builtin(id: &str) -> Option<PackFile> {
    let (_, file, text) = BUILTINS.iter().find(|(known, _, _)| *known == id)?;
    Some(PackFile { file: (*file).to_owned(), text: (*text).to_owned() })
}

/// The ids of the packs that ship.
pub(super) fn ids() -> Vec<&'static str> {
    BUILTINS.iter().map(|(id, _, _)| *id).collect()
}

/// The default pack in its compact form, for the build scripts of embedding crates.
///
/// # Errors
/// If the pack as written has mistakes; the message lists them all.
pub fn compile_builtin() -> Result<Vec<u8>, PackErrors> {
    Ok(read_toml(BUILTIN_NAME, BUILTIN_TOML)?.compile())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::selftest;

    #[test]
    fn the_shipped_pack_passes_its_own_test() {
        let loaded =
            read_toml(BUILTIN_NAME, BUILTIN_TOML).unwrap_or_else(|errors| panic!("{errors}"));
        let result = selftest::run(&loaded).expect("it loads");
        let failures: Vec<String> = result
            .failures
            .iter()
            .map(|failure| format!("{}:{} {}", failure.subject, failure.line, failure.problem))
            .collect();
        assert!(
            failures.is_empty(),
            "{}\n{} of {}",
            failures.join("\n"),
            failures.len(),
            result.checks
        );
    }

    #[test]
    fn the_shipped_pack_gives_its_authors_nothing_to_look_at() {
        let loaded = read_toml(BUILTIN_NAME, BUILTIN_TOML).expect("sound");
        assert_eq!(super::super::lint::run(&loaded).expect("this engine"), []);
    }
}
