//! Whether a piece of text says something that a fix must not lose: a number, a date, a name, a link.
//!
//! It errs towards "yes": then a whole-sentence fix is simply not offered.

/// Words that make the characters before them a name of somebody or some place.
const NAMES: &[&str] = &[
    "女士",
    "先生",
    "同志",
    "老师",
    "主任",
    "科长",
    "局长",
    "师傅",
    "局",
    "厅",
    "处",
    "科",
    "委",
    "所",
    "站",
    "中心",
    "大厅",
    "街道",
    "社区",
    "窗口",
    "公司",
    "医院",
    "银行",
    "学校",
    "大道",
    "路",
    "号楼",
    "热线",
    "网",
    "APP",
    "App",
    "app",
    "小程序",
    "公众号",
    "平台",
];

/// Units that make a Chinese numeral a number.
const UNITS: &[char] = &[
    '年', '月', '日', '号', '时', '点', '分', '天', '周', '元', '个', '份', '次', '条', '款', '楼',
    '层', '米', '岁', '人',
];

const NUMERALS: &[char] = &[
    '零', '〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿',
    '两', '几',
];

/// Whether `text` holds a number, a date, a name, a title or a link.
#[inline]
pub(crate) fn holds_fact(text: &str) -> bool {
    text.chars().any(|ch| is_digit(ch) || matches!(ch, '@' | '《' | '〈' | '【'))
        || text.contains("://")
        || text.contains("www.")
        || has_numeral(text)
        || has_name(text)
}

/// Digits in any width, and the circled and bracketed ones of lists.
fn is_digit(ch: char) -> bool {
    matches!(ch, '0'..='9' | '０'..='９' | '①'..='⒛' | '⓪'..='⓿' | '㈠'..='㈩' | 'Ⅰ'..='ⅿ')
}

#[inline]
fn has_numeral(text: &str) -> bool {
    let mut before_is_numeral = false;
    for ch in text.chars() {
        if before_is_numeral && UNITS.contains(&ch) {
            return true;
        }
        before_is_numeral = NUMERALS.contains(&ch);
    }
    false
}

#[inline]
fn has_name(text: &str) -> bool {
    NAMES.iter().any(|name| {
        // A name needs something in front of it: 医保局, but not a bare 局.
        text.match_indices(name).any(|(at, _)| {
            text[..at].chars().next_back().is_some_and(|before| {
                before.is_ascii_alphanumeric() || ('\u{3400}'..='\u{9fff}').contains(&before)
            })
        })
    })
}
