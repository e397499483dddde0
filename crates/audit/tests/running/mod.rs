//! Runs an audit in the test's own process.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{LazyLock, Mutex};

use liyan_audit::accept::Accepted;
use liyan_audit::figures::Figures;
use liyan_audit::judge::JudgeOptions;
use liyan_audit::line::FindingLine;
use liyan_audit::read::ReadOptions;
use liyan_audit::run::{Observer, RunOptions, run};
use liyan_audit::tally::{Tally, TallyOptions};
use liyan_audit::views::Views;
use liyan_rules::Checker;

/// What a run gave.
pub struct Audit {
    /// All findings in order.
    pub lines: Vec<FindingLine>,
    /// The figures.
    pub figures: Figures,
    /// What could not be read. Not every test looks at it.
    #[allow(dead_code)]
    pub problems: Vec<String>,
}

/// How a test's run goes about it.
pub fn options() -> (RunOptions, TallyOptions) {
    let run = RunOptions {
        read: ReadOptions::default(),
        judge: JudgeOptions::default(),
        threads: 2,
        memory: 1 << 20,
    };
    let tally = TallyOptions {
        redact: true,
        accepted: Accepted::default(),
        baseline: None,
        sampling: None,
        views: Views::default(),
        since: None,
        until: None,
    };
    (run, tally)
}

/// Audits the files by the built-in pack.
pub fn audit(files: &[PathBuf], (run_options, tally_options): (RunOptions, TallyOptions)) -> Audit {
    #[derive(Default)]
    struct Problems(Mutex<Vec<String>>);
    impl Observer for Problems {
        fn problem(&self, problem: &str) {
            self.0.lock().expect("no thread panicked").push(problem.to_owned());
        }
        fn read(&self, _: u64, _: usize) {}
        fn joining(&self, _: u64) {}
    }
    static COMPILED: LazyLock<Vec<u8>> =
        LazyLock::new(|| liyan_rules::pack::compile_builtin().expect("the built-in pack is sound"));
    let checker = Checker::from_compiled(&*COMPILED).expect("the built-in pack loads");
    let problems = Problems::default();
    let mut tally = Tally::new(&checker, tally_options);
    let mut lines = Vec::new();
    let read = run(
        &checker,
        files,
        &run_options,
        &problems,
        &AtomicBool::new(false),
        &mut |files, outcome| {
            lines.extend(tally.take(files, outcome));
            Ok(())
        },
    );
    let figures = tally.finish(read.expect("the run ends"));
    Audit { lines, figures, problems: problems.0.into_inner().expect("no thread panicked") }
}
