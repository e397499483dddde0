//! How a text sounds: a small linear model over clauses and sentences, for curt wording that no phrase foresaw.
//!
//! ```text
//! Folded -> Plain (digits, Latin runs and marks alike) -> sentences and clauses -> hashed features -> weights -> score
//! ```
//! The weights are data that a pack brings ([`Tone`]); what is counted is here, and the trainer (`cargo xtask tone`)
//! counts with the same code. Scores are whole numbers but for one square root, which IEEE 754 rounds alike everywhere, so
//! a page and a command line never differ. Nothing is said of a text beyond "this part sounds like those that were marked".

mod features;
mod hash;
mod model;
mod plain;
mod units;
mod words;

pub use model::Tone;

#[cfg(feature = "train")]
pub use features::Features;
#[cfg(feature = "train")]
pub use model::{Form, LEVELS, SCALE, ToneError, Voiced};
#[cfg(feature = "train")]
pub use plain::Plain;
#[cfg(feature = "train")]
pub use units::units;
#[cfg(feature = "train")]
pub use words::Lexicon;
