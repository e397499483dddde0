//! One run: files in, outcomes out, in the order of the rows; several threads, bounded memory.

use std::io;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use liyan_rules::Checker;

use crate::figures::{FileLine, Skip};
use crate::group::{Heaps, Run as Sorted, merge};
use crate::input;
use crate::judge::{Bench, JudgeOptions, Outcome, Place};
use crate::order::{Halted, in_order};
use crate::read::{self, Batch, Parser, ReadOptions, Rows, Stop};
use crate::redact::redact;
use crate::row::Row;

/// How a run goes about it.
#[derive(Debug, Clone)]
pub struct RunOptions {
    /// How files are read.
    pub read: ReadOptions,
    /// How rows are judged.
    pub judge: JudgeOptions,
    /// How many threads work, the calling one among them.
    pub threads: usize,
    /// How much of scattered conversations is kept in memory, in bytes; the rest goes to temporary disk.
    pub memory: usize,
}

/// Is told what happens while a run goes on.
pub trait Observer: Sync {
    /// A file, or a row of one, could not be read; for people.
    fn problem(&self, problem: &str);
    /// So many rows have been read; of so many files the last was begun.
    fn read(&self, rows: u64, files: usize);
    /// So many rows that belong to conversations are being judged now.
    fn joining(&self, rows: u64);
}

/// Why a run ended before its end.
#[derive(Debug)]
pub enum RunError {
    /// Somebody asked for it.
    Interrupted,
    /// An output could not be written, for people.
    NotWritten(String),
    /// Temporary disk could not be written or read.
    Disk(io::Error),
}

