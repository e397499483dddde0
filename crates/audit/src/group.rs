//! Rows of conversations, however scattered, brought together on bounded memory: what does not fit goes to temporary disk,
//! which is given back when the run ends, however it ends.

use std::collections::{BinaryHeap, HashMap};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;
use tempfile::SpooledTempFile;

use crate::judge::{Outcome, Place, digest};
use crate::row::Row;

/// Into how many heaps conversations are parted. One heap at a time is in memory, on each thread.
const HEAPS: usize = 256;

/// Rows by the id of their conversation.
pub struct Heaps {
    heaps: Vec<Heap>,
}

/// Some of the conversations, each of them whole.
pub struct Heap(SpooledTempFile);

impl Heaps {
    /// Nothing yet. About `memory` bytes are kept in memory.
    pub fn new(memory: usize) -> Self {
        Self { heaps: (0..HEAPS).map(|_| Heap(SpooledTempFile::new(memory / HEAPS))).collect() }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// If the temporary disk can not take it.
    pub fn add(&mut self, id: &str, place: Place, row: &Row) -> io::Result<()> {
        let heap = digest(&[id]) as usize % HEAPS;
        write(&mut self.heaps[heap].0, &(place, row))
    }

    /// All heaps, each to be brought in order by itself.
    pub fn into_heaps(self) -> Vec<Heap> {
        self.heaps
    }
}

/// The rows of one conversation, by id.
pub type Rows = (String, Vec<(Place, Row)>);

impl Heap {
    /// Its conversations by their first rows, the rows in the order in which they were added.
    ///
    /// # Errors
    /// If the temporary disk can not be read.
    pub fn conversations(mut self) -> io::Result<Vec<Rows>> {
        self.0.seek(SeekFrom::Start(0))?;
        let mut from = BufReader::new(self.0);
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut all: Vec<Rows> = Vec::new();
        while let Some((place, row)) = read::<(Place, Row)>(&mut from)? {
            let id = row.conversation.clone().unwrap_or_default();
            let at = *places.entry(id).or_insert_with_key(|id| {
                all.push((id.clone(), Vec::new()));
                all.len() - 1
            });
            all[at].1.push((place, row));
        }
        all.sort_by_key(|(_, rows)| rows[0].0);
        Ok(all)
    }
}

/// Outcomes in order of place, out of memory.
pub struct Run(SpooledTempFile);

impl Run {
    /// An empty one that keeps up to `memory` bytes in memory.
    pub fn new(memory: usize) -> Self {
        Self(SpooledTempFile::new(memory))
    }

    /// Adds one, whose place is behind all others.
    ///
    /// # Errors
    /// If the temporary disk can not take it.
    pub fn add(&mut self, outcome: &Outcome) -> io::Result<()> {
        write(&mut self.0, outcome)
    }
}

/// Gives the outcomes of all runs in order of place.
///
/// # Errors
/// If the temporary disk can not be read, or the first error of `give`.
pub fn merge<E: From<io::Error>>(
    runs: Vec<Run>,
    mut give: impl FnMut(Outcome) -> Result<(), E>,
) -> Result<(), E> {
    let mut sources = Vec::new();
    let mut heads = BinaryHeap::new();
    for mut run in runs {
        run.0.seek(SeekFrom::Start(0))?;
        let mut source = BufReader::new(run.0);
        if let Some(outcome) = read(&mut source)? {
            heads.push(Head { outcome, source: sources.len() });
            sources.push(source);
        }
    }
    while let Some(Head { outcome, source }) = heads.pop() {
        give(outcome)?;
        if let Some(outcome) = read(&mut sources[source])? {
            heads.push(Head { outcome, source });
        }
    }
    Ok(())
}

/// The next outcome of one run; the smallest place is the greatest, as the heap gives the greatest first.
struct Head {
    outcome: Outcome,
    source: usize,
}

impl Ord for Head {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |head: &Self| (head.outcome.place(), head.source);
        key(other).cmp(&key(self))
    }
}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Head {}

fn write(to: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    // The length goes before the bytes, in the same writing.
    let mut bytes = postcard::to_extend(value, vec![0; 8]).map_err(io::Error::other)?;
    let length = (bytes.len() - 8) as u64;
    bytes[..8].copy_from_slice(&length.to_le_bytes());
    to.write_all(&bytes)
}

fn read<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 8];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let mut bytes = vec![0; u64::from_le_bytes(length) as usize];
    from.read_exact(&mut bytes)?;
    postcard::from_bytes(&bytes).map(Some).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Uncharged;

    fn row(id: &str, text: &str) -> Row {
        Row { conversation: Some(id.into()), text: text.into(), ..Row::default() }
    }

    #[test]
    fn scattered_rows_come_together_in_their_order_in_memory_or_on_disk() {
        for memory in [0, 1 << 20] {
            let mut heaps = Heaps::new(memory);
            for number in 0..3_000 {
                let id = format!("会话{}", number % 700);
                let place = Place { file: 0, row: number };
                heaps.add(&id, place, &row(&id, &format!("第{number}句"))).expect("added");
            }
            let mut seen = 0;
            for heap in heaps.into_heaps() {
                let conversations = heap.conversations().expect("read");
                assert!(conversations.is_sorted_by_key(|(_, rows)| rows[0].0));
                for (id, rows) in conversations {
                    assert!(rows.is_sorted_by_key(|(place, _)| *place));
                    assert!(rows.iter().all(|(_, row)| row.conversation.as_ref() == Some(&id)));
                    seen += rows.len();
                }
            }
            assert_eq!(seen, 3_000);
        }
    }

    #[test]
    fn runs_are_merged_by_place() {
        let place = |row| Place { file: 0, row };
        let mut runs = Vec::new();
        for first in 0..5 {
            let mut run = Run::new(64);
            for row in (first..200).step_by(5) {
                run.add(&Outcome::Uncharged(place(row), Uncharged::Robot)).expect("added");
            }
            runs.push(run);
        }
        let mut places = Vec::new();
        merge(runs, |outcome| {
            places.push(outcome.place());
            Ok::<_, io::Error>(())
        })
        .expect("merged");
        assert_eq!(places, (0..200).map(place).collect::<Vec<_>>());
    }
}
