//! `liyan pack build`: the compact form that a page loads.

use std::path::{Path, PathBuf};

use super::{lock, write};
use crate::exit::Exit;
use crate::packs::{self, Refused};

/// Compiles `file` to `output`.
///
/// # Errors
/// If the pack has mistakes or is not the one that is locked; then nothing is written.
pub fn run(file: &Path, output: &Path, locks: &[PathBuf]) -> Result<Exit, Refused> {
    let loaded = packs::read(file)?;
    let checker =
        loaded.checker().map_err(|error| Refused::bad(format!("{}：{error}", file.display())))?;
    lock::hold(&[checker.pack()], locks)?;
    let is_compiled = |there: &[u8]| there.is_empty() || there.starts_with(b"LIYAN");
    Ok(write(output, &loaded.compile(), is_compiled))
}
