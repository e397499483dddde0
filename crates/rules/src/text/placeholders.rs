//! Placeholders of other systems: `${name}`, `{{name}}`, `<%= x %>`, `%{name}`, `%s`, `[[name]]`, `#name#`.
//!
//! Our own open slot has single braces, `{材料名称}`: that is no placeholder but a fault. Nor is `#话题#`, whose words
//! everybody reads; only a name of a program's kind between two `#` is one.

use core::ops::Range;

/// How a placeholder begins and ends. All of it is ASCII, so bytes will do.
const FORMS: &[(&[u8], &[u8])] =
    &[(b"${", b"}"), (b"%{", b"}"), (b"{{", b"}}"), (b"[[", b"]]"), (b"<%", b"%>")];

/// The most bytes of one placeholder; what is farther apart does not belong together.
const LONGEST: usize = 96;

/// The placeholders in `original`, in bytes.
pub(super) fn find(original: &str) -> Vec<Range<usize>> {
    let bytes = original.as_bytes();
    let mut ranges = Vec::new();
    // They do not nest: an opening one makes the one before it mere text, so one pass is enough.
    let mut open: Option<(usize, &[u8])> = None;
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        // 90% before one of our own slots is a number.
        let after_digit = at > 0 && bytes[at - 1].is_ascii_digit();
        let mut step = 1;
        if let Some((start, close)) = open
            && rest.starts_with(close)
        {
            step = close.len();
            if at + step - start <= LONGEST {
                ranges.push(start..at + step);
            }
            open = None;
        } else if let Some((_, close)) = FORMS.iter().find(|(begin, _)| rest.starts_with(begin))
            && !(rest[0] == b'%' && after_digit)
        {
            open = Some((at, close));
        } else if let Some(len) = short(rest)
            && !after_digit
        {
            step = len;
            ranges.push(at..at + len);
        } else if matches!(rest[0], b'\n'..=b'\r') {
            open = None;
        }
        at += step;
    }
    ranges
}

/// How long the `%s`, `%1$s` or `#name#` is with which `rest` begins.
fn short(rest: &[u8]) -> Option<usize> {
    let (mark, rest) = rest.split_first()?;
    let run = |rest: &[u8], is: fn(&u8) -> bool| rest.iter().take_while(|byte| is(byte)).count();
    match mark {
        b'%' => {
            let digits = run(rest, u8::is_ascii_digit);
            let place = if rest.get(digits) == Some(&b'$') { digits + 1 } else { 0 };
            let ends = |rest: &[u8]| !rest.first().is_some_and(u8::is_ascii_alphanumeric);
            let is_one = matches!(rest.get(place), Some(b's' | b'd' | b'@'));
            (is_one && ends(&rest[place + 1..])).then_some(place + 2)
        }
        b'#' => {
            let name = run(&rest[..rest.len().min(LONGEST)], |byte| {
                byte.is_ascii_alphanumeric() || *byte == b'_'
            });
            let is_name = rest.first().is_some_and(u8::is_ascii_alphabetic);
            (is_name && rest.get(name) == Some(&b'#')).then_some(name + 2)
        }
        _ => None,
    }
}
