//! The booth's two clocks. Booth time goes on from where the database left it and counts with the
//! machine's steady clock; wall time is asked of the system and believed only when something has
//! set it. The core never sees either: it is handed a [`Stamp`].

use std::path::Path;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crema_api::Clock as Trust;
use crema_api::ids::BoothMs;
use crema_core::Stamp;

/// systemd-timesyncd makes this file once it has had the time from a server.
const NTP_SYNCHRONISED: &str = "/run/systemd/timesync/synchronized";
/// A wall clock that moved by this much against the steady one was set, ms: more than NTP slews
/// between two looks.
const SET_BY_MS: i64 = 2_000;

/// Booth time and wall time.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    began: Instant,
    booth_at_start: BoothMs,
}

impl Clock {
    /// Booth time goes on from `booth`, from now.
    #[must_use]
    pub fn from(booth: BoothMs) -> Self {
        Self { began: Instant::now(), booth_at_start: booth }
    }

    /// Booth time now.
    #[must_use]
    pub fn booth(&self) -> BoothMs {
        let elapsed = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.booth_at_start.plus(elapsed)
    }

    /// Both clocks now.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        Stamp { booth_ms: self.booth(), wall_ms: wall_ms(), clock: trust() }
    }
}

/// Wall time, ms since 1970 in UTC; negative on a machine that believes in an earlier year.
fn wall_ms() -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
        Err(before) => -i64::try_from(before.duration().as_millis()).unwrap_or(i64::MAX),
    }
}

fn trust() -> Trust {
    if Path::new(NTP_SYNCHRONISED).exists() { Trust::Trusted } else { Trust::Unsure }
}

/// Notices when the wall clock is set while the hub runs.
#[derive(Debug)]
pub struct WallWatch {
    last: Stamp,
}

impl WallWatch {
    /// Watches from this moment on.
    #[must_use]
    pub fn from(stamp: Stamp) -> Self {
        Self { last: stamp }
    }

    /// Takes the next moment. If the wall clock was set since the last one: from what it would be
    /// to what it is, both in ms since 1970.
    pub fn look(&mut self, now: Stamp) -> Option<(i64, i64)> {
        let passed = i64::try_from(now.booth_ms.since(self.last.booth_ms)).unwrap_or(i64::MAX);
        let expected = self.last.wall_ms.saturating_add(passed);
        self.last = now;
        let moved = now.wall_ms.saturating_sub(expected).saturating_abs();
        (moved >= SET_BY_MS).then_some((expected, now.wall_ms))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(booth_ms: u64, wall_ms: i64) -> Stamp {
        Stamp { booth_ms: BoothMs(booth_ms), wall_ms, clock: Trust::Unsure }
    }

    #[test]
    fn a_clock_that_was_set_is_noticed_once_and_drift_is_not() {
        let mut watch = WallWatch::from(stamp(0, 1_000_000));
        assert_eq!(watch.look(stamp(10_000, 1_010_300)), None);
        assert_eq!(watch.look(stamp(20_000, 5_000_000)), Some((1_020_300, 5_000_000)));
        assert_eq!(watch.look(stamp(30_000, 5_010_000)), None);
        assert_eq!(watch.look(stamp(40_000, 1_000)), Some((5_020_000, 1_000)));
    }

    #[test]
    fn booth_time_goes_on_from_where_it_was() {
        let clock = Clock::from(BoothMs(5_000));
        let first = clock.booth();
        assert!(first >= BoothMs(5_000));
        assert!(clock.booth() >= first);
    }
}
