//! The packs that ship with Liyan.

use super::error::PackErrors;
use super::load::{PackFile, read_toml};

/// The file name of the default pack.
pub const BUILTIN_NAME: &str = "jilin-window.toml";

/// The default pack as written: the courtesy standard for service windows of Jilin.
pub const BUILTIN_TOML: &str = include_str!("../../packs/jilin-window.toml");

/// The packs that ship, by id.
const BUILTINS: &[(&str, &str)] = &[
    ("jilin-window", BUILTIN_TOML),
    ("base-zh", include_str!("../../packs/base-zh.toml")),
    ("service-common", include_str!("../../packs/service-common.toml")),
    ("service-refuse", include_str!("../../packs/service-refuse.toml")),
    ("service-hurry", include_str!("../../packs/service-hurry.toml")),
    ("service-mock", include_str!("../../packs/service-mock.toml")),
    ("service-quarrel", include_str!("../../packs/service-quarrel.toml")),
    ("service-steps", include_str!("../../packs/service-steps.toml")),
    ("service-clean", include_str!("../../packs/service-clean.toml")),
    ("bank", include_str!("../../packs/bank.toml")),
    ("hospital", include_str!("../../packs/hospital.toml")),
    ("property", include_str!("../../packs/property.toml")),
    ("telecom", include_str!("../../packs/telecom.toml")),
];

/// The shipped pack with this id, for packs that extend it.
pub fn builtin(id: &str) -> Option<PackFile> {
    let (_, text) = BUILTINS.iter().find(|(known, _)| *known == id)?;
    Some(PackFile { file: format!("{id}.toml"), text: (*text).to_owned() })
}

/// The tone models that ship, by name; `cargo xtask tone` trains them.
const TONES: &[(&str, &[u8])] = &[("service-tone", include_bytes!("../../packs/service-tone.bin"))];

/// The shipped tone model with this name, as it is on file.
pub fn builtin_tone(name: &str) -> Option<Vec<u8>> {
    let (_, bytes) = TONES.iter().find(|(known, _)| *known == name)?;
    Some(bytes.to_vec())
}

/// The names of the tone models that ship.
pub(super) fn builtin_tones() -> impl Iterator<Item = &'static str> {
    TONES.iter().map(|(name, _)| *name)
}

/// The ids of the packs that ship.
pub fn builtin_ids() -> impl Iterator<Item = &'static str> {
    BUILTINS.iter().map(|(id, _)| *id)
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
    use crate::pack::{lint, selftest};

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
    fn the_shipped_packs_give_their_authors_nothing_to_look_at() {
        for (id, text) in BUILTINS {
            let loaded = read_toml(id, text).expect("sound");
            assert_eq!(lint::run(&loaded).expect("this engine"), [], "{id}");
        }
    }

    #[test]
    fn nothing_in_the_shipped_packs_is_there_for_no_rule() {
        let loaded = read_toml(BUILTIN_NAME, BUILTIN_TOML).expect("sound");
        assert_eq!(lint::unused(&loaded), []);
    }
}
