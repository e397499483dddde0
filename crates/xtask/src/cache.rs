//! The per-user folder for built tools, one folder for each name and version.
//!
//! A folder gets its final name only when all of it is there, so an interrupted install is never taken
//! for a whole one; and only one xtask installs at a time.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::say;

/// A program of a fixed version.
#[derive(Debug, Clone, Copy)]
pub struct Pin {
    /// The name of its package.
    pub name: &'static str,
    /// The exact version.
    pub version: &'static str,
}

/// The folder of built tools.
pub struct Cache {
    root: PathBuf,
}

impl Cache {
    /// The cache that the environment asks for; see [`place`].
    pub fn from_environment() -> Result<Self, String> {
        let place = place(|name| env::var_os(name))?;
        let root =
            std::path::absolute(&place).map_err(|error| format!("{}: {error}", place.display()))?;
        Ok(Self { root })
    }

    /// Where the tool stands when it is installed.
    pub fn folder(&self, pin: Pin) -> PathBuf {
        self.root.join(format!("{}-{}", pin.name, pin.version))
    }

    /// Installs the tool if it is not there. `fill` gets an empty folder to fill and a folder for what is only
    /// needed on the way, which outlives an interruption so that the next try goes on from there.
    pub fn install(
        &self,
        pin: Pin,
        fill: impl FnOnce(&Path, &Path) -> Result<(), String>,
    ) -> Result<(), String> {
        let place = self.folder(pin);
        if place.is_dir() {
            return Ok(());
        }
        let _lock = self.lock()?;
        if place.is_dir() {
            return Ok(()); // another xtask installed it while we waited
        }
        let partial = self.root.join("partial");
        // Of this process alone: an orphan of an xtask that was killed may still be writing into its own.
        let new = partial.join(format!("{}-{}", pin.name, std::process::id()));
        let scratch = partial.join("scratch");
        remove(&new)?;
        make(&new)?;
        make(&scratch)?;
        let filled = fill(&new, &scratch).and_then(|()| {
            fs::rename(&new, &place).map_err(|error| format!("{}: {error}", place.display()))
        });
        if filled.is_err() {
            remove(&new)?;
        }
        filled
    }

    /// Gives back the room that installs needed on the way, unless another xtask is installing there now.
    pub fn tidy(&self) -> Result<(), String> {
        let partial = self.root.join("partial");
        if !partial.is_dir() {
            return Ok(());
        }
        let lock = self.lock_file()?;
        if lock.try_lock().is_ok() { remove(&partial) } else { Ok(()) }
    }

    /// Held until dropped; the system lets go of it when the process ends in any way.
    fn lock(&self) -> Result<File, String> {
        let file = self.lock_file()?;
        let locked = match file.try_lock() {
            Err(TryLockError::WouldBlock) => {
                say::line("Another cargo xtask is installing tools; waiting until it is done.");
                file.lock()
            }
            Err(TryLockError::Error(error)) => Err(error),
            Ok(()) => Ok(()),
        };
        locked
            .map(|()| file)
            .map_err(|error| format!("{} can not be locked: {error}", self.root.display()))
    }

    fn lock_file(&self) -> Result<File, String> {
        make(&self.root)?;
        let path = self.root.join("lock");
        File::create(&path).map_err(|error| format!("{}: {error}", path.display()))
    }
}

/// `$LIYAN_CACHE`, else `$XDG_CACHE_HOME/liyan/tools`, else `~/.cache/liyan/tools`.
fn place(variable: impl Fn(&str) -> Option<OsString>) -> Result<PathBuf, String> {
    let path = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(chosen) = path("LIYAN_CACHE") {
        return Ok(chosen);
    }
    // The XDG rules say that a relative path is to be ignored.
    let base = path("XDG_CACHE_HOME").filter(|path| path.is_absolute());
    base.or_else(|| path("HOME").map(|home| home.join(".cache")))
        .map(|base| base.join("liyan").join("tools"))
        .ok_or_else(|| "no place for built tools: set LIYAN_CACHE (or HOME) to a folder".into())
}

fn make(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

fn remove(folder: &Path) -> Result<(), String> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(format!("{}: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOOL: Pin = Pin { name: "tool", version: "1.2.3" };

    fn place_with(variables: &[(&str, &str)]) -> Result<PathBuf, String> {
        place(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into())
        })
    }

    /// A cache of its own under cargo's folder for tests' files.
    fn cache(name: &str) -> Cache {
        let root = env::temp_dir().join(format!("liyan-xtask-{}-{name}", std::process::id()));
        remove(&root).unwrap();
        Cache { root }
    }

    #[test]
    fn the_place_follows_the_environment() {
        assert_eq!(place_with(&[("LIYAN_CACHE", "/a"), ("HOME", "/h")]).unwrap(), Path::new("/a"));
        let xdg = [("LIYAN_CACHE", ""), ("XDG_CACHE_HOME", "/x"), ("HOME", "/h")];
        assert_eq!(place_with(&xdg).unwrap(), Path::new("/x/liyan/tools"));
        let relative = [("XDG_CACHE_HOME", "x"), ("HOME", "/h")];
        assert_eq!(place_with(&relative).unwrap(), Path::new("/h/.cache/liyan/tools"));
        assert!(place_with(&[]).unwrap_err().contains("set LIYAN_CACHE"));
    }

    #[test]
    fn a_tool_is_installed_once_under_its_name_and_version() {
        let cache = cache("once");
        let fill =
            |new: &Path, _: &Path| fs::write(new.join("tool"), "whole").map_err(|e| e.to_string());
        cache.install(TOOL, fill).unwrap();
        assert_eq!(fs::read_to_string(cache.root.join("tool-1.2.3/tool")).unwrap(), "whole");
        cache.install(TOOL, |_, _| panic!("it is there already")).unwrap();
        remove(&cache.root).unwrap();
    }

    #[test]
    fn a_broken_install_leaves_no_tool_but_keeps_its_scratch_for_the_next_try() {
        let cache = cache("broken");
        let result = cache.install(TOOL, |new, scratch| {
            fs::write(new.join("half"), "").unwrap();
            fs::write(scratch.join("compiled"), "").unwrap();
            Err("the network is gone".into())
        });
        assert_eq!(result.unwrap_err(), "the network is gone");
        assert!(!cache.folder(TOOL).exists());
        cache
            .install(TOOL, |new, scratch| {
                assert!(!new.join("half").exists(), "the next try starts from an empty folder");
                assert!(scratch.join("compiled").exists());
                Ok(())
            })
            .unwrap();
        cache.tidy().unwrap();
        assert!(!cache.root.join("partial").exists());
        remove(&cache.root).unwrap();
    }

    #[test]
    fn only_one_installs_at_a_time() {
        let cache = cache("lock");
        let held = cache.lock().unwrap();
        let other = File::open(cache.root.join("lock")).unwrap();
        assert!(matches!(other.try_lock(), Err(TryLockError::WouldBlock)));
        drop(held);
        other.try_lock().unwrap();
        remove(&cache.root).unwrap();
    }
}
