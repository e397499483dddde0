//! wasm-opt with a memory: the same question gets the last answer again.
//!
//! Trunk optimises anew in every build, although nothing changed; that was nearly all of the time in which a demo
//! started. The whole question is kept beside the answer, so that no stale answer can be taken for a fresh one.

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::show;
use crate::tools::{BINARYEN, Workshop};

/// Does what `wasm-opt ARGUMENTS` does.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let real = || Workshop::open().map(|shop| shop.binaryen("wasm-opt"));
    let Some((options, output, input)) = split(arguments) else {
        return show(real()?.args(arguments)); // `--version`, for one
    };
    let answer = remembered(&options, &output, &input, |answer| {
        show(real()?.args(&options).arg(&input).arg("--output").arg(answer))
    })?;
    fs::write(&output, answer).map_err(|error| place(&output, &error))
}

/// The answer of last time if options and input are those of last time, else what `ask` writes.
fn remembered(
    options: &[String],
    output: &Path,
    input: &Path,
    ask: impl FnOnce(&Path) -> Result<(), String>,
) -> Result<Vec<u8>, String> {
    let wasm = fs::read(input).map_err(|error| place(input, &error))?;
    let mut question =
        format!("binaryen {} {options:?} {} bytes\n", BINARYEN.version, wasm.len()).into_bytes();
    question.extend(wasm);
    let memory = output.with_extension("memory");
    if let Ok(known) = fs::read(&memory)
        && let Some(answer) = known.strip_prefix(&question[..])
    {
        return Ok(answer.to_vec());
    }
    // Written apart and renamed: another build may be reading, and this one may be interrupted.
    let apart = output.with_extension(std::process::id().to_string());
    ask(&apart)?;
    let answer = fs::read(&apart).map_err(|error| place(&apart, &error))?;
    question.extend(&answer);
    fs::write(&apart, question)
        .and_then(|()| fs::rename(&apart, &memory))
        .map_err(|error| place(&memory, &error))?;
    Ok(answer)
}

/// Trunk's way to ask, `--output=OUT OPTIONS… IN`, as options, output and input.
fn split(arguments: &[String]) -> Option<(Vec<String>, PathBuf, PathBuf)> {
    let (mut options, mut output, mut input) = (Vec::new(), None, None);
    for argument in arguments {
        if let Some(path) = argument.strip_prefix("--output=") {
            output = Some(path.into());
        } else if argument.starts_with('-') {
            options.push(argument.clone());
        } else if input.replace(argument.into()).is_some() {
            return None; // an option with a value of its own: not a question we understand
        }
    }
    Some((options, output?, input?))
}

fn place(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn trunks_question_is_understood_and_others_are_passed_on() {
        let (options, output, input) =
            split(&words("--output=o.wasm -Oz in.wasm --all-features")).unwrap();
        assert_eq!(options, ["-Oz", "--all-features"]);
        assert_eq!((output, input), ("o.wasm".into(), "in.wasm".into()));
        for other in
            ["--version", "--output=o.wasm -Oz", "-Oz in.wasm", "--output=o --pass-arg x in.wasm"]
        {
            assert!(split(&words(other)).is_none(), "{other}");
        }
    }

    #[test]
    fn only_the_very_same_question_gets_the_old_answer() {
        let folder = std::env::temp_dir().join(format!("liyan-wasm-opt-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (output, input) = (folder.join("out.wasm"), folder.join("in.wasm"));
        let ask = |options: &str, wasm: &str, fresh: &str| {
            fs::write(&input, wasm).unwrap();
            let answer = remembered(&words(options), &output, &input, |answer| {
                fs::write(answer, fresh).map_err(|error| error.to_string())
            });
            String::from_utf8(answer.unwrap()).unwrap()
        };
        assert_eq!(ask("-Oz", "module", "first"), "first");
        assert_eq!(ask("-Oz", "module", "second"), "first");
        assert_eq!(ask("-O3", "module", "third"), "third");
        assert_eq!(ask("-O3", "modul", "fourth"), "fourth");
        assert_eq!(ask("-O3", "module", "fifth"), "fifth", "only the last question is kept");

        let failed = remembered(&words("-Oz"), &output, &input, |_| Err("no".into()));
        assert_eq!(failed.unwrap_err(), "no");
        assert_eq!(ask("-O3", "module", "sixth"), "fifth", "a failure changes nothing");
        fs::remove_dir_all(&folder).unwrap();
    }
}
