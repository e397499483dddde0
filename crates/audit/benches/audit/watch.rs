//! Runs a program and says what it cost, as the operating system tells it (Linux; elsewhere only the time).

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What a program cost.
pub struct Cost {
    /// From start to end.
    pub seconds: f64,
    /// Of all its threads, in user and system.
    pub cpu_seconds: f64,
    /// The most memory that it held at once.
    pub peak_megabytes: f64,
}

/// Runs it to its end. How it exits is not asked: findings are an exit of their own.
#[expect(
    clippy::disallowed_methods,
    reason = "what a process cost is gone when it ends, so it is looked at now and then"
)]
pub fn watch(program: &Path, arguments: &[&str]) -> io::Result<Cost> {
    let began = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let (mut cpu_seconds, mut peak_megabytes) = (f64::NAN, f64::NAN);
    while child.try_wait()?.is_none() {
        if let Some(cpu) = cpu(child.id()) {
            cpu_seconds = cpu;
        }
        if let Some(peak) = peak(child.id()) {
            peak_megabytes = peak;
        }
        thread::sleep(Duration::from_millis(10));
    }
    Ok(Cost { seconds: began.elapsed().as_secs_f64(), cpu_seconds, peak_megabytes })
}

/// proc(5): `/proc/PID/stat`, fields 14 and 15, in hundredths of a second.
fn cpu(process: u32) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: f64 = fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?;
    Some(ticks / 100.0)
}

/// proc(5): `VmHWM` of `/proc/PID/status`.
fn peak(process: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
}
