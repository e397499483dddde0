//! Completions for shells, and a page for `man`: both made from the help that people read, so that they can not differ.

use crate::arguments::HELP;
use crate::audit::HELP as AUDIT;
use crate::pack::help;

/// A command with its help.
struct Page {
    /// The words after `liyan`; empty for the whole program.
    words: &'static str,
    help: &'static str,
}

const PAGES: [Page; 13] = [
    Page { words: "", help: HELP },
    Page { words: "check", help: HELP },
    Page { words: "audit", help: AUDIT },
    Page { words: "pack", help: help::ALL },
    Page { words: "pack new", help: help::NEW },
    Page { words: "pack test", help: help::TEST },
    Page { words: "pack lint", help: help::LINT },
    Page { words: "pack coverage", help: help::COVERAGE },
    Page { words: "pack explain", help: help::EXPLAIN },
    Page { words: "pack diff", help: help::DIFF },
    Page { words: "pack lock", help: help::LOCK },
    Page { words: "pack build", help: help::BUILD },
    Page { words: "pack schema", help: help::SCHEMA },
];

/// Commands that stand alone.
const OTHERS: [&str; 2] = ["completions", "man"];

/// An option as its help line has it.
struct Opt {
    /// `--out`
    name: &'static str,
    /// What stands behind it: `文件`.
    value: Option<&'static str>,
    /// What it is for.
    about: &'static str,
}

impl Page {
    /// The options of its help: lines that begin with two blanks and a hyphen.
    fn options(&self) -> Vec<Opt> {
        self.help.lines().filter_map(option).collect()
    }

    /// The commands directly under it.
    fn verbs(&self) -> Vec<&'static str> {
        let under = |page: &Page| {
            let rest = page.words.strip_prefix(self.words)?.trim_start();
            (!rest.is_empty() && !rest.contains(' ') && page.words != self.words).then_some(rest)
        };
        let mut verbs: Vec<_> = PAGES.iter().filter_map(under).collect();
        match self.words {
            "" => verbs.extend(OTHERS),
            "audit" => verbs.push("review"),
            _ => {}
        }
        verbs
    }
}

fn option(line: &'static str) -> Option<Opt> {
    let line = line.strip_prefix("  -").map(|_| &line[2..])?;
    let (head, about) = line.split_once("  ").unwrap_or((line, ""));
    let mut parts = head.split(' ');
    let name = parts.next().filter(|name| !name.contains('|'))?;
    Some(Opt { name, value: parts.next(), about: about.trim() })
}

/// The completions for one shell, or none if it is not known.
pub fn completions(shell: &str) -> Option<String> {
    match shell {
        "bash" => Some(bash()),
        "zsh" => {
            Some(format!("#compdef liyan\nautoload -U +X bashcompinit && bashcompinit\n{}", bash()))
        }
        "fish" => Some(fish()),
        _ => None,
    }
}

fn bash() -> String {
    let mut cases = String::new();
    for page in &PAGES {
        let mut words = page.verbs();
        words.extend(page.options().iter().map(|option| option.name));
        words.push("--help");
        cases.push_str(&format!("    '{}') words='{}' ;;\n", page.words, words.join(" ")));
    }
    format!(
        "\
_liyan() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} command='' words='' at word
  for ((at = 1; at < COMP_CWORD && at < 3; at++)); do
    word=${{COMP_WORDS[at]}}
    case $word in
      check | audit | pack) [[ -z $command ]] && command=$word ;;
      new | test | lint | coverage | explain | diff | lock | build | schema)
        [[ $command == pack ]] && command=\"pack $word\" ;;
    esac
  done
  case $command in
{cases}  esac
  case $current in
    -*) mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\") ;;
    *) mapfile -t COMPREPLY < <(compgen -W \"${{words//--*/}}\" -- \"$current\"; compgen -f -- \"$current\") ;;
  esac
}}
complete -o filenames -F _liyan liyan
"
    )
}

fn fish() -> String {
    let mut out = String::from("complete -c liyan -f -n __fish_use_subcommand");
    let top: Vec<&str> = PAGES[0].verbs();
    out.push_str(&format!(" -a '{}'\n", top.join(" ")));
    for page in PAGES.iter().filter(|page| !page.words.is_empty()) {
        let seen: Vec<String> = page
            .words
            .split(' ')
            .map(|word| format!("__fish_seen_subcommand_from {word}"))
            .collect();
        let seen = seen.join("; and ");
        let verbs = page.verbs();
        if !verbs.is_empty() {
            out.push_str(&format!("complete -c liyan -n '{seen}' -a '{}'\n", verbs.join(" ")));
        }
        for Opt { name, value, about } in page.options() {
            let flag = match name.strip_prefix("--") {
                Some(long) => format!("-l {long}"),
                None => format!("-s {}", name.trim_start_matches('-')),
            };
            let value = if value.is_some() { " -r" } else { "" };
            let about = about.replace('\'', "’");
            out.push_str(&format!("complete -c liyan -n '{seen}' {flag}{value} -d '{about}'\n"));
        }
    }
    out
}

/// The page for `man`, in roff.
pub fn man() -> String {
    let mut out = format!(
        ".TH LIYAN 1 \"\" \"liyan {}\" \"礼言\"\n.SH 名称\nliyan \\- 窗口答复发出之前，先替您看一遍用语；也审一个月的答复\n",
        env!("CARGO_PKG_VERSION")
    );
    for page in PAGES.iter().filter(|page| page.words != "check") {
        let name = if page.words.is_empty() {
            "liyan".to_owned()
        } else {
            format!("liyan {}", page.words)
        };
        out.push_str(&format!(".SH {}\n", roff(&name)));
        for line in page.help.lines() {
            out.push_str(&roff_line(line));
        }
    }
    out
}

/// One line of a help: a heading, an option, or words that keep their place.
fn roff_line(line: &'static str) -> String {
    if let Some(Opt { name, value, about }) = option(line) {
        let value = value.map(|value| format!(" \\fI{}\\fR", roff(value))).unwrap_or_default();
        return format!(".TP\n\\fB{}\\fR{value}\n{}\n", roff(name), roff(about));
    }
    match line {
        "" => ".PP\n".into(),
        heading if !heading.starts_with(' ') && heading.ends_with('：') => {
            format!(".SS {}\n", roff(heading.trim_end_matches('：')))
        }
        words => format!("{}\n.br\n", roff(words.trim())),
    }
}

/// Words that roff takes as they are.
fn roff(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_off_the_help() {
        let audit = PAGES.iter().find(|page| page.words == "audit").expect("a page");
        let options = audit.options();
        let names: Vec<_> = options.iter().map(|option| option.name).collect();
        for name in ["--map", "--out", "--by", "--sample", "--no-redact", "--threads", "--accept"] {
            assert!(names.contains(&name), "{names:?}");
        }
        let out = options.iter().find(|option| option.name == "--out").expect("one");
        assert_eq!(out.value, Some("文件"));
        assert!(out.about.starts_with("可以写多次"));
    }

    #[test]
    fn the_page_for_man_has_every_option_and_no_line_that_roff_would_obey_by_mistake() {
        let man = man();
        for page in &PAGES {
            for Opt { name, .. } in page.options() {
                assert!(man.contains(&format!("\\fB{}\\fR", roff(name))), "{name}");
            }
        }
        let known = [".TH", ".SH", ".SS", ".TP", ".PP", ".br"];
        for line in man.lines().filter(|line| line.starts_with(['.', '\''])) {
            assert!(known.iter().any(|request| line.starts_with(request)), "{line}");
        }
    }
}
