//! What xtask prints: one place, so that every line is flushed before a child process writes its own.

use std::fmt::Display;
use std::io::{self, Write};
use std::time::Duration;

/// Prints one line.
pub fn line(text: impl Display) {
    write(format_args!("{text}\n"));
}

/// Prints without ending the line; the rest of the line follows.
pub fn start(text: impl Display) {
    write(format_args!("{text}"));
}

// A closed pipe (`cargo xtask help | head`) is no reason to fail: nobody is left to be told.
fn write(text: std::fmt::Arguments) {
    let mut out = io::stdout().lock();
    let _ = out.write_fmt(text).and_then(|()| out.flush());
}

/// A duration as people say it: `0.4 s`, `12.4 s`, `3 min 05 s`.
pub fn duration(time: Duration) -> String {
    if time.as_secs() < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", time.as_secs() / 60, time.as_secs() % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_reads_like_speech() {
        assert_eq!(duration(Duration::from_millis(449)), "0.4 s");
        assert_eq!(duration(Duration::from_millis(12_400)), "12.4 s");
        assert_eq!(duration(Duration::from_secs(185)), "3 min 05 s");
    }
}
