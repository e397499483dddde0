//! What a rule pack says, how it is read, and its compact form.
//!
//! A pack is written as TOML by people ([`read_toml`], feature `toml`), compiled to a compact binary
//! when an embedding crate is built, and loaded from that ([`CompiledError`] says what may be wrong).

mod compiled;
pub(crate) mod model;
pub(crate) mod pattern;

#[cfg(feature = "toml")]
mod builtin;
#[cfg(feature = "toml")]
mod choice;
#[cfg(feature = "toml")]
pub mod coverage;
#[cfg(feature = "toml")]
pub mod diff;
#[cfg(feature = "toml")]
mod error;
#[cfg(feature = "toml")]
mod example;
#[cfg(feature = "toml")]
pub mod explain;
#[cfg(feature = "toml")]
mod extend;
#[cfg(feature = "toml")]
mod head;
#[cfg(feature = "toml")]
pub mod lint;
#[cfg(feature = "toml")]
mod load;
#[cfg(feature = "toml")]
mod load_kind;
#[cfg(feature = "toml")]
mod load_rule;
#[cfg(feature = "toml")]
mod load_tone;
#[cfg(feature = "toml")]
mod overlay;
#[cfg(feature = "toml")]
mod overriding;
#[cfg(feature = "toml")]
mod parts;
#[cfg(feature = "toml")]
mod phrase;
#[cfg(feature = "toml")]
mod probe;
#[cfg(feature = "toml")]
mod reader;
#[cfg(feature = "toml")]
pub mod selftest;
#[cfg(feature = "toml")]
mod syntax;
#[cfg(feature = "toml")]
mod template;

pub use compiled::CompiledError;
pub use model::{Category, PackInfo, Rule, Score, ScoreBounds, Source};

#[cfg(feature = "toml")]
pub use builtin::{
    BUILTIN_NAME, BUILTIN_TOML, builtin, builtin_ids, builtin_tone, compile_builtin,
};
#[cfg(feature = "toml")]
pub use error::{PackError, PackErrors};
#[cfg(feature = "toml")]
pub use example::{Example, Examples, GuardCase};
#[cfg(feature = "toml")]
pub use load::{FindFile, LoadedPack, PackFile, read_toml, read_toml_with};

#[cfg(feature = "toml")]
pub use compiled::content_hash;
pub(crate) use compiled::decode;
#[cfg(feature = "toml")]
pub(crate) use compiled::encode;
