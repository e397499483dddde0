//! Figures whose every text is as strange as texts from outside can be.

#![allow(dead_code)]

use liyan_audit::figures::{Case, CaseMark, CaseTurn, Doubt, Figures, Template};

/// Formula, markup, control characters, right to left, emoji, Excel's own escape, and no end.
pub const TEXT: &str = "=HYPERLINK(\"http://x\",\"y\")</script><b>&amp;\u{0}\u{1b}[31m\u{b}\u{202e}שלום\u{feff}😀👩‍👩‍👧_x0041_\r\n\u{fffe}'@+-";

/// The example with strange texts.
pub fn figures() -> Figures {
    let mut figures = super::common::example();
    let long = TEXT.repeat(2_000);
    figures.about.pack_title = TEXT.into();
    figures.about.engine = TEXT.into();
    figures.about.pack_hash = TEXT.into();
    figures.about.pack_notice = long.clone();
    figures.about.days = Some((TEXT.into(), TEXT.into()));
    figures.about.baseline = Some(TEXT.into());
    for file in &mut figures.about.files {
        file.name = TEXT.into();
        file.broken = Some(TEXT.into());
        file.mapping.push((TEXT.into(), TEXT.into()));
    }
    let groups = [&mut figures.by_unit, &mut figures.by_clerk, &mut figures.by_period];
    for group in groups.into_iter().flatten() {
        group.key = TEXT.into();
    }
    for rule in &mut figures.by_rule {
        rule.title = TEXT.into();
        rule.message = long.clone();
        rule.words.push((long.clone(), 1));
    }
    for article in &mut figures.by_article {
        article.text = long.clone();
    }
    figures.templates.push(Template { text: long.clone(), ..figures.templates[0].clone() });
    figures.doubtful[0].context = (TEXT.into(), TEXT.into(), long.clone());
    figures.doubtful[0].why = Doubt::Widespread(u64::MAX);
    for sampled in &mut figures.sample {
        sampled.text = TEXT.into();
        sampled.stratum = TEXT.into();
    }
    for reviewed in &mut figures.reviewed {
        reviewed.reason = TEXT.into();
        reviewed.reviewer = TEXT.into();
    }
    for best in &mut figures.best {
        best.text = TEXT.into();
        best.question = Some(long.clone());
    }
    let mark = CaseMark {
        span: Some((0, usize::MAX)),
        title: TEXT.into(),
        message: TEXT.into(),
        wordings: vec![TEXT.into(), String::new()],
        ..figures.cases[0].turns[1].marks[0].clone()
    };
    let inside = CaseMark { span: Some((3, 60)), ..mark.clone() };
    let beyond = CaseMark { span: Some((9_000_000, 1)), ..mark.clone() };
    let turn = |text: &str, marks| CaseTurn {
        text: text.into(),
        marks,
        ..figures.cases[0].turns[1].clone()
    };
    let turns = vec![
        turn(TEXT, vec![mark.clone(), inside, beyond.clone()]),
        turn(&long, vec![mark]),
        turn("", vec![beyond]),
    ];
    figures.cases.push(Case {
        place: TEXT.into(),
        clerk: Some(TEXT.into()),
        turns,
        ..figures.cases[0].clone()
    });
    figures.cases.push(Case { turns: Vec::new(), ..figures.cases[0].clone() });
    figures
}
