//! The identity of a finding: it survives reordering and never contains text.

use sha2::{Digest, Sha256};

/// Parts of a finding's identity, in this order.
pub(crate) struct Identity<'a> {
    pub pack: &'a str,
    pub rule: &'a str,
    /// The record's own id, else a hash of the content.
    pub record: &'a str,
    pub turn: usize,
    /// Folded, so that Traditional and Simplified spellings of a draft agree.
    pub matched: &'a str,
    /// Which among equals, in reading order.
    pub ordinal: usize,
}

impl Identity<'_> {
    /// The first 128 bits of SHA-256 over all parts, in hex. Each part is preceded by its length, so
    /// that no two different lists of parts run together.
    pub(crate) fn digest(&self) -> String {
        let mut hash = Sha256::new();
        let turn = (self.turn as u64).to_le_bytes();
        let ordinal = (self.ordinal as u64).to_le_bytes();
        let texts = [self.pack, self.rule, self.record].map(str::as_bytes);
        for part in texts.into_iter().chain([&turn[..], self.matched.as_bytes(), &ordinal]) {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        hex(&hash.finalize()[..16])
    }
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
