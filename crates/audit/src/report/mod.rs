//! Reports: views of [`crate::figures::Figures`] that people read.

pub mod notes;
pub mod say;
pub mod xlsx;
