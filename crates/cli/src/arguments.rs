//! The command line, read without a framework so that help and errors are in our own words.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};
use liyan_rules::{Channel, Severity};

use crate::pack::{self, Verb};
use crate::{audit, manual};

/// What to do.
#[derive(Debug)]
pub enum Command {
    /// Print this text.
    Help(&'static str),
    /// Print this text, which was made for the purpose.
    Text(String),
    /// Print the version.
    Version,
    /// Check replies.
    Check(CheckOptions),
    /// Audit exports.
    Audit(audit::Verb),
    /// Write, test and explain packs.
    Pack(Verb),
}

/// Options of `liyan check`.
#[derive(Debug)]
pub struct CheckOptions {
    /// What to read; `-` is standard input.
    pub files: Vec<PathBuf>,
    /// Packs to judge by; none: the built-in one.
    pub packs: Vec<PathBuf>,
    /// What the packs are held to.
    pub locks: Vec<PathBuf>,
    /// JSON lines in and out.
    pub jsonl: bool,
    /// The lowest severity that fails, if any does.
    pub fail_on: Option<Severity>,
    /// The channel of texts that do not name one.
    pub channel: Channel,
    /// Also tell findings of rules on trial.
    pub shadow: bool,
    /// Colour, if it was said.
    pub colour: Option<bool>,
}

/// `liyan --help`.
pub const HELP: &str = "\
礼言：窗口答复发出之前，先替您看一遍用语。

用法：
  liyan check [选项] [文件…|-]     检查答复；不写文件或写 - 时读标准输入
  liyan audit [选项] 文件…         审一个月的答复，出报告：见 liyan audit --help
  liyan pack 命令 …                写规则包、核对规则包：见 liyan pack --help
  liyan completions bash|zsh|fish  命令行补全，例如 liyan completions bash > ~/.local/share/bash-completion/completions/liyan
  liyan man                        手册页，例如 liyan man > liyan.1
  liyan --help | --version

liyan check 的选项：
  --jsonl              逐行读 JSON 记录，逐行写 JSON 结果（.jsonl 文件不加此项时，按记录读，写给人看）
  --pack 文件          用这个规则包（.toml 或 .liyan），可以写多次；默认用内置的吉林市窗口标准
  --lock 文件          规则包要和锁定的一样（liyan pack lock 写的），可以写多次
  --fail-on 级别       出现哪一级就算不通过：block（默认）、warn、suggest、none
  --channel 渠道       记录没有写渠道时当作 chat（默认）或 letter
  --shadow             试行中的规则也列出来（不影响是否通过）
  --color 何时         auto（默认，终端里才用颜色）、always、never

级别：block 须改，warn 提醒，suggest 建议。

退出码：0 通过；1 有不通过的；2 命令写错了；3 规则包有误；4 有输入读不了（其余照常检查）；5 结果写不出去。

例子：
  printf '这个我不知道，你自己看。\\n' | liyan check -
  liyan check 答复.txt
  liyan check --jsonl --fail-on warn 答复.jsonl > 结果.jsonl

文本只在本机检查，不上传，不记录。
";

/// Reads the command line.
///
/// # Errors
/// What is wrong with it, for people.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut parser = Parser::from_iter(arguments);
    match next(&mut parser)? {
        None => Ok(Command::Help(HELP)),
        Some(Word::Help) => Ok(Command::Help(HELP)),
        Some(Word::Version) => Ok(Command::Version),
        Some(Word::Value(command)) => match command.to_str() {
            Some("check") => check(&mut parser),
            Some("audit") => audit::parse(&mut parser).map(Command::Audit),
            Some("pack") => pack::parse(&mut parser).map(Command::Pack),
            Some("help") => Ok(Command::Help(HELP)),
            Some("man") => Ok(Command::Text(manual::man())),
            Some("completions") => completions(&mut parser).map(Command::Text),
            _ => Err(format!(
                "没有 “{}” 这个命令，可以用 check、audit 或 pack",
                command.to_string_lossy()
            )),
        },
        Some(Word::Option(name)) => {
            Err(format!("命令之前不能写 {name}，先写 check、audit 或 pack"))
        }
    }
}

