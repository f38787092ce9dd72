//! Which sessions were active lately: the last request of each paired session, and its open
//! streams. Presence is kept in memory and never in the log, since it is no fact about coffee;
//! after a restart every session has time to come back.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crema_api::ids::SessionId;

/// A session without a request for this long is away: a tablet in use has a stream open, and one
/// that lost the Wi-Fi is back within seconds.
pub const AWAY_AFTER: Duration = Duration::from_mins(1);
/// Sessions remembered at once; above that, those that are away are forgotten.
const SESSIONS_MAX: usize = 1_024;

#[derive(Debug, Clone, Copy)]
struct Activity {
    last: Instant,
    streams: usize,
}

/// The last activity of each session. One value for the whole shell.
#[derive(Debug)]
pub struct Presence {
    began: Instant,
    activity: Mutex<HashMap<SessionId, Activity>>,
}

impl Default for Presence {
    fn default() -> Self {
        Self::starting_at(Instant::now())
    }
}

impl Presence {
    /// No session seen yet, at the hub's start.
    fn starting_at(began: Instant) -> Self {
        Self { began, activity: Mutex::default() }
    }

    /// Notes a request of this session.
    pub fn note_request(&self, session: SessionId) {
        self.note_activity(session, Instant::now(), |_| {});
    }

    /// Notes that a stream of this session begins; [`Self::stream_ended`] is to follow.
    pub fn stream_begun(&self, session: SessionId) {
        self.note_activity(session, Instant::now(), |activity| activity.streams += 1);
    }

    /// Notes that a stream of this session has ended.
    pub fn stream_ended(&self, session: SessionId) {
        let one_less =
            |activity: &mut Activity| activity.streams = activity.streams.saturating_sub(1);
        self.note_activity(session, Instant::now(), one_less);
    }

    /// Whether the session has been inactive for [`AWAY_AFTER`].
    #[must_use]
    pub fn is_away(&self, session: SessionId) -> bool {
        self.is_away_at(session, Instant::now())
    }

    fn is_away_at(&self, session: SessionId, now: Instant) -> bool {
        match self.lock_sessions().get(&session) {
            Some(activity) => activity.is_away(now),
            None => now.saturating_duration_since(self.began) >= AWAY_AFTER,
        }
    }

    fn note_activity(&self, session: SessionId, now: Instant, change: impl FnOnce(&mut Activity)) {
        let mut all = self.lock_sessions();
        if all.len() >= SESSIONS_MAX && !all.contains_key(&session) {
            all.retain(|_, activity| !activity.is_away(now));
        }
        let activity = all.entry(session).or_insert(Activity { last: now, streams: 0 });
        activity.last = now;
        change(activity);
    }

    fn lock_sessions(&self) -> MutexGuard<'_, HashMap<SessionId, Activity>> {
        self.activity.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Activity {
    fn is_away(&self, now: Instant) -> bool {
        self.streams == 0 && now.saturating_duration_since(self.last) >= AWAY_AFTER
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SESSION: SessionId = SessionId(uuid::Uuid::from_u128(1));

    #[test]
    fn a_request_counts_for_a_minute_and_a_stream_for_as_long_as_it_is_open() {
        let began = Instant::now();
        let presence = Presence::starting_at(began);
        let after = |s: u64| began + Duration::from_secs(s);
        presence.note_activity(SESSION, after(10), |_| {});
        assert!(!presence.is_away_at(SESSION, after(69)));
        assert!(presence.is_away_at(SESSION, after(70)));
        presence.note_activity(SESSION, after(100), |activity| activity.streams += 1);
        assert!(!presence.is_away_at(SESSION, after(10_000)));
        presence.note_activity(SESSION, after(10_000), |activity| activity.streams -= 1);
        assert!(!presence.is_away_at(SESSION, after(10_059)));
        assert!(presence.is_away_at(SESSION, after(10_060)));
    }

    #[test]
    fn after_a_restart_everyone_has_a_minute_to_come_back() {
        let began = Instant::now();
        let presence = Presence::starting_at(began);
        assert!(!presence.is_away_at(SESSION, began + Duration::from_secs(59)));
        assert!(presence.is_away_at(SESSION, began + AWAY_AFTER));
    }

    #[test]
    fn no_more_are_remembered_than_are_here() {
        let began = Instant::now();
        let presence = Presence::starting_at(began);
        let here = SessionId(uuid::Uuid::from_u128(7));
        presence.note_activity(here, began, |activity| activity.streams += 1);
        for number in 0..3 * SESSIONS_MAX as u128 {
            let now = began + AWAY_AFTER * u32::try_from(number).unwrap();
            presence.note_activity(SessionId(uuid::Uuid::from_u128(1_000 + number)), now, |_| {});
        }
        assert!(presence.lock_sessions().len() <= SESSIONS_MAX);
        assert!(!presence.is_away_at(here, began + AWAY_AFTER * 10_000));
    }
}
