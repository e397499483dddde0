//! Hides phone numbers, identity and card numbers, addresses of mail and names of accounts. Each hidden character becomes a
//! star, so places counted in characters stay right.

use std::borrow::Cow;

/// Numbers of so many digits or more belong to somebody: a hotline has fewer.
const LONG: usize = 7;
/// What is left of a long number, so that readers can tell two apart.
const KEPT: (usize, usize) = (3, 2);

/// The words after which the name of an account stands.
const ACCOUNTS: [&str; 14] = [
    "微信号",
    "微信",
    "QQ号",
    "QQ",
    "qq",
    "账号",
    "帐号",
    "賬號",
    "账户名",
    "户名",
    "用户名",
    "昵称",
    "抖音号",
    "支付宝",
];

/// What counts something is nobody's number.
const UNITS: [&str; 16] = [
    "元", "万", "亿", "户", "人", "平方", "公里", "米", "吨", "件", "%", "％", "‰", "號文", "号文",
    "号令",
];

/// The text without what belongs to somebody.
pub fn redact(text: &str) -> Cow<'_, str> {
    // Most texts hold nothing of the kind, and then nothing is copied.
    let suspicious = |ch: char| is_digit(ch) || ch == '@' || ch == '＠';
    if !text.contains(suspicious) && !ACCOUNTS.iter().any(|word| text.contains(word)) {
        return Cow::Borrowed(text);
    }
    let mut chars: Vec<char> = text.chars().collect();
    hide_accounts(&mut chars);
    hide_addresses(&mut chars);
    hide_numbers(&mut chars);
    Cow::Owned(chars.into_iter().collect())
}

/// The id of a record or a conversation. Portals number with long figures, so only what is a mobile or an identity number
/// as a whole is hidden: people have to find the record by its id.
pub fn redact_id(id: &str) -> Cow<'_, str> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mobile = id.len() == 11 && digits(id) && id.starts_with('1') && id.as_bytes()[1] >= b'3';
    let born =
        || id.get(6..14).is_some_and(|born| date(&born.chars().collect::<Vec<_>>()).is_some());
    let identity = id.len() == 18 && id.get(..17).is_some_and(digits) && born();
    if mobile || identity { redact(id) } else { Cow::Borrowed(id) }
}

fn is_digit(ch: char) -> bool {
    ch.is_ascii_digit() || ('０'..='９').contains(&ch)
}

fn hide_numbers(chars: &mut [char]) {
    let mut at = 0;
    while at < chars.len() {
        if !is_digit(chars[at]) {
            at += 1;
            continue;
        }
        if let Some(length) = date(&chars[at..]) {
            at += length;
            continue;
        }
        let end = at + number(&chars[at..]);
        let places: Vec<usize> = (at..end)
            .filter(|&place| is_digit(chars[place]) || chars[place] == 'X' || chars[place] == 'x')
            .collect();
        let counts = || {
            let after: String = chars[end..].iter().skip_while(|ch| **ch == ' ').take(2).collect();
            UNITS.iter().any(|unit| after.starts_with(unit))
        };
        // A mobile or an identity number stays one, whatever is written behind it.
        let is_personal = matches!(places.len(), 11 if chars[places[0]] == '1' || chars[places[0]] == '１')
            || places.len() >= 15;
        if places.len() >= LONG && (is_personal || !counts()) {
            for &place in &places[KEPT.0..places.len() - KEPT.1] {
                chars[place] = '*';
            }
        }
        at = end;
    }
}

/// How far a number reaches: digits with single hyphens, blanks or brackets between, and the X of an identity number.
fn number(chars: &[char]) -> usize {
    let mut end = 0;
    while end < chars.len() {
        let joins = |ch: &&char| {
            matches!(ch, '-' | ' ' | '－' | '—' | '.' | '_' | '·' | ')' | '）' | '\u{200b}')
        };
        let digit = |at: usize| chars.get(at).is_some_and(|ch| is_digit(*ch));
        let between = chars[end..].iter().take_while(joins).take(3).count();
        if digit(end) {
            end += 1;
        } else if between > 0 && digit(end + between) {
            end += between + 1;
        } else {
            break;
        }
    }
    let is_identity = end == 17 && chars.get(end).is_some_and(|ch| matches!(ch, 'X' | 'x'));
    end + usize::from(is_identity)
}

