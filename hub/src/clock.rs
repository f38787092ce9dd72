//! The booth's two clocks. Booth time goes on from its last value in the database and counts with
//! the machine's steady clock. Wall time comes from the system and is trusted once NTP has set it;
//! until then a paired tablet's clock is trusted, from the first time that one sends. The core
//! reads neither: it receives a [`Stamp`].
//!
//! After a restart without NTP the time of day is unsure again, until a tablet is back.

use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crema_api::Clock as Trust;
use crema_api::ids::BoothMs;
use crema_core::Stamp;

/// systemd-timesyncd makes this file once a server has sent it the time.
const NTP_SYNCHRONISED: &str = "/run/systemd/timesync/synchronized";
/// A wall clock that moved by this much against the steady one was set, ms: more than NTP slews
/// between two looks.
const SET_BY_MS: i64 = 2_000;

/// Times of day that a tablet may send, ms since 1970: this program is no older than the first (the
/// year 2026), and its booth will be gone by the last (2100). Dead clocks begin in 1970 or 2000.
pub const TABLET_MS: RangeInclusive<i64> = 1_767_225_600_000..=4_102_444_800_000;

/// Booth time and wall time. Clones share the time that a tablet sent.
#[derive(Debug, Clone)]
pub struct Clock {
    began: Instant,
    booth_at_start: BoothMs,
    /// Exists once NTP has set the system's clock.
    ntp: &'static Path,
    /// The time that a tablet sent, ms since 1970, and when it came.
    tablet: Arc<OnceLock<(i64, Instant)>>,
}

impl Clock {
    /// Makes a clock whose booth time goes on from `booth`, from now.
    #[must_use]
    pub fn starting_at(booth: BoothMs) -> Self {
        let (ntp, tablet) = (Path::new(NTP_SYNCHRONISED), Arc::default());
        Self { began: Instant::now(), booth_at_start: booth, ntp, tablet }
    }

    /// Returns the booth time now.
    #[must_use]
    pub fn booth_ms(&self) -> BoothMs {
        let elapsed = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.booth_at_start.plus(elapsed)
    }

    /// Returns both clocks now.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        let (wall_ms, clock) = self.time_of_day();
        Stamp { booth_ms: self.booth_ms(), wall_ms, clock }
    }

    /// Returns the time of day, ms since 1970, and whether to trust it.
    fn time_of_day(&self) -> (i64, Trust) {
        if self.ntp.exists() {
            return (system_ms(), Trust::Trusted);
        }
        match self.tablet.get() {
            Some((tablet_ms, at)) => {
                let since = i64::try_from(at.elapsed().as_millis()).unwrap_or(i64::MAX);
                (tablet_ms.saturating_add(since), Trust::Trusted)
            }
            None => (system_ms(), Trust::Unsure),
        }
    }

    /// Takes the time of day from a paired tablet, ms since 1970 and within [`TABLET_MS`], unless a
    /// better source has set it. [`WallWatch`] then finds that the clock was set.
    pub fn set_from_tablet(&self, wall_ms: i64) {
        if TABLET_MS.contains(&wall_ms) && self.time_of_day().1 == Trust::Unsure {
            // Another tablet may be first at the same moment: then its time holds.
            let _ = self.tablet.set((wall_ms, Instant::now()));
        }
    }
}

/// The system's time of day, ms since 1970 in UTC; negative on a machine whose clock is set to an
/// earlier year.
fn system_ms() -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
        Err(before) => -i64::try_from(before.duration().as_millis()).unwrap_or(i64::MAX),
    }
}

/// Notices when the wall clock is set while the hub runs.
#[derive(Debug)]
pub struct WallWatch {
    last: Stamp,
}

impl WallWatch {
    /// Watches from this moment on.
    #[must_use]
    pub fn starting_at(stamp: Stamp) -> Self {
        Self { last: stamp }
    }

    /// Compares the clocks with those of the last call. If the wall clock was set in between,
    /// returns the time that was expected and the time it shows, both in ms since 1970.
    pub fn detect_jump(&mut self, now: Stamp) -> Option<(i64, i64)> {
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
        let mut watch = WallWatch::starting_at(stamp(0, 1_000_000));
        assert_eq!(watch.detect_jump(stamp(10_000, 1_010_300)), None);
        assert_eq!(watch.detect_jump(stamp(20_000, 5_000_000)), Some((1_020_300, 5_000_000)));
        assert_eq!(watch.detect_jump(stamp(30_000, 5_010_000)), None);
        assert_eq!(watch.detect_jump(stamp(40_000, 1_000)), Some((5_020_000, 1_000)));
    }

    /// A day in 2030, ms since 1970.
    const TOLD: i64 = 1_900_000_000_000;

    fn with_ntp(ntp: &'static str) -> Clock {
        Clock { ntp: Path::new(ntp), ..Clock::starting_at(BoothMs(0)) }
    }

    #[test]
    fn the_first_tablet_is_believed_where_nobody_knows_better() {
        let clock = with_ntp("/nowhere/synchronized");
        let shared = clock.clone();
        assert_eq!(clock.stamp().clock, Trust::Unsure);
        for dead in [0, 946_684_800_000, i64::MAX, i64::MIN] {
            clock.set_from_tablet(dead);
        }
        assert_eq!(clock.stamp().clock, Trust::Unsure, "a dead clock tells nothing");
        let mut watch = WallWatch::starting_at(clock.stamp());
        shared.set_from_tablet(TOLD);
        shared.set_from_tablet(TOLD + 86_400_000);
        let now = clock.stamp();
        assert_eq!(now.clock, Trust::Trusted);
        assert!((TOLD..TOLD + 86_400_000).contains(&now.wall_ms), "the first one holds");
        assert!(clock.stamp().wall_ms >= now.wall_ms, "and its time goes on");
        assert!(watch.detect_jump(now).is_some(), "it is a correction like any other");
    }

    #[test]
    fn a_clock_that_ntp_has_set_takes_no_tablets_word() {
        let clock = with_ntp("/");
        clock.set_from_tablet(TOLD);
        assert!(clock.tablet.get().is_none());
        assert_eq!(clock.stamp().clock, Trust::Trusted);
    }

    #[test]
    fn booth_time_goes_on_from_where_it_was() {
        let clock = Clock::starting_at(BoothMs(5_000));
        let first = clock.booth_ms();
        assert!(first >= BoothMs(5_000));
        assert!(clock.booth_ms() >= first);
    }
}
