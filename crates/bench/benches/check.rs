//! The whole check with the shipped pack: folding, phrases, contexts, masks, the tone model.

use std::fmt::Write;

use liyan_bench::clock::{cpu_seconds, medians};
use liyan_bench::dice::Dice;
use liyan_bench::report::Figures;
use liyan_bench::texts::Lists;
use liyan_rules::pack::compile_builtin;
use liyan_rules::text::FoldTable;
use liyan_rules::{Channel, Checker, Conversation, Phrases, When};

const ROUNDS: usize = 9;
const BYTES: usize = 3_000_000;

fn main() {
    let lists = Lists::new();
    let pack = compile_builtin().expect("the shipped pack is sound");
    let begun = cpu_seconds();
    let checker = Checker::from_compiled(&pack).expect("just compiled");
    let loading = cpu_seconds() - begun;
    let phrases = lists.phrases(1_000, 11);
    let core = Phrases::new(&FoldTable::new(), &phrases);
    let mut section = format!(
        "## The whole check\n\nMB/s with the shipped pack ({} kB compiled, ready to judge after {:.1} ms of processor time), \
         medians of {ROUNDS} rounds, one text after the other as drafts about to be sent; beside it the bare matcher with 1,000 \
         phrases on the same texts.\n\n\
         | texts | check | bare matcher | ratio |\n|---|---|---|---|\n",
        pack.len() / 1000,
        loading * 1e3,
    );
    let mut figures = Figures::default();
    type Write1 = fn(&Lists, &mut Dice) -> String;
    let kinds: [(&str, Channel, Write1); 2] =
        [("letters", Channel::Letter, Lists::letter), ("chat", Channel::Chat, Lists::bubble)];
    for (name, channel, write_one) in kinds {
        let texts = lists.corpus(BYTES, 0, &phrases, 21, write_one);
        let drafts: Vec<Conversation> =
            texts.iter().map(|text| Conversation::draft(channel, text.as_str())).collect();
        let (clean, found): (Vec<_>, Vec<_>) = drafts
            .into_iter()
            .partition(|draft| checker.check(draft, When::Sending).findings.is_empty());
        for (state, drafts) in [("clean", clean), ("with findings", found)] {
            let bytes: usize = drafts.iter().map(|draft| draft.turns[0].text.len()).sum();
            if bytes == 0 {
                continue;
            }
            let seconds = medians(
                ROUNDS,
                &mut [
                    &mut || {
                        let check = |draft| checker.check(draft, When::Sending).findings.len();
                        drafts.iter().map(check).sum()
                    },
                    &mut || {
                        let mut hits = 0;
                        for draft in &drafts {
                            core.find(&draft.turns[0].text, |_, _| hits += 1);
                        }
                        hits
                    },
                ],
            );
            let [check, bare] = [0, 1].map(|at: usize| bytes as f64 / 1e6 / seconds[at]);
            writeln!(
                section,
                "| {} {name}, {state} | {check:.1} | {bare:.0} | {:.3} |",
                drafts.len(),
                check / bare
            )
            .expect("memory");
            if name == "letters" && state == "clean" {
                figures.say("check.letters.vs_core", check / bare);
            }
        }
    }
    figures.write("check", &section);
}
