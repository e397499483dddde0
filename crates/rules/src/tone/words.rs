//! The words that a tone model brings: classes of small words, which carry the manner of a sentence whatever it is about; words
//! of help, which tell a firm reply from a curt one; and senses: kin, money, threats and the like, so that what was learned
//! of one word holds for its fellows.

/// A set of words of help is a number of so many bits; what else is counted is a byte.
const HELP: usize = 64;

/// The lists, ready to be looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lexicon {
    classes: Words,
    help: Words,
    senses: Words,
}

impl Lexicon {
    /// Reads the classes, the words of help and the senses: lists with a bar between, of which each line is one class,
    /// word or sense, in words with a space between. None if a list is missing, or there are more or longer ones.
    #[inline]
    pub fn new(lists: &str) -> Option<Self> {
        let mut lists = lists.split('|');
        let mut next = |most| Words::new(lists.next()?, most);
        Some(Self { classes: next(256)?, help: next(HELP)?, senses: next(256)? })
    }

    /// The class of the longest word that `text` begins with, and how long that is.
    pub(super) fn class(&self, text: &[char]) -> Option<(u8, usize)> {
        self.classes.longest(text)
    }

    /// The same for senses.
    pub(super) fn sense(&self, text: &[char]) -> Option<(u8, usize)> {
        self.senses.longest(text)
    }

    /// The same for words of help.
    pub(super) fn help(&self, text: &[char]) -> Option<(u8, usize)> {
        self.help.longest(text)
    }
}

/// Words with a number each.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Words {
    /// By their first character, the longest first.
    words: Vec<(Vec<char>, u8)>,
    /// A bit for each first character, by its low bits: most characters begin no word.
    heads: [u64; 16],
}

impl Words {
    fn new(list: &str, most: usize) -> Option<Self> {
        let lines = list.lines().enumerate();
        let words = lines.flat_map(|(line, words)| words.split(' ').map(move |word| (word, line)));
        let words = words.filter(|(word, _)| !word.is_empty());
        let mut words: Vec<(Vec<char>, u8)> =
            words.map(|(word, line)| (word.chars().collect(), line as u8)).collect();
        // In full, so that a word that is listed twice is the same one wherever this runs.
        words.sort_unstable_by(|one, other| {
            let by = |word: &(Vec<char>, u8), len: usize| (word.0[0], len);
            by(one, other.0.len()).cmp(&by(other, one.0.len())).then_with(|| one.cmp(other))
        });
        let mut heads = [0; 16];
        for (word, _) in &words {
            let (word, bit) = place(word[0]);
            heads[word] |= bit;
        }
        (list.lines().count() <= most).then_some(Self { words, heads })
    }

    fn longest(&self, text: &[char]) -> Option<(u8, usize)> {
        let head = *text.first()?;
        let (word, bit) = place(head);
        if self.heads[word] & bit == 0 {
            return None;
        }
        let from = self.words.partition_point(|(word, _)| word[0] < head);
        let alike = self.words[from..].iter().take_while(|(word, _)| word[0] == head);
        let found = |(word, _): &&(Vec<char>, u8)| text.starts_with(word);
        alike.into_iter().find(found).map(|(word, number)| (*number, word.len()))
    }
}

fn place(head: char) -> (usize, u64) {
    let low = head as usize % 1024;
    (low / 64, 1 << (low % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = "我 我们\n不\n为什么 什么\n不好意思|帮您\n放心|儿子 孩子\n\t\n巴掌  揍";

    #[test]
    fn the_longest_word_is_taken() {
        let lexicon = Lexicon::new(LISTS).expect("three lists");
        let class = |text: &str| lexicon.class(&text.chars().collect::<Vec<_>>());
        assert_eq!(class("我们自己"), Some((0, 2)));
        assert_eq!(class("为什么不"), Some((2, 3)));
        assert_eq!(class("不好意思"), Some((3, 4)));
        assert_eq!(class("不好"), Some((1, 1)));
        assert_eq!(class("桌子"), None);
        assert_eq!(class(""), None);
    }

    #[test]
    fn each_line_of_a_list_is_one() {
        let lexicon = Lexicon::new(LISTS).expect("three lists");
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        let sense = |text: &str| lexicon.sense(&chars(text));
        assert_eq!(["孩子呢", "揍", "掌"].map(sense), [Some((0, 2)), Some((2, 1)), None]);
        assert_eq!(lexicon.help(&chars("放心吧")), Some((1, 2)));
    }

    #[test]
    fn lists_that_are_missing_or_too_long_are_refused() {
        assert!(Lexicon::new("").is_none());
        assert!(Lexicon::new("我|帮您").is_none());
        assert!(Lexicon::new(&format!("|{}|", "好\n".repeat(64))).is_some());
        assert!(Lexicon::new(&format!("|{}|", "好\n".repeat(65))).is_none());
    }
}