impl From<io::Error> for RunError {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

/// Takes outcomes in the order of their first rows.
pub type Taker<'a> = dyn FnMut(&[FileLine], Outcome) -> Result<(), RunError> + Send + 'a;

/// Reads and judges all `files`, and gives what became of every row to `take`.
///
/// # Errors
/// If somebody interrupted it, if `take` failed, or if temporary disk did.
pub fn run(
    checker: &Checker,
    files: &[PathBuf],
    options: &RunOptions,
    observer: &dyn Observer,
    interrupted: &AtomicBool,
    take: &mut Taker,
) -> Result<Vec<FileLine>, RunError> {
    let lines = Mutex::new(files.iter().map(|file| line(&input::name(file))).collect::<Vec<_>>());
    let mut desk = Desk { take, sorting: None, memory: options.memory, rows: 0, joined: 0 };
    let bench = || Bench::new(checker, options.judge);
    let stop = || interrupted.load(Ordering::Relaxed);
    let read_all = in_order(
        options.threads,
        || (Parser::new(&options.read.columns), bench()),
        |(parser, bench), batch| pieces(parser, bench, batch),
        |Judged { file, sheet, pieces }| {
            let mut lines = locked(&lines);
            lines[file as usize].sheets.extend(sheet);
            let known = file as usize + 1;
            for (place, piece) in pieces {
                lines[file as usize].rows += 1;
                if let Piece::Done(Outcome::Skipped(_, skip, why)) = &piece
                    && !matches!(skip, Skip::OutOfPeriod | Skip::NoTime | Skip::NoText)
                {
                    lines[file as usize].refused += 1;
                    observer.problem(&told(&lines, place, &redact(why)));
                }
                desk.file(&lines, place, piece)?;
            }
            observer.read(desk.rows, known);
            Ok::<_, RunError>(())
        },
        |give| {
            for (number, path) in files.iter().enumerate() {
                let mut sink = |batch: Batch| match give(batch) {
                    _ if stop() => Err(Stop::Cancelled),
                    Ok(()) => Ok(()),
                    Err(Halted) => Err(Stop::Cancelled),
                };
                let Ok(read) = read::read(path, number as u32, &options.read, &mut sink) else {
                    return;
                };
                if let Some(problem) = &read.broken {
                    observer.problem(&format!("{}：{problem}", input::name(path)));
                }
                let mut lines = locked(&lines);
                let line = &mut lines[number];
                (line.format, line.encoding, line.mapping, line.broken) =
                    (read.format, read.encoding, read.mapping, read.broken);
                line.notes = read.notes;
            }
        },
    );
    read_all?;
    if stop() {
        return Err(RunError::Interrupted);
    }
    let lines = lines.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    desk.finish(&lines, options.threads, bench, observer, &stop)?;
    Ok(lines)
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn line(name: &str) -> FileLine {
    FileLine { name: name.to_owned(), ..FileLine::default() }
}

/// A problem of one row, for people.
pub fn told(files: &[FileLine], place: Place, why: &str) -> String {
    format!("{}：{why}", place_name(files, place))
}

/// Where a row stands, for people.
pub fn place_name(files: &[FileLine], place: Place) -> String {
    let Some(file) = files.get(place.file as usize) else { return String::new() };
    let (sheet, row) = file.row(place.row);
    let sheet = sheet.map(|sheet| format!("“{sheet}”表 ")).unwrap_or_default();
    format!("{} {sheet}第 {row} 行", file.name)
}

/// A row that was parsed, and judged if it stands alone.
enum Piece {
    Done(Outcome),
    OfConversation(String, Box<Row>),
}

/// What became of a batch.
struct Judged {
    file: u32,
    /// The sheet that begins with it, and how many rows stand in those before.
    sheet: Option<(String, u64)>,
    pieces: Vec<(Place, Piece)>,
}

fn pieces(parser: &mut Parser, bench: &mut Bench, batch: Batch) -> Judged {
    let file = batch.file;
    let mut pieces = Vec::new();
    let sheet = match &batch.rows {
        Rows::Sheet(name, before) => Some((name.clone(), *before)),
        _ => None,
    };
    parser.parse(batch, |row, read| {
        let place = Place { file, row };
        let piece = match read {
            Err((skip, why)) => Piece::Done(Outcome::Skipped(place, skip, why)),
            Ok(row) => match &row.conversation {
                Some(id) => Piece::OfConversation(id.clone(), Box::new(row)),
                None => Piece::Done(bench.single(place, row)),
            },
        };
        pieces.push((place, piece));
    });
    Judged { file, sheet, pieces }
}

/// Hands outcomes on as they come, until the first row of a conversation: from then on all have to wait for the end.
struct Desk<'a, 't> {
    take: &'a mut Taker<'t>,
    sorting: Option<Sorting>,
    memory: usize,
    rows: u64,
    joined: u64,
}

struct Sorting {
    heaps: Heaps,
    /// The rows that stand alone.
    singles: Sorted,
}

impl Desk<'_, '_> {
    fn file(&mut self, files: &[FileLine], place: Place, piece: Piece) -> Result<(), RunError> {
        self.rows += 1;
        match (piece, &mut self.sorting) {
            (Piece::Done(outcome), None) => (self.take)(files, outcome),
            (Piece::Done(outcome), Some(sorting)) => Ok(sorting.singles.add(&outcome)?),
            (Piece::OfConversation(id, row), sorting) => {
                let sorting = sorting.get_or_insert_with(|| Sorting {
                    heaps: Heaps::new(self.memory / 2),
                    singles: Sorted::new(self.memory / 8),
                });
                self.joined += 1;
                Ok(sorting.heaps.add(&id, place, &row)?)
            }
        }
    }

    fn finish<'c>(
        self,
        files: &[FileLine],
        threads: usize,
        bench: impl Fn() -> Bench<'c> + Sync,
        observer: &dyn Observer,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<(), RunError> {
        let Some(Sorting { heaps, singles }) = self.sorting else { return Ok(()) };
        observer.joining(self.joined);
        let memory = self.memory / 4;
        let mut runs = vec![singles];
        let heaps = heaps.into_heaps();
        let each = memory / heaps.len();
        in_order(
            threads,
            bench,
            |bench, heap: crate::group::Heap| {
                let mut run = Sorted::new(each);
                let conversations = heap.conversations()?.into_iter();
                let mut outcomes: Vec<_> =
                    conversations.flat_map(|(id, rows)| bench.conversation(id, rows)).collect();
                // Rows of one that is not judged stand where they stood.
                outcomes.sort_by_key(Outcome::place);
                outcomes.iter().try_for_each(|outcome| run.add(outcome))?;
                Ok::<_, io::Error>(run)
            },
            |run: io::Result<Sorted>| {
                runs.push(run?);
                Ok::<_, RunError>(())
            },
            |give| {
                for heap in heaps {
                    if stop() || give(heap).is_err() {
                        return;
                    }
                }
            },
        )?;
        if stop() {
            return Err(RunError::Interrupted);
        }
        let take = self.take;
        merge(
            runs,
            |outcome| if stop() { Err(RunError::Interrupted) } else { take(files, outcome) },
        )
    }
}
