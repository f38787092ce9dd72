//! A token bucket: how much may be asked at once, and how fast that comes back. What is counted with
//! one is said by those who count.

use std::time::{Duration, Instant};

/// The tokens of a bucket: a burst at once, and a steady rate after that.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Tokens at once.
    pub burst: f64,
    /// Tokens that come back each second.
    pub per_s: f64,
}

/// The tokens left of a [`Rate`].
#[derive(Debug, Clone, Copy)]
pub(in crate::http) struct TokenBucket {
    pub(super) left: f64,
    at: Instant,
}

impl TokenBucket {
    /// A bucket with its whole burst.
    pub(in crate::http) fn full(rate: Rate, at: Instant) -> Self {
        Self { left: rate.burst, at }
    }

    /// Adds the tokens that have come back since.
    pub(super) fn refill(&mut self, rate: Rate, now: Instant) {
        let elapsed = now.saturating_duration_since(self.at).as_secs_f64();
        self.left = (self.left + elapsed * rate.per_s).min(rate.burst);
        self.at = now;
    }

    /// Returns how long until there is a token.
    pub(super) fn time_to_token(&mut self, rate: Rate, now: Instant) -> Duration {
        self.refill(rate, now);
        let seconds = ((1.0 - self.left) / rate.per_s).max(0.0);
        Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX)
    }

    /// Takes a token, or returns how long until there is one.
    pub(in crate::http) fn take_token(&mut self, rate: Rate, now: Instant) -> Result<(), Duration> {
        let wait = self.time_to_token(rate, now);
        if !wait.is_zero() {
            return Err(wait);
        }
        self.spend_token();
        Ok(())
    }

    /// Takes a token; with none left there are none left.
    pub(super) fn spend_token(&mut self) {
        self.left = (self.left - 1.0).max(0.0);
    }

    /// Gives a part of a token back.
    pub(super) fn give_back(&mut self, rate: Rate, what: f64) {
        self.left = (self.left + what).min(rate.burst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_to_be_waited_is_enough_and_no_second_less_is() {
        let began = Instant::now();
        for rate in [(10.0, 1.0 / 6.0), (5.0, 1.0 / 60.0), (30.0, 1.0 / 30.0), (100.0, 20.0)] {
            let rate = Rate { burst: rate.0, per_s: rate.1 };
            let mut bucket = TokenBucket::full(rate, began);
            while bucket.time_to_token(rate, began).is_zero() {
                bucket.spend_token();
            }
            let wait = bucket.time_to_token(rate, began);
            let mut early = bucket;
            let shortly_before = began + wait.saturating_sub(Duration::from_millis(1));
            assert!(
                !early.time_to_token(rate, shortly_before).is_zero(),
                "{rate:?}: {wait:?} is too long"
            );
            let in_time = began + wait + Duration::from_micros(1);
            assert!(
                bucket.time_to_token(rate, in_time).is_zero(),
                "{rate:?}: {wait:?} is too short"
            );
        }
    }
}
