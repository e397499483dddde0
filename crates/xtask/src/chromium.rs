//! Finding a Chromium for the browser tests, or getting one from the distribution.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::process::{self, capture, show};
use crate::say;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const PACKAGES: [&str; 2] = ["chromium", "fonts-noto-cjk"];

/// The Chromium to test with: the one `$CHROMIUM` names, else the first on the PATH.
pub fn find() -> Result<Option<PathBuf>, String> {
    match env::var_os("CHROMIUM").filter(|path| !path.is_empty()).map(PathBuf::from) {
        Some(chosen) if chosen.is_file() => Ok(Some(chosen)),
        Some(chosen) => Err(format!("CHROMIUM names {}, which is not there", chosen.display())),
        None => Ok(NAMES.iter().find_map(|name| process::find(name))),
    }
}

/// Sees to it that [`find`] finds one.
pub fn set_up() -> Result<(), String> {
    if find()?.is_some() {
        return Ok(());
    }
    let advice = format!(
        "Chromium is not installed: `sudo apt-get install {}`, or set CHROMIUM to the path of one",
        PACKAGES.join(" ")
    );
    if process::find("apt-get").is_none() {
        return Err(advice);
    }
    let apt = as_root().ok_or_else(|| advice.clone())?;
    say::line("Installing Chromium and Chinese fonts through apt …");
    // A fresh machine has no package lists. One whose lists can not all be fetched may still have what we need.
    if let Err(error) = show(apt_get(&apt).args(["-qq", "update"])) {
        say::line(error);
    }
    show(apt_get(&apt).args(["-qq", "install", "-y", "--no-install-recommends"]).args(PACKAGES))
        .map_err(|error| format!("{error}\n{advice}"))?;
    if find()?.is_some() { Ok(()) } else { Err(advice) }
}

/// What goes before a command that only root may run: nothing, or sudo where it asks no password.
fn as_root() -> Option<Vec<&'static str>> {
    let is_root = capture(Command::new("id").arg("-u")).is_ok_and(|id| id.output.trim() == "0");
    if is_root {
        return Some(vec![]);
    }
    process::find("sudo")?;
    let free = capture(Command::new("sudo").args(["-n", "true"])).is_ok_and(|asked| asked.success);
    free.then(|| vec!["sudo", "-n"])
}

fn apt_get(as_root: &[&str]) -> Command {
    // Through env, because sudo does not hand the caller's variables on.
    let words = [as_root, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]].concat();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apt_is_asked_with_the_rights_there_are_and_never_asks_back() {
        assert_eq!(process::words(&apt_get(&[])), "env DEBIAN_FRONTEND=noninteractive apt-get");
        let with_sudo = process::words(&apt_get(&["sudo", "-n"]));
        assert_eq!(with_sudo, "sudo -n env DEBIAN_FRONTEND=noninteractive apt-get");
    }
}
