//! The command line of `liyan audit`.

use std::num::NonZero;
use std::path::PathBuf;

use lexopt::Parser;
use liyan_audit::columns::Wanted;
use liyan_audit::figures::Sampling;
use liyan_audit::judge::JudgeOptions;
use liyan_audit::read::{Format, ReadOptions};
use liyan_audit::run::RunOptions;
use liyan_audit::stream;
use liyan_audit::views::{Period, Views};
use liyan_rules::{Channel, Date, Severity};

use super::help::HELP;
use crate::arguments::{Word, level, next, text, value};

/// What to do.
#[derive(Debug)]
pub enum Verb {
    /// Print the help.
    Help(&'static str),
    /// Audit exports.
    Run(Box<AuditOptions>),
    /// Write the file in which people say what they decided.
    Review(ReviewOptions),
}

/// Options of `liyan audit`.
#[derive(Debug)]
pub struct AuditOptions {
    /// Files, folders, patterns; `-` is standard input.
    pub inputs: Vec<PathBuf>,
    /// Outputs by their endings.
    pub outputs: Vec<PathBuf>,
    /// The pack; none: the built-in one.
    pub pack: Option<PathBuf>,
    /// What the pack is held to.
    pub locks: Vec<PathBuf>,
    /// What people decided.
    pub accept: Option<PathBuf>,
    /// An earlier JSONL output.
    pub baseline: Option<PathBuf>,
    /// How the run goes about it.
    pub run: RunOptions,
    /// What to count by.
    pub views: Views,
    /// A sample to draw.
    pub sampling: Option<Sampling>,
    /// Whether phone numbers and the like are hidden.
    pub redact: bool,
    /// The lowest severity that fails, if any does.
    pub fail_on: Option<Severity>,
    /// Whether progress is told.
    pub quiet: bool,
}

/// Options of `liyan audit review`.
#[derive(Debug)]
pub struct ReviewOptions {
    /// The JSONL output of an audit.
    pub findings: PathBuf,
    /// What was decided before.
    pub accept: Option<PathBuf>,
    /// The file to write.
    pub out: PathBuf,
}

/// Reads what follows `liyan audit`.
///
/// # Errors
/// What is wrong with it, for people.
pub fn parse(parser: &mut Parser) -> Result<Verb, String> {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let run = RunOptions {
        read: ReadOptions::default(),
        judge: JudgeOptions::default(),
        threads,
        memory: 128 << 20,
    };
    let mut options = AuditOptions {
        inputs: Vec::new(),
        outputs: Vec::new(),
        pack: None,
        locks: Vec::new(),
        accept: None,
        baseline: None,
        run,
        views: Views::default(),
        sampling: None,
        redact: true,
        fail_on: None,
        quiet: false,
    };
    let mut by: Option<String> = None;
    let mut sample = None;
    let mut seed = None;
    while let Some(word) = next(parser)? {
        let name = match word {
            Word::Help => return Ok(Verb::Help(HELP)),
            Word::Version => return Err("版本用 liyan --version 查看".into()),
            Word::Value(value) if value == "review" && options.inputs.is_empty() => {
                return review(parser);
            }
            Word::Value(value) => {
                options.inputs.push(value.into());
                continue;
            }
            Word::Option(name) => name,
        };
        let run = &mut options.run;
        match name.as_str() {
            "--out" => options.outputs.push(value(parser, &name)?.into()),
            "--pack" if options.pack.is_some() => {
                return Err("审计一次只用一个规则包，这样各月才能比".into());
            }
            "--pack" => options.pack = Some(value(parser, &name)?.into()),
            "--lock" => options.locks.push(value(parser, &name)?.into()),
            "--accept" => options.accept = Some(value(parser, &name)?.into()),
            "--baseline" => options.baseline = Some(value(parser, &name)?.into()),
            "--map" => run.read.columns = Wanted::parse(&text(parser, &name)?)?,
            "--format" => run.read.format = Some(format(&text(parser, &name)?)?),
            "--encoding" => {
                let encoding = text(parser, &name)?;
                let known = stream::encoding(&encoding);
                run.read.encoding = Some(known.ok_or_else(|| {
                    format!("--encoding 不认识 “{encoding}”，可以写 utf-8、gb18030、big5、utf-16le、utf-16be")
                })?);
            }
            "--channel" => {
                let channel = text(parser, &name)?;
                run.judge.channel = Channel::from_name(&channel).ok_or_else(|| {
                    format!("--channel 不能是 “{channel}”，可以写 chat 或 letter")
                })?;
            }
            "--closed" => run.judge.closed = true,
            "--since" => run.judge.since = Some(date(&name, &text(parser, &name)?)?),
            "--until" => run.judge.until = Some(date(&name, &text(parser, &name)?)?),
            "--by" => by = Some(text(parser, &name)?),
            "--sample" => sample = Some(number(&name, &text(parser, &name)?)?),
            "--seed" => seed = Some(number(&name, &text(parser, &name)?)?),
            "--no-redact" => options.redact = false,
            "--fail-on" => options.fail_on = level(&text(parser, &name)?)?,
            "--threads" => {
                run.threads = number(&name, &text(parser, &name)?)?.clamp(1, 256) as usize
            }
            "--memory" => {
                run.memory =
                    (number(&name, &text(parser, &name)?)? as usize).clamp(1, 1 << 20) << 20
            }
            "--quiet" => options.quiet = true,
            _ => return Err(format!("liyan audit 没有 {name} 这个选项，见 liyan audit --help")),
        }
    }
    if options.inputs.is_empty() {
        return Err(
            "要审哪些文件？写上文件名、文件夹，或用 - 读标准输入；见 liyan audit --help".into()
        );
    }
    if let (Some(since), Some(until)) = (options.run.judge.since, options.run.judge.until)
        && until < since
    {
        return Err(format!("--until {until} 在 --since {since} 之前"));
    }
    let words: Vec<&str> = by.iter().flat_map(|by| by.split([',', '，'])).map(str::trim).collect();
    if by.is_some() {
        options.views = views(&words)?;
    }
    options.sampling = match (sample, seed) {
        (None, None) => None,
        (None, Some(_)) => return Err("--seed 要和 --sample 一起用".into()),
        (Some(wanted), seed) => {
            let strata =
                words.iter().find(|word| ["clerk", "unit", "channel", "month"].contains(word));
            let by = (*strata.unwrap_or(&"clerk")).to_owned();
            Some(Sampling { wanted: wanted as usize, seed: seed.unwrap_or(0), by })
        }
    };
    Ok(Verb::Run(Box::new(options)))
}

fn review(parser: &mut Parser) -> Result<Verb, String> {
    let (mut findings, mut accept, mut out) = (None, None, None);
    while let Some(word) = next(parser)? {
        match word {
            Word::Help => return Ok(Verb::Help(HELP)),
            Word::Version => return Err("版本用 liyan --version 查看".into()),
            Word::Value(file) if findings.is_none() => findings = Some(PathBuf::from(file)),
            Word::Value(file) => return Err(format!("多写了 “{}”", file.to_string_lossy())),
            Word::Option(name) if name == "--accept" => accept = Some(value(parser, &name)?.into()),
            Word::Option(name) if name == "--out" => out = Some(value(parser, &name)?.into()),
            Word::Option(name) => return Err(format!("liyan audit review 没有 {name} 这个选项")),
        }
    }
    Ok(Verb::Review(ReviewOptions {
        findings: findings.ok_or("要写上 liyan audit --out 写出的 .jsonl")?,
        accept,
        out: out.ok_or("要用 --out 写明核实表写到哪里，例如 --out 核实.csv")?,
    }))
}

fn views(words: &[&str]) -> Result<Views, String> {
    let has = |name: &str| words.contains(&name);
    let known = ["day", "month", "unit", "clerk", "channel", "rule", "article"];
    if let Some(other) = words.iter().find(|word| !known.contains(word)) {
        return Err(format!("--by 不能是 “{other}”，可以写 {}", known.join("、")));
    }
    let period = match (has("day"), has("month")) {
        (true, true) => return Err("--by 里 day 和 month 只能写一个".into()),
        (true, false) => Some(Period::Day),
        (false, true) => Some(Period::Month),
        (false, false) => None,
    };
    Ok(Views {
        period,
        trend: period.is_some(),
        unit: has("unit"),
        clerk: has("clerk"),
        channel: has("channel"),
        rule: has("rule"),
        article: has("article"),
    })
}

fn format(name: &str) -> Result<Format, String> {
    Format::from_name(name).ok_or_else(|| {
        format!("--format 不能是 “{name}”，可以写 csv、tsv、jsonl、json、xlsx、parquet、txt")
    })
}

fn date(option: &str, text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| format!("{option} “{text}” 不是日期，写成 2026-03-01"))
}

fn number(option: &str, text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("{option} “{text}” 不是数"))
}
