//! What listening costs: a check with the shipped tone model against one that only folds the text, for a chat bubble, a
//! letter as long as most and one that is as long as a letter can be.
#![allow(clippy::print_stdout, reason = "a bench speaks to whoever runs it")]

use std::time::Instant;

use liyan_rules::pack::read_toml;
use liyan_rules::{Channel, Checker, Conversation, When};

const LENGTHS: [usize; 3] = [20, 300, 20_000];
const RUNS: usize = 201;

/// An ordinary letter, said again until it is long enough.
const LETTER: &str = "尊敬的张女士：您好！您反映的幸福里小区供暖温度不达标问题已收悉。经核实，热力公司工作人员于11月18日上门测温，\
    您家客厅温度为17.2度，低于标准。经排查，系楼道阀门未全开所致，现已调整到位。如您家中温度仍不达标，可随时拨打供热服务热线\
    968120，我们会在两小时内安排人员上门处理。感谢您对供热工作的理解和支持，祝您生活愉快。\n";

fn main() {
    let listens = "kind = 'forbid'\nbasis = 'inferred'\nseverity = 'warn'\ntone = 'service-tone'";
    let folds = "kind = 'forbid'\nbasis = 'inferred'\nseverity = 'warn'\nphrases = ['甲乙丙丁']";
    let (listens, folds) = (checker(listens), checker(folds));
    println!("characters   with the tone model   without");
    for length in LENGTHS {
        let text: String = LETTER.chars().cycle().take(length).collect();
        let (with, without) = (median(&listens, &text), median(&folds, &text));
        println!("{length:>10} {with:>18.1} µs {without:>6.1} µs");
    }
}

fn checker(rule: &str) -> Checker {
    let pack = format!(
        "[pack]\nid = 'bench'\nversion = '0.1.0'\ntitle = 't'\nlicense = 'MIT'\nnotice = 'n'\n\
         [source.art1]\nlabel = '1'\ntext = '…'\n\
         [[rule]]\nid = 'r'\ntitle = 't'\ncite = ['art1']\nmessage = 'm'\n{rule}\n"
    );
    let loaded = read_toml("bench.toml", &pack).unwrap_or_else(|errors| panic!("{errors}"));
    loaded.checker().expect("it loads")
}

/// Microseconds of one check.
fn median(checker: &Checker, text: &str) -> f64 {
    let draft = Conversation::draft(Channel::Letter, text);
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let begun = Instant::now();
            let report = checker.check(&draft, When::Sending);
            assert!(report.findings.len() <= 1);
            begun.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}
