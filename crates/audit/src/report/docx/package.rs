//! The page and the file: A4 with the margins of GB/T 9704, page numbers on the outer side, fonts with what stands in for
//! them, and properties that name no machine.

use docx_rs::{
    AlignmentType, Docx, Footer, LineSpacing, LineSpacingType, PageMargin, PageNum, Paragraph, Run,
    Style, StyleType, XMLDocx,
};

use super::paper::{self, BODY, Block, FANG, HEI, KAI, LATIN, LINE, Paper, SONG};
use crate::figures::About;
use crate::report::say;

/// Fonts, and by what names else they or their like may be there.
const FONTS: [(&str, &str); 4] = [
    (SONG, "FZXiaoBiaoSong-B05S,方正小标宋_GBK,华文中宋,宋体"),
    (HEI, "SimHei,Noto Sans CJK SC"),
    (KAI, "楷体,KaiTi,AR PL UKai CN"),
    (FANG, "仿宋,FangSong,Noto Serif CJK SC"),
];
/// The style of page numbers.
const NUMBER: &str = "PageNumber";

/// Puts the document together.
pub fn package(paper: Paper, about: &About) -> XMLDocx {
    let number = Style::new(NUMBER, StyleType::Paragraph)
        .name("page number")
        .fonts(paper::fonts("宋体"))
        .size(28);
    // Times in a document are the data's own: the same records make the same file.
    let made = match &about.days {
        Some((_, last)) if say::date(last).is_some() => format!("{last}T00:00:00Z"),
        _ => "2000-01-01T00:00:00Z".to_owned(),
    };
    let mut docx = Docx::new()
        .page_size(11906, 16838)
        .page_margin(PageMargin {
            top: 2098,
            bottom: 1984,
            left: 1588,
            right: 1474,
            header: 851,
            footer: 1400,
            gutter: 0,
        })
        .default_fonts(paper::fonts(FANG))
        .default_size(BODY)
        .default_line_spacing(LineSpacing::new().line_rule(LineSpacingType::Exact).line(LINE))
        .add_style(number)
        .footer(footer(AlignmentType::Right))
        .even_footer(footer(AlignmentType::Left));
    for block in paper.blocks {
        docx = match block {
            Block::Text(text) => docx.add_paragraph(*text),
            Block::Table(table) => docx.add_table(*table),
        };
    }
    let mut package = docx.build();
    package.document = heads(package.document);
    package.font_table = fonts().into_bytes();
    package.doc_props.core = core(&made).into_bytes();
    package
}

/// Marks the first row of each table as its head, which is repeated on every page; the library knows no such mark. No
/// text can be taken for a table, since its angle brackets are escaped.
fn heads(document: Vec<u8>) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(&document) else { return document };
    let mut tables = text.split("<w:tbl>");
    let mut out = tables.next().unwrap_or_default().to_owned();
    for table in tables {
        out.push_str("<w:tbl>");
        out.push_str(&table.replacen("<w:trPr>", "<w:trPr><w:tblHeader />", 1));
    }
    out.into_bytes()
}

/// `— 1 —`, on the outer side of the page, one character in.
fn footer(side: AlignmentType) -> Footer {
    let dash = |text: &str| Run::new().add_text(text);
    let (start, end) = match side {
        AlignmentType::Left => (Some(280), None),
        _ => (None, Some(280)),
    };
    Footer::new().add_paragraph(
        Paragraph::new()
            .style(NUMBER)
            .align(side)
            .indent(start, None, end, None)
            .add_run(dash("— "))
            .add_page_num(PageNum::new())
            .add_run(dash(" —")),
    )
}

fn fonts() -> String {
    let fonts: String = FONTS
        .iter()
        .map(|(name, others)| {
            format!(
                "<w:font w:name=\"{name}\"><w:altName w:val=\"{others}\"/><w:charset w:val=\"86\"/>\
                 <w:family w:val=\"auto\"/><w:pitch w:val=\"default\"/></w:font>"
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <w:fonts xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{fonts}\
         <w:font w:name=\"{LATIN}\"><w:charset w:val=\"00\"/><w:family w:val=\"roman\"/>\
         <w:pitch w:val=\"variable\"/></w:font></w:fonts>"
    )
}

/// The library knows no title, and would call the author unknown.
fn core(made: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>网上答复用语规范情况月报</dc:title><dc:creator></dc:creator><dc:language>zh-CN</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:modified></cp:coreProperties>"
    )
}
