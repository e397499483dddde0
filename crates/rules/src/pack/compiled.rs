//! The compact form of a pack (`.liyan`): a header that can be held to, then the content.
//!
//! ```text
//! "LIYAN" · format version (1 byte) · SHA-256 of the content (32 bytes) · content (postcard): the pack, then what it did not have from the start
//! ```
//! The content is versioned apart from any index: automata are rebuilt on loading. Equal packs give equal bytes
//! wherever they are compiled, so the hash is the same in browser and command line.

use core::fmt;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::model::{Pack, ScoreBounds};
use crate::tone::Tone;

const MAGIC: &[u8] = b"LIYAN";
/// 2: phrases may say what must not stand beside them. 3: the bounds of the score and the tone models
/// follow. Earlier formats are still read.
const FORMAT: u8 = 3;

/// Why a compiled pack was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CompiledError {
    /// The bytes are no compiled pack at all.
    NotAPack,
    /// Made by a newer Liyan, in a format that this one does not know.
    NewerFormat {
        /// The format found.
        found: u8,
        /// The newest format known here.
        known: u8,
    },
    /// Cut short or changed: the content does not match its hash, or can not be read.
    Damaged,
    /// The pack needs a newer engine.
    NeedsEngine {
        /// The oldest engine that will do.
        wanted: String,
        /// This engine.
        here: String,
    },
}

impl CompiledError {
    /// A short code for events and logs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAPack => "not-a-pack",
            Self::NewerFormat { .. } => "newer-format",
            Self::Damaged => "damaged",
            Self::NeedsEngine { .. } => "needs-engine",
        }
    }
}

impl fmt::Display for CompiledError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAPack => out.write_str("这不是编译好的规则包（.liyan）"),
            Self::NewerFormat { found, known } => {
                write!(out, "规则包的格式是第 {found} 版，本程序只认得到第 {known} 版，请升级礼言")
            }
            Self::Damaged => out.write_str("规则包已损坏：内容与校验值不符，请重新获取"),
            Self::NeedsEngine { wanted, here } => {
                write!(out, "规则包需要礼言 {wanted} 或更新的版本，现在是 {here}")
            }
        }
    }
}

impl core::error::Error for CompiledError {}

/// What stands after the pack, from format 3 on.
#[derive(Serialize, Deserialize)]
struct Trailer {
    bounds: ScoreBounds,
    tones: Vec<ToneFile>,
}

/// A tone model and the places of the rules that listen with it.
#[derive(Serialize, Deserialize)]
struct ToneFile {
    rules: Vec<u16>,
    bytes: Vec<u8>,
}

impl Trailer {
    #[cfg(feature = "toml")]
    fn of(pack: &Pack) -> Self {
        let mut tones: Vec<ToneFile> = Vec::new();
        for (at, rule) in pack.rules.iter().enumerate() {
            let Some(tone) = &rule.tone else { continue };
            match tones.iter_mut().find(|file| file.bytes == tone.bytes()) {
                Some(file) => file.rules.push(at as u16),
                None => {
                    tones.push(ToneFile { rules: vec![at as u16], bytes: tone.bytes().to_vec() })
                }
            }
        }
        Self { bounds: pack.info.score.bounds, tones }
    }

    #[inline]
    fn put_back(self, pack: &mut Pack) -> Result<(), CompiledError> {
        pack.info.score.bounds = self.bounds;
        for file in self.tones {
            let tone = Tone::decode("", file.bytes).map_err(|_| CompiledError::Damaged)?;
            let tone = Arc::new(tone);
            for at in file.rules {
                let rule = pack.rules.get_mut(usize::from(at)).ok_or(CompiledError::Damaged)?;
                rule.tone = Some(Arc::clone(&tone));
            }
        }
        Ok(())
    }
}

/// The compact form of `pack`. The same pack always gives the same bytes.
#[cfg(feature = "toml")]
pub(crate) fn encode(pack: &Pack) -> Vec<u8> {
    // Plain data in memory always serialises; there is no map and no foreign type in it.
    let content = postcard::to_allocvec(&(pack, Trailer::of(pack))).expect("plain data serialises");
    let mut bytes = Vec::with_capacity(content.len() + 64);
    bytes.extend_from_slice(MAGIC);
    bytes.push(FORMAT);
    bytes.extend_from_slice(&Sha256::digest(&content));
    bytes.extend_from_slice(&content);
    bytes
}

/// The hash of the content of a compiled pack, in hex, as its header says; nothing is checked.
#[cfg(feature = "toml")]
pub fn content_hash(compiled: &[u8]) -> Option<String> {
    compiled.get(MAGIC.len() + 1..MAGIC.len() + 33).map(crate::hex)
}

/// The pack in `bytes`, checked against its hash.
///
/// Generic, so that it is compiled with the crate that asks for it: the page wants this small, and the rest of the core
/// fast.
pub(crate) fn decode(bytes: impl AsRef<[u8]>) -> Result<Pack, CompiledError> {
    let rest = bytes.as_ref().strip_prefix(MAGIC).ok_or(CompiledError::NotAPack)?;
    let (&found, rest) = rest.split_first().ok_or(CompiledError::Damaged)?;
    if found > FORMAT {
        return Err(CompiledError::NewerFormat { found, known: FORMAT });
    }
    let (hash, content) = rest.split_at_checked(32).ok_or(CompiledError::Damaged)?;
    if Sha256::digest(content).as_slice() != hash {
        return Err(CompiledError::Damaged);
    }
    let (mut pack, rest): (Pack, _) =
        postcard::take_from_bytes(content).map_err(|_| CompiledError::Damaged)?;
    if found >= 3 {
        let trailer: Trailer = postcard::from_bytes(rest).map_err(|_| CompiledError::Damaged)?;
        trailer.put_back(&mut pack)?;
    }
    let here = env!("CARGO_PKG_VERSION");
    if !engine_will_do(&pack.info.engine, here) {
        return Err(CompiledError::NeedsEngine { wanted: pack.info.engine, here: here.into() });
    }
    pack.info.hash = crate::hex(hash);
    Ok(pack)
}

/// Whether engine `here` is at least `wanted`; both are dotted numbers.
#[inline]
pub(crate) fn engine_will_do(wanted: &str, here: &str) -> bool {
    matches!((version_numbers(wanted), version_numbers(here)), (Some(wanted), Some(here)) if here >= wanted)
}

/// The three numbers of a version, if it is one.
#[inline]
pub(super) fn version_numbers(version: &str) -> Option<[u32; 3]> {
    let mut parts = version.split('.');
    let mut next = || parts.next()?.parse().ok();
    let three = [next()?, next()?, next()?];
    parts.next().is_none().then_some(three)
}
