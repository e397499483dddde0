//! Reports: views of the figures, one module a format.

pub mod csv;
pub mod jsonl;
pub mod notes;
