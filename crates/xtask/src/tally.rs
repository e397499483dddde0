//! How many tests ran: read from the closing lines of the runners themselves, never guessed.

use std::ops::AddAssign;

/// What became of some tests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Ran and held.
    pub passed: usize,
    /// Ran and did not hold, or could not run.
    pub failed: usize,
    /// Said that they did not run.
    pub skipped: usize,
}

impl Tally {
    /// One chore that is no test runner: it held or it did not.
    pub fn one(success: bool) -> Self {
        Self { passed: success.into(), failed: (!success).into(), skipped: 0 }
    }

    /// Whether nothing ran at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// The plain closing line: `12 passed, 0 failed`. Programs read it, so it names nothing else.
impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Counts what Rust's test harness says, natively or under wasm-bindgen's runner:
/// `test result: ok. 12 passed; 0 failed; 1 ignored; …`.
///
/// The harness knows no skipping while running: a test that finds nothing to work on passes. Such a test prints
/// a [`notice`] and is counted here as skipped, once for each heading `---- name stdout ----`.
pub fn cargo(output: &str) -> Tally {
    let mut tally = Tally::default();
    let (mut noticed, mut counted) = (0, false);
    for line in output.lines() {
        if let Some(result) = line.strip_prefix("test result: ") {
            tally.passed += number_before(result, "passed");
            tally.failed += number_before(result, "failed");
            tally.skipped += number_before(result, "ignored");
        } else if line.starts_with("---- ") {
            counted = false;
        } else if !counted && notice(line).is_some() {
            counted = true;
            noticed += 1;
        }
    }
    tally.passed = tally.passed.saturating_sub(noticed);
    tally.skipped += noticed;
    tally
}

/// Counts what Node's runner says, as `ℹ pass 12` (spec) or `# pass 12` (TAP).
pub fn node(output: &str) -> Tally {
    let mut tally = Tally::default();
    let counters = output
        .lines()
        .filter_map(|line| counter(line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# "))?));
    for (what, number) in counters {
        // All are whole but the milliseconds, which count no tests.
        let Ok(number) = number.parse::<usize>() else { continue };
        match what {
            "pass" => tally.passed += number,
            "fail" | "cancelled" => tally.failed += number,
            "skipped" | "todo" => tally.skipped += number,
            _ => {}
        }
    }
    tally
}

/// The `pass` and `12` of `pass 12`.
fn counter(words: &str) -> Option<(&str, &str)> {
    words.split_once(' ').filter(|(_, number)| number.parse::<f64>().is_ok())
}

/// What a test of Node's says although it held, such as a size it has measured: `ℹ …`, but none of the counters.
pub fn remark(line: &str) -> Option<&str> {
    let line = line.trim();
    line.strip_prefix("ℹ ").is_some_and(|words| counter(words).is_none()).then_some(line)
}

/// The line, if it says that a test did not run: `skipped: …` in Rust, `﹣ name # SKIP` from Node.
pub fn notice(line: &str) -> Option<&str> {
    let line = line.trim();
    (line.starts_with("skipped: ") || line.starts_with("﹣ ")).then_some(line)
}

/// The `12` before `passed` in `ok. 12 passed; 0 failed; …`.
fn number_before(result: &str, word: &str) -> usize {
    let part = result.split(';').find_map(|part| part.trim().strip_suffix(word));
    part.and_then(|part| part.trim_end().rsplit(' ').next()?.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(passed: usize, failed: usize, skipped: usize) -> Tally {
        Tally { passed, failed, skipped }
    }

    #[test]
    fn cargos_closing_lines_are_summed_over_all_binaries() {
        let output = "running 3 tests\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 4 filtered out; finished in 0.01s\n\
            \n   Doc-tests liyan_rules\n\
            test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.50s\n";
        assert_eq!(cargo(output), tally(15, 2, 1));
    }

    #[test]
    fn a_rust_test_that_says_it_skipped_did_not_pass() {
        let output = "successes:\n\n---- corpus stdout ----\nskipped: no corpus here\nskipped: nor there\n\n\
            ---- other stdout ----\n  skipped: no shared folder\n\n---- third stdout ----\nnothing skipped: here\n\n\
            test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n";
        assert_eq!(cargo(output), tally(3, 0, 2));
    }

    #[test]
    fn nodes_closing_lines_are_read_in_both_of_its_forms() {
        let spec = "✔ types (3.1ms)\nℹ tests 7\nℹ suites 0\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 2\nℹ todo 0\n\
            ℹ duration_ms 41.5\n";
        assert_eq!(node(spec), tally(3, 2, 2));
        assert_eq!(node(&spec.replace('ℹ', "#")), tally(3, 2, 2));
    }

    #[test]
    fn where_no_runner_spoke_nothing_is_counted() {
        let output = "error: could not compile `liyan-rules`\n# passing by\nresult: 3 passed\n";
        assert!(cargo(output).is_empty());
        assert!(node(output).is_empty());
    }

    #[test]
    fn the_closing_line_is_always_of_one_shape() {
        assert_eq!(tally(12, 0, 0).to_string(), "12 passed, 0 failed");
        assert_eq!(tally(12, 3, 1).to_string(), "12 passed, 3 failed");
    }

    #[test]
    fn remarks_of_a_test_are_told_from_the_counters() {
        assert_eq!(remark("  ℹ wasm: 118 kB brotli"), Some("ℹ wasm: 118 kB brotli"));
        for counter in ["ℹ pass 3", "ℹ duration_ms 160.446298", "✔ size (1.2ms)", "# remark"]
        {
            assert_eq!(remark(counter), None, "{counter}");
        }
    }

    #[test]
    fn notices_of_both_runners_are_known() {
        assert_eq!(notice("  skipped: no corpus"), Some("skipped: no corpus"));
        assert_eq!(notice("﹣ zoom (0.1ms) # SKIP"), Some("﹣ zoom (0.1ms) # SKIP"));
        assert_eq!(notice("test skipped: ok"), None);
    }
}
