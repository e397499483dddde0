//! Texts made to slow a checker down. Ten times the text may take about ten times as long, never a hundred times.

use std::fmt::Write;

use liyan_bench::clock::{median, time};
use liyan_bench::plot;
use liyan_bench::report::{self, Figures};
use liyan_rules::pack::compile_builtin;
use liyan_rules::text::FoldTable;
use liyan_rules::{Channel, Checker, Conversation, Phrases, When};

/// Bytes of the smallest text, and how often it is doubled; the long line goes on to 100 MB.
const LEAST: usize = 20_000;
const DOUBLINGS: u32 = 6;
const LONG_DOUBLINGS: u32 = 12;
const ROUNDS: usize = 3;

fn main() {
    let checker = Checker::from_compiled(compile_builtin().expect("sound")).expect("just compiled");
    let table = FoldTable::new();
    let itself = Phrases::new(&table, ["不".repeat(400)]);
    let many = Phrases::new(&table, ["不知道", "您自己看", "不归我管", "少啰嗦"]);
    let check = |text: &str| {
        let draft = Conversation::draft(Channel::Letter, text);
        checker.check(&draft, When::Sending).findings.len()
    };
    let search = |phrases: &Phrases, text: &str| {
        let mut hits = 0;
        phrases.find(text, |_, _| hits += 1);
        hits
    };
    let nested = |bytes: usize| {
        let depth = bytes / 6;
        format!("{}不知道{}", "“".repeat(depth), "”".repeat(depth))
    };
    let skipped = |bytes: usize| format!("不{}知道", "\u{200b}".repeat(bytes / 3));
    let fill = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len() + 1);
    type Trap<'t> =
        (&'t str, u32, Box<dyn Fn(usize) -> String + 't>, Box<dyn Fn(&str) -> usize + 't>);
    let traps: Vec<Trap> = vec![
        (
            "one line, searched",
            LONG_DOUBLINGS,
            Box::new(|bytes| fill("您好请带身份证到二楼窗口", bytes)),
            Box::new(|text| search(&many, text)),
        ),
        (
            "a phrase over itself, searched",
            DOUBLINGS,
            Box::new(|bytes| fill("不", bytes)),
            Box::new(|text| search(&itself, text)),
        ),
        (
            "skipped marks, searched",
            DOUBLINGS,
            Box::new(skipped),
            Box::new(|text| search(&many, text)),
        ),
        ("skipped marks, checked", DOUBLINGS, Box::new(skipped), Box::new(check)),
        ("nested quotes, checked", DOUBLINGS, Box::new(nested), Box::new(check)),
        (
            "nothing but hits, checked",
            DOUBLINGS - 1,
            Box::new(|bytes| fill("不知道，少啰嗦。", bytes)),
            Box::new(check),
        ),
        (
            "one line, checked",
            DOUBLINGS - 1,
            Box::new(|bytes| fill("您好请带身份证到二楼窗口", bytes)),
            Box::new(check),
        ),
    ];
    let mut section = String::from(
        "## Traps\n\nMilliseconds of the longest text, and how much faster than the text the time grew from the shortest to it \
         (1 is in step; quadratic time would be as much as the texts differ).\n\n\
         | trap | longest text | ms | grew |\n|---|---|---|---|\n",
    );
    let mut series = Vec::new();
    let mut figures = Figures::default();
    for (name, doublings, make, act) in traps {
        let points: Vec<(f64, f64)> = (0..=doublings)
            .map(|doubling| {
                let text = make(LEAST << doubling);
                let mut times: Vec<f64> =
                    (0..ROUNDS).map(|_| time(|| act(&text)).0 * 1e3).collect();
                (text.len() as f64 / 1e6, median(&mut times))
            })
            .collect();
        let (first, last) = (points[0], points[points.len() - 1]);
        let grew = (last.1 / first.1) / (last.0 / first.0);
        writeln!(section, "| {name} | {:.1} MB | {:.1} | {grew:.2} × |", last.0, last.1)
            .expect("memory");
        figures.say(format!("traps.{}", name.replace(", ", ".").replace(' ', "_")), grew);
        series.push((name.to_owned(), points));
    }
    section.push_str("\n![growth of time with text](bench-traps.svg)\n");
    report::draw(
        "bench-traps",
        &plot::lines(
            "Milliseconds against megabytes, both logarithmic; dashed: in step",
            "MB",
            &series,
        ),
    );
    figures.write("traps", &section);
}
