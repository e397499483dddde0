//! What the documents about packs show is true: their packs pass, their commands say what is printed there, and their
//! tables of phrases and of mistakes hold.
//!
//! Blocks of ```` ```toml pack=wangshu ```` are one file, written from top to bottom; ```` ```toml fragment ```` stands
//! alone in a small pack that extends the shipped one; ```` ```console ```` is run where the file has grown so far.

#[path = "common/document.rs"]
mod document;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use document::{Block, blocks, code, document, table};

const DOCUMENTS: [&str; 2] = ["packs.zh-CN.md", "packs.md"];

/// What a fragment stands in.
const AROUND: &str = "[pack]\nid = 'fragment'\nversion = '0.1.0'\ntitle = 't'\nextends = 'jilin-window'\n\
    license = 'MIT'\nnotice = 'n'\n\n";

/// An empty folder of its own for a test and a document.
fn folder(test: &str, document: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("docs-{test}-{document}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("made");
    folder
}

fn liyan(folder: &Path, arguments: &[String], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_liyan"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("liyan starts");
    // A command that reads nothing may be gone before this is written.
    let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
    child.wait_with_output().expect("liyan ends")
}

fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    text(&output.stdout) + &text(&output.stderr)
}

/// `liyan pack test` of this pack: whether it passes, and what is said.
fn pack_test(folder: &Path, pack: &str) -> (bool, String) {
    fs::write(folder.join("wangshu.toml"), pack).expect("written");
    let output = liyan(folder, &["pack", "test", "wangshu.toml"].map(String::from), "");
    (output.status.success(), said(&output))
}

/// Runs a line of a console block: `[printf '…' |] liyan … [> FILE]` or `cp FROM TO`.
fn run(folder: &Path, command: &str) -> String {
    if let Some(files) = command.strip_prefix("cp ") {
        let (from, to) = files.split_once(' ').expect("two files");
        fs::copy(folder.join(from), folder.join(to)).expect("copied");
        return String::new();
    }
    let (input, command) = match command.strip_prefix("printf '") {
        Some(rest) => rest.split_once("' | ").expect("printf feeds liyan"),
        None => ("", command),
    };
    let (command, to) = match command.split_once(" > ") {
        Some((command, to)) => (command, Some(to)),
        None => (command, None),
    };
    let words: Vec<String> = command.split(' ').map(str::to_owned).collect();
    assert_eq!(words[0], "liyan", "{command}");
    let output = liyan(folder, &words[1..], &input.replace("\\n", "\n"));
    let text = said(&output);
    assert_ne!(output.status.code(), Some(2), "{command}: {text}");
    let Some(to) = to else { return text };
    fs::write(folder.join(to), output.stdout).expect("written");
    String::new()
}

/// Counts grow with the shipped pack; everything else is compared to the letter.
fn without_counts(line: &str) -> String {
    let mut out = String::new();
    let mut chars = line.chars().peekable();
    while let Some(ch) = chars.next() {
        if !ch.is_ascii_digit() {
            out.push(ch);
            continue;
        }
        let mut run = String::from(ch);
        while let Some(digit) = chars.next_if(char::is_ascii_digit) {
            run.push(digit);
        }
        let counts = run.len() > 1 || matches!(chars.peek(), Some(' ' | '）'));
        out += if counts { "N" } else { &run };
    }
    out
}

/// Whether `shown` is the output, where a line `……` stands for lines left out.
fn check_shown(shown: &[&str], output: &str, place: &str) {
    let output: Vec<String> = output.lines().map(without_counts).collect();
    let mut at = 0;
    let mut may_skip = false;
    for line in shown {
        if *line == "……" {
            may_skip = true;
            continue;
        }
        let wanted = without_counts(line);
        let found = output[at..].iter().position(|line| *line == wanted);
        let holds = found.is_some_and(|skipped| may_skip || skipped == 0);
        assert!(holds, "{place}: not said: {line}\nbut:\n{}", output[at..].join("\n"));
        at += found.unwrap_or(0) + 1;
        may_skip = false;
    }
    let left = output[at..].iter().filter(|line| !line.is_empty()).count();
    assert!(may_skip || left == 0, "{place}: more is said:\n{}", output[at..].join("\n"));
}

fn run_console(folder: &Path, block: &Block, name: &str) {
    for step in block.text.split("$ ").skip(1) {
        let mut lines = step.lines();
        let command = lines.next().unwrap_or_default();
        let place = format!("{name}:{}: {command}", block.line);
        check_shown(&lines.collect::<Vec<_>>(), &run(folder, command), &place);
    }
}

