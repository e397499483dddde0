//! What the benches share: made-up texts and phrases, a clock of processor time, tables and plots.
//!
//! All figures of a bench come from one run on one machine. The ratios travel, the absolute figures do not.

#![allow(clippy::print_stdout, reason = "a bench speaks to whoever runs it")]

pub mod clock;
pub mod dice;
pub mod plot;
pub mod report;
pub mod texts;
mod words;
