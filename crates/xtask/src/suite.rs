//! `cargo xtask test`: runs the steps, shows failures whole and successes short, and closes with one plain line.

use std::collections::BTreeSet;
use std::time::Instant;

use crate::process::{capture, words};
use crate::say;
use crate::steps::Step;
use crate::tally::{self, Tally};
use crate::tools::Workshop;

/// Runs the steps and closes with one plain line, whatever happens; true if nothing failed.
pub fn run(steps: &[&Step]) -> bool {
    let total = run_all(steps).unwrap_or_else(|error| {
        say::line(format_args!("error: {error}"));
        Tally::one(false)
    });
    say::line(total);
    total.failed == 0
}

fn run_all(steps: &[&Step]) -> Result<Tally, String> {
    let start = Instant::now();
    let mut workshop = Workshop::open()?;
    // Everything is set up before the first step; what could not be fails the steps that need it, and only those.
    let mut told = BTreeSet::new();
    for step in steps {
        if let Err(error) = set_up(&mut workshop, step)
            && told.insert(error.clone())
        {
            say::line(error);
        }
    }
    workshop.tidy()?;
    let (mut total, mut failed) = (Tally::default(), Vec::new());
    for (index, step) in steps.iter().enumerate() {
        say::start(format_args!(
            "[{}/{}] {}: {} … ",
            index + 1,
            steps.len(),
            step.name,
            step.about
        ));
        let tally = match step.after.iter().find(|name| failed.contains(*name)) {
            Some(earlier) => {
                say::line(format_args!("FAILED: can not run after {earlier} failed"));
                Tally::one(false)
            }
            None => run_step(&mut workshop, step),
        };
        total += tally;
        if tally.failed > 0 {
            failed.push(step.name);
        }
    }
    say::line(format_args!("\nDone in {}.", say::duration(start.elapsed())));
    if !failed.is_empty() {
        say::line(format_args!(
            "Failed: {}. Again with: cargo xtask test --only STEP",
            failed.join(", ")
        ));
    }
    if total.skipped > 0 {
        say::line(format_args!("Skipped: {}, each named above.", total.skipped));
    }
    Ok(total)
}

fn set_up(workshop: &mut Workshop, step: &Step) -> Result<(), String> {
    step.needs.iter().try_for_each(|needs| workshop.set_up(needs))
}

/// Runs one step and says how it went; a step that can not run has failed.
fn run_step(workshop: &mut Workshop, step: &Step) -> Tally {
    let start = Instant::now();
    let result = step
        .needs
        .iter()
        .try_for_each(|needs| workshop.set_up(needs))
        .and_then(|()| outcome(workshop, step));
    let time = say::duration(start.elapsed());
    match result {
        Err(error) => {
            say::line(format_args!("FAILED: {error}"));
            Tally::one(false)
        }
        Ok((tally, output)) if tally.failed > 0 => {
            say::line(format_args!("FAILED after {time}\n{output}"));
            if step.count.is_some() {
                say::line(format_args!("{}: {tally}\n", step.name));
            }
            tally
        }
        Ok((tally, output)) => {
            match step.count {
                Some(_) => say::line(format_args!("{tally}, {time}")),
                None => say::line(time),
            }
            output
                .lines()
                .filter_map(|line| tally::notice(line).or_else(|| tally::remark(line)))
                .for_each(|told| say::line(format_args!("      {told}")));
            tally
        }
    }
}

fn outcome(workshop: &Workshop, step: &Step) -> Result<(Tally, String), String> {
    let (mut total, mut output) = (Tally::default(), String::new());
    // All commands run, even after a failure: one run shows everything that is wrong.
    for mut command in (step.commands)(workshop)? {
        let captured = capture(&mut command)?;
        let tally = judge(step.count, captured.success, &captured.output);
        total += tally;
        output += &captured.output;
        if captured.success && tally.failed > 0 {
            output += &format!("`{}` ended well, but ran no test.\n", words(&command));
        }
    }
    if step.count.is_none() {
        total = Tally::one(total.failed == 0);
    }
    Ok((total, output))
}

/// The tally of one command. A runner that fails without having counted a failure (it crashed, or did not compile)
/// has failed once; one that succeeds without having run a test has failed too, since nothing was tested.
fn judge(count: Option<fn(&str) -> Tally>, success: bool, output: &str) -> Tally {
    let Some(count) = count else { return Tally::one(success) };
    let mut tally = count(output);
    if tally.failed == 0 && (!success || tally.is_empty()) {
        tally.failed = 1;
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    const OK: &str = "test result: ok. 3 passed; 0 failed; 0 ignored\n";
    const BAD: &str = "test result: FAILED. 3 passed; 2 failed; 0 ignored\n";

    #[test]
    fn a_runners_own_count_stands() {
        let cargo = Some(tally::cargo as fn(&str) -> Tally);
        assert_eq!(judge(cargo, true, OK), Tally { passed: 3, failed: 0, skipped: 0 });
        assert_eq!(judge(cargo, false, BAD), Tally { passed: 3, failed: 2, skipped: 0 });
    }

    #[test]
    fn a_failure_that_no_line_counts_is_one_failure() {
        let cargo = Some(tally::cargo as fn(&str) -> Tally);
        assert_eq!(judge(cargo, false, "error: could not compile"), Tally::one(false));
        assert_eq!(judge(cargo, false, OK), Tally { passed: 3, failed: 1, skipped: 0 });
    }

    #[test]
    fn a_runner_that_ran_nothing_has_failed() {
        assert_eq!(judge(Some(tally::node), true, "nothing to do\n"), Tally::one(false));
    }

    #[test]
    fn a_chore_counts_once() {
        assert_eq!(judge(None, true, BAD), Tally::one(true));
        assert_eq!(judge(None, false, OK), Tally::one(false));
    }
}
