//! Liyan's audits: what portals export is read, judged by the same core as in the browser, tallied and reported.
//!
//! bytes → rows → conversations → verdicts → [`figures::Figures`] → reports. A report is a view of the figures and judges
//! nothing itself.

pub mod figures;
pub mod line;
pub mod report;
pub mod words;
