//! `liyan check`: reads, judges, writes; counts what could not be read.

use std::io::{self, BufRead, IsTerminal, StdoutLock};
use std::path::Path;

use liyan_rules::{Checker, Conversation, Finding, Severity, When};

use crate::arguments::CheckOptions;
use crate::exit::{Exit, complain};
use crate::human::{Printer, Tally};
use crate::json::{self, Answer, Refusal};
use crate::record::{self, Record};
use crate::{input, pack, packs};

/// Runs the command.
pub fn run(options: &CheckOptions) -> Exit {
    let checkers = match packs::checkers(&options.packs) {
        Ok(checkers) => checkers,
        Err(problem) => {
            complain(&problem);
            return Exit::BadPack;
        }
    };
    let loaded: Vec<_> = checkers.iter().map(Checker::pack).collect();
    if let Err(refused) = pack::hold(&loaded, &options.locks) {
        complain(&refused.problem);
        return Exit::BadPack;
    }
    let stdout = io::stdout();
    let colour = options
        .colour
        .unwrap_or_else(|| stdout.is_terminal() && std::env::var_os("NO_COLOR").is_none());
    let mut run = Run {
        options,
        checkers: &checkers,
        printer: Printer::new(stdout.lock(), colour),
        tally: Tally::default(),
        exit: Exit::Clean,
    };
    let written =
        options.files.iter().try_for_each(|file| run.file(file)).and_then(|()| run.finish());
    match written {
        Ok(()) => run.exit,
        Err(error) => {
            complain(&format!("结果写不出去：{error}"));
            run.exit.or(Exit::NotWritten)
        }
    }
}

struct Run<'a> {
    options: &'a CheckOptions,
    checkers: &'a [Checker],
    printer: Printer<StdoutLock<'a>>,
    tally: Tally,
    exit: Exit,
}

impl<'a> Run<'a> {
    /// Errors are those of writing; what can not be read is told and counted.
    fn file(&mut self, path: &Path) -> io::Result<()> {
        if self.options.jsonl || input::holds_records(path) {
            return match input::open(path) {
                Ok(mut source) => self.records(path, &mut *source),
                Err(problem) => self.unreadable(&format!("{}：{problem}", input::name(path))),
            };
        }
        match input::read_text(path) {
            Ok(text) => {
                let conversation = Conversation::draft(self.options.channel, text);
                self.told(&input::name(path), &conversation, When::Sending)
            }
            Err(problem) => self.unreadable(&format!("{}：{problem}", input::name(path))),
        }
    }

    fn records(&mut self, path: &Path, source: &mut dyn BufRead) -> io::Result<()> {
        let mut bytes = Vec::new();
        for line in 1.. {
            match input::next_line(source, &mut bytes) {
                Ok(true) => {}
                Ok(false) => break,
                Err(problem) => return self.refuse(path, line, &problem),
            }
            // Only an empty line is no record; anything else is judged or refused.
            if bytes.is_empty() {
                continue;
            }
            let record =
                input::decode(&bytes).and_then(|text| record::read(text, self.options.channel));
            match record {
                Ok(record) => self.record(path, line, &record)?,
                Err(problem) => self.refuse(path, line, &problem)?,
            }
        }
        Ok(())
    }

    fn record(&mut self, path: &Path, line: usize, record: &Record) -> io::Result<()> {
        if !self.options.jsonl {
            let place = format!("{}:{line}（{}）", input::name(path), record.id);
            return self.told(&place, &record.conversation, record.when);
        }
        let mut lines = Vec::new();
        for (checker, found) in self.judge(&record.conversation, record.when) {
            lines.extend(json::findings(checker, &record.id, &record.conversation, &found));
        }
        lines.sort_by_key(json::FindingLine::place);
        self.line(&Answer { id: &record.id, findings: lines })
    }

    /// Findings for people.
    fn told(&mut self, place: &str, conversation: &Conversation, when: When) -> io::Result<()> {
        for (checker, found) in self.judge(conversation, when) {
            let mender = checker.mender(conversation);
            for finding in &found {
                let fixes = mender.fixes(finding);
                self.printer.finding(checker, place, conversation, finding, &fixes)?;
            }
        }
        Ok(())
    }

    /// The findings to be told, by checker; counts them and remembers whether they fail.
    fn judge(
        &mut self,
        conversation: &Conversation,
        when: When,
    ) -> Vec<(&'a Checker, Vec<Finding>)> {
        self.tally.read += 1;
        let mut all = Vec::new();
        for checker in self.checkers {
            let mut report = checker.check(conversation, when);
            if report.worst().is_some_and(|worst| self.fails(worst)) {
                self.exit = self.exit.or(Exit::Findings);
            }
            let shadow = core::mem::take(&mut report.shadow);
            let mut found = if self.options.jsonl { report.findings } else { report.shown() };
            found.iter().for_each(|finding| self.tally.count(finding.severity));
            if self.options.shadow {
                found.extend(shadow);
            }
            all.push((checker, found));
        }
        all
    }

    fn fails(&self, severity: Severity) -> bool {
        self.options.fail_on.is_some_and(|level| severity >= level)
    }

    fn refuse(&mut self, path: &Path, line: usize, problem: &str) -> io::Result<()> {
        if self.options.jsonl {
            self.line(&Refusal { line, error: problem })?;
        }
        self.unreadable(&format!("{} 第 {line} 行：{problem}", input::name(path)))
    }

    fn unreadable(&mut self, problem: &str) -> io::Result<()> {
        complain(problem);
        self.tally.skipped += 1;
        self.exit = self.exit.or(Exit::BadInput);
        Ok(())
    }

    /// One line of JSON, flushed at once: whoever sent the record may be waiting for it.
    fn line(&mut self, value: &impl serde::Serialize) -> io::Result<()> {
        let mut line = serde_json::to_vec(value)?;
        line.push(b'\n');
        self.printer.line(&line)
    }

    fn finish(&mut self) -> io::Result<()> {
        if !self.options.jsonl {
            self.printer.summary(self.checkers, &self.tally)?;
        }
        self.printer.flush()
    }
}
