//! How long to wait before the next try: twice as long each time, up to a limit, without end.
//!
//! Each pause is drawn from the upper half of its step, so that devices which lost the hub at the
//! same instant do not come back at the same instant.

use std::hash::{BuildHasher as _, RandomState};
use std::time::Duration;

use crate::ClientError;

/// First step: a hub that only restarts is back by then.
pub const PAUSE_FIRST: Duration = Duration::from_millis(100);
/// Longest step: once the hub is back, a ticket or a board is late by no more than this.
pub const PAUSE_LONGEST: Duration = Duration::from_secs(3);
/// Longest `Retry-After` that is obeyed. The hub sends 2 s; a larger one is a mistake that must not
/// silence a device: with [`PAUSE_LONGEST`] on top it still moves on before the hub takes it for gone
/// ([`crema_api::alive::GONE_AFTER`]).
pub const RETRY_AFTER_LONGEST: Duration = Duration::from_secs(5);

/// Pauses that double.
#[derive(Debug)]
pub struct Backoff {
    step: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Self { step: PAUSE_FIRST }
    }
}

impl Backoff {
    /// Returns the pause before the next try.
    pub fn next_pause(&mut self) -> Duration {
        let step = self.step;
        self.step = (step * 2).min(PAUSE_LONGEST);
        step / 2 + (step / 2).mul_f64(random_share())
    }

    /// Returns the pause before the next try after `error`: on top of what the hub asked for.
    pub fn pause_after(&mut self, error: &ClientError) -> Duration {
        let asked = error.retry_after().unwrap_or_default().min(RETRY_AFTER_LONGEST);
        asked + self.next_pause()
    }

    /// Begins with the first step again, since a try went well.
    pub fn reset(&mut self) {
        *self = Self::default();
    }
}

/// From 0 to 1. The standard library seeds each of its hashers by chance, which is chance enough to
/// keep a few devices apart.
fn random_share() -> f64 {
    let random = RandomState::new().hash_one(());
    f64::from((random >> 32) as u32) / f64::from(u32::MAX)
}
