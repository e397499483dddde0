//! Liyan on the command line: checks replies against a courtesy standard, and tests rule packs.
//!
//! `main` never returns an error: the exit code is part of the contract (see [`exit`]).

#![forbid(unsafe_code)]

mod arguments;
mod audit;
mod check;
mod exit;
mod human;
mod input;
mod json;
mod manual;
mod pack;
mod packs;
mod record;

use std::io::{self, Write};
use std::process::ExitCode;

use arguments::Command;
use exit::Exit;

fn main() -> ExitCode {
    let exit = match arguments::parse(std::env::args_os()) {
        Ok(Command::Help(text)) => print(text),
        Ok(Command::Text(text)) => print(&text),
        Ok(Command::Version) => print(concat!("liyan ", env!("CARGO_PKG_VERSION"), "\n")),
        Ok(Command::Check(options)) => check::run(&options),
        Ok(Command::Audit(verb)) => audit::run(&verb),
        Ok(Command::Pack(verb)) => pack::run(&verb),
        Err(problem) => {
            exit::complain(&format!("{problem}\n用法见 liyan --help"));
            Exit::Usage
        }
    };
    exit.into()
}

fn print(text: &str) -> Exit {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => Exit::Clean,
        Err(_) => Exit::NotWritten,
    }
}
