//! One table that folds and classes: which of the searched characters a character of the original is.
//!
//! Characters that fold alike have one class, so comparing classes is comparing folded text, and nothing is ever written to
//! a buffer. What no searched word holds shares a class, and so does what is skipped inside a phrase.

use crate::text::{CLASSES, Class, fold_pairs};

/// No searched word holds it.
pub(super) const OTHER: u16 = 0;
/// The classes that need a closer look have this bit: what is skipped, and characters that are words themselves.
pub(super) const SPECIAL: u16 = 0x8000;
/// Invisible, or a space or a dot: as if not there.
pub(super) const SKIP: u16 = SPECIAL;

/// More searched characters than this, of the special ones or of the others, have to share classes.
const MOST: usize = SPECIAL as usize - 1;
const PLANE: usize = 0x1_0000;
const PAGE: usize = 256;

/// The class of every character.
pub(super) struct Classes {
    /// Of the first plane, by code point: no bounds to check, and what a text touches of it is small.
    near: Box<[u16; PLANE]>,
    /// For each page of the other planes, where it starts in `far`; pages without any entry share one.
    pages: Vec<u16>,
    far: Vec<u16>,
}

/// How many characters are searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    /// Those that are words themselves.
    pub singles: usize,
    pub others: usize,
}

impl Count {
    /// Whether some share a class, so that equal classes are not yet equal characters.
    pub(super) fn are_shared(self) -> bool {
        self.singles > MOST || self.others > MOST
    }
}

