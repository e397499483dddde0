//! Reports: views of [`crate::figures::Figures`], one module a format.

pub mod account;
pub mod alerts;
mod chart;
pub mod csv;
pub mod docx;
pub mod files;
pub mod html;
pub mod jsonl;
pub mod notes;
pub mod say;
pub mod xlsx;
