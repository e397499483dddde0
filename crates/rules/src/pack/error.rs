//! What is wrong with a pack as written: place, problem and what to do, all of it at once.

use core::fmt;

/// One mistake in a pack file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackError {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub hint: String,
}

/// All mistakes of one pack file, in the order of the file. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackErrors {
    /// The file's name as it was given.
    pub file: String,
    /// The mistakes.
    pub errors: Vec<PackError>,
    /// The mistakes of the pack that it extends, if those are why it can not be read.
    pub parent: Option<Box<PackErrors>>,
}

impl PackErrors {
    /// How many mistakes there are in this file.
    pub fn count(&self) -> usize {
        self.errors.len()
    }
}

impl fmt::Display for PackErrors {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.errors.iter().enumerate() {
            if index > 0 {
                out.write_str("\n")?;
            }
            let PackError { line, column, problem, hint } = error;
            write!(out, "{}:{line}:{column}: {problem}", self.file)?;
            if !hint.is_empty() {
                write!(out, "\n    怎么改：{hint}")?;
            }
        }
        if let Some(parent) = &self.parent {
            write!(out, "\n{parent}")?;
        }
        Ok(())
    }
}

impl core::error::Error for PackErrors {}

/// Collects mistakes while a file is read.
pub(super) struct Log<'f> {
    file: &'f str,
    text: &'f str,
    errors: Vec<(usize, PackError)>,
    parent: Option<PackErrors>,
    /// Whether parts of the file could not be understood at all.
    partial: bool,
}

impl<'f> Log<'f> {
    pub(super) fn new(file: &'f str, text: &'f str) -> Self {
        Self { file, text, errors: Vec::new(), parent: None, partial: false }
    }

    /// Notes a mistake at byte `at` of the file.
    pub(super) fn add(&mut self, at: usize, problem: impl Into<String>, hint: impl Into<String>) {
        let at = (0..=at.min(self.text.len()))
            .rev()
            .find(|&at| self.text.is_char_boundary(at))
            .unwrap_or(0);
        let before = &self.text[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        self.errors
            .push((at, PackError { line, column, problem: problem.into(), hint: hint.into() }));
    }

    /// Notes that something is not there, unless it may stand in a part that could not be understood.
    pub(super) fn add_missing(
        &mut self,
        at: usize,
        problem: impl Into<String>,
        hint: impl Into<String>,
    ) {
        if !self.partial {
            self.add(at, problem, hint);
        }
    }

    /// From now on, parts of the file are known to be unread.
    pub(super) fn set_partial(&mut self) {
        self.partial = true;
    }

    /// The mistakes of the pack that this one extends, to be listed after its own.
    pub(super) fn set_parent(&mut self, parent: PackErrors) {
        self.parent = Some(parent);
    }

    pub(super) fn count(&self) -> usize {
        self.errors.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// The mistakes by place, if there are any.
    pub(super) fn finish(mut self) -> Result<(), PackErrors> {
        if self.errors.is_empty() {
            return Ok(());
        }
        self.errors.sort_by_key(|(at, _)| *at);
        let errors = self.errors.into_iter().map(|(_, error)| error).collect();
        Err(PackErrors { file: self.file.to_owned(), errors, parent: self.parent.map(Box::new) })
    }
}