impl Classes {
    /// A class for every character of these folded words: of those that are words themselves, and of the rest. It holds for
    /// folded text alone until [`Classes::fold_too`]. Also gives how many characters there are.
    #[inline]
    pub(super) fn of_folded<'w>(
        singles: impl Iterator<Item = &'w char>,
        rest: impl Iterator<Item = &'w char>,
    ) -> (Self, Count) {
        // A boxed slice of that length always is such an array.
        let near = vec![OTHER; PLANE].into_boxed_slice().try_into();
        let near = near.unwrap_or_else(|_| unreachable!("a plane is a plane"));
        let mut made = Self { near, pages: vec![0; 0x10_0000 / PAGE], far: vec![OTHER; PAGE] };
        let singles = made.add(SPECIAL, singles);
        let others = made.add(OTHER, rest);
        (made, Count { singles, others })
    }

    #[inline]
    fn add<'w>(&mut self, base: u16, chars: impl Iterator<Item = &'w char>) -> usize {
        let mut count = 0;
        for &ch in chars {
            if self.class(ch) == OTHER {
                self.set(ch as usize, base + 1 + (count % MOST) as u16);
                count += 1;
            }
        }
        count
    }

    /// Gives each character the class of what it folds to.
    #[inline]
    pub(super) fn fold_too(&mut self) {
        // Read before anything is written: what one pair folds to may be folded by another.
        let folded: Vec<(char, u16)> =
            fold_pairs().map(|(from, to)| (from, self.class(to))).collect();
        for (from, class) in folded {
            self.set(from as usize, class);
        }
        for (range, class) in CLASSES {
            if matches!(class, Class::Invisible | Class::Loose) {
                for code in *range.start() as usize..=*range.end() as usize {
                    self.set(code, SKIP);
                }
            }
        }
    }

    /// The class of one character.
    #[inline]
    pub(super) fn class(&self, ch: char) -> u16 {
        self.of_code(ch as usize)
    }

    #[inline]
    fn of_code(&self, code: usize) -> u16 {
        match code.checked_sub(PLANE) {
            None => self.near[code],
            Some(far) => self.far[usize::from(self.pages[far / PAGE]) * PAGE + far % PAGE],
        }
    }

    #[inline]
    fn set(&mut self, code: usize, class: u16) {
        let Some(far) = code.checked_sub(PLANE) else {
            self.near[code] = class;
            return;
        };
        let page = &mut self.pages[far / PAGE];
        if *page == 0 {
            if class == OTHER {
                return;
            }
            *page = (self.far.len() / PAGE) as u16;
            self.far.resize(self.far.len() + PAGE, OTHER);
        }
        self.far[usize::from(*page) * PAGE + far % PAGE] = class;
    }

    /// The classes of the first plane.
    #[inline]
    pub(super) fn near(&self) -> &[u16; PLANE] {
        &self.near
    }

    /// The class of the character that starts at byte `at`, and where the next one starts; at the end of the text nothing.
    #[inline(always)]
    pub(super) fn at(&self, text: &[u8], at: usize) -> Option<(u16, usize)> {
        match text.get(at..).and_then(<[u8]>::first_chunk::<4>) {
            Some(&four) if four[0] & 0xf0 == 0xe0 => Some(self.of_four(four, at)),
            Some(&[ascii @ 0..0x80, ..]) => Some((self.near[usize::from(ascii)], at + 1)),
            _ => self.at_any(text, at),
        }
    }

    /// The same as a call, for where it is rare.
    #[inline(never)]
    pub(super) fn at_any(&self, text: &[u8], at: usize) -> Option<(u16, usize)> {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let mut four = [0; 4];
        let len = rest.len().min(4);
        four[..len].copy_from_slice(&rest[..len]);
        Some(self.of_four(four, at))
    }

    /// The same, of the four bytes from `at` on.
    #[inline(always)]
    pub(super) fn of_four(&self, four: [u8; 4], at: usize) -> (u16, usize) {
        let word = u32::from_le_bytes(four);
        let tail = |shift: u32| word >> shift & 0x3f;
        if word & 0xf0 == 0xe0 {
            // Nearly all of a Chinese text.
            let code = (word & 0xf) << 12 | tail(8) << 6 | tail(16);
            (self.near[usize::from(code as u16)], at + 3)
        } else if word & 0x80 == 0 {
            (self.near[word as usize & 0x7f], at + 1)
        } else if word & 0xe0 == 0xc0 {
            let code = (word & 0x1f) << 6 | tail(8);
            (self.near[usize::from(code as u16)], at + 2)
        } else {
            let code = (word & 7) << 18 | tail(8) << 12 | tail(16) << 6 | tail(24);
            (self.of_code((code as usize).min(0x10_ffff)), at + 4)
        }
    }

    /// The class of the character that ends before byte `at`, and where it starts; at the start of the text nothing.
    #[inline(always)]
    pub(super) fn before(&self, text: &[u8], at: usize) -> Option<(u16, usize)> {
        // A byte that begins three, three bytes back, begins this one.
        let start = at.checked_sub(3).filter(|&start| text[start] & 0xf0 == 0xe0);
        match start {
            Some(start) => self.at(text, start).map(|(class, _)| (class, start)),
            None => self.before_any(text, at),
        }
    }

    #[inline(never)]
    fn before_any(&self, text: &[u8], at: usize) -> Option<(u16, usize)> {
        let start = text[..at].iter().rposition(|byte| byte & 0xc0 != 0x80)?;
        self.at(text, start).map(|(class, _)| (class, start))
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::text::FoldTable;

    /// Every character there is: classed as what it folds to, or skipped as it is when folded.
    #[test]
    fn every_character_has_the_class_of_what_it_folds_to() {
        let table = FoldTable::new();
        let searched: Vec<char> = "不知道a1，。了着𠮷台".chars().collect();
        let (singles, others) = searched.split_at(3);
        let (mut classes, count) = Classes::of_folded(singles.iter(), searched.iter());
        assert_eq!(count, Count { singles: 3, others: others.len() });
        classes.fold_too();
        for ch in '\0'..=char::MAX {
            let mut bytes = [0; 4];
            let text = ch.encode_utf8(&mut bytes).as_bytes();
            let wanted = match table.fold(ch) {
                (_, Class::Invisible | Class::Loose) => SKIP,
                (folded, _) => match searched.iter().position(|&one| one == folded) {
                    Some(place @ 0..3) => SPECIAL + place as u16 + 1,
                    Some(place) => place as u16 - 2,
                    None => OTHER,
                },
            };
            assert_eq!(classes.at(text, 0), Some((wanted, text.len())), "{ch:?}");
            assert_eq!(classes.before(text, text.len()), Some((wanted, 0)), "{ch:?}");
        }
        assert_eq!(classes.at(b"", 0), None);
        assert_eq!(classes.before(b"a", 0), None);
    }
}
