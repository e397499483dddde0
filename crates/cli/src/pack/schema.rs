//! `liyan pack schema`: what an editor needs to complete and check a pack.

/// The pack language as JSON Schema (draft 2020-12). Tests hold it to the reader.
pub const SCHEMA: &str = include_str!("../../pack.schema.json");
