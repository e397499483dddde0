//! `liyan audit`: a month of replies, one command, a report.

mod arguments;
mod help;
mod progress;
mod summary;

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use liyan_audit::accept::{self, Accepted};
use liyan_audit::outputs::Outputs;
use liyan_audit::run::{self, RunError};
use liyan_audit::tally::{Tally, TallyOptions};
use liyan_audit::{input, outputs, stream};
use liyan_rules::Checker;

use arguments::{AuditOptions, ReviewOptions};
pub use arguments::{Verb, parse};
pub use help::HELP;
use progress::Progress;

use crate::exit::{Exit, complain};
use crate::{pack, packs};

/// Runs the command.
pub fn run(verb: &Verb) -> Exit {
    let ended = match verb {
        Verb::Help(text) => return crate::print(text),
        Verb::Run(options) => audit(options),
        Verb::Review(options) => review(options),
    };
    ended.unwrap_or_else(|(exit, problem)| {
        complain(&problem);
        exit
    })
}

/// How it ended early, and why, for people.
type Ended = (Exit, String);

fn audit(options: &AuditOptions) -> Result<Exit, Ended> {
    spare_inputs(options)?;
    let checker = checker(options)?;
    let mut inputs = input::expand(&options.inputs);
    // What an earlier run wrote into the folder is no export.
    let outputs = options.outputs.iter().filter(|path| path.as_os_str() != "-");
    let outputs: Vec<_> = outputs.map(|path| input::real(path)).collect();
    if !outputs.is_empty() {
        inputs.files.retain(|file| !outputs.contains(&input::real(file)));
    }
    let mut exit = Exit::Clean;
    for problem in &inputs.problems {
        complain(problem);
        exit = exit.or(Exit::BadInput);
    }
    let not_written = |error: outputs::OutputError| (Exit::NotWritten, error.to_string());
    for file in outputs::tidy(&options.outputs) {
        complain(&format!("{}：以前中断的检查留下的半份结果，已删去", file.display()));
    }
    let mut outputs = Outputs::open(&options.outputs).map_err(|error| match error {
        outputs::OutputError::Unknown(_) => (Exit::Usage, error.to_string()),
        other => not_written(other),
    })?;
    let mut tally = Tally::new(&checker, tally_options(options, &checker)?);
    let progress = Progress::new(&inputs.files, options.quiet);
    let interrupted = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&interrupted);
    let passing = outputs.passing();
    // Without the handler the program just ends when it is interrupted, and the passing files go with a later run.
    let _ = ctrlc::set_handler(move || {
        // Whoever asks twice does not want to wait for the file that is being read.
        if flag.swap(true, Ordering::Relaxed) {
            for file in &passing {
                let _ = fs::remove_file(file);
            }
            std::process::exit(Exit::Interrupted as i32);
        }
    });
    let ran = run::run(
        &checker,
        &inputs.files,
        &options.run,
        &progress,
        &interrupted,
        &mut |files, outcome| {
            for line in tally.take(files, outcome) {
                outputs.finding(&line).map_err(|error| RunError::NotWritten(error.to_string()))?;
            }
            Ok(())
        },
    );
    progress.end();
    let files = ran.map_err(|error| ended(error, progress.rows()))?;
    if progress.has_problems() {
        exit = exit.or(Exit::BadInput);
    }
    if options.fail_on.zip(tally.worst()).is_some_and(|(level, worst)| worst >= level) {
        exit = exit.or(Exit::Findings);
    }
    let figures = tally.finish(files);
    outputs.finish(&figures).map_err(not_written)?;
    let to_stdout = options.outputs.iter().any(|path| path.as_os_str() == "-");
    let told = summary::summary(&figures, &options.outputs, progress.took());
    let written = if to_stdout {
        std::io::stderr().lock().write_all(told.as_bytes())
    } else {
        std::io::stdout().lock().write_all(told.as_bytes())
    };
    written.map_err(|error| (Exit::NotWritten, format!("结果写不出去：{error}")))?;
    Ok(exit)
}

