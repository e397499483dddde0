//! How a check slows down as rules are added: the same text under 1 to 10,000 rules.
//!
//! Rules, phrases and text are made from a fixed seed over the 3,000 commonest-looking code points of Han, so that some
//! phrases share characters, as real ones do. Each measurement is the median of many checks, and only the ratios to one
//! rule are of interest. Writes `docs/rules-curve.svg` beside the table that it prints.
#![allow(clippy::print_stdout, reason = "a bench speaks to whoever runs it")]

use std::fmt::Write;
use std::fs;
use std::time::Instant;

use liyan_rules::pack::read_toml;
use liyan_rules::{Channel, Checker, Conversation, When};

const COUNTS: [usize; 9] = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000];
const PHRASES: usize = 3;
/// Characters of the text that is checked.
const LENGTH: usize = 2_000;
const RUNS: usize = 101;

fn main() {
    let mut random = Random(20_260_301);
    let text = text(&mut random);
    let mut points: Vec<(usize, f64)> = Vec::new();
    println!("rules   phrases   one check of {LENGTH} characters   against one rule");
    for count in COUNTS {
        let checker = checker(count);
        let micros = median(&checker, &text);
        let base = points.first().map_or(micros, |&(_, first)| first);
        println!("{count:>6} {:>8} {micros:>16.1} µs {:>16.2} ×", count * PHRASES, micros / base);
        points.push((count, micros));
    }
    let svg = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/rules-curve.svg");
    fs::write(svg, draw(&points)).expect("docs/rules-curve.svg can be written");
}

/// A small generator that gives the same numbers everywhere (Knuth's MMIX constants).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize * end) >> 31
    }

    fn han(&mut self) -> char {
        char::from_u32(0x4e00 + self.below(3_000) as u32).expect("Han")
    }

    fn word(&mut self) -> String {
        (0..2 + self.below(3)).map(|_| self.han()).collect()
    }
}

fn text(random: &mut Random) -> String {
    let mut text = String::new();
    for at in 0..LENGTH {
        text.push(if at % 17 == 16 { '，' } else { random.han() });
    }
    text
}

fn checker(rules: usize) -> Checker {
    let mut random = Random(7);
    let mut pack = String::from(
        "[pack]\nid = 'curve'\nversion = '0.1.0'\ntitle = 't'\nlicense = 'MIT'\nnotice = 'n'\n\
         [source.art1]\nlabel = '1'\ntext = '…'\n[context.calm]\nwhy = 'w'\nleft = ['您']\n",
    );
    for rule in 0..rules {
        let phrases: Vec<String> = (0..PHRASES).map(|_| format!("'{}'", random.word())).collect();
        write!(
            pack,
            "[[rule]]\nid = 'r{rule}'\nkind = 'forbid'\ntitle = 't'\ncite = ['art1']\nbasis = 'stated'\n\
             severity = 'block'\nmessage = 'm'\nphrases = [{}]\nunless = ['calm']\n",
            phrases.join(", ")
        )
        .expect("memory");
    }
    read_toml("curve.toml", &pack)
        .unwrap_or_else(|errors| panic!("{errors}"))
        .checker()
        .expect("it loads")
}

/// Microseconds of one check.
fn median(checker: &Checker, text: &str) -> f64 {
    let draft = Conversation::draft(Channel::Letter, text);
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let begun = Instant::now();
            let report = checker.check(&draft, When::Sending);
            let time = begun.elapsed().as_secs_f64() * 1e6;
            assert!(report.findings.len() < LENGTH);
            time
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

/// Both axes logarithmic: a check that took n times as long for n rules would run along the dashed line.
fn draw(points: &[(usize, f64)]) -> String {
    let (base, most) = (points[0].1, COUNTS[COUNTS.len() - 1] as f64);
    let x = |count: f64| 70.0 + 520.0 * count.log10() / most.log10();
    let y = |ratio: f64| 320.0 - 280.0 * ratio.log10() / most.log10();
    let line: Vec<String> = points
        .iter()
        .map(|&(count, micros)| {
            format!("{:.1},{:.1}", x(count as f64), y((micros / base).max(1.0)))
        })
        .collect();
    let mut marks = String::new();
    for power in 0..=4 {
        let value = 10_f64.powi(power);
        let (at, up) = (x(value), y(value));
        write!(
            marks,
            "<line x1='70' x2='590' y1='{up:.1}' y2='{up:.1}' stroke='#ddd'/>\
             <text x='62' y='{:.1}' text-anchor='end'>{value}×</text>\
             <text x='{at:.1}' y='340' text-anchor='middle'>{value}</text>",
            up + 4.0
        )
        .expect("memory");
    }
    for &(count, micros) in points {
        let (at, up) = (x(count as f64), y((micros / base).max(1.0)));
        write!(marks, "<circle cx='{at:.1}' cy='{up:.1}' r='3.5' fill='#1f5fbf'/>")
            .expect("memory");
    }
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 640 380' font-family='sans-serif' font-size='12' fill='#333'>\
         <rect width='640' height='380' fill='#fff'/>\
         <text x='70' y='22' font-size='14'>Time of one check against the number of rules (both logarithmic)</text>{marks}\
         <line x1='70' y1='320' x2='590' y2='40' stroke='#999' stroke-dasharray='5 4'/>\
         <text x='190' y='170' fill='#666'>as many times as rules</text>\
         <polyline points='{}' fill='none' stroke='#1f5fbf' stroke-width='2'/>\
         <text x='330' y='366' text-anchor='middle'>rules, three phrases each</text></svg>\n",
        line.join(" ")
    )
}
