//! Building the demo portal with trunk, and what Trunk.toml says about serving it.

use std::fs;
use std::process::Command;

use toml::de::DeTable;

use crate::host;
use crate::serve::Site;
use crate::tools::Workshop;

/// Flags of the page's build: small SHA-256 (it checks one pack a page), panics as traps, no places for panics to name.
const SMALL: &str = "--cfg sha2_backend_soft=\"compact\" -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none";

/// The commands that build the demo portal: its pack, then the rest.
pub fn build(workshop: &Workshop) -> Result<Vec<Command>, String> {
    let mut pack = workshop.command(host::cargo())?;
    pack.args(["run", "--quiet", "--package", "liyan", "--", "pack", "build"]);
    pack.args(["crates/rules/packs/jilin-window.toml", "-o", "web/jilin-window.liyan"]);
    let mut command = workshop.command("trunk")?;
    compile_small(&mut command);
    // The version is pinned: asking the network for a newer one only costs time.
    command.arg("build").env("TRUNK_SKIP_VERSION_CHECK", "true");
    Ok(vec![pack, command])
}

/// Has `command` compile Rust for a page.
///
/// The page pays for every byte, so its standard library is compiled for size and a panic is a bare trap, which the
/// loader takes for what it is. Both need the nightly switches of a stable toolchain; nothing else is built so.
/// The standard library's own code is of the one pinned toolchain, so this can not drift.
pub fn compile_small(command: &mut Command) {
    command
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", SMALL);
}

/// The built portal with the headers it is served with, both as Trunk.toml says.
pub fn site(workshop: &Workshop) -> Result<Site, String> {
    let path = workshop.root.join("Trunk.toml");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let (dist, headers) =
        settings(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Site { root: workshop.root.join(dist), headers })
}

fn settings(text: &str) -> Result<(String, Vec<(String, String)>), String> {
    let table = DeTable::parse(text).map_err(|error| error.to_string())?;
    let entry = |section: &str, key: &str| table.get_ref().get(section)?.get_ref().get(key);
    let dist = entry("build", "dist").and_then(|dist| dist.get_ref().as_str()).unwrap_or("dist");
    let headers = entry("serve", "headers").and_then(|headers| headers.get_ref().as_table());
    let headers = headers.ok_or("without [serve.headers] the demo has no security policy")?;
    let headers = headers.iter().map(|(name, value)| match value.get_ref().as_str() {
        // A line break would begin another header, or the page itself.
        Some(value) if !value.contains(['\r', '\n']) => Ok((name.to_string(), value.to_owned())),
        _ => Err(format!("[serve.headers] {name} is no text on one line")),
    });
    Ok((dist.to_owned(), headers.collect::<Result<_, _>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_and_headers_are_those_of_the_file() {
        let text =
            "[build]\ndist = \"out\"\n[serve.headers]\nCache-Control = \"no-cache\"\nA = \"b\"\n";
        let (dist, mut headers) = settings(text).unwrap();
        headers.sort();
        assert_eq!(dist, "out");
        assert_eq!(
            headers,
            [("A".into(), "b".into()), ("Cache-Control".into(), "no-cache".into())]
        );
    }

    #[test]
    fn headers_that_can_not_be_sent_as_they_stand_are_refused() {
        assert!(settings("[build]\n").unwrap_err().contains("without [serve.headers]"));
        assert!(settings("[serve.headers]\nA = 1\n").unwrap_err().contains("A is no text"));
        assert!(
            settings("[serve.headers]\nA = \"b\\nSet-Cookie: c\"\n")
                .unwrap_err()
                .contains("A is no text")
        );
        assert!(settings("[serve\n").is_err());
    }
}
