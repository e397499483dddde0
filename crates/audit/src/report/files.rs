//! Which files a report lists: all of them, unless there are more than anybody reads; then those that something is said of.

use super::say;
use crate::figures::FileLine;

/// More files than this are not listed one by one.
pub const MOST: usize = 1_000;

/// The files that are listed, in the order of reading, and what is said of the others, if there are any.
pub fn listed(files: &[FileLine], most: usize) -> (Vec<&FileLine>, Option<String>) {
    if files.len() <= most {
        return (files.iter().collect(), None);
    }
    let is_told =
        |file: &FileLine| file.broken.is_some() || file.refused > 0 || !file.notes.is_empty();
    let told = files.iter().filter(|file| is_told(file)).count();
    let mut room_for_others = most.saturating_sub(told);
    let mut listed: Vec<&FileLine> = Vec::new();
    for file in files {
        let is_plain = !is_told(file);
        if listed.len() < most && (!is_plain || room_for_others > 0) {
            room_for_others -= usize::from(is_plain);
            listed.push(file);
        }
    }
    let rows =
        |files: &mut dyn Iterator<Item = &FileLine>| files.map(|file| file.rows).sum::<u64>();
    let others = rows(&mut files.iter()) - rows(&mut listed.iter().copied());
    let left = say::count((files.len() - listed.len()) as u64);
    let (others, troubled) = (say::count(others), told.saturating_sub(listed.len()));
    let more = match troubled {
        0 => format!("另有{left}个文件读取正常，共{others}行，没有一一列出。"),
        troubled => format!(
            "另有{left}个文件没有一一列出，共{others}行；其中{}个没有读完或有读不了的行。",
            say::count(troubled as u64)
        ),
    };
    (listed, Some(more))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(rows: u64, refused: u64) -> FileLine {
        FileLine { name: rows.to_string(), rows, refused, ..FileLine::default() }
    }

    #[test]
    fn of_too_many_files_those_with_something_wrong_are_listed_first() {
        let mut files: Vec<FileLine> = (1..=6).map(|rows| file(rows, 0)).collect();
        let names = |files: &[FileLine]| {
            let (listed, more) = listed(files, 3);
            let names: Vec<_> = listed.iter().map(|file| file.name.clone()).collect();
            (names.join(" "), more.unwrap_or_default())
        };
        let all = listed(&files[..3], 3);
        assert_eq!((all.0.len(), all.1), (3, None));
        files[4].refused = 1;
        let (listed, more) = names(&files);
        assert_eq!(listed, "1 2 5");
        assert_eq!(more, "另有3个文件读取正常，共13行，没有一一列出。");
        files.iter_mut().for_each(|file| file.refused = 1);
        let (listed, more) = names(&files);
        assert_eq!(listed, "1 2 3");
        assert!(more.contains("其中3个没有读完或有读不了的行"), "{more}");
    }
}
