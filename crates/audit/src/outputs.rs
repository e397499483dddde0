//! Outputs that appear whole or not at all: each is written beside its place under a passing name, and moved there at the
//! very end.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::figures::Figures;
use crate::line::FindingLine;
use crate::report::account::account;
use crate::report::csv::FindingsCsv;
use crate::report::docx::docx;
use crate::report::html::html;
use crate::report::jsonl;
use crate::report::xlsx::Book;

/// Why an output could not be written.
#[derive(Debug)]
pub enum OutputError {
    /// No format has this ending.
    Unknown(PathBuf),
    /// The disk is full, the folder is not there…
    Io(PathBuf, io::Error),
}

impl std::fmt::Display for OutputError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown(path) => write!(
                out,
                "{}：不认识这个后缀，可以写 .html、.xlsx、.docx、.csv、.jsonl",
                path.display()
            ),
            Self::Io(path, error) => {
                let why = match error.kind() {
                    io::ErrorKind::NotFound => "文件夹不存在".into(),
                    io::ErrorKind::PermissionDenied => "没有权限写".into(),
                    io::ErrorKind::StorageFull => "磁盘满了".into(),
                    io::ErrorKind::IsADirectory => "这是文件夹".into(),
                    _ => error.to_string(),
                };
                write!(out, "{} 写不出去：{why}", path.display())
            }
        }
    }
}

/// All outputs of one run.
#[derive(Default)]
pub struct Outputs(Vec<(PathBuf, Output)>);

enum Output {
    Jsonl(BufWriter<NamedTempFile>),
    /// Standard output can not be taken back, so it is not held back either.
    Stdout(BufWriter<io::Stdout>),
    Csv(Box<FindingsCsv<BufWriter<NamedTempFile>>>),
    Xlsx(Box<Book<NamedTempFile>>),
    Html(NamedTempFile),
    Docx(NamedTempFile),
}

impl Outputs {
    /// Opens all of them, so that a folder that is not there is known before the work begins; `-` is standard output.
    ///
    /// # Errors
    /// The first that can not be opened.
    pub fn open(paths: &[PathBuf]) -> Result<Self, OutputError> {
        let open = |path: &PathBuf| Ok((path.clone(), Output::open(path)?));
        paths.iter().map(open).collect::<Result<_, _>>().map(Self)
    }

    /// The passing files: whoever ends the program at once has to remove them.
    pub fn passing(&self) -> Vec<PathBuf> {
        let path = |(_, output): &(PathBuf, Output)| output.passing().map(Path::to_owned);
        self.0.iter().filter_map(path).collect()
    }

    /// One finding, for the formats that list them.
    ///
    /// # Errors
    /// If one can not be written.
    pub fn finding(&mut self, line: &FindingLine) -> Result<(), OutputError> {
        for (path, output) in &mut self.0 {
            output.finding(line).map_err(|error| OutputError::Io(path.clone(), error))?;
        }
        Ok(())
    }

    /// Ends all outputs and moves them to their places.
    ///
    /// # Errors
    /// The first that can not be written; then none of them was moved.
    pub fn finish(self, figures: &Figures) -> Result<(), OutputError> {
        let mut written = Vec::new();
        for (path, output) in self.0 {
            let file =
                output.finish(figures).map_err(|error| OutputError::Io(path.clone(), error))?;
            written.extend(file.map(|file| (path, file)));
        }
        for (path, file) in written {
            move_to(file, &path).map_err(|error| OutputError::Io(path, error))?;
        }
        Ok(())
    }
}

