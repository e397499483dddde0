//! The HTML report as people read it: a golden file, hostile texts, and runs with next to nothing in them.

mod common;

use std::path::Path;

use liyan_audit::figures::{Doubt, Figures, Group, Rate, Verdict};
use liyan_audit::report::html::html;

/// What would harm a page that lets it through.
const HOSTILE: [&str; 8] = [
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\"'><svg/onload=alert(1)>",
    "=HYPERLINK(\"http://example.org\")",
    "\u{0}\u{7}\u{1b}[31m\u{202e}倒\u{2066}着",
    "😀👨‍👩‍👧مرحبا",
    "{{ policy }}{% if %}",
    "<!--",
];

#[test]
fn the_report_of_the_example_is_as_it_was_looked_at() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/report.html");
    let made = html(&common::example());
    if std::env::var_os("LIYAN_BLESS").is_some_and(|bless| bless == "1") {
        std::fs::write(&path, &made).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap();
    let differs = made.lines().zip(golden.lines()).position(|(made, golden)| made != golden);
    assert!(
        made == golden,
        "differs from tests/golden/report.html, first at line {:?}; look at it, then run with LIYAN_BLESS=1",
        differs.map(|line| line + 1)
    );
}

#[test]
fn the_first_page_says_what_must_be_known_before_any_figure() {
    let page = html(&common::example());
    let first = &page[..page.find("<main").unwrap()];
    for words in [
        "未提示不等于规范",
        "《吉林市窗口单位工作人员行为礼仪标准》",
        "jilin-window 0.2.0",
        "2026年3月1日至5月31日",
        "3个文件，1,843行",
        "判读工作人员答复1,212条",
        "每千条49.5条（95%区间",
        "五月.csv.gz没有读完",
        "有24行没有判读",
    ] {
        assert!(first.contains(words), "{words}");
    }
}

#[test]
fn a_report_that_hides_nothing_says_so_on_the_first_page() {
    let page = html(&common::tiny());
    let first = &page[..page.find("<main").unwrap()];
    assert!(first.contains("--no-redact"));
    assert!(!html(&common::example()).contains("--no-redact"));
}

#[test]
fn no_text_from_outside_becomes_markup() {
    for text in HOSTILE {
        let page = html(&filled_with(text));
        assert_eq!(page.matches("<script").count(), 1, "{text}");
        assert_eq!(page.matches("</script").count(), 1, "{text}");
        assert_eq!(page.matches("<style").count(), 1, "{text}");
        for markup in ["<img", "<svg/", "<!--"] {
            assert!(!page.contains(markup), "{text}");
        }
        let steering = |ch: char| {
            (ch.is_control() && ch != '\n' && ch != '\t')
                || ('\u{202a}'..='\u{202e}').contains(&ch)
                || ('\u{2066}'..='\u{2069}').contains(&ch)
        };
        assert_eq!(page.chars().find(|&ch| steering(ch)), None, "{text}");
    }
}

