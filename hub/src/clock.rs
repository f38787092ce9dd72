//! The booth's two clocks. Booth time goes on from its last value in the database and counts with
//! the machine's steady clock, but only while the booth serves: it stands while the card cannot be
//! written, and a hub that stood still itself (frozen, suspended, waiting for its card) has missed
//! [`LOOK_ADDS_MAX`] at most. So nobody's order is given up for a fault of the booth. Wall time comes from the system and is trusted once NTP has set it;
//! until then a paired tablet's clock is trusted, from the first time that one sends. The core
//! reads neither: it receives a [`Stamp`].
//!
//! After a restart without NTP the time of day is unsure again, until a tablet is back.

use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crema_api::Clock as Trust;
use crema_api::ids::BoothMs;
use crema_core::Stamp;

/// systemd-timesyncd makes this file once a server has sent it the time.
const NTP_SYNCHRONISED: &str = "/run/systemd/timesync/synchronized";
/// Booth time that one look of the writer adds, at most: it looks every 10 s.
pub const LOOK_ADDS_MAX: Duration = Duration::from_secs(15);
/// A wall clock that moved by this much against the steady one was set, ms: more than NTP slews
/// between two looks.
const SET_BY_MS: i64 = 2_000;

/// Times of day that a tablet may send, ms since 1970: this program is no older than the first (the
/// year 2026), and its booth will be gone by the last (2100). Dead clocks begin in 1970 or 2000.
pub const TABLET_MS: RangeInclusive<i64> = 1_767_225_600_000..=4_102_444_800_000;

/// Booth time as the writer last looked at it.
#[derive(Debug)]
struct BoothTime {
    at: BoothMs,
    looked: Instant,
    /// Whether it stands, since what was stamped last is not on disk.
    stands: bool,
}

impl BoothTime {
    fn at(&self, now: Instant) -> BoothMs {
        if self.stands {
            return self.at;
        }
        let passed = now.saturating_duration_since(self.looked).min(LOOK_ADDS_MAX);
        self.at.plus(u64::try_from(passed.as_millis()).unwrap_or(u64::MAX))
    }
}

/// Booth time and wall time. Clones share both.
#[derive(Debug, Clone)]
pub struct Clock {
    booth: Arc<Mutex<BoothTime>>,
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
        let booth = BoothTime { at: booth, looked: Instant::now(), stands: false };
        Self { booth: Arc::new(Mutex::new(booth)), ntp, tablet }
    }

    /// Returns the booth time now.
    #[must_use]
    pub fn booth_ms(&self) -> BoothMs {
        self.lock_booth().at(Instant::now())
    }

    /// Looks at booth time, for the one who writes: it goes on from here.
    ///
    /// Time of which nobody looks at the clock does not pass: see [`LOOK_ADDS_MAX`].
    pub fn look(&self) -> BoothMs {
        let (mut booth, now) = (self.lock_booth(), Instant::now());
        booth.at = booth.at(now);
        booth.looked = now;
        booth.at
    }

    /// Booth time stands at `committed`, the last that is on disk, until [`Self::go_on`]: what was
    /// stamped since is undone.
    pub fn stand_at(&self, committed: BoothMs) {
        let mut booth = self.lock_booth();
        booth.at = committed;
        booth.stands = true;
    }

    /// Booth time goes on, if it stands.
    pub fn go_on(&self) {
        let mut booth = self.lock_booth();
        if booth.stands {
            booth.looked = Instant::now();
            booth.stands = false;
        }
    }

    fn lock_booth(&self) -> MutexGuard<'_, BoothTime> {
        self.booth.lock().unwrap_or_else(PoisonError::into_inner)
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
    wall_ms: i64,
    looked: Instant,
}

impl WallWatch {
    /// Watches from this moment on, when the wall clock shows `wall_ms`.
    #[must_use]
    pub fn starting_at(wall_ms: i64, looked: Instant) -> Self {
        Self { wall_ms, looked }
    }

    /// Compares the wall clock with the machine's steady clock since the last call; booth time may
    /// have stood meanwhile. If the wall clock was set, returns the time that was expected and the
    /// time it shows, both in ms since 1970.
    pub fn detect_jump(&mut self, wall_ms: i64, now: Instant) -> Option<(i64, i64)> {
        let passed = now.saturating_duration_since(self.looked).as_millis();
        let passed = i64::try_from(passed).unwrap_or(i64::MAX);
        let expected = self.wall_ms.saturating_add(passed);
        *self = Self { wall_ms, looked: now };
        let moved = wall_ms.saturating_sub(expected).saturating_abs();
        (moved >= SET_BY_MS).then_some((expected, wall_ms))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_clock_that_was_set_is_noticed_once_and_drift_is_not() {
        let began = Instant::now();
        let at = |ms| began + Duration::from_millis(ms);
        let mut watch = WallWatch::starting_at(1_000_000, began);
        assert_eq!(watch.detect_jump(1_010_300, at(10_000)), None);
        assert_eq!(watch.detect_jump(5_000_000, at(20_000)), Some((1_020_300, 5_000_000)));
        assert_eq!(watch.detect_jump(5_010_000, at(30_000)), None);
        assert_eq!(watch.detect_jump(1_000, at(40_000)), Some((5_020_000, 1_000)));
    }

    /// A clock whose writer looked last this long ago.
    fn looked_before(passed: Duration) -> Clock {
        let clock = Clock::starting_at(BoothMs(5_000));
        clock.lock_booth().looked = Instant::now().checked_sub(passed).unwrap();
        clock
    }

    #[test]
    fn a_hub_that_stood_still_has_missed_little() {
        let most = BoothMs(5_000 + 15_000);
        let clock = looked_before(Duration::from_hours(1));
        assert_eq!(clock.booth_ms(), most, "for who reads");
        assert_eq!(clock.look(), most, "and for who writes");
        assert!(clock.look() < most.plus(10_000), "once");
        let clock = looked_before(Duration::from_secs(9));
        assert!(clock.look() >= BoothMs(14_000), "a quiet booth's time passes");
    }

    #[test]
    fn booth_time_stands_where_the_disk_does() {
        let clock = looked_before(Duration::from_secs(9));
        clock.look();
        clock.stand_at(BoothMs(6_000));
        clock.lock_booth().looked = Instant::now().checked_sub(Duration::from_secs(9)).unwrap();
        assert_eq!((clock.booth_ms(), clock.look()), (BoothMs(6_000), BoothMs(6_000)));
        clock.go_on();
        assert!(clock.look() < BoothMs(6_000 + 9_000), "from where it stood");
        clock.go_on();
        assert!(clock.booth_ms() >= BoothMs(6_000));
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
        let mut watch = WallWatch::starting_at(clock.stamp().wall_ms, Instant::now());
        shared.set_from_tablet(TOLD);
        shared.set_from_tablet(TOLD + 86_400_000);
        let now = clock.stamp();
        assert_eq!(now.clock, Trust::Trusted);
        assert!((TOLD..TOLD + 86_400_000).contains(&now.wall_ms), "the first one holds");
        assert!(clock.stamp().wall_ms >= now.wall_ms, "and its time goes on");
        assert!(
            watch.detect_jump(now.wall_ms, Instant::now()).is_some(),
            "it is a correction like any other"
        );
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
