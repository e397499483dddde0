//! The words that the tone model knows: classes of small words, which carry the manner of a sentence whatever it is about;
//! words of help, which tell a firm reply from a curt one; and senses, which the model brings itself: kin, money, threats
//! and the like, so that what was learned of one word holds for its fellows.

/// Classes of words; the order is a part of the model's format. 我 and 你 are apart from what they do to each other: it is
/// the pattern "you … yourself … !" that sounds curt, not the matter.
const CLASSES: &[&str] = &[
    // I, we
    "我 俺 咱 咱们 我们 俺们 本人 我这 我这儿 我这边 老子 偶",
    // you, politely
    "您 您们",
    // you
    "你 你们 侬 汝 恁 尔等",
    // others
    "他 她 他们 别人 人家 谁 哪个 大家",
    // not
    "不 没 没有 别 甭 莫 勿 无 未 非 不是 不能 不会 不用 不要 休 冇 唔 毋 少",
    // self
    "自己 自个 自个儿 各人 自家 自行",
    // please
    "请 麻烦 烦请 敬请 劳驾 辛苦",
    // sorry, thanks, hello
    "抱歉 对不起 不好意思 谢谢 感谢 您好 你好",
    // particles
    "吧 呗 啊 嘛 呢 吗 了 呀 哦 噢 啦 哈 咯 喽 哟 么 嘞 哩 咧 的",
    // questions
    "什么 怎么 咋 啥 哪 哪儿 哪里 为什么 凭什么 干什么 干嘛 几 多少 何",
    // degree and focus
    "就 都 还 又 也 才 只 再 太 很 真 这么 那么 有多 更 连 倒",
    // can, must, will
    "能 会 可以 可 要 得 必须 应该 该 想 肯 敢 愿意",
    // this, that
    "这 那 这个 那个 这种 那种 这点 那点 这事 些 这样 那样",
    // rhetorical
    "难道 莫非 岂 何必 何苦 至于 反正 爱 随便",
    // the window itself
    "我局 我中心 我单位 我窗口 我办 我科 我所",
];

/// Words of help, each for itself; the order is a part of the model's format.
const HELP: &str = "帮您 帮你 给您 为您 替您 我来 放心 马上 别急 不急 别着急 免费 陪 这就 尽快 联系 电话 谢谢 抱歉 \
                    对不起 不好意思 辛苦 没关系 请您 欢迎 慢慢 发您 告诉您 教您 祝 我帮 先别 您好 理解 您看";

/// The lists, ready to be looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lexicon {
    classes: Words,
    help: Words,
    senses: Words,
}

impl Lexicon {
    /// Sorts the lists. Of the senses each line is one, of words with a space between.
    #[inline]
    pub fn new(senses: &str) -> Self {
        let classes = CLASSES.iter().enumerate();
        let mut classes =
            classes.flat_map(|(class, words)| words.split(' ').map(move |word| (word, class)));
        let mut help = HELP.split_whitespace().enumerate().map(|(place, word)| (word, place));
        let senses = senses.lines().enumerate();
        let mut senses =
            senses.flat_map(|(sense, words)| words.split(' ').map(move |word| (word, sense)));
        Self {
            classes: Words::new(&mut classes),
            help: Words::new(&mut help),
            senses: Words::new(&mut senses),
        }
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
    /// One body for all lists: the page pays for each copy.
    #[inline(never)]
    fn new(words: &mut dyn Iterator<Item = (&str, usize)>) -> Self {
        let mut words: Vec<(Vec<char>, u8)> =
            words.map(|(word, number)| (word.chars().collect(), number as u8)).collect();
        words.retain(|(word, _)| !word.is_empty());
        words.sort_unstable_by(|(one, _), (other, _)| {
            (one[0], other.len()).cmp(&(other[0], one.len())).then_with(|| one.cmp(other))
        });
        let mut heads = [0; 16];
        for (word, _) in &words {
            let (word, bit) = place(word[0]);
            heads[word] |= bit;
        }
        Self { words, heads }
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
    use crate::text::{Class, FoldTable};

    #[test]
    fn the_lists_are_folded_as_the_text_is() {
        let table = FoldTable::new();
        for ch in CLASSES.concat().chars().chain(HELP.chars()).filter(|ch| *ch != ' ') {
            assert_eq!(table.fold(ch), (ch, Class::Word), "{ch}");
        }
    }

    #[test]
    fn the_longest_word_is_taken() {
        let class = |text: &str| Lexicon::new("").class(&text.chars().collect::<Vec<_>>());
        assert_eq!(class("我们自己"), Some((0, 2)));
        assert_eq!(class("为什么不"), Some((9, 3)));
        assert_eq!(class("不好意思"), Some((7, 4)));
        assert_eq!(class("不好"), Some((4, 1)));
        assert_eq!(class("桌子"), None);
        assert_eq!(class(""), None);
    }

    #[test]
    fn senses_are_lines_of_words() {
        let lexicon = Lexicon::new("儿子 孩子\n\n巴掌  揍");
        let sense = |text: &str| lexicon.sense(&text.chars().collect::<Vec<_>>());
        assert_eq!(["孩子呢", "揍", "掌"].map(sense), [Some((0, 2)), Some((2, 1)), None]);
    }
}
