//! Replies to learn from: 规范答复示例. Nothing was found in them, and they do what the standard asks for.

use crate::figures::{Exemplar, FileLine, Uncharged};
use crate::judge::{Judged, Place, digest};
use crate::row::Speaker;
use crate::run::place_name;

/// So many are told.
const MOST: usize = 6;
/// Characters: shorter ones show nothing, longer ones nobody reads.
const LENGTH: std::ops::RangeInclusive<usize> = 24..=400;
/// What courteous replies are made of: a greeting, an apology, a promise to help, a way, thanks, a goodbye.
const MARKS: [&[&str]; 7] = [
    &["您好", "你好", "尊敬的"],
    &["对不起", "抱歉", "不好意思", "对不住"],
    &["我帮您", "帮您", "为您", "给您", "替您"],
    &["请您", "请到", "请带", "请携带", "请在", "可以"],
    &["窗口", "电话", "地址", "工作日", "分钟", "之前", "以内"],
    &["感谢", "谢谢", "不客气", "应该做的"],
    &["再见", "祝您", "随时", "还有什么"],
];
/// Fewer of them do not make an example.
const FEWEST: usize = 4;

/// The best so far, each text once.
#[derive(Debug, Default)]
pub struct Best(Vec<Good>);

/// One of them. Which of equals is told depends on the text alone.
#[derive(Debug)]
struct Good {
    marks: usize,
    key: u64,
    place: Place,
    unit: Option<String>,
    question: Option<String>,
    text: String,
}

impl Best {
    /// Looks at a reply.
    pub fn add(&mut self, judged: &Judged, at: usize) {
        if !judged.found.is_empty() {
            return;
        }
        let reply = &judged.replies[at];
        let turn = reply.turn as usize;
        let text = judged.turns[turn].text.trim();
        let has = |words: &&&[&str]| words.iter().any(|word| text.contains(word));
        let marks = MARKS.iter().filter(has).count();
        if marks < FEWEST || !LENGTH.contains(&text.chars().count()) {
            return;
        }
        let key = digest(&[text]);
        let place = self.0.partition_point(|other| (other.marks, other.key) > (marks, key));
        let known = self.0.get(place).is_some_and(|other| (other.marks, other.key) == (marks, key));
        if place >= MOST || known {
            return;
        }
        let citizen = Speaker::Other(Uncharged::Citizen);
        let asked = judged.turns[..turn].iter().rfind(|said| said.speaker == citizen);
        let good = Good {
            marks,
            key,
            place: reply.place,
            unit: reply.unit.clone(),
            question: asked.map(|said| super::shortened(&said.text, 200)),
            text: text.to_owned(),
        };
        self.0.insert(place, good);
        self.0.truncate(MOST);
    }

    /// The examples, with `tell` for each text.
    pub fn finish(self, files: &[FileLine], tell: impl Fn(&str) -> String) -> Vec<Exemplar> {
        let told = |good: Good| Exemplar {
            place: place_name(files, good.place),
            unit: good.unit,
            question: good.question.as_deref().map(&tell),
            text: tell(&good.text),
        };
        self.0.into_iter().map(told).collect()
    }
}
