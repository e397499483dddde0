//! Paragraphs as official documents set them: 方正小标宋 for the title, 黑体 and 楷体 for headings, 仿宋 of 16 points for
//! the rest, 29 points from line to line.

use docx_rs::{
    AlignmentType, BreakType, LineSpacing, LineSpacingType, Paragraph, Run, RunFonts,
    SpecialIndentType, Table,
};

use crate::report::say;

/// 二号, in half points.
const TITLE: usize = 44;
/// 三号, in half points.
pub const BODY: usize = 32;
/// From line to line, in twentieths of a point.
pub const LINE: i32 = 580;
/// Two characters of the text, in twentieths of a point.
const INDENT: i32 = 640;

/// The font of the title.
pub const SONG: &str = "方正小标宋简体";
/// The font of first headings.
pub const HEI: &str = "黑体";
/// The font of second headings and of what is quoted.
pub const KAI: &str = "楷体_GB2312";
/// The font of the text.
pub const FANG: &str = "仿宋_GB2312";
/// The font of figures and Latin letters.
pub const LATIN: &str = "Times New Roman";

/// What a document is made of.
pub enum Block {
    /// A paragraph.
    Text(Box<Paragraph>),
    /// A table.
    Table(Box<Table>),
}

/// A document that is being written from top to bottom.
#[derive(Default)]
pub struct Paper {
    /// What it is made of.
    pub blocks: Vec<Block>,
}

impl Paper {
    /// The title.
    pub fn title(&mut self, text: &str) {
        let line = spacing(700).after(120);
        let run = run(text, SONG).size(TITLE);
        self.push(paragraph().align(AlignmentType::Center).line_spacing(line).add_run(run));
    }

    /// What stands under the title.
    pub fn subtitle(&mut self, text: &str) {
        let line = spacing(LINE).after(240);
        self.push(
            paragraph().align(AlignmentType::Center).line_spacing(line).add_run(run(text, KAI)),
        );
    }

    /// A first heading: 一、总体情况.
    pub fn heading(&mut self, text: &str) {
        self.push(indented().keep_next(true).outline_lvl(0).add_run(run(text, HEI)));
    }

    /// A second heading: （一）即时对话.
    pub fn sub(&mut self, text: &str) {
        self.push(indented().keep_next(true).outline_lvl(1).add_run(run(text, KAI).bold()));
    }

    /// A paragraph.
    pub fn body(&mut self, text: &str) {
        self.push(indented().add_run(run(text, FANG)));
    }

    /// A paragraph that must not be overlooked.
    pub fn strong(&mut self, text: &str) {
        self.push(indented().add_run(run(text, FANG).bold()));
    }

    /// What somebody said, with marked places in it, in characters; a paragraph for each of its lines.
    pub fn quote(&mut self, speaker: &str, text: &str, places: &[(usize, usize)]) {
        let mut quote = indented().add_run(run(&format!("{speaker}："), KAI).bold());
        for (marked, piece) in say::pieces(text, places) {
            for (at, line) in piece.split('\n').enumerate() {
                if at > 0 {
                    self.push(std::mem::replace(&mut quote, indented()));
                }
                let run = run(line.trim_end_matches('\r'), KAI);
                quote = quote.add_run(if marked { run.bold().underline("single") } else { run });
            }
        }
        self.push(quote);
    }

    /// A paragraph that begins with a word in bold.
    pub fn labelled(&mut self, label: &str, text: &str) {
        let label = run(label, FANG).bold();
        self.push(indented().add_run(label).add_run(run(text, FANG)));
    }

    /// What stands over a table; it stays with it.
    pub fn caption(&mut self, text: &str) {
        let line = spacing(LINE).before(60);
        self.push(
            paragraph()
                .align(AlignmentType::Center)
                .keep_next(true)
                .line_spacing(line)
                .add_run(run(text, HEI).size(28)),
        );
    }

    /// A table, and some room after it.
    pub fn table(&mut self, table: Table) {
        self.blocks.push(Block::Table(Box::new(table)));
        let room = LineSpacing::new().line_rule(LineSpacingType::Exact).line(200);
        self.push(paragraph().line_spacing(room));
    }

    fn push(&mut self, paragraph: Paragraph) {
        self.blocks.push(Block::Text(Box::new(paragraph)));
    }
}

fn paragraph() -> Paragraph {
    Paragraph::new()
}

fn indented() -> Paragraph {
    paragraph().align(AlignmentType::Both).indent(
        None,
        Some(SpecialIndentType::FirstLine(INDENT)),
        None,
        None,
    )
}

fn spacing(line: i32) -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Exact).line(line)
}

/// A run of text in a font; breaks of lines stay, and what XML forbids is shown.
pub fn run(text: &str, font: &str) -> Run {
    let text = say::plain(&text.replace("\r\n", "\n"));
    let mut run = Run::new().fonts(fonts(font));
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line);
    }
    run
}

/// A font for Chinese, with the one for figures.
pub fn fonts(font: &str) -> RunFonts {
    RunFonts::new().east_asia(font).ascii(LATIN).hi_ansi(LATIN)
}
