//! Plain text: one file, one reply.

use std::io::Read;

use super::{Batch, MOST_BYTES, Rows, Sink, Stop};
use crate::figures::Skip;
use crate::stream::Text;

/// Reads all of it.
pub fn read(text: Text, file: u32, sink: &mut Sink) -> Result<(), Stop> {
    let mut bytes = Vec::new();
    text.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    let rows = if bytes.len() > MOST_BYTES {
        let why = format!("超过 {} MiB，没有读", MOST_BYTES >> 20);
        Rows::Refused(vec![(1, Skip::TooLong, why)])
    } else {
        Rows::Text(bytes)
    };
    sink(Batch { file, rows })
}
