//! Liyan's audits: what portals export is read, judged by the same core as in the browser, tallied and reported.
//!
//! bytes → rows → conversations → verdicts → [`figures::Figures`] → reports. A report is a view of the figures and judges
//! nothing itself.

pub mod accept;
pub mod columns;
pub mod figures;
pub mod group;
pub mod input;
pub mod judge;
pub mod line;
pub mod order;
pub mod outputs;
pub mod read;
pub mod redact;
pub mod report;
pub mod row;
pub mod run;
pub mod stream;
pub mod tally;
pub mod verdicts;
pub mod views;
pub mod words;
