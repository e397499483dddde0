//! The draft as the overlay mirrors it: paragraphs, each cut into marked and unmarked pieces.
//!
//! A paragraph is compared as a whole, so that typing in one re-renders that one alone.

use std::rc::Rc;

use liyan_rules::{ByteSpan, Severity};

/// How a piece is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tint {
    /// The gravest severity here.
    pub severity: Severity,
    /// Whether it belongs to the selected finding.
    pub selected: bool,
}

/// Some text of one paragraph, all marked alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: Rc<str>,
    /// How it is marked, if it is.
    pub tint: Option<Tint>,
}

/// One line of the draft, as the clerk broke it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paragraph {
    /// Its pieces in order; none if it is empty.
    pub pieces: Vec<Piece>,
}

/// Cuts `text` at line breaks and at the ends of `marks`, which may overlap and come in any order.
pub fn cut(text: &str, marks: &[(ByteSpan, Tint)]) -> Vec<Paragraph> {
    let mut ends: Vec<usize> =
        marks.iter().flat_map(|(span, _)| [span.start(), span.end()]).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut ends = ends.into_iter().peekable();

    let mut start = 0;
    let paragraph = |line: &str| {
        let end = start + line.len();
        let mut paragraph = Paragraph::default();
        let mut from = start;
        while from < end {
            while ends.next_if(|&at| at <= from).is_some() {}
            let to = ends.peek().map_or(end, |&at| at.min(end));
            paragraph.pieces.push(Piece { text: text[from..to].into(), tint: tint(marks, from) });
            from = to;
        }
        start = end + 1;
        paragraph
    };
    text.split('\n').map(paragraph).collect()
}

/// What holds at one place: the gravest severity of the marks over it, selected if one of them is.
fn tint(marks: &[(ByteSpan, Tint)], at: usize) -> Option<Tint> {
    let over = marks
        .iter()
        .filter(|(span, _)| span.start() <= at && at < span.end())
        .map(|(_, tint)| *tint);
    over.reduce(|a, b| Tint {
        severity: a.severity.max(b.severity),
        selected: a.selected || b.selected,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, severity: Severity) -> (ByteSpan, Tint) {
        (ByteSpan::new(start, end), Tint { severity, selected: false })
    }

    fn shape(text: &str, marks: &[(ByteSpan, Tint)]) -> Vec<Vec<(String, Option<Severity>)>> {
        let piece = |piece: &Piece| (piece.text.to_string(), piece.tint.map(|tint| tint.severity));
        cut(text, marks)
            .iter()
            .map(|paragraph| paragraph.pieces.iter().map(piece).collect())
            .collect()
    }

    #[test]
    fn unmarked_text_is_one_piece_a_paragraph_and_empty_lines_stay() {
        let plain = |text: &str| vec![(text.to_owned(), None)];
        assert_eq!(shape("一\n\n二\n", &[]), [plain("一"), vec![], plain("二"), vec![]]);
        assert_eq!(shape("", &[]), [Vec::new()]);
    }

    #[test]
    fn overlapping_marks_are_cut_and_the_gravest_wins() {
        let marks = [mark(0, 6, Severity::Suggest), mark(3, 9, Severity::Block)];
        let pieces =
            [("一", Some(Severity::Suggest)), ("二三", Some(Severity::Block)), ("四", None)];
        let expected: Vec<_> = pieces
            .iter()
            .flat_map(|(text, severity)| match *text {
                "二三" => vec![("二".to_owned(), *severity), ("三".to_owned(), *severity)],
                _ => vec![((*text).to_owned(), *severity)],
            })
            .collect();
        assert_eq!(shape("一二三四", &marks), [expected]);
    }

    #[test]
    fn a_mark_across_a_line_break_is_in_both_paragraphs() {
        let block = Some(Severity::Block);
        let expected = [
            vec![("一".to_owned(), None), ("二".to_owned(), block)],
            vec![("三".to_owned(), block), ("四".to_owned(), None)],
        ];
        assert_eq!(shape("一二\n三四", &[mark(3, 10, Severity::Block)]), expected);
    }
}
