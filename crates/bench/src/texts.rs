//! Made-up letters, bubbles and phrases. Letters have the lengths of real ones (a median of 276 characters, one of ten longer
//! than 690), bubbles 13 to 22 characters and often a half-width comma; one text of a hundred holds marks that nobody sees.

use std::collections::HashSet;

use liyan_rules::Phrases;
use liyan_rules::text::FoldTable;

use crate::dice::Dice;
use crate::words::{CURT, LINKS, MATTERS};

/// How often a phrase is put into the text: once in so many bytes; 0 is never.
pub const RATES: [(&str, usize); 3] = [("1 in 200 bytes", 200), ("1 in 2 kB", 2_000), ("none", 0)];

fn list(words: &'static str) -> Vec<&'static str> {
    words.split_whitespace().collect()
}

/// The words that phrases and texts are made of.
pub struct Lists {
    matters: Vec<&'static str>,
    links: Vec<&'static str>,
    curt: Vec<&'static str>,
}

impl Lists {
    /// Splits the lists.
    #[expect(clippy::new_without_default, reason = "it is no empty thing")]
    pub fn new() -> Self {
        Self { matters: list(MATTERS), links: list(LINKS), curt: list(CURT) }
    }

    /// So many different phrases of 3 to 10 characters: of curt words, and every third word one that letters have too.
    pub fn phrases(&self, count: usize, seed: u64) -> Vec<String> {
        let mut dice = Dice::new(seed);
        let mut known = HashSet::new();
        let mut phrases = Vec::with_capacity(count);
        while phrases.len() < count {
            let mut phrase = String::new();
            for _ in 0..2 + dice.below(3) {
                // 我们, 办理, 申请: curt and courteous replies have words in common.
                let words = match dice.below(6) {
                    0 => &self.matters,
                    1 => &self.links,
                    _ => &self.curt,
                };
                phrase.push_str(dice.of::<&str>(words));
            }
            if (3..=10).contains(&phrase.chars().count()) && known.insert(phrase.clone()) {
                phrases.push(phrase);
            }
        }
        phrases
    }

    /// A letter.
    pub fn letter(&self, dice: &mut Dice) -> String {
        // Twelve throws make the middle, a thirteenth now and then the long tail.
        let mut room = 60 + dice.below(20) * dice.below(20) * 2 + dice.below(120);
        if dice.below(25) == 0 {
            room *= 4;
        }
        let mut text = String::from("您好，");
        let mut length = 3;
        while length < room {
            length += self.clause(dice, &mut text, 8);
            text.push(dice.of(&['，', '，', '，', '。', '。', '；', '、']));
            if dice.below(40) == 0 {
                text.push('\n');
            }
        }
        text.push_str("感谢您的来信。");
        text
    }

    /// A chat bubble.
    pub fn bubble(&self, dice: &mut Dice) -> String {
        let mut text = String::new();
        let room = 8 + dice.below(10);
        let mut length = 0;
        while length < room {
            length += self.clause(dice, &mut text, 4);
            text.push(dice.of(&[',', ',', '，', '。', '～']));
        }
        text
    }

    fn clause(&self, dice: &mut Dice, text: &mut String, words: usize) -> usize {
        let start = text.len();
        for _ in 0..2 + dice.below(words) {
            match dice.below(20) {
                0 => text.push_str(&format!("{}", 1 + dice.below(9_999))),
                1 => text.push_str(&format!("（{}）", dice.common(&self.matters))),
                2..=8 => text.push_str(dice.common(&self.links)),
                _ => text.push_str(dice.common(&self.matters)),
            }
            if dice.below(2_000) == 0 {
                text.push_str(dice.of(&["\u{200b}", "\u{200e}", "_x000D_", " ", "\u{3000}"]));
            }
        }
        text[start..].chars().count()
    }

    /// Texts of so many bytes together in which the phrases stand about once in `rate` bytes, and nowhere if that is 0.
    pub fn corpus(
        &self,
        bytes: usize,
        rate: usize,
        phrases: &[String],
        seed: u64,
        write: impl Fn(&Self, &mut Dice) -> String,
    ) -> Vec<String> {
        let mut dice = Dice::new(seed);
        let searched = Phrases::new(&FoldTable::new(), phrases);
        let (mut written, mut due) = (0, 0);
        let mut texts = Vec::new();
        while written < bytes {
            let mut text = without(&searched, write(self, &mut dice));
            due += text.len();
            while rate > 0 && due >= rate {
                due -= rate;
                let at = dice.below(text.len());
                let at = (at..).find(|&at| text.is_char_boundary(at)).unwrap_or(0);
                let phrase = &phrases[dice.below(phrases.len())];
                text.insert_str(at, phrase);
            }
            written += text.len();
            texts.push(text);
        }
        texts
    }
}

/// The text with a mark in each phrase that stands in it by chance.
fn without(searched: &Phrases, mut text: String) -> String {
    loop {
        let mut first = None;
        searched.find(&text, |_, span| {
            first = Some(first.map_or(span.start(), |at: usize| at.min(span.start())))
        });
        let Some(at) = first else { return text };
        let next = text[at..].chars().next().map_or(0, char::len_utf8);
        text.replace_range(at..at + next, "，");
    }
}
