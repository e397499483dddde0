//! The example with one text in every place that comes from outside.

use liyan_audit::figures::{Doubt, Figures, Verdict};

/// What would harm a document that lets it through.
pub const TEXTS: [&str; 8] = [
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\"'><svg/onload=alert(1)>",
    "=HYPERLINK(\"http://example.org\")",
    "\u{0}\u{7}\u{1b}[31m\u{202e}倒\u{2066}着",
    "😀👨‍👩‍👧مرحبا",
    "{{ policy }}{% if %}",
    "<!--",
];

/// The example with this text in every place that comes from outside.
pub fn figures(text: &str) -> Figures {
    let mut figures = super::common::example();
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
