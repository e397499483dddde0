//! What is scored: every sentence, and every clause of a sentence that has several.

use core::ops::Range;

use super::plain::Plain;
use crate::text::Class;

/// What is longer was never shown to a model, and nobody could read it as one remark.
const LONGEST: usize = 400;

/// The sentences and clauses that have words, in reading order, a sentence before its clauses. A unit keeps the marks that
/// end it, for they tell of its tone; line breaks at its ends are left out.
pub fn units(plain: &Plain) -> Vec<Range<usize>> {
    let mut units = Vec::new();
    let mut clauses = Vec::new();
    let (mut sentence, mut clause, mut at) = (0, 0, 0);
    while at < plain.len() {
        if plain.letters[at].apart {
            clauses.push(clause..at);
            clause = at;
        }
        if !ends_clause(plain, at) {
            at += 1;
            continue;
        }
        let mut ends = ends_sentence(plain, at);
        at += 1;
        while at < plain.len() && (ends_sentence(plain, at) || closes(plain.chars[at])) {
            ends |= ends_sentence(plain, at);
            at += 1;
        }
        clauses.push(clause..at);
        clause = at;
        if ends {
            add(plain, &mut units, sentence..at, &mut clauses);
            sentence = at;
        }
    }
    clauses.push(clause..at);
    add(plain, &mut units, sentence..at, &mut clauses);
    units
}

/// Adds a sentence and its clauses.
fn add(
    plain: &Plain,
    units: &mut Vec<Range<usize>>,
    sentence: Range<usize>,
    clauses: &mut Vec<Range<usize>>,
) {
    let sentence = trim(plain, sentence);
    if !has_words(plain, &sentence) {
        clauses.clear();
        return;
    }
    let clauses = clauses.drain(..).map(|clause| trim(plain, clause));
    let parts = clauses.filter(|clause| *clause != sentence && has_words(plain, clause));
    let all = std::iter::once(sentence.clone()).chain(parts);
    units.extend(all.filter(|unit| unit.len() <= LONGEST));
}

fn trim(plain: &Plain, range: Range<usize>) -> Range<usize> {
    let is_break = |at: &usize| plain.chars[*at] == '\n';
    let start = range.start + range.clone().take_while(is_break).count();
    let end = range.end - (start..range.end).rev().take_while(is_break).count();
    start..end
}

/// Whether there is anything to say something with: numbers and Latin letters alone have no tone.
fn has_words(plain: &Plain, range: &Range<usize>) -> bool {
    range.clone().any(|at| plain.letters[at].mark == Class::Word && !plain.chars[at].is_ascii())
}

fn ends_sentence(plain: &Plain, at: usize) -> bool {
    plain.letters[at].mark == Class::Sentence || matches!(plain.chars[at], ';' | '~')
}

fn ends_clause(plain: &Plain, at: usize) -> bool {
    ends_sentence(plain, at) || matches!(plain.chars[at], ',' | ':')
}

fn closes(ch: char) -> bool {
    matches!(ch, '”' | '」' | '’' | '"' | ')')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{FoldTable, Folded};
    use crate::tone::words::Lexicon;

    fn read(text: &str) -> Vec<String> {
        let plain =
            Plain::new(&Lexicon::new("||").expect("lists"), &Folded::new(&FoldTable::new(), text));
        units(&plain).into_iter().map(|unit| plain.chars[unit].iter().collect()).collect()
    }

    #[test]
    fn a_sentence_comes_with_its_clauses_when_it_has_several() {
        assert_eq!(read("您好。急什么，等着！"), ["您好。", "急什么,等着!", "急什么,", "等着!"]);
        assert_eq!(read("你自己看吧 我不知道"), ["你自己看吧我不知道", "你自己看吧", "我不知道"]);
    }

    #[test]
    fn marks_that_follow_belong_to_the_sentence_and_line_breaks_to_none() {
        assert_eq!(read("他说“急什么？！”\n\n好~"), ["他说“急什么?!”", "好~"]);
    }

    #[test]
    fn what_has_no_words_is_left_out() {
        assert_eq!(read(""), [""; 0]);
        assert_eq!(read("12345\nOK！\n好"), ["好"]);
    }

    #[test]
    fn commas_within_numbers_end_nothing() {
        assert_eq!(read("共1,250元，18:30前"), ["共0元,0前", "共0元,", "0前"]);
    }
}
