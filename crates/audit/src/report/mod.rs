//! Reports: views of the figures, one module a format.

pub mod csv;