#[test]
fn the_story_can_be_followed_to_the_letter() {
    for name in DOCUMENTS {
        let folder = folder("story", name);
        let mut pack = String::new();
        let mut consoles = 0;
        for block in blocks(&document(name)) {
            match block.info.as_str() {
                "toml pack=wangshu" => {
                    pack += &format!("{}\n", block.text);
                    let (passes, said) = pack_test(&folder, &pack);
                    assert!(passes, "{name}:{}: {said}", block.line);
                }
                "console" => {
                    consoles += 1;
                    run_console(&folder, &block, name);
                }
                "toml fragment" => {}
                other => panic!("{name}:{}: nobody checks a block of {other:?}", block.line),
            }
        }
        assert!(pack.contains("[[override]]") && consoles > 5, "{name}: blocks are missing");
        // The last advice of the story.
        fs::write(folder.join("wangshu.toml"), pack.replace("\"0.1.0\"", "\"0.2.0\""))
            .expect("written");
        let diff = ["pack", "diff", "wangshu-0.1.0.toml", "wangshu.toml"].map(String::from);
        assert!(liyan(&folder, &diff, "").status.success(), "{name}: 0.2.0 is enough");
    }
}

#[test]
fn every_fragment_is_a_pack_that_passes() {
    // The other document has the same ones.
    let name = DOCUMENTS[0];
    let folder = folder("fragment", name);
    let mut fragments = blocks(&document(name));
    fragments.retain(|block| block.info == "toml fragment");
    for fragment in &fragments {
        let (passes, said) = pack_test(&folder, &format!("{AROUND}{}", fragment.text));
        assert!(passes, "{name}:{}: {said}", fragment.line);
    }
    for kind in ["forbid", "accompany", "contain", "limit", "slot", "empty"] {
        let kind = format!("kind = \"{kind}\"");
        assert!(fragments.iter().any(|block| block.text.contains(&kind)), "{name}: {kind}");
    }
}

#[test]
fn the_phrases_of_the_table_find_what_they_are_said_to_find() {
    for name in DOCUMENTS {
        let folder = folder("phrases", name);
        let rows = table(&document(name), "phrases");
        assert!(rows.len() >= 9, "{name}: {} rows", rows.len());
        let mut pack = AROUND.to_owned();
        for (at, row) in rows.iter().enumerate() {
            let [phrase, _, found, left] = row.as_slice() else { panic!("{name}: {row:?}") };
            pack += &format!(
                "[[rule]]\nid = 'row-{}'\nkind = 'forbid'\ntitle = 't'\ncite = ['art11']\nbasis = 'inferred'\n\
                 severity = 'suggest'\nmessage = 'm'\nphrases = ['{}']\nbad = ['{found}']\ngood = ['{left}']\n",
                at + 1,
                code(phrase)
            );
        }
        let (passes, said) = pack_test(&folder, &pack);
        assert!(passes, "{name}: {said}");
    }
}

#[test]
fn each_mistake_is_answered_as_the_table_says() {
    for name in DOCUMENTS {
        let folder = folder("mistakes", name);
        let document = document(name);
        let story = blocks(&document).into_iter().filter(|block| block.info == "toml pack=wangshu");
        let sound: String = story.map(|block| block.text + "\n").collect();
        let rows = table(&document, "mistakes");
        assert_eq!(rows.len(), 10, "{name}");
        for row in rows {
            let [written, answer, _] = row.as_slice() else { panic!("{name}: {row:?}") };
            let (passes, said) = pack_test(&folder, &damaged(&sound, &code(written)));
            let answer = code(answer);
            assert!(!passes && said.contains(&answer), "{name}: {written}: {answer}: {said}");
        }
    }
}

/// The pack with the first line of this key replaced; a new section goes to the end, a key that it lacks into the rule.
fn damaged(sound: &str, written: &str) -> String {
    if written.starts_with('[') {
        return format!("{sound}\n{written}\n");
    }
    let key = written.split_inclusive('=').next().unwrap_or_default();
    match sound.lines().find(|line| line.starts_with(key)) {
        Some(line) => sound.replacen(line, written, 1),
        None => sound.replacen("[[rule]]\n", &format!("[[rule]]\n{written}\n"), 1),
    }
}

#[test]
fn both_documents_show_the_same_packs() {
    let packs = DOCUMENTS.map(|name| {
        let blocks = blocks(&document(name)).into_iter().filter(|b| b.info.starts_with("toml"));
        let bare = |line: &str| line.split(" #").next().unwrap_or_default().trim_end().to_owned();
        let bare = |block: Block| block.text.lines().map(bare).collect::<Vec<_>>().join("\n");
        blocks.map(bare).collect::<Vec<_>>()
    });
    assert_eq!(packs[0], packs[1]);
}
