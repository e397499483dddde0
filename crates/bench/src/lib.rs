//! What the benches share: made-up texts and phrases, a clock of processor time, tables and plots.
//!
//! All figures of a bench come from one run on one machine. The ratios travel, the absolute figures do not.

pub mod clock;
pub mod dice;
pub mod plot;
pub mod report;
pub mod texts;
mod words;
