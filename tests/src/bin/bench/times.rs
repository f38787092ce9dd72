//! How long something took, many times over.

use std::time::{Duration, Instant};

/// Durations of one thing.
#[derive(Debug, Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Runs something and notes how long it took.
    pub fn take<T>(&mut self, run: impl FnOnce() -> T) -> T {
        let began = Instant::now();
        let result = run();
        self.note(began.elapsed());
        result
    }

    /// Notes how long something took.
    pub fn note(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// Adds what others noted.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// The time in ms that `percent` of them did not exceed (nearest rank); 0 without any.
    #[must_use]
    pub fn percentile(&mut self, percent: usize) -> f64 {
        self.0.sort_unstable();
        let rank = (self.0.len() * percent).div_ceil(100).max(1);
        self.0.get(rank - 1).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
    }
}
