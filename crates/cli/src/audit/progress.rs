//! How far an audit is: a bar on a terminal, a line now and then elsewhere, nothing with `--quiet`.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use liyan_audit::run::Observer;

use crate::exit::complain;
use liyan_audit::words::clean;

/// Problems of rows beyond these are counted, and told in the reports.
const TOLD: u64 = 20;
/// How often a line is written where there is no terminal.
const EVERY: Duration = Duration::from_secs(10);

/// Tells people how far it is.
pub struct Progress {
    bar: Option<ProgressBar>,
    /// Bytes of the files before each, and of all; 0 where it is not known.
    sizes: Vec<u64>,
    lines: bool,
    began: Instant,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    problems: u64,
    told: Option<Instant>,
    rows: u64,
}

impl Progress {
    /// For a run over these files.
    pub fn new(files: &[PathBuf], quiet: bool) -> Self {
        let size = |file: &PathBuf| std::fs::metadata(file).map_or(0, |data| data.len());
        let sizes: Vec<u64> = files
            .iter()
            .scan(0, |sum, file| {
                *sum += size(file);
                Some(*sum)
            })
            .collect();
        let terminal = io::stderr().is_terminal();
        let bar = (!quiet && terminal).then(|| {
            let bar = ProgressBar::new(files.len() as u64);
            let style = "{elapsed_precise}  {msg}";
            bar.set_style(
                ProgressStyle::with_template(style)
                    .unwrap_or_else(|_| ProgressStyle::default_bar()),
            );
            bar.enable_steady_tick(Duration::from_millis(250));
            bar
        });
        Self {
            bar,
            sizes,
            lines: !quiet && !terminal,
            began: Instant::now(),
            state: Mutex::default(),
        }
    }

    /// Whether any row or file could not be read.
    pub fn has_problems(&self) -> bool {
        self.state().problems > 0
    }

    /// Ends it, so that other lines can follow.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        let problems = self.state().problems;
        if problems > TOLD {
            complain(&format!(
                "还有 {} 处读不了，没有一一列出；报告里按原因记了数",
                problems - TOLD
            ));
        }
    }

    /// How many rows were read.
    pub fn rows(&self) -> u64 {
        self.state().rows
    }

    /// How long it took.
    pub fn took(&self) -> Duration {
        self.began.elapsed()
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn say(&self, message: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(message.to_owned());
        }
        if self.lines {
            let mut state = self.state();
            let due = state.told.unwrap_or(self.began).elapsed() >= EVERY;
            if due {
                state.told = Some(Instant::now());
                drop(state);
                complain(message);
            }
        }
    }

    /// What is left, by the files that are done.
    fn left(&self, files: usize) -> Option<Duration> {
        let all = *self.sizes.last()?;
        // The file that is being read may be at its start or its end; before the first is done nobody knows.
        let done = files.checked_sub(2).map(|before| self.sizes[before])?;
        if done == 0 || all == 0 {
            return None;
        }
        Some(self.took().mul_f64((all - done) as f64 / done as f64))
    }
}

impl Observer for Progress {
    fn problem(&self, problem: &str) {
        // Names of columns and channels come from outside: they may not steer the terminal.
        let problem = &clean(problem);
        let mut state = self.state();
        state.problems += 1;
        let is_told = state.problems <= TOLD;
        drop(state);
        if is_told {
            match &self.bar {
                Some(bar) => bar.suspend(|| complain(problem)),
                None => complain(problem),
            }
        }
    }

    fn read(&self, rows: u64, files: usize) {
        self.state().rows = rows;
        let rate = rows as f64 / self.took().as_secs_f64().max(0.001);
        let left = self
            .left(files)
            .map(|left| format!("，大约还要 {}", minutes(left)))
            .unwrap_or_default();
        let of = match self.sizes.len() {
            0 | 1 => String::new(),
            all => format!("，第 {files} 个文件，共 {all} 个"),
        };
        self.say(&format!("已读 {rows} 行，每秒 {rate:.0} 行{of}{left}"));
    }

    fn joining(&self, rows: u64) {
        self.say(&format!("读完了，正在把 {rows} 行并成会话"));
    }
}

fn minutes(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..90 => format!("{seconds} 秒"),
        seconds => format!("{} 分钟", seconds.div_ceil(60)),
    }
}
