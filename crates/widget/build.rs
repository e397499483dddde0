//! Notes which pack this build was made with: the page loads that one and no other, unless it names its own.

use std::path::PathBuf;
use std::{env, fs};

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let pack = liyan_rules::pack::compile_builtin()
        .unwrap_or_else(|errors| panic!("the shipped pack:\n{errors}"));
    let hash = liyan_rules::pack::content_hash(&pack).expect("it was just compiled");
    fs::write(out.join("pack-hash"), hash).expect("OUT_DIR can be written");
    println!("cargo::rerun-if-changed=build.rs");
}
