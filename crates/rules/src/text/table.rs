//! The fold table: which character becomes which, and what each is to the matcher.
//!
//! One look-up by code point gives both. The data is `data/fold.bin`, made by `cargo xtask fold-table`
//! from OpenCC's Traditional-to-Simplified characters, our overlay, NFKC and lower case.

use super::fold::Class;

/// `data/fold.bin`, all in LEB128: how many pairs; by source, its distance from the source before; in the same order the
/// distance from source to target (zigzag).
const PAIRS: &[u8] = include_bytes!("../../data/fold.bin");

const PAGE: usize = 256;
const CLASS_SHIFT: u32 = 24;

/// Folds single characters. Built once for each [`Checker`](crate::Checker); about 100 kB.
pub struct FoldTable {
    /// For each page of 256 code points, where it starts in `cells`; pages without any entry share one.
    pages: Vec<u16>,
    /// Folded character in the low 21 bits (0: itself), class in the high 8.
    cells: Vec<u32>,
}

impl FoldTable {
    /// Unpacks the table.
    #[inline]
    pub fn new() -> Self {
        let mut table = Self { pages: vec![0; 0x11_0000 / PAGE], cells: vec![0; PAGE] };
        for (source, target) in pairs() {
            *table.cell(source) = target as u32;
        }
        // Classes are set last and win: `．` is a dot before it is a full-width form.
        for (range, class) in super::fold::CLASSES {
            for code in *range.start() as u32..=*range.end() as u32 {
                let cell = table.cell_at(code as usize);
                *cell = (*cell & 0x1f_ffff) | (*class as u32) << CLASS_SHIFT;
            }
        }
        table
    }

    /// What `original` folds to, and its class.
    pub fn fold(&self, original: char) -> (char, Class) {
        let code = original as usize;
        let cell = self.cells[usize::from(self.pages[code / PAGE]) * PAGE + code % PAGE];
        let class = Class::from_code(cell >> CLASS_SHIFT);
        match cell & 0x1f_ffff {
            0 => (original, class),
            // Targets come from our own generator, which writes characters only.
            folded => (char::from_u32(folded).unwrap_or(original), class),
        }
    }

    fn cell(&mut self, source: char) -> &mut u32 {
        self.cell_at(source as usize)
    }

    fn cell_at(&mut self, code: usize) -> &mut u32 {
        let page = &mut self.pages[code / PAGE];
        if *page == 0 {
            *page = (self.cells.len() / PAGE) as u16;
            self.cells.resize(self.cells.len() + PAGE, 0);
        }
        &mut self.cells[usize::from(*page) * PAGE + code % PAGE]
    }
}

impl Default for FoldTable {
    fn default() -> Self {
        Self::new()
    }
}

/// Every pair of the table, by source.
#[inline]
pub(crate) fn pairs() -> impl Iterator<Item = (char, char)> {
    let mut sources = PAIRS;
    let count = leb128(&mut sources).unwrap_or(0);
    let mut targets = sources;
    for _ in 0..count {
        leb128(&mut targets);
    }
    let mut source = 0u32;
    (0..count).map_while(move |_| {
        source += leb128(&mut sources)?;
        let zigzag = leb128(&mut targets)?;
        let distance = (zigzag >> 1) as i32 ^ -((zigzag & 1) as i32);
        let target = source.wrapping_add_signed(distance);
        Some((char::from_u32(source)?, char::from_u32(target)?))
    })
}

fn leb128(rest: &mut &[u8]) -> Option<u32> {
    let mut value = 0;
    for shift in (0..32).step_by(7) {
        let (&byte, tail) = rest.split_first()?;
        *rest = tail;
        value |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}
