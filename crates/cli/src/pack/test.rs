//! `liyan pack test`: holds packs to their own examples.

use std::path::{Path, PathBuf};

use liyan_rules::Checker;
use liyan_rules::pack::{LoadedPack, selftest};

use super::{diff, lock, say, tell};
use crate::exit::Exit;
use crate::packs::{self, Refused};

/// Tests each pack; all that can be read are tested. Against the release before, the old examples are judged again, and
/// a version number that rose too little fails.
pub fn run(files: &[PathBuf], locks: &[PathBuf], against: Option<&Path>) -> Exit {
    let mut exit = Exit::Clean;
    let mut ready = Vec::new();
    for file in files {
        match Ready::load(file) {
            Ok(pack) => ready.push(pack),
            Err(refused) => exit = exit.or(tell(&refused)),
        }
    }
    let infos: Vec<_> = ready.iter().map(|pack| pack.checker.pack()).collect();
    // Where a pack could not be read, its lock would be told as one too many.
    if exit == Exit::Clean
        && let Err(refused) = lock::hold(&infos, locks)
    {
        return tell(&refused);
    }
    let exit = ready.iter().fold(exit, |exit, pack| exit.or(pack.test()));
    match (against, ready.as_slice()) {
        (Some(old), [pack]) => {
            exit.or(diff::run(old, pack.file).unwrap_or_else(|refused| tell(&refused)))
        }
        _ => exit,
    }
}

/// A pack that can be tested.
struct Ready<'f> {
    file: &'f Path,
    loaded: LoadedPack,
    checker: Checker,
}

impl<'f> Ready<'f> {
    fn load(file: &'f Path) -> Result<Self, Refused> {
        let loaded = packs::read(file)?;
        let checker = loaded
            .checker()
            .map_err(|error| Refused::bad(format!("{}：{error}", file.display())))?;
        Ok(Self { file, loaded, checker })
    }

    fn test(&self) -> Exit {
        let name = self.file.display();
        let result = match selftest::run(&self.loaded) {
            Ok(result) => result,
            Err(error) => return tell(&Refused::bad(format!("{name}：{error}"))),
        };
        let mut lines = String::new();
        for failure in &result.failures {
            let place = match failure.line {
                0 => name.to_string(),
                line => format!("{name}:{line}"),
            };
            lines += &format!("{place}  {}：{}\n", failure.subject, failure.problem);
        }
        lines += &format!(
            "{name}：{} 条规则、{} 条短语、{} 处语境、{} 个例句，共核对 {} 项，{}\n",
            result.rules,
            result.phrases,
            result.guards,
            result.examples,
            result.checks,
            match result.failures.len() {
                0 => "全部通过。".into(),
                failed => format!("{failed} 项不通过。"),
            },
        );
        say(&lines).or(if result.failures.is_empty() { Exit::Clean } else { Exit::Findings })
    }
}
