//! Compiles the shipped pack into the program: the same bytes that the page carries.

use std::path::PathBuf;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let pack = liyan_rules::pack::compile_builtin()
        .unwrap_or_else(|errors| panic!("the shipped pack:\n{errors}"));
    fs::write(out.join("jilin-window.liyan"), pack).expect("OUT_DIR can be written");
}
