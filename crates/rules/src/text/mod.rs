//! Reading a text: folding with the way back, sentences and clauses, masks, facts, units.

pub(crate) mod facts;
mod fold;
mod masked;
mod masks;
mod offsets;
mod placeholders;
mod script;
pub(crate) mod sections;
mod table;
#[cfg(feature = "toml")]
mod variants;

pub use fold::{Class, Folded, Glyph};
pub(crate) use masks::built_in as built_in_masks;
pub use offsets::Offsets;
pub(crate) use script::is_traditional;
pub use table::FoldTable;
#[cfg(feature = "toml")]
pub(crate) use variants::{SPELLINGS, Variants};
