//! Running other programs: found on a PATH we control, shown live or captured whole.

use std::env;
use std::ffi::OsString;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The first file called `name` on the caller's PATH.
pub fn find(name: &str) -> Option<PathBuf> {
    find_in(name, &env::var_os("PATH")?)
}

fn find_in(name: &str, path: &OsString) -> Option<PathBuf> {
    env::split_paths(path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// The caller's PATH with `folders` before it.
pub fn path_with(folders: &[PathBuf]) -> Result<OsString, String> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folders.iter().cloned().chain(env::split_paths(&path)))
        .map_err(|error| format!("the tools' folder can not stand on a PATH: {error}"))
}

/// Runs a command whose output the user sees as it comes.
pub fn show(command: &mut Command) -> Result<(), String> {
    let status =
        command.stdin(Stdio::null()).status().map_err(|error| start_error(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", words(command))) }
}

/// What a captured command left: whether it succeeded, and all it wrote, both streams in their order.
pub struct Captured {
    /// Whether the command exited with 0.
    pub success: bool,
    /// Standard output and standard error, interleaved as they were written.
    pub output: String,
}

/// Runs a command and keeps its output.
pub fn capture(command: &mut Command) -> Result<Captured, String> {
    // One pipe for both streams: two would lose the order in which a failure was told.
    let (mut reader, writer) = io::pipe().map_err(|error| format!("no pipe: {error}"))?;
    let both = writer.try_clone().map_err(|error| format!("no pipe: {error}"))?;
    command.stdin(Stdio::null()).stdout(writer).stderr(both);
    let mut child = command.spawn().map_err(|error| start_error(command, &error))?;
    // The command holds the pipe's writing ends too; without this, reading would never end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(|error| format!("{}: {error}", words(command)))?;
    let status = child.wait().map_err(|error| format!("{}: {error}", words(command)))?;
    Ok(Captured { success: status.success(), output: String::from_utf8_lossy(&bytes).into_owned() })
}

/// A command as a person would type it, for messages.
pub fn words(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    std::iter::once(program)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

fn start_error(command: &Command, error: &io::Error) -> String {
    format!("`{}` could not be started: {error}", words(command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_streams_are_captured_in_their_order() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo one; echo two >&2; echo three; exit 3"]);
        let captured = capture(&mut command).unwrap();
        assert!(!captured.success);
        assert_eq!(captured.output, "one\ntwo\nthree\n");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error = show(Command::new("/nowhere/trunk").arg("build")).unwrap_err();
        assert!(error.starts_with("`trunk build` could not be started: "), "{error}");
    }

    #[test]
    fn a_failing_program_is_an_error_with_its_words() {
        let error = show(Command::new("sh").args(["-c", "exit 7"])).unwrap_err();
        assert_eq!(error, "`sh -c exit 7` failed (exit status: 7)");
    }

    #[test]
    fn a_program_is_found_on_the_path_it_stands_on_and_nowhere_else() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let path = env::join_paths([Path::new("/nowhere"), folder]).unwrap();
        assert_eq!(find_in("Cargo.toml", &path), Some(folder.join("Cargo.toml")));
        assert_eq!(find_in("src", &path), None, "a folder is no program");
    }
}
