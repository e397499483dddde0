//! The report as one HTML file that needs nothing else: no script to be read, no network, no font.
//!
//! Each part of the report is a file here that turns figures into plain words, and a template of the same name that lays
//! them out. The templates decide nothing and escape everything. Parts without content are named on the first page.

mod assets;
mod cases;
mod contents;
mod cover;
mod groups;
mod lists;
mod method;
mod rules;

use askama::Template;

use crate::figures::Figures;
use crate::report::say;
use contents::Contents;

/// The whole file.
#[derive(Template)]
#[template(path = "report.html", whitespace = "minimize")]
struct Page<'a> {
    policy: String,
    style: &'static str,
    script: &'static str,
    cover: cover::Cover<'a>,
    contents: Contents,
    trend: Option<groups::Trend>,
    units: Option<groups::Units>,
    clerks: Option<groups::Clerks>,
    rules: Option<rules::Rules<'a>>,
    articles: Option<rules::Articles<'a>>,
    cases: Option<cases::Cases<'a>>,
    templates: Option<lists::Templates<'a>>,
    doubts: Option<lists::Doubts<'a>>,
    best: Option<lists::Best<'a>>,
    reviewed: Option<lists::Decisions<'a>>,
    sample: Option<lists::Sample<'a>>,
    method: method::Method<'a>,
    appendix: method::Appendix<'a>,
}

/// The report as a self-contained page.
pub fn html(figures: &Figures) -> String {
    let mut contents = Contents::default();
    // In the order of the page: each part takes the next number.
    let page = Page {
        policy: assets::policy(),
        style: assets::STYLE,
        script: assets::SCRIPT,
        cover: cover::cover(figures),
        trend: groups::trend(figures, &mut contents),
        units: groups::units(figures, &mut contents),
        clerks: groups::clerks(figures, &mut contents),
        rules: rules::rules(figures, &mut contents),
        articles: rules::articles(figures, &mut contents),
        cases: cases::cases(figures, &mut contents),
        templates: lists::templates(figures, &mut contents),
        doubts: lists::doubts(figures, &mut contents),
        best: lists::best(figures, &mut contents),
        reviewed: lists::reviewed(figures, &mut contents),
        sample: lists::sample(figures, &mut contents),
        method: method::method(figures, &mut contents),
        appendix: method::appendix(figures, &mut contents),
        contents,
    };
    still(
        &page.render().expect(
            "a string takes all that is written, and no template raises an error of its own",
        ),
    )
}

/// What would steer a terminal or turn the writing's direction is shown, not obeyed, wherever in the page it stands; and
/// lines end as the policy's hashes have them.
fn still(page: &str) -> String {
    say::plain(&page.replace("\r\n", "\n").replace('\r', "\n"))
}