/// How many characters a day takes: `2026-03-01`, `20260301`.
fn date(chars: &[char]) -> Option<usize> {
    let digits = |range: std::ops::Range<usize>| -> Option<u32> {
        let part: String = chars.get(range)?.iter().collect();
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
    };
    let sound = |year: u32, month: u32, day: u32| {
        (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
    };
    let ends = |at: usize| chars.get(at).is_none_or(|ch| !is_digit(*ch));
    let year = digits(0..4)?;
    if matches!(chars.get(4), Some('-' | '/' | '.')) && chars.get(7) == chars.get(4) && ends(10) {
        return sound(year, digits(5..7)?, digits(8..10)?).then_some(10);
    }
    (ends(8) && sound(year, digits(4..6)?, digits(6..8)?)).then_some(8)
}

/// The part before the @ of an address, and the name after an @ that stands alone.
fn hide_addresses(chars: &mut [char]) {
    let is_name = |ch: char| ch.is_alphanumeric() || matches!(ch, '.' | '_' | '-' | '+');
    let of_address = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '.' | '_' | '-' | '+');
    for at in 0..chars.len() {
        if !matches!(chars[at], '@' | '＠') {
            continue;
        }
        let before = chars[..at].iter().rev().take_while(|ch| of_address(**ch)).count();
        chars[at - before..at].fill('*');
        if before == 0 {
            let after = chars[at + 1..].iter().take_while(|ch| is_name(**ch)).take(16).count();
            chars[at + 1..=at + after].fill('*');
        }
    }
}

/// The name of an account, which stands behind a word that says so.
fn hide_accounts(chars: &mut [char]) {
    for word in ACCOUNTS {
        let word: Vec<char> = word.chars().collect();
        let mut from = 0;
        while let Some(found) = chars[from..].windows(word.len()).position(|window| window == word)
        {
            let mut at = from + found + word.len();
            from = at;
            let is_link =
                |ch: char| matches!(ch, ':' | '：' | '是' | '为' | '叫' | ' ' | '(' | '（');
            let links = chars[at..].iter().take_while(|ch| is_link(**ch)).count();
            at += links;
            let is_latin = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '_' | '-' | '.');
            let latin = chars[at..].iter().take_while(|ch| is_latin(**ch)).count();
            // A name in characters is taken for one only where a colon announces it.
            let announced = chars[at - links..at].iter().any(|ch| matches!(ch, ':' | '：'));
            let length = match latin {
                0 if announced => {
                    chars[at..].iter().take_while(|ch| ch.is_alphanumeric()).take(12).count()
                }
                0..4 => 0,
                latin => latin,
            };
            chars[at..at + length].fill('*');
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_belongs_to_somebody_is_hidden_and_the_rest_is_not() {
        for (text, expected) in [
            ("您的电话13812345678已登记。", "您的电话138******78已登记。"),
            ("电话 138-1234-5678", "电话 138-****-**78"),
            ("身份证22020219900101123X。", "身份证220*************3X。"),
            ("１３８１２３４５６７８", "１３８******７８"),
            ("13812345678万女士", "138******78万女士"),
            ("138.1234.5678或138 — 1234_5678", "138.****.**78或138 — ****_**78"),
            ("满意度98.25，得分3.14159265", "满意度98.25，得分3.14****65"),
            ("请拨打12345或968120。", "请拨打12345或968120。"),
            ("座机0432-62048000", "座机043*-******00"),
            ("2026-03-01 09:30办结，20260301也行", "2026-03-01 09:30办结，20260301也行"),
            ("补助共12000000元", "补助共12000000元"),
            ("信箱li.si@example.com", "信箱*****@example.com"),
            ("加微信 wxid_abc88，户名：王望舒，谢谢", "加微信 **********，户名：***，谢谢"),
            ("关注微信公众号办理", "关注微信公众号办理"),
            ("这个我不知道", "这个我不知道"),
        ] {
            assert_eq!(redact(text), expected);
        }
    }

    #[test]
    fn the_id_of_a_record_is_hidden_only_where_it_is_a_persons_number() {
        for id in ["20260301000123", "GD-2026-0001", "12345678901", "202603011234567890"] {
            assert_eq!(redact_id(id), id);
        }
        assert_eq!(redact_id("13812345678"), "138******78");
        assert_eq!(redact_id("220202199001011234"), "220*************34");
    }

    proptest! {
        #[test]
        fn places_stay_and_only_stars_are_put(text in "[0-9０-９xX @:：.\\-a微信号户名元\u{1F600}您]{0,60}") {
            let redacted = redact(&text);
            prop_assert_eq!(redacted.chars().count(), text.chars().count());
            prop_assert!(redacted.chars().zip(text.chars()).all(|(new, old)| new == old || new == '*'));
        }

        #[test]
        fn no_mobile_number_is_left(before in "[您电话：是 ]{0,8}", number in "1[3-9][0-9]{9}", after in "[。您，]{0,3}") {
            let text = format!("{before}{number}{after}");
            prop_assert!(!redact(&text).contains(&number));
        }
    }
}
