//! Exit codes, the same in every command and every output format.

use std::io::{self, Write};
use std::process::ExitCode;

/// How a command ended. The graver one wins: see [`Exit::or`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing at the level of `--fail-on`.
    Clean = 0,
    /// Findings at it, or failures of a pack's test.
    Findings = 1,
    /// The command line was wrong.
    Usage = 2,
    /// A pack could not be loaded.
    BadPack = 3,
    /// Some input was missing, unreadable or undecodable; the rest was judged.
    BadInput = 4,
    /// An output could not be written.
    NotWritten = 5,
    /// Somebody interrupted it.
    Interrupted = 130,
}

impl Exit {
    /// Both happened: the graver one is told.
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Says on standard error what went wrong. If even that fails, the exit code must do.
pub fn complain(problem: &str) {
    let _ = writeln!(io::stderr().lock(), "liyan：{problem}");
}