/// No output takes the place of what is read, or of another output.
fn spare_inputs(options: &AuditOptions) -> Result<(), Ended> {
    let read = options.inputs.iter().filter(|path| path.is_file());
    let read: Vec<_> = read
        .chain(&options.accept)
        .chain(&options.baseline)
        .chain(&options.pack)
        .map(|path| input::real(path))
        .collect();
    let mut taken: Vec<std::path::PathBuf> = Vec::new();
    for path in options.outputs.iter().filter(|path| path.as_os_str() != "-") {
        let real = input::real(path);
        let name = path.display();
        if read.contains(&real) {
            return Err((Exit::Usage, format!("--out {name} 会盖掉要读的文件，请换一个名字")));
        }
        if taken.contains(&real) {
            return Err((Exit::Usage, format!("--out {name} 写了两次")));
        }
        taken.push(real);
    }
    Ok(())
}

fn ended(error: RunError, rows: u64) -> Ended {
    match error {
        RunError::Interrupted => {
            (Exit::Interrupted, format!("被打断了：检查到第 {rows} 行，没有写出任何结果"))
        }
        RunError::NotWritten(problem) => (Exit::NotWritten, format!("{problem}；没有写出任何结果")),
        RunError::Disk(error) => (
            Exit::NotWritten,
            format!(
                "临时文件读写失败（{error}），可以用 TMPDIR 换一个地方，或用 --memory 多给些内存；没有写出任何结果"
            ),
        ),
    }
}

fn checker(options: &AuditOptions) -> Result<Checker, Ended> {
    let files: Vec<_> = options.pack.iter().cloned().collect();
    let bad = |problem| (Exit::BadPack, problem);
    let mut checkers = packs::checkers(&files).map_err(bad)?;
    let checker = checkers.remove(0);
    pack::hold(&[checker.pack()], &options.locks).map_err(|refused| bad(refused.problem))?;
    Ok(checker)
}

fn tally_options(options: &AuditOptions, checker: &Checker) -> Result<TallyOptions, Ended> {
    let baseline = match &options.baseline {
        None => None,
        Some(path) => {
            let earlier = findings(path)?;
            if earlier.pack_hash.is_some_and(|hash| hash != checker.pack().hash) {
                let why = format!(
                    "{}：用的是另一个规则包，不能这样比；请先用现在的规则包重新审那一期",
                    path.display()
                );
                return Err((Exit::BadPack, why));
            }
            let ids = earlier.lines.into_iter().map(|line| line.id).collect();
            Some((input::name(path), ids))
        }
    };
    Ok(TallyOptions {
        redact: options.redact,
        accepted: accepted(options.accept.as_deref())?,
        baseline,
        sampling: options.sampling.clone(),
        views: options.views,
        since: options.run.judge.since,
        until: options.run.judge.until,
    })
}

fn review(options: &ReviewOptions) -> Result<Exit, Ended> {
    if [Some(&options.findings), options.accept.as_ref()]
        .into_iter()
        .flatten()
        .any(|path| input::real(path) == input::real(&options.out))
    {
        return Err((
            Exit::Usage,
            format!("--out {} 会盖掉要读的文件，请换一个名字", options.out.display()),
        ));
    }
    let findings = findings(&options.findings)?;
    let accepted = accepted(options.accept.as_deref())?;
    let not_written = |error: std::io::Error| {
        (Exit::NotWritten, format!("{} 写不出去：{error}", options.out.display()))
    };
    let mut out = outputs::beside(&options.out).map_err(not_written)?;
    let rows = accept::write_review(findings.lines.into_iter(), &accepted, &mut out)
        .map_err(not_written)?;
    outputs::move_to(out, &options.out).map_err(not_written)?;
    let name = options.out.display();
    let told = format!(
        "{name} 写好了，{rows} 处待核。填“结论”（成立、误报、申诉中、改判）、“核实人”和“理由”，再用 --accept 带上。\n"
    );
    Ok(crate::print(&told))
}

fn findings(path: &Path) -> Result<accept::Earlier, Ended> {
    let bad = |why: String| (Exit::BadInput, format!("{}：{why}", path.display()));
    let mut text = String::new();
    let unpacked = stream::open(path).map_err(|error| bad(input::why(&error)))?;
    unpacked.bytes().read_to_string(&mut text).map_err(|error| {
        bad(format!("读不了，要的是 liyan audit 写的 .jsonl（可以压成 .gz、.zst）：{error}"))
    })?;
    accept::findings(&text).map_err(bad)
}

fn accepted(path: Option<&Path>) -> Result<Accepted, Ended> {
    let Some(path) = path else { return Ok(Accepted::default()) };
    let bad = |why: String| (Exit::BadInput, format!("{}：{why}", path.display()));
    let bytes = fs::read(path).map_err(|error| bad(input::why(&error)))?;
    Accepted::read(&bytes).map_err(bad)
}
