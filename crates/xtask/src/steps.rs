//! What `cargo xtask test` runs, in order: the cheapest checks and the commonest mistakes first.

use std::process::Command;

use crate::tally::{self, Tally};
use crate::tools::{self, FOR_TRUNK, Need, WASM, Workshop};
use crate::{chromium, dist, host, trunk};

/// One step of the test run.
pub struct Step {
    /// Its name, for `--only`.
    pub name: &'static str,
    /// What it checks.
    pub about: &'static str,
    /// What must be set up, the cheapest first: where Node is missing, nothing is built for minutes.
    pub needs: &'static [&'static [Need]],
    /// Steps whose results it works on: it can not run where one of them failed.
    pub after: &'static [&'static str],
    /// How its tests are counted; none for a chore, which holds or does not.
    pub count: Option<fn(&str) -> Tally>,
    /// The commands, run one after another.
    pub commands: fn(&Workshop) -> Result<Vec<Command>, String>,
}

/// All steps.
pub const STEPS: &[Step] = &[
    Step {
        name: "fmt",
        about: "the code is formatted",
        needs: &[&[Need::Rustfmt]],
        after: &[],
        count: None,
        commands: |shop| Ok(vec![cargo(shop, "fmt --all -- --check --color never")?]),
    },
    Step {
        name: "clippy",
        about: "lints, native",
        needs: &[&[Need::Clippy]],
        after: &[],
        count: None,
        commands: |shop| {
            Ok(vec![cargo(shop, "clippy --workspace --all-targets --keep-going -- -D warnings")?])
        },
    },
    Step {
        name: "clippy-wasm",
        about: "lints of what runs in the browser",
        needs: &[&[Need::Clippy, Need::WasmTarget]],
        after: &[],
        count: None,
        // Tests give the core its TOML reader, so the core is looked at once more as the page has it, without.
        commands: |shop| {
            ["-p liyan-rules --lib", "-p liyan-rules -p liyan-widget -p liyan-wasm --all-targets"]
                .map(|what| format!("clippy {what} --target {WASM} --keep-going -- -D warnings"))
                .map(|words| cargo(shop, &words))
                .into_iter()
                .collect()
        },
    },
    Step {
        name: "rust",
        about: "unit, doc and integration tests, pack self-tests",
        needs: &[],
        after: &[],
        count: Some(tally::cargo),
        commands: |shop| Ok(vec![cargo(shop, "test --workspace --no-fail-fast -- --show-output")?]),
    },
    Step {
        name: "doc",
        about: "the documentation, without warnings",
        needs: &[],
        after: &[],
        count: None,
        commands: |shop| {
            let mut command = cargo(shop, "doc --workspace --no-deps")?;
            command.env("RUSTDOCFLAGS", "-D warnings");
            Ok(vec![command])
        },
    },
    Step {
        name: "wasm",
        about: "the core's tests on wasm under Node",
        needs: &[&[Need::Node, Need::WasmTarget, Need::WasmBindgen]],
        after: &[],
        count: Some(tally::cargo),
        commands: |shop| {
            let words = format!("test -p liyan-rules --target {WASM} --tests --no-fail-fast");
            let mut command = cargo(shop, &words)?;
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", shop.wasm_test_runner());
            Ok(vec![command])
        },
    },
    Step {
        name: "demo",
        about: "the demo portal, as it ships",
        needs: &[FOR_TRUNK],
        after: &[],
        count: None,
        commands: trunk::build,
    },
    Step {
        name: "cli",
        about: "the command line tool, for the browser tests",
        needs: &[],
        after: &[],
        count: None,
        commands: |shop| Ok(vec![cargo(shop, "build -p liyan")?]),
    },
    Step {
        name: "browser",
        about: "the demo portal in a real Chromium",
        needs: &[&[Need::Node, Need::BrowserPackages, Need::Chromium]],
        after: &["demo", "cli"],
        count: Some(tally::node),
        commands: |shop| {
            let mut command = node_tests(shop)?;
            command.current_dir(tools::browser_tests(&shop.root));
            Ok(vec![command])
        },
    },
    Step {
        name: "dist",
        about: "the npm package, as it ships",
        needs: &[FOR_TRUNK],
        after: &["demo"],
        count: None,
        commands: dist::build,
    },
    Step {
        name: "npm",
        about: "the npm package in Node, in a page and in a worker",
        needs: &[&[Need::Node, Need::BrowserPackages, Need::NpmPackages, Need::Chromium]],
        after: &["demo", "cli", "dist"],
        count: Some(tally::node),
        commands: |shop| {
            let mut command = node_tests(shop)?;
            command.current_dir(tools::npm_tests(&shop.root));
            Ok(vec![command])
        },
    },
];

/// The steps that `chosen` names (all, if it is empty) and those they work on, in order.
pub fn select(chosen: &[String]) -> Result<Vec<&'static Step>, String> {
    if let Some(unknown) = chosen.iter().find(|name| STEPS.iter().all(|step| step.name != *name)) {
        let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        return Err(format!("no step is called {unknown}; there are {}", names.join(", ")));
    }
    let wanted = |name: &str| chosen.is_empty() || chosen.iter().any(|choice| choice == name);
    let worked_on =
        |name: &str| STEPS.iter().any(|step| wanted(step.name) && step.after.contains(&name));
    Ok(STEPS.iter().filter(|step| wanted(step.name) || worked_on(step.name)).collect())
}

/// Node's test runner, with a browser for those that want one.
fn node_tests(shop: &Workshop) -> Result<Command, String> {
    let browser = chromium::find()?.ok_or("Chromium is gone")?;
    let mut command = shop.command("node")?;
    command.args(["--test", "--test-reporter=spec"]).env("CHROMIUM", browser);
    Ok(command)
}

fn cargo(shop: &Workshop, words: &str) -> Result<Command, String> {
    let mut command = shop.command(host::cargo())?;
    command.args(words.split(' '));
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(chosen: &[&str]) -> Vec<&'static str> {
        let chosen: Vec<String> = chosen.iter().map(ToString::to_string).collect();
        select(&chosen).unwrap().iter().map(|step| step.name).collect()
    }

    #[test]
    fn without_a_choice_every_step_runs() {
        assert_eq!(names(&[]).len(), STEPS.len());
    }

    #[test]
    fn a_chosen_step_brings_the_steps_it_works_on_before_it() {
        assert_eq!(names(&["browser", "fmt"]), ["fmt", "demo", "cli", "browser"]);
    }

    #[test]
    fn an_unknown_step_is_named_with_those_there_are() {
        let error = select(&["lint".into()]).err().unwrap();
        assert!(error.starts_with("no step is called lint; there are fmt, clippy, "), "{error}");
    }

    #[test]
    fn every_step_works_on_steps_before_it() {
        for (index, step) in STEPS.iter().enumerate() {
            for earlier in step.after {
                assert!(STEPS[..index].iter().any(|other| other.name == *earlier), "{}", step.name);
            }
        }
    }
}
