//! The matcher alone, beside matchers off the shelf that do not fold, and the same after folding to a buffer.

use aho_corasick::{AhoCorasick, MatchKind};
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use liyan_bench::clock::{medians, time};
use liyan_bench::plot;
use liyan_bench::report::{self, Figures};
use liyan_bench::texts::{Lists, RATES};
use liyan_rules::Phrases;
use liyan_rules::text::{Class, FoldTable};
use std::fmt::Write;

const COUNTS: [usize; 3] = [50, 1_000, 20_000];
const NAMES: [&str; 6] = [
    "Liyan, folding",
    "fold, then daachorse",
    "fold, then aho-corasick",
    "daachorse, no folding",
    "aho-corasick, no folding",
    "UTF-8 validation",
];

fn main() {
    let megabytes = std::env::var("LIYAN_BENCH_MB").ok().and_then(|text| text.parse().ok());
    let bytes = megabytes.unwrap_or(24) * 1_000_000;
    let rounds = std::env::var("LIYAN_BENCH_ROUNDS").ok().and_then(|text| text.parse().ok());
    let rounds = rounds.unwrap_or(7);
    let lists = Lists::new();
    let table = FoldTable::new();
    let mut figures = Figures::default();
    let mut section = format!(
        "## The matcher\n\nMB/s of {} MB of letters, one by one; medians of {rounds} rounds in which all take turns.\n\n\
         | phrases | hits |{}\n|---|---|{}\n",
        bytes / 1_000_000,
        NAMES.map(|name| format!(" {name} |")).concat(),
        "---|".repeat(NAMES.len())
    );
    let mut groups = Vec::new();
    let mut ready = String::from("\n");
    for count in COUNTS {
        let phrases = lists.phrases(count, 11);
        let (build, ours) = time(|| Phrases::new(&table, &phrases));
        let folded: Vec<String> = phrases.iter().map(|phrase| fold(&table, phrase)).collect();
        let raw = Baselines::new(&phrases);
        let after = Baselines::new(&folded);
        let mut worst = [f64::MAX; 3];
        for (rate, every) in RATES {
            let texts = lists.corpus(bytes, every, &phrases, 12, |lists, dice| lists.letter(dice));
            let total: usize = texts.iter().map(String::len).sum();
            let mut buffer = String::new();
            let mut other = String::new();
            let hits = count_ours(&ours, &texts);
            // All candidates of the one are all candidates of the other.
            assert_eq!(hits, folding(&table, &texts, &mut buffer, |text| after.aho(text)));
            assert_eq!(hits, folding(&table, &texts, &mut buffer, |text| after.daachorse(text)));
            assert_eq!(hits == 0, every == 0);
            let seconds = medians(
                rounds,
                &mut [
                    &mut || count_ours(&ours, &texts),
                    &mut || folding(&table, &texts, &mut buffer, |text| after.daachorse(text)),
                    &mut || folding(&table, &texts, &mut other, |text| after.aho(text)),
                    &mut || texts.iter().map(|text| raw.daachorse(text)).sum(),
                    &mut || texts.iter().map(|text| raw.aho(text)).sum(),
                    &mut || {
                        texts
                            .iter()
                            .filter(|text| simdutf8::basic::from_utf8(text.as_bytes()).is_ok())
                            .count()
                    },
                ],
            );
            let rates: Vec<f64> =
                seconds.iter().map(|seconds| total as f64 / 1e6 / seconds).collect();
            writeln!(
                section,
                "| {count} | {rate} |{}",
                rates.iter().map(|rate| format!(" {rate:.0} |")).collect::<String>()
            )
            .expect("memory");
            let best = rates[1].max(rates[2]);
            for (worst, other) in worst.iter_mut().zip([best, rates[3], rates[5]]) {
                *worst = worst.min(rates[0] / other);
            }
            groups.push((format!("{count} phrases, hits: {rate}"), rates[..5].to_vec()));
        }
        let [best, daachorse, floor] = worst;
        for portable in ["", ".portable"] {
            match count {
                50 => figures.say(format!("core.50.vs_daachorse_raw{portable}"), daachorse),
                _ => figures.say(format!("core.{count}.vs_best_fold_then_match{portable}"), best),
            }
            if count == 1_000 {
                figures.say(format!("core.1000.vs_utf8_validation{portable}"), floor);
            }
        }
        writeln!(ready, "{count} phrases are ready to be searched after {:.2} ms.", build * 1e3)
            .expect("memory");
    }
    section.push_str(
        "\nRatios in the summary are the lowest of the three rates of hits. All report every candidate, overlapping or not; \
         ours tells the place in the original too, the others only in the buffer.\n",
    );
    section.push_str(&ready);
    section.push_str("\n![MB/s by phrases and hits](bench-core.svg)\n");
    report::draw("bench-core", &plot::bars("MB/s, more is better", &NAMES[..5], &groups));
    figures.write("core", &section);
}

fn count_ours(phrases: &Phrases, texts: &[String]) -> usize {
    let mut hits = 0;
    for text in texts {
        phrases.find(text, |_, _| hits += 1);
    }
    hits
}

fn fold(table: &FoldTable, text: &str) -> String {
    let mut folded = String::new();
    fold_to(table, text, &mut folded);
    folded
}

fn fold_to(table: &FoldTable, text: &str, buffer: &mut String) {
    buffer.clear();
    buffer.reserve(text.len());
    for ch in text.chars() {
        let (ch, class) = table.fold(ch);
        if !matches!(class, Class::Invisible | Class::Loose) {
            buffer.push(ch);
        }
    }
}

fn folding(
    table: &FoldTable,
    texts: &[String],
    buffer: &mut String,
    count: impl Fn(&str) -> usize,
) -> usize {
    let mut hits = 0;
    for text in texts {
        fold_to(table, text, buffer);
        hits += count(buffer);
    }
    hits
}

struct Baselines {
    aho: AhoCorasick,
    daachorse: CharwiseDoubleArrayAhoCorasick<u32>,
}

impl Baselines {
    fn new(phrases: &[String]) -> Self {
        Self {
            aho: AhoCorasick::builder()
                .match_kind(MatchKind::Standard)
                .build(phrases)
                .expect("phrases"),
            daachorse: CharwiseDoubleArrayAhoCorasickBuilder::new()
                .build(phrases)
                .expect("phrases"),
        }
    }

    fn aho(&self, text: &str) -> usize {
        self.aho.find_overlapping_iter(text).count()
    }

    fn daachorse(&self, text: &str) -> usize {
        self.daachorse.find_overlapping_iter(text).count()
    }
}
