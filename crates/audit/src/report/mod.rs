//! Reports: views of [`crate::figures::Figures`] that people read.

pub mod say;
