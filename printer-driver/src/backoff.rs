//! How long to wait before the next try: longer each time, up to a limit, for ever.

use std::time::Duration;

/// The first pause: a hub that only restarts is back by then.
const FIRST: Duration = Duration::from_millis(100);
/// The longest pause: once the hub is back, a ticket is late by no more than this.
const LONGEST: Duration = Duration::from_secs(3);

/// Pauses that double.
#[derive(Debug)]
pub struct Backoff(Duration);

impl Default for Backoff {
    fn default() -> Self {
        Self(FIRST)
    }
}

impl Backoff {
    /// The pause before the next try.
    pub fn next_pause(&mut self) -> Duration {
        let pause = self.0;
        self.0 = (pause * 2).min(LONGEST);
        pause
    }

    /// It went well: the next pause is the first again.
    pub fn reset(&mut self) {
        *self = Self::default();
    }
}
