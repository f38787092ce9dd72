//! How long something took, many times over, in the three figures that people compare.

use std::time::{Duration, Instant};

/// Durations of one thing.
#[derive(Debug, Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Runs something and notes how long it took.
    pub fn take<T>(&mut self, run: impl FnOnce() -> T) -> T {
        let began = Instant::now();
        let result = run();
        self.0.push(began.elapsed());
        result
    }

    /// Adds what others noted.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// A line: what it was, how often, and the median, the 99th of 100 and the longest, ms.
    pub fn print(mut self, what: &str) {
        self.0.sort_unstable();
        let Some(longest) = self.0.last() else { return };
        println!(
            "{what:<34} {:>6} times   median {:>8.2} ms   p99 {:>8.2} ms   longest {:>8.2} ms",
            self.0.len(),
            milliseconds(self.share(50)),
            milliseconds(self.share(99)),
            milliseconds(*longest),
        );
    }

    fn share(&self, percent: usize) -> Duration {
        let last = self.0.len().saturating_sub(1);
        self.0.get(last * percent / 100).copied().unwrap_or_default()
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