/// One argument, without a borrow of the parser.
pub enum Word {
    /// `--help`
    Help,
    /// `--version`
    Version,
    /// Any other option, by its name.
    Option(String),
    /// What is no option.
    Value(OsString),
}

/// The next argument.
///
/// # Errors
/// What is wrong with it, for people.
pub fn next(parser: &mut Parser) -> Result<Option<Word>, String> {
    let argument = parser.next().map_err(said)?;
    Ok(argument.map(|argument| match argument {
        Arg::Long("help") | Arg::Short('h') => Word::Help,
        Arg::Long("version") | Arg::Short('V') => Word::Version,
        Arg::Long(name) => Word::Option(format!("--{name}")),
        Arg::Short(name) => Word::Option(format!("-{name}")),
        Arg::Value(value) => Word::Value(value),
    }))
}

fn completions(parser: &mut Parser) -> Result<String, String> {
    let shell = match next(parser)? {
        Some(Word::Value(shell)) => shell.to_string_lossy().into_owned(),
        _ => return Err("要写明哪个 shell：bash、zsh 或 fish".into()),
    };
    manual::completions(&shell)
        .ok_or_else(|| format!("没有给 “{shell}” 的补全，可以写 bash、zsh、fish"))
}

fn check(parser: &mut Parser) -> Result<Command, String> {
    let mut options = CheckOptions {
        files: Vec::new(),
        packs: Vec::new(),
        locks: Vec::new(),
        jsonl: false,
        fail_on: Some(Severity::Block),
        channel: Channel::Chat,
        shadow: false,
        colour: None,
    };
    while let Some(word) = next(parser)? {
        let name = match word {
            Word::Help => return Ok(Command::Help(HELP)),
            Word::Version => return Ok(Command::Version),
            Word::Value(file) => {
                options.files.push(file.into());
                continue;
            }
            Word::Option(name) => name,
        };
        match name.as_str() {
            "--jsonl" => options.jsonl = true,
            "--shadow" => options.shadow = true,
            "--pack" => options.packs.push(value(parser, &name)?.into()),
            "--lock" => options.locks.push(value(parser, &name)?.into()),
            "--fail-on" => options.fail_on = level(&text(parser, &name)?)?,
            "--channel" => {
                let channel = text(parser, &name)?;
                options.channel = Channel::from_name(&channel).ok_or_else(|| {
                    format!("--channel 不能是 “{channel}”，可以写 chat 或 letter")
                })?;
            }
            "--color" | "--colour" => {
                options.colour = match text(parser, &name)?.as_str() {
                    "auto" => None,
                    "always" => Some(true),
                    "never" => Some(false),
                    other => {
                        return Err(format!(
                            "--color 不能是 “{other}”，可以写 auto、always、never"
                        ));
                    }
                }
            }
            _ => return Err(format!("liyan check 没有 {name} 这个选项")),
        }
    }
    if options.files.is_empty() {
        options.files.push("-".into());
    }
    Ok(Command::Check(options))
}

/// The value of the option `name`.
///
/// # Errors
/// If there is none.
pub fn value(parser: &mut Parser, name: &str) -> Result<OsString, String> {
    parser.value().map_err(|_| format!("{name} 后面要写值"))
}

/// The value of the option `name`, as text.
///
/// # Errors
/// If there is none, or it is no UTF-8.
pub fn text(parser: &mut Parser, name: &str) -> Result<String, String> {
    value(parser, name)?.string().map_err(said)
}

/// The severity that fails, if any.
///
/// # Errors
/// If it is no word for one.
pub fn level(name: &str) -> Result<Option<Severity>, String> {
    match name {
        "block" => Ok(Some(Severity::Block)),
        "warn" => Ok(Some(Severity::Warn)),
        "suggest" => Ok(Some(Severity::Suggest)),
        "none" => Ok(None),
        other => Err(format!("--fail-on 不能是 “{other}”，可以写 block、warn、suggest、none")),
    }
}

fn said(error: lexopt::Error) -> String {
    match error {
        lexopt::Error::UnexpectedValue { option, .. } => format!("{option} 后面不能写值"),
        lexopt::Error::NonUnicodeValue(value) => {
            format!("“{}” 不是 UTF-8", value.to_string_lossy())
        }
        other => other.to_string(),
    }
}
