//! Golden files: what people read is compared with what stands in `tests/golden/`; `LIYAN_BLESS=1` writes it anew.

use std::path::Path;

/// Holds a text to its golden file.
pub fn same(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("LIYAN_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        return;
    }
    let golden = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{name}: {error}; write it with LIYAN_BLESS=1"));
    if let Some((line, (was, is))) =
        (1..).zip(golden.lines().zip(text.lines())).find(|(_, (was, is))| was != is)
    {
        panic!("{name} line {line}\n was: {was}\n  is: {is}");
    }
    assert_eq!(golden.lines().count(), text.lines().count(), "{name} has other lines at its end");
}
