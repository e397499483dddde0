//! Processor time, and the middle of several measurements.

use rustix::time::{ClockId, clock_gettime};

/// Seconds of processor time that this thread has had.
pub fn cpu_seconds() -> f64 {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 * 1e-9
}

/// Seconds of processor time that `act` takes, and what it gives.
pub fn time<T>(act: impl FnOnce() -> T) -> (f64, T) {
    let begun = cpu_seconds();
    let result = act();
    (cpu_seconds() - begun, result)
}

/// The middle one.
///
/// # Panics
/// If there is none.
pub fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Seconds of each of several acts: the medians of so many rounds, in which they take turns.
pub fn medians(rounds: usize, acts: &mut [&mut dyn FnMut() -> usize]) -> Vec<f64> {
    let mut times = vec![Vec::new(); acts.len()];
    for _ in 0..rounds {
        for (act, times) in acts.iter_mut().zip(&mut times) {
            let (seconds, result) = time(&mut *act);
            std::hint::black_box(result);
            times.push(seconds);
        }
    }
    times.iter_mut().map(|times| median(times)).collect()
}
