//! x
mod rows;
pub use rows::check_rows;