#[test]
fn every_tag_is_closed_and_every_id_is_the_only_one() {
    for figures in [common::example(), common::tiny(), common::empty(), Figures::default()]
        .into_iter()
        .chain(HOSTILE.map(filled_with))
    {
        let page = html(&figures);
        let mut open = Vec::new();
        let mut ids = Vec::new();
        for tag in tags(&page) {
            let name = tag.trim_start_matches('/').split([' ', '>', '/']).next().unwrap();
            if tag.starts_with('/') {
                assert_eq!(open.pop(), Some(name), "</{name}>");
            } else if !tag.ends_with('/') && !["meta", "!doctype", "wbr"].contains(&name) {
                open.push(name);
            }
            if let Some((_, id)) = tag.split_once(" id=\"") {
                ids.push(id.split('"').next().unwrap());
            }
            // The policy would not run them; nobody should have to rely on it.
            assert!(!tag.contains(" style=") && !tag.contains(" on"), "{tag}");
        }
        assert_eq!(open, [""; 0]);
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}

#[test]
fn nothing_is_loaded_from_anywhere() {
    let page = html(&common::example());
    assert!(page.contains("default-src &#39;none&#39;; style-src &#39;sha256-"));
    for loads in [" src=", "@import", "<link", "href=\"http", "fetch("] {
        assert!(!page.contains(loads), "{loads}");
    }
    assert!(!page.contains("url(") || page.split("url(").skip(1).all(|rest| rest.starts_with('#')));
}

#[test]
fn a_run_over_nothing_says_so_and_shows_where_every_row_went() {
    for figures in [common::empty(), Figures::default()] {
        let page = html(&figures);
        assert!(page.contains("本次没有判读到工作人员的答复"));
        assert!(page.contains("本次没有内容可列的部分：趋势、渠道和单位、人员、规则和用语"));
        assert!(page.contains("未提示不等于规范") && page.contains("各行的去向"));
        let body = &page[page.find("<body>").unwrap()..page.find("<script>").unwrap()];
        assert!(!body.contains("NaN") && !body.contains("class=\"tiles\""));
    }
}

#[test]
fn three_rows_give_no_rate_and_name_nobody() {
    let page = html(&common::tiny());
    assert!(page.contains("答复不足30条，不计算比率"));
    assert!(page.contains("样本不足，不排名"));
    assert!(page.contains("尚无人工核实"));
    assert!(page.contains("有1名人员有疑似问题，没有一处经核实成立，因此不列名"));
    assert!(!page.contains('‰'));
}

#[test]
fn tables_have_captions_and_headings_have_a_scope() {
    let page = html(&common::example());
    assert_eq!(page.matches("<table").count(), page.matches("<caption").count());
    assert!(
        tags(&page)
            .filter(|tag| tag.starts_with("th ") || *tag == "th")
            .all(|tag| tag.contains("scope="))
    );
    // No level is jumped over.
    let mut before = 0;
    for level in
        page.match_indices("<h").filter_map(|(at, _)| page[at + 2..].chars().next()?.to_digit(10))
    {
        assert!(level <= before + 1, "h{level} after h{before}");
        before = level;
    }
}

#[test]
fn a_report_of_very_much_is_made() {
    let mut figures = common::example();
    let group = figures.by_unit[0].clone();
    figures.by_unit = (0..2_000)
        .map(|at| Group { key: format!("第{at}窗口"), replies: 30 + at % 90, ..group.clone() })
        .collect();
    figures.by_period = (0..900)
        .map(|at| Group {
            key: format!("2026-{:02}-{:02}", at / 28 % 12 + 1, at % 28 + 1),
            ..group.clone()
        })
        .collect();
    figures.cases[0].turns[0].text = "长".repeat(200_000);
    figures.total.replies = u64::MAX;
    figures.total.rate = Some(Rate { per_mille: f64::INFINITY, low: f64::NAN, high: -1.0 });
    let page = html(&figures);
    assert!(page.contains("图中只画答复最多的30个单位"));
    assert!(page.contains("18,446,744,073,709,551,615"));
}

/// What stands between `<` and `>`, outside of style and script.
fn tags(page: &str) -> impl Iterator<Item = &str> {
    let body = |name: &str| {
        let start = page.find(&format!("<{name}>")).unwrap() + name.len() + 2;
        start..page.find(&format!("</{name}>")).unwrap()
    };
    let (style, script) = (body("style"), body("script"));
    page.match_indices('<')
        .filter(move |(at, _)| !style.contains(at) && !script.contains(at))
        .map(|(at, _)| page[at + 1..].split('>').next().unwrap())
}

/// The example with this text in every place that comes from outside.
fn filled_with(text: &str) -> Figures {
    let mut figures = common::example();
    let put = |place: &mut String| text.clone_into(place);
    let about = &mut figures.about;
    for place in [
        &mut about.engine,
        &mut about.pack,
        &mut about.pack_version,
        &mut about.pack_title,
        &mut about.pack_hash,
        &mut about.pack_notice,
    ] {
        put(place);
    }
    about.days = Some((text.to_owned(), text.to_owned()));
    about.since = Some(text.to_owned());
    about.baseline = Some(text.to_owned());
    about.sampling.as_mut().unwrap().by = text.to_owned();
    for file in &mut about.files {
        put(&mut file.name);
        put(&mut file.format);
        file.encoding = Some(text.to_owned());
        file.broken = Some(text.to_owned());
        file.mapping[0].0 = text.to_owned();
        file.mapping[0].1 = text.to_owned();
    }
    figures.counts.skipped.values_mut().flat_map(|skipped| &mut skipped.examples).for_each(put);
    let groups = [
        &mut figures.by_period,
        &mut figures.by_unit,
        &mut figures.by_clerk,
        &mut figures.by_channel,
    ];
    groups.into_iter().flatten().for_each(|group| put(&mut group.key));
    figures.by_channel[0].channel = None;
    for rule in &mut figures.by_rule {
        [&mut rule.id, &mut rule.title, &mut rule.message].into_iter().for_each(put);
        rule.articles.iter_mut().for_each(put);
        rule.words.iter_mut().for_each(|word| put(&mut word.0));
    }
    for article in &mut figures.by_article {
        [&mut article.label, &mut article.text].into_iter().for_each(put);
    }
    for case in &mut figures.cases {
        put(&mut case.place);
        [&mut case.record, &mut case.unit, &mut case.clerk, &mut case.at]
            .into_iter()
            .for_each(|place| *place = Some(text.to_owned()));
        for turn in &mut case.turns {
            put(&mut turn.text);
            for mark in &mut turn.marks {
                [&mut mark.id, &mut mark.title, &mut mark.message].into_iter().for_each(put);
                mark.articles.iter_mut().chain(&mut mark.wordings).for_each(put);
                mark.verdict = Verdict::Overturned;
            }
        }
    }
    for template in &mut figures.templates {
        put(&mut template.text);
        template.findings = vec![(text.to_owned(), Some(text.to_owned()))];
    }
    for doubt in &mut figures.doubtful {
        doubt.rule = text.to_owned();
        doubt.title = text.to_owned();
        doubt.why = Doubt::OftenFalse(0, 0);
        doubt.context = (text.to_owned(), text.to_owned(), text.to_owned());
    }
    for reply in &mut figures.best {
        [&mut reply.place, &mut reply.text].into_iter().for_each(put);
        reply.unit = Some(text.to_owned());
        reply.question = Some(text.to_owned());
    }
    for line in &mut figures.reviewed {
        [&mut line.id, &mut line.reviewer, &mut line.reason, &mut line.date]
            .into_iter()
            .for_each(put);
        [&mut line.title, &mut line.words, &mut line.unit]
            .into_iter()
            .for_each(|place| *place = Some(text.to_owned()));
    }
    for drawn in &mut figures.sample {
        [&mut drawn.stratum, &mut drawn.place, &mut drawn.text].into_iter().for_each(put);
        drawn.record = Some(text.to_owned());
        drawn.found = vec![text.to_owned()];
    }
    figures
}
