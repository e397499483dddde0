//! The arguments of `liyan pack`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use lexopt::Parser;

use super::help;
use crate::arguments::{Word, next, value};

/// What to do with packs.
#[derive(Debug)]
pub enum Verb {
    /// Print this text.
    Help(&'static str),
    /// Begin a pack.
    New {
        /// The id of the pack.
        id: String,
        /// Where it goes.
        output: PathBuf,
    },
    /// Run the self-tests of packs.
    Test {
        /// The packs as written.
        files: Vec<PathBuf>,
        /// What they are held to.
        locks: Vec<PathBuf>,
        /// The release before of the one pack, whose examples are judged again.
        against: Option<PathBuf>,
    },
    /// Show what is probably a mistake.
    Lint(PathBuf),
    /// Show which articles have rules.
    Coverage(PathBuf),
    /// Show all about one rule.
    Explain {
        /// The id of the rule.
        rule: String,
        /// The pack; none: the built-in one.
        pack: Option<PathBuf>,
    },
    /// Compare two releases.
    Diff {
        /// The older release.
        old: PathBuf,
        /// The newer release.
        new: PathBuf,
    },
    /// Write down which pack it is.
    Lock {
        /// The pack, written or compiled.
        file: PathBuf,
        /// Where the lock goes.
        output: PathBuf,
    },
    /// Compile a pack.
    Build {
        /// The pack as written.
        file: PathBuf,
        /// Where the compiled pack goes.
        output: PathBuf,
        /// What the pack is held to.
        locks: Vec<PathBuf>,
    },
    /// Print the JSON Schema of the pack language.
    Schema,
}

/// A verb's name, its help and the options that it knows.
type Known = (&'static str, &'static str, &'static [&'static str]);

const VERBS: &[Known] = &[
    ("new", help::NEW, &["-o"]),
    ("test", help::TEST, &["--lock", "--against"]),
    ("lint", help::LINT, &[]),
    ("coverage", help::COVERAGE, &[]),
    ("explain", help::EXPLAIN, &["--pack"]),
    ("diff", help::DIFF, &[]),
    ("lock", help::LOCK, &["-o"]),
    ("build", help::BUILD, &["-o", "--lock"]),
    ("schema", help::SCHEMA, &[]),
];

/// Reads what follows `liyan pack`.
///
/// # Errors
/// What is wrong with it, for people.
pub fn parse(parser: &mut Parser) -> Result<Verb, String> {
    let named = match next(parser)? {
        Some(Word::Help) => return Ok(Verb::Help(help::ALL)),
        Some(Word::Value(verb)) if verb == "help" => return Ok(Verb::Help(help::ALL)),
        Some(Word::Value(verb)) => verb,
        _ => return Err(format!("pack 后面要写 {} 之一", verbs())),
    };
    let Some((verb, help, options)) = VERBS.iter().find(|(verb, ..)| named == *verb) else {
        let named = named.to_string_lossy();
        return Err(format!("pack 没有 “{named}” 这个命令，可以用 {}", verbs()));
    };
    match Given::read(parser, verb, options)? {
        Some(given) => given.verb(verb, help),
        None => Ok(Verb::Help(help)),
    }
}

fn verbs() -> String {
    let names: Vec<&str> = VERBS.iter().map(|(verb, ..)| *verb).collect();
    names.join("、")
}

/// Everything that was given to a verb.
#[derive(Default)]
struct Given {
    values: Vec<OsString>,
    output: Option<PathBuf>,
    pack: Option<PathBuf>,
    against: Option<PathBuf>,
    locks: Vec<PathBuf>,
}

impl Given {
    /// None where help is wanted.
    fn read(parser: &mut Parser, verb: &str, options: &[&str]) -> Result<Option<Self>, String> {
        let mut given = Self::default();
        while let Some(word) = next(parser)? {
            let name = match word {
                Word::Help => return Ok(None),
                Word::Version => return Err(format!("liyan pack {verb} 没有 --version 这个选项")),
                Word::Value(value) => {
                    given.values.push(value);
                    continue;
                }
                Word::Option(name) => name,
            };
            let short = if name == "--output" { "-o" } else { name.as_str() };
            if !options.contains(&short) {
                return Err(format!("liyan pack {verb} 没有 {name} 这个选项"));
            }
            let path = PathBuf::from(value(parser, &name)?);
            match short {
                "-o" => given.output = Some(path),
                "--pack" => given.pack = Some(path),
                "--against" => given.against = Some(path),
                _ => given.locks.push(path),
            }
        }
        Ok(Some(given))
    }

    fn verb(self, verb: &str, help: &'static str) -> Result<Verb, String> {
        // The first line of the help says how it is written.
        let usage = || format!("写法是 {}", help.lines().next().unwrap_or_default());
        let Self { values, output, pack, against, locks } = self;
        let mut files: Vec<PathBuf> = values.iter().map(PathBuf::from).collect();
        match (verb, values.as_slice(), files.pop()) {
            ("new", [id], _) => {
                let id = id.to_str().filter(|id| is_id(id)).ok_or_else(|| {
                    let id = id.to_string_lossy();
                    format!("编号 “{id}” 不行：用小写字母、数字和连字符，例如 harbin-window")
                })?;
                let output = output.unwrap_or_else(|| format!("{id}.toml").into());
                Ok(Verb::New { id: id.to_owned(), output })
            }
            ("test", [_, _, ..], _) if against.is_some() => {
                Err("--against 只能和一个规则包一起用".into())
            }
            ("test", [_, ..], Some(last)) => {
                files.push(last);
                Ok(Verb::Test { files, locks, against })
            }
            ("lint", [_], Some(file)) => Ok(Verb::Lint(file)),
            ("diff", [_, _], Some(new)) => {
                let old = files.pop().ok_or_else(usage)?;
                Ok(Verb::Diff { old, new })
            }
            ("coverage", [_], Some(file)) => Ok(Verb::Coverage(file)),
            ("explain", [rule], _) => {
                Ok(Verb::Explain { rule: rule.to_string_lossy().into_owned(), pack })
            }
            ("lock", [_], Some(file)) => {
                let output = output.unwrap_or_else(|| beside(&file));
                Ok(Verb::Lock { file, output })
            }
            ("build", [_], Some(file)) => {
                let output = output.ok_or_else(usage)?;
                Ok(Verb::Build { file, output, locks })
            }
            ("schema", [], _) => Ok(Verb::Schema),
            _ => Err(usage()),
        }
    }
}

fn is_id(id: &str) -> bool {
    let plain = |ch: char| ch.is_ascii_lowercase() || ch.is_ascii_digit() || ch == '-';
    !id.is_empty() && id.chars().all(plain)
}

/// The lock of a pack, where nobody says otherwise.
fn beside(file: &Path) -> PathBuf {
    file.with_extension("lock")
}
