//! A folded text as the tone model reads it: each number one 0, each Latin word one a, each line break one sign; and for
//! every place what the features ask of it again and again.

use core::ops::Range;

use super::words::Lexicon;
use crate::text::{Class, Folded, sections};

/// A text as the model reads it. Positions are indices of its letters.
#[derive(Debug)]
pub struct Plain {
    pub(super) chars: Vec<char>,
    pub(super) letters: Vec<Letter>,
    /// How many glyphs the folded text has.
    glyphs: usize,
    /// The words of help, by place.
    pub(super) help: Vec<Help>,
    pub(super) has_number: bool,
    pub(super) greets: bool,
}

/// What is known of one letter beside the letter itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    /// The first of its glyphs.
    pub glyph: u32,
    pub mark: Class,
    /// Whether a space stands in the place of a mark just before.
    pub apart: bool,
    /// Whether a quotation that was opened before is still open.
    pub quoted: bool,
    /// The word that begins here: its class and its length; a length of 0 is none.
    pub class: u8,
    pub len: u8,
    /// The same for a word with a sense.
    pub sense: u8,
    pub sense_len: u8,
}

/// A word of help.
#[derive(Debug, Clone, Copy)]
pub(super) struct Help {
    pub start: usize,
    pub end: usize,
    /// Words are bits: this one; all from the first to this; all from this to the last.
    pub word: u64,
    pub until: u64,
    pub onward: u64,
}

/// A number of so many digits is a telephone's, an amount or a year.
const LONG_NUMBER: usize = 3;

impl Plain {
    /// Reads a folded text.
    pub fn new(lexicon: &Lexicon, folded: &Folded) -> Self {
        let mut plain = Self {
            chars: Vec::with_capacity(folded.len()),
            letters: Vec::with_capacity(folded.len()),
            glyphs: folded.len(),
            help: Vec::new(),
            has_number: false,
            greets: false,
        };
        let glyphs = folded.glyphs();
        let mut at = 0;
        let mut open = 0_usize;
        while at < glyphs.len() {
            let run = run(folded, at);
            let ch = match glyphs[at].ch {
                '0'..='9' => '0',
                'a'..='z' => 'a',
                ch if sections::is_line_break(ch) => '\n',
                ch => ch,
            };
            plain.has_number |= ch == '0' && run >= LONG_NUMBER;
            plain.chars.push(ch);
            plain.letters.push(Letter {
                glyph: at as u32,
                mark: glyphs[at].class,
                apart: is_apart(folded, at),
                quoted: open > 0,
                class: 0,
                len: 0,
                sense: 0,
                sense_len: 0,
            });
            match ch {
                '“' | '「' => open += 1,
                '”' | '」' => open = open.saturating_sub(1),
                _ => {}
            }
            at += run;
        }
        plain.find_words(lexicon);
        plain
    }

    fn find_words(&mut self, lexicon: &Lexicon) {
        let mut free = 0;
        for at in 0..self.chars.len() {
            let rest = &self.chars[at..];
            if let Some((class, len)) = lexicon.class(rest) {
                (self.letters[at].class, self.letters[at].len) = (class, len as u8);
            }
            if let Some((sense, len)) = lexicon.sense(rest) {
                (self.letters[at].sense, self.letters[at].sense_len) = (sense, len as u8);
            }
            if at >= free
                && let Some((word, len)) = lexicon.help(rest)
            {
                let word = 1 << word;
                self.help.push(Help { start: at, end: at + len, word, until: word, onward: word });
                free = at + len;
            }
            self.greets |= matches!(rest, ['您' | '你', '好', ..]);
        }
        for at in 1..self.help.len() {
            self.help[at].until |= self.help[at - 1].until;
        }
        for at in (1..self.help.len()).rev() {
            self.help[at - 1].onward |= self.help[at].onward;
        }
    }

    /// How many letters there are.
    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The glyphs of these letters, without the marks at either end.
    pub fn glyphs(&self, range: &Range<usize>) -> Range<usize> {
        let is_word = |at: &usize| self.letters[*at].mark == Class::Word;
        let first = range.clone().find(is_word).unwrap_or(range.start);
        let last = range.clone().rev().find(is_word).unwrap_or(first);
        let start =
            |at: usize| self.letters.get(at).map_or(self.glyphs, |letter| letter.glyph as usize);
        start(first)..start(last + 1)
    }
}

/// How many glyphs from `at` on are one letter: a number with the marks inside it, a Latin word, else one.
fn run(folded: &Folded, at: usize) -> usize {
    let glyphs = folded.glyphs();
    let is_digit = |at: usize| glyphs.get(at).is_some_and(|glyph| glyph.ch.is_ascii_digit());
    let is_latin = |at: usize| glyphs.get(at).is_some_and(|glyph| glyph.ch.is_ascii_lowercase());
    let mut end = at + 1;
    if is_digit(at) {
        let joins = |ch| matches!(ch, ',' | ':' | '-' | '–' | '—' | '~' | '/');
        while is_digit(end) || (end < glyphs.len() && joins(glyphs[end].ch) && is_digit(end + 1)) {
            end += 1;
        }
    } else if is_latin(at) {
        while is_latin(end) {
            end += 1;
        }
    }
    end - at
}

/// Whether a space before glyph `at` stands in the place of a mark: between two pieces that have no spaces of their own.
fn is_apart(folded: &Folded, at: usize) -> bool {
    let Some([first, second, here, next]) =
        at.checked_sub(2).and_then(|from| folded.glyphs().get(from..at + 2))
    else {
        return false;
    };
    let is_han = |ch| ('\u{3400}'..='\u{9fff}').contains(&ch);
    here.loose
        && !second.loose
        && !next.loose
        && [first, second, here, next].iter().all(|glyph| is_han(glyph.ch))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FoldTable;

    fn plain(text: &str) -> Plain {
        Plain::new(&Lexicon::new("||").expect("lists"), &Folded::new(&FoldTable::new(), text))
    }

    fn read(text: &str) -> String {
        plain(text).chars.iter().collect()
    }

    #[test]
    fn numbers_latin_words_and_marks_are_alike() {
        assert_eq!(read("請撥12345-1，WiFi！"), "请拨0,a!");
        assert_eq!(read("1,250元/月，3.5％"), "0元/月,0%");
        assert_eq!(read("３:００～５:００"), "0");
    }

    #[test]
    fn spaces_between_all_characters_change_nothing() {
        assert_eq!(read("你 自 己 看 吧"), "你自己看吧");
        assert!(plain("你 自 己 看 吧").letters.iter().all(|letter| !letter.apart));
        let apart = plain("你自己看吧 我不知道").letters.iter().position(|letter| letter.apart);
        assert_eq!(apart, Some(5));
    }

    #[test]
    fn the_range_goes_back_to_the_glyphs_without_marks_at_its_ends() {
        let plain = plain("“急什么12！”");
        assert_eq!(plain.glyphs(&(0..plain.len())), 1..6);
    }
}
