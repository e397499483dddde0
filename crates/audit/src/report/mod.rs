//! Reports: views of [`crate::figures::Figures`] that people read.

mod chart;
pub mod docx;
pub mod html;
pub mod notes;
pub mod say;
pub mod xlsx;
