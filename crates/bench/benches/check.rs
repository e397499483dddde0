//! The whole check with the shipped pack.
fn main() {}
