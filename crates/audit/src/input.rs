//! Which files to read: folders, patterns and names made into one list, in an order that does not depend on the disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The endings that a folder is searched for, after `.gz` or `.zst` is taken off.
const ENDINGS: [&str; 12] = [
    "csv", "tsv", "jsonl", "ndjson", "json", "xlsx", "xlsm", "xlsb", "xls", "parquet", "txt",
    "text",
];

/// What to read.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The files; `-` is standard input.
    pub files: Vec<PathBuf>,
    /// What could not be found or opened, for people.
    pub problems: Vec<String>,
    /// Files of folders that were passed over because of their ending.
    pub passed_over: u64,
}

/// All files that `arguments` name: a folder stands for the data files in and under it, a pattern for what it matches.
pub fn expand(arguments: &[PathBuf]) -> Inputs {
    let mut inputs = Inputs::default();
    for argument in arguments {
        if argument.as_os_str() == "-" || argument.is_file() {
            inputs.files.push(argument.clone());
        } else if argument.is_dir() {
            inputs.folder(argument);
        } else {
            inputs.pattern(argument);
        }
    }
    // The same file twice would charge everybody twice, whatever it is called.
    let mut seen = std::collections::HashSet::new();
    inputs.files.retain(|file| seen.insert(real(file)));
    inputs
}

/// The file itself, whatever links and detours lead to it.
pub fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| {
        // What is not there yet lies in a folder that is.
        let folder =
            path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        path.file_name().map_or_else(|| path.to_owned(), |name| folder.join(name))
    })
}

impl Inputs {
    fn folder(&mut self, folder: &Path) {
        let before = self.files.len();
        self.walk(folder);
        if self.files.len() == before && self.problems.is_empty() {
            let endings = ENDINGS.join("、");
            self.problems.push(format!(
                "{}：文件夹里没有能审的文件（认 {endings}，也可以再压成 .gz、.zst）",
                folder.display()
            ));
        }
    }

    /// Files first, then folders, each by name. Links to folders are not followed, so no circle is walked.
    fn walk(&mut self, folder: &Path) {
        let listed =
            fs::read_dir(folder).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
        let mut entries = match listed {
            Ok(entries) => entries,
            Err(error) => {
                self.problems.push(format!("{}：{}", folder.display(), why(&error)));
                return;
            }
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        let mut folders = Vec::new();
        for entry in entries {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                _ if is_hidden(&path) => {}
                _ if has_known_ending(&path) => self.files.push(path),
                _ => self.passed_over += 1,
            }
        }
        folders.retain(|folder| !is_hidden(folder));
        folders.iter().for_each(|folder| self.walk(folder));
    }

    fn pattern(&mut self, argument: &Path) {
        let text = argument.to_string_lossy();
        if !text.contains(['*', '?', '[']) {
            self.problems.push(format!("{}：没有这个文件", argument.display()));
            return;
        }
        let Ok(paths) = glob::glob(&text) else {
            self.problems.push(format!("{text}：通配符写得不对"));
            return;
        };
        let before = self.files.len();
        for path in paths {
            match path {
                Ok(path) if path.is_file() => self.files.push(path),
                Ok(_) => {}
                Err(error) => self.problems.push(format!(
                    "{}：{}",
                    error.path().display(),
                    why(error.error())
                )),
            }
        }
        if self.files.len() == before {
            self.problems.push(format!("{text}：没有文件符合"));
        }
    }
}

fn is_hidden(path: &Path) -> bool {
    // "~$" is what Excel leaves beside an open workbook.
    path.file_name().is_some_and(|name| {
        let name = name.to_string_lossy();
        name.starts_with('.') || name.starts_with("~$")
    })
}

fn has_known_ending(path: &Path) -> bool {
    ending(path).is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// The ending that says the format, in lower case: `csv` of `三月.CSV.gz`.
pub fn ending(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let name = name.strip_suffix(".gz").or(name.strip_suffix(".zst")).unwrap_or(&name);
    name.rsplit_once('.').map(|(_, ending)| ending.to_owned())
}

/// What one file is called in messages and reports.
pub fn name(path: &Path) -> String {
    if path.as_os_str() == "-" { "标准输入".into() } else { path.display().to_string() }
}

/// Why a file can not be read, for people.
pub fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件".into(),
        io::ErrorKind::PermissionDenied => "没有权限读取".into(),
        io::ErrorKind::IsADirectory => "这是文件夹".into(),
        _ => format!("读取失败：{error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_data_files_in_order_of_name_and_no_other() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["b.csv", "a.JSONL.gz", "说明.docx", ".hidden.csv", "~$b.xlsx"] {
            fs::write(folder.path().join(name), "").expect("written");
        }
        fs::create_dir(folder.path().join("下级")).expect("made");
        fs::write(folder.path().join("下级/c.txt"), "").expect("written");
        let inputs = expand(&[folder.path().to_owned()]);
        let names: Vec<_> =
            inputs.files.iter().filter_map(|file| file.strip_prefix(folder.path()).ok()).collect();
        assert_eq!(names, [Path::new("a.JSONL.gz"), Path::new("b.csv"), Path::new("下级/c.txt")]);
        assert_eq!((inputs.passed_over, inputs.problems.len()), (1, 0));
    }

    #[test]
    fn what_is_not_there_is_said_and_the_same_file_is_read_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.csv");
        fs::write(&file, "").expect("written");
        let missing = folder.path().join("没有.csv");
        let none = folder.path().join("*.parquet");
        let inputs =
            expand(&[file.clone(), file.clone(), folder.path().join("*.csv"), missing, none]);
        assert_eq!(inputs.files, [file]);
        assert_eq!(inputs.problems.len(), 2, "{:?}", inputs.problems);
    }
}
