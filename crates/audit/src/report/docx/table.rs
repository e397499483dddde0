//! Tables as wide as the text, in 小四: a head in 黑体, words to the left, figures in the middle.

use docx_rs::{
    AlignmentType, LineSpacing, LineSpacingType, Paragraph, Shading, Table, TableAlignmentType,
    TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};

use super::paper::{self, FANG, HEI};

/// The width of the text, in twentieths of a point: 156 mm.
pub const WIDTH: usize = 8844;
/// 小四, in half points.
const SIZE: usize = 24;

/// A column: its head, its share of the width in hundredths, whether it holds words.
pub type Column = (&'static str, usize, bool);

/// A table. Rows have as many cells as there are columns.
pub fn table(columns: &[Column], rows: impl IntoIterator<Item = Vec<String>>) -> Table {
    let widths: Vec<usize> = columns.iter().map(|(_, share, _)| WIDTH * share / 100).collect();
    let head = columns.iter().zip(&widths).map(|((head, ..), width)| {
        let shade = Shading::new().fill("F2F2F2");
        cell(head, HEI, AlignmentType::Center, *width, true).shading(shade)
    });
    let mut lines = vec![TableRow::new(head.collect()).cant_split()];
    for row in rows {
        let cells = row.iter().zip(columns).zip(&widths).map(|((text, (.., words)), width)| {
            let align = if *words { AlignmentType::Left } else { AlignmentType::Center };
            cell(text, FANG, align, *width, false)
        });
        lines.push(TableRow::new(cells.collect()).cant_split());
    }
    Table::new(lines)
        .set_grid(widths)
        .width(WIDTH, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .align(TableAlignmentType::Center)
        .margins(TableCellMargins::new().margin(40, 80, 40, 80))
}

fn cell(text: &str, font: &str, align: AlignmentType, width: usize, head: bool) -> TableCell {
    let line = LineSpacing::new().line_rule(LineSpacingType::AtLeast).line(320);
    // The head stays with the first row.
    let paragraph = Paragraph::new()
        .align(align)
        .line_spacing(line)
        .keep_next(head)
        .add_run(paper::run(text, font).size(SIZE));
    TableCell::new()
        .width(width, WidthType::Dxa)
        .vertical_align(VAlignType::Center)
        .add_paragraph(paragraph)
}
