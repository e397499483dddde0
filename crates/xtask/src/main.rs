//! Liyan's chores: `cargo xtask demo | test | dist | bench | fold-table | tone | help`.
//!
//! The project's own tool, so it speaks to developers, in English. It never asks a question: it sets up what it
//! may, and says what to do about the rest.

#![forbid(unsafe_code)]

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

mod bench;
mod cache;
mod chromium;
mod demo;
mod dist;
mod fold_table;
mod host;
mod process;
mod say;
mod serve;
mod steps;
mod suite;
mod tally;
mod tone;
mod tools;
mod trunk;
mod wasm_opt;

const USAGE: u8 = 2;

fn main() -> ExitCode {
    let Ok(arguments) =
        env::args_os().skip(1).map(OsString::into_string).collect::<Result<Vec<_>, _>>()
    else {
        return usage("the arguments are not Unicode");
    };
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", &[][..]),
    };
    match (command, rest) {
        // Not in the help: only trunk asks for it.
        ("wasm-opt", arguments) => done(wasm_opt::run(arguments)),
        ("help", _) => help_wanted(),
        (first, others) if others.iter().map(String::as_str).chain([first]).any(asks_for_help) => {
            help_wanted()
        }
        ("demo", []) => done(demo::run()),
        ("test", chosen) => match only(chosen).and_then(|names| steps::select(&names)) {
            Ok(steps) if suite::run(&steps) => ExitCode::SUCCESS,
            Ok(_) => ExitCode::FAILURE,
            Err(error) => usage(&error),
        },
        ("dist", []) => done(dist::run()),
        ("bench", []) => done(bench::run()),
        ("bench", [only]) if only == "audit" => done(bench::audit(None)),
        ("bench", [only, megabytes]) if only == "audit" => done(bench::audit(Some(megabytes))),
        ("fold-table", []) => done(fold_table::write()),
        ("fold-table", [only]) if only == "--check" => done(fold_table::check()),
        ("tone", []) => done(tone::run(None)),
        ("tone", [flag, folder]) if flag == "--unseen" => done(tone::run(Some(Path::new(folder)))),
        ("tone", _) => usage("tone knows only --unseen FOLDER"),
        ("demo" | "dist" | "bench", [extra, ..]) => {
            usage(&format!("{command} takes no arguments, but here is {extra}"))
        }
        ("fold-table", _) => usage("fold-table knows only --check"),
        (unknown, _) => usage(&format!("there is no command {unknown}")),
    }
}

/// The step names of `--only STEP --only STEP …`.
fn only(options: &[String]) -> Result<Vec<String>, String> {
    options
        .chunks(2)
        .map(|option| match option {
            [flag, name] if flag == "--only" => Ok(name.clone()),
            [flag] if flag == "--only" => Err("--only wants the name of a step".into()),
            other => Err(format!("test knows --only STEP, but not {}", other[0])),
        })
        .collect()
}

fn done(result: Result<(), String>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage(error: &str) -> ExitCode {
    eprintln!("error: {error}\nTry: cargo xtask help");
    ExitCode::from(USAGE)
}

fn asks_for_help(word: &str) -> bool {
    matches!(word, "--help" | "-h")
}

fn help_wanted() -> ExitCode {
    say::line(help());
    ExitCode::SUCCESS
}

fn help() -> String {
    let step = |step: &steps::Step| format!("        {:<12} {}", step.name, step.about);
    let steps: Vec<_> = steps::STEPS.iter().map(step).collect();
    format!(
        "\
Liyan's chores. Each sets up what it needs and asks nothing.

  cargo xtask demo                  build the demo portal and serve it on 127.0.0.1, from port 8080 on
  cargo xtask test [--only STEP]…   run every check, or only the named steps and what they work on;
                                    the last line is `N passed, N failed`
  cargo xtask dist                  build the npm package, in target/npm/liyan
  cargo xtask bench                 measure how a check slows down with rules, and how long one takes in Chromium
  cargo xtask bench audit [MB]      measure `liyan audit` on so much made-up text (100), beside plain readers
  cargo xtask fold-table [--check]  write the core's fold table anew, or say whether it is up to date
  cargo xtask tone                  train the tone model of the shipped packs anew, and say how well it hears
  cargo xtask tone --unseen FOLDER  say what it hears in the drafts of other writers; writes nothing
  cargo xtask help                  this page

Steps of the test:
{}

Built tools are kept in $LIYAN_CACHE, else $XDG_CACHE_HOME/liyan/tools, else ~/.cache/liyan/tools.
Tests use the browser that $CHROMIUM names, else the first on the PATH, else they get one through apt
where that may be used without a password.

Exit codes: 0 done, 1 failed, 2 not understood.",
        steps.join("\n")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn steps_are_chosen_one_by_one() {
        assert_eq!(only(&words("")).unwrap(), words(""));
        assert_eq!(only(&words("--only fmt --only doc")).unwrap(), words("fmt doc"));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        assert_eq!(only(&words("--only")).unwrap_err(), "--only wants the name of a step");
        assert_eq!(
            only(&words("--fast fmt")).unwrap_err(),
            "test knows --only STEP, but not --fast"
        );
        assert_eq!(
            only(&words("--only fmt doc")).unwrap_err(),
            "test knows --only STEP, but not doc"
        );
    }

    #[test]
    fn help_names_every_step() {
        let help = help();
        assert!(
            steps::STEPS.iter().all(|step| help.contains(&format!(" {} ", step.name))),
            "{help}"
        );
    }
}
