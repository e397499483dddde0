//! The HTML report as people read it: a golden file, hostile texts, and runs with next to nothing in them.

mod common;
#[path = "common/golden.rs"]
mod golden;
#[path = "common/hostile.rs"]
mod hostile;
#[path = "common/strange.rs"]
mod strange;

use liyan_audit::figures::{Figures, Group, Rate, Verdict};
use liyan_audit::report::html::html;

#[test]
fn the_report_of_the_example_is_as_it_was_looked_at() {
    golden::same("example.html", &html(&common::example()));
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
        "检查工作人员答复1,212条",
        "每千条49.5条（95%区间",
        "五月.csv.gz没有读完",
        "有24行未检查",
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
    let filled = hostile::TEXTS.map(|text| (text, hostile::figures(text)));
    for (text, figures) in filled.into_iter().chain([("strange", strange::figures())]) {
        let page = html(&figures);
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
        .chain(hostile::TEXTS.map(hostile::figures))
        .chain([strange::figures()])
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
        assert!(page.contains("本次没有工作人员的答复可供检查"));
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
fn nobody_is_named_before_a_person_upheld_something() {
    let mut figures = common::example();
    let page = html(&figures);
    assert!(page.contains("人员 A017") && page.contains("<th scope=\"row\">A017</th>"));
    for mark in
        figures.cases.iter_mut().flat_map(|case| &mut case.turns).flat_map(|turn| &mut turn.marks)
    {
        mark.verdict = Verdict::Appealed;
    }
    figures.by_clerk.iter_mut().for_each(|group| group.verdicts[1] = 0);
    let page = html(&figures);
    assert!(!page.contains("A017") && !page.contains("B008"));
    assert!(page.contains("有13名人员有疑似问题，没有一处经核实成立，因此不列名"));
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
    figures.total.verdicts = [u64::MAX; 5];
    figures.counts.skipped.values_mut().for_each(|skipped| skipped.rows = u64::MAX);
    figures.clerks_unnamed = u64::MAX;
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