impl Output {
    fn open(path: &Path) -> Result<Self, OutputError> {
        if path.as_os_str() == "-" {
            return Ok(Self::Stdout(BufWriter::new(io::stdout())));
        }
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let io = |error| OutputError::Io(path.to_owned(), error);
        let unknown = || OutputError::Unknown(path.to_owned());
        if path.is_dir() {
            return Err(io(io::ErrorKind::IsADirectory.into()));
        }
        match ending.as_deref().ok_or_else(unknown)? {
            "jsonl" | "ndjson" => Ok(Self::Jsonl(BufWriter::new(beside(path).map_err(io)?))),
            "csv" => {
                let out = BufWriter::new(beside(path).map_err(io)?);
                Ok(Self::Csv(Box::new(FindingsCsv::new(out).map_err(io)?)))
            }
            "xlsx" => {
                let out = beside(path).map_err(io)?;
                let book = Book::create(out, folder(path)).map_err(|error| io(error.into()))?;
                Ok(Self::Xlsx(Box::new(book)))
            }
            "html" | "htm" => Ok(Self::Html(beside(path).map_err(io)?)),
            "docx" => Ok(Self::Docx(beside(path).map_err(io)?)),
            _ => Err(unknown()),
        }
    }

    fn passing(&self) -> Option<&Path> {
        match self {
            Self::Jsonl(out) => Some(out.get_ref().path()),
            Self::Stdout(_) => None,
            Self::Csv(out) => Some(out.out().get_ref().path()),
            Self::Xlsx(book) => Some(book.out().path()),
            Self::Html(out) | Self::Docx(out) => Some(out.path()),
        }
    }

    fn finding(&mut self, line: &FindingLine) -> io::Result<()> {
        match self {
            Self::Jsonl(out) => jsonl::finding(out, line),
            Self::Stdout(out) => jsonl::finding(out, line),
            Self::Csv(out) => out.finding(line),
            Self::Xlsx(book) => book.finding(line).map_err(io::Error::from),
            Self::Html(_) | Self::Docx(_) => Ok(()),
        }
    }

    fn finish(self, figures: &Figures) -> io::Result<Option<NamedTempFile>> {
        match self {
            Self::Jsonl(mut out) => {
                jsonl::finish(&mut out, figures)?;
                Ok(Some(out.into_inner().map_err(|error| error.into_error())?))
            }
            Self::Stdout(mut out) => {
                jsonl::finish(&mut out, figures)?;
                out.flush()?;
                Ok(None)
            }
            Self::Csv(out) => {
                let out = out.finish(&account(figures))?;
                Ok(Some(out.into_inner().map_err(|error| error.into_error())?))
            }
            Self::Xlsx(book) => Ok(Some(book.finish(figures)?)),
            Self::Html(mut out) => {
                out.write_all(html(figures).as_bytes())?;
                Ok(Some(out))
            }
            Self::Docx(mut out) => {
                docx(figures, &mut out)?;
                Ok(Some(out))
            }
        }
    }
}

/// Passing files older than this were left behind by a run that was killed.
const STALE: Duration = Duration::from_secs(24 * 60 * 60);

/// Removes what earlier runs that were killed left behind in the folders of these outputs; says what.
pub fn tidy(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut folders: Vec<&Path> =
        paths.iter().filter(|path| path.as_os_str() != "-").map(|path| folder(path)).collect();
    folders.sort_unstable();
    folders.dedup();
    let files = folders.into_iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten();
    let is_stale = |entry: &fs::DirEntry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let written = entry.metadata().and_then(|data| data.modified()).ok();
        name.starts_with(PREFIX)
            && name.ends_with(SUFFIX)
            && written.and_then(|at| at.elapsed().ok()).is_some_and(|age| age > STALE)
    };
    let stale = files.flatten().filter(is_stale).map(|entry| entry.path());
    stale.filter(|path| fs::remove_file(path).is_ok()).collect()
}

const PREFIX: &str = ".liyan-";
const SUFFIX: &str = ".part";

/// A file that vanishes unless it is moved, in the same folder, so that moving it is one step.
///
/// # Errors
/// If nothing can be written there.
pub fn beside(path: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder(path))
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Moves a file to its place, whole.
///
/// # Errors
/// If it does not reach the disk or its place.
pub fn move_to(file: NamedTempFile, path: &Path) -> io::Result<()> {
    // What was written reaches the disk before it takes the place of an older report.
    file.as_file().sync_all()?;
    let file: File = file.persist(path).map_err(|error| error.error)?;
    readable(&file)
}

/// A passing file is its owner's alone; a report is what any new file is.
#[cfg(unix)]
fn readable(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &File) -> io::Result<()> {
    Ok(())
}
