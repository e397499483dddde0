//! Why a workbook could not be written.

use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Why a workbook could not be written.
#[derive(Debug)]
pub enum XlsxError {
    /// The file, or the temporary file that findings wait in: a full disk, no permission.
    Write(io::Error),
    /// The library refused what it was given; a mistake of this program.
    Library(rust_xlsxwriter::XlsxError),
    /// An earlier write had failed.
    Broken,
}

impl fmt::Display for XlsxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Write(error) => write!(f, "写工作簿时出错：{error}"),
            Self::Library(error) => write!(f, "工作簿无法生成：{error}"),
            Self::Broken => write!(f, "工作簿此前已写坏，不再继续"),
        }
    }
}

impl std::error::Error for XlsxError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Write(error) => Some(error),
            Self::Library(error) => Some(error),
            Self::Broken => None,
        }
    }
}

impl From<XlsxError> for io::Error {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::Write(error) => error,
            other => Self::other(other),
        }
    }
}

impl From<rust_xlsxwriter::XlsxError> for XlsxError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        use rust_xlsxwriter::XlsxError as Library;
        match error {
            Library::IoError(error) | Library::TempFileError(_, error) => Self::Write(error),
            Library::ZipError(error) => Self::Write(error.into()),
            other => Self::Library(other),
        }
    }
}

impl From<io::Error> for XlsxError {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

/// The library panics where its temporary file can not be written, which a full disk must not lead to.
pub fn guarded<T>(write: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, XlsxError> {
    catch_unwind(AssertUnwindSafe(write)).unwrap_or_else(|_| {
        Err(XlsxError::Write(io::Error::other("临时文件写不进去，磁盘可能已满")))
    })
}
