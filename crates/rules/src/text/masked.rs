//! Names and numbers that somebody has made unreadable: 王某, 张XX, 赵**, 138****1234.
//!
//! A blank alone is no mask: XX材料 and 缺少XX wait to be filled in. What makes it one is a surname before it or digits
//! around it. Read on the folded text, where X, ×, ｘ are one.

use core::ops::Range;

use super::fold::{Class, Folded, Glyph};

/// The commonest surnames with which hardly any other word ends, folded (沈 folds to 沉, which is below).
const SURNAMES: &str = "王李张刘陈杨赵黄吴徐孙胡朱郭罗宋郑谢韩唐冯董萧肖曹袁邓傅彭吕苏卢蒋蔡贾魏薛阎闫潘杜\
                        戴汪姜姚谭廖邹熊陆郝崔毛邱秦顾侯邵孟汤尹黎乔贺赖龚庞樊殷施陶翟倪葛柳";

/// Surnames that are ordinary words, or their ends (提高XX, 任何XX, 允许XX), too.
const ALSO_WORDS: &str =
    "何高马林梁程任方周石白常武文金江史龙段钱易万田丁夏叶钟许曾范康关安余沉孔洪雷严欧韦尚温";

/// What leads to a name; after anything else that can be read together with them, those are words.
const BEFORE_NAMES: &str = "请由给与和及找叫被系";

/// What counts sheets with 张, and leads to no name: 一张XX照片.
const COUNTS: &str = "一两二三四五六七八九十几数每这那多";

/// Surnames of two characters.
const DOUBLE: &[[char; 2]] =
    &[['欧', '阳'], ['上', '官'], ['司', '马'], ['诸', '葛'], ['司', '徒'], ['东', '方']];

/// What makes of 某 "some": 李某部门 is nobody's name.
const AFTER_SOME: &str = "些个种部单位处项日年月天地时类次家公局科窗村县市区街";

/// The masked names and numbers, in bytes of the original.
pub(super) fn find(folded: &Folded) -> impl Iterator<Item = Range<usize>> {
    let glyphs = folded.glyphs();
    let mut at = 0;
    core::iter::from_fn(move || {
        while at < glyphs.len() {
            let run = run(glyphs, at);
            at = run.end.max(at + 1);
            if let Some(found) = name_or_number(glyphs, run) {
                return Some(
                    glyphs[found.start].start as usize..glyphs[found.end - 1].end as usize,
                );
            }
        }
        None
    })
}

/// The digits and marks from `start` on. A space may stand in 138 **** 1234, but not before or after X: 12345 XX部门.
fn run(glyphs: &[Glyph], start: usize) -> Range<usize> {
    let belongs = |at: &usize| {
        let ch = glyphs[*at].ch;
        let joined =
            *at == start || !glyphs[*at].loose || !(ch == 'x' || glyphs[*at - 1].ch == 'x');
        joined && (ch.is_ascii_digit() || is_mark(ch))
    };
    start..start + (start..glyphs.len()).take_while(belongs).count()
}

fn is_mark(ch: char) -> bool {
    matches!(ch, 'x' | '*' | '●' | '○' | '某')
}

/// The whole name or number that `run` hides a part of.
fn name_or_number(glyphs: &[Glyph], run: Range<usize>) -> Option<Range<usize>> {
    let digits = glyphs[run.clone()].iter().filter(|glyph| glyph.ch.is_ascii_digit()).count();
    if digits == 0 && !run.is_empty() && run.len() <= 3 {
        let len = surname(glyphs, run.start)?;
        return is_name(glyphs, &run).then_some(run.start - len..run.end);
    }
    // One mark between two numbers multiplies them.
    let hidden = glyphs[run.clone()]
        .split(|glyph| glyph.ch.is_ascii_digit())
        .map(<[Glyph]>::len)
        .max()
        .unwrap_or(0);
    let is_number = (hidden >= 2 && digits >= 4) || (hidden >= 4 && digits >= 2);
    is_number.then_some(run)
}

/// Whether the marks of `run` end a name, and no word goes on with them: 张xiao, 王某些.
fn is_name(glyphs: &[Glyph], run: &Range<usize>) -> bool {
    let Some(next) = glyphs.get(run.end) else { return true };
    let word_goes_on = !next.loose && next.ch.is_ascii_alphanumeric();
    let is_some = glyphs[run.end - 1].ch == '某' && AFTER_SOME.contains(next.ch);
    !word_goes_on && !is_some
}

/// How long the surname is that stands directly before glyph `end`.
fn surname(glyphs: &[Glyph], end: usize) -> Option<usize> {
    let mut back = glyphs[..end].iter().rev();
    let last = back.next()?;
    if glyphs[end].loose {
        return None;
    }
    let before = back.next().filter(|glyph| glyph.class == Class::Word && !last.loose);
    if before.is_some_and(|before| DOUBLE.contains(&[before.ch, last.ch])) {
        return Some(2);
    }
    if before.is_some_and(|before| before.ch.is_ascii_digit() || COUNTS.contains(before.ch)) {
        return None;
    }
    let is_apart = || before.is_none_or(|before| BEFORE_NAMES.contains(before.ch));
    (SURNAMES.contains(last.ch) || (ALSO_WORDS.contains(last.ch) && is_apart())).then_some(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FoldTable;

    #[test]
    fn the_lists_are_folded_as_the_text_is() {
        let table = FoldTable::new();
        let double: String = DOUBLE.iter().flatten().collect();
        for ch in [SURNAMES, ALSO_WORDS, BEFORE_NAMES, COUNTS, AFTER_SOME, &double].concat().chars()
        {
            assert_eq!(table.fold(ch), (ch, Class::Word), "{ch}");
        }
    }
}
