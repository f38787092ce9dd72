//! Timers: due times in booth time, as an index. A timer belongs to a service, has a kind and a
//! subject, and there is at most one of each: setting it again moves it, cancelling it deletes it.
//! Its state says whether it is due in time ([`State`]); this file alone changes it.

use crema_api::events::OrderingKey;
use crema_api::ids::{BoothMs, OrderId, Seq};
use uuid::Uuid;

use rusqlite::Row;

use crate::storage::{Storage, StorageError, only};

/// The timers of a service that are for the same thing, one for each subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimerKind<'a> {
    /// The service that sets them.
    pub owner: &'a str,
    /// What for.
    pub kind: &'a str,
}

impl<'a> TimerKind<'a> {
    /// The key of an order's timer.
    #[must_use]
    pub fn of_order(self, order: &'a OrderId) -> TimerKey<'a> {
        TimerKey::of_order(self.owner, self.kind, order)
    }
}

/// The key of a timer: there is at most one timer of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimerKey<'a> {
    /// The service that sets it.
    pub owner: &'a str,
    /// What for.
    pub kind: &'a str,
    /// Whom it concerns: an order's id, or nothing.
    pub subject: &'a [u8],
}

impl<'a> TimerKey<'a> {
    /// The key of a timer without a subject.
    #[must_use]
    pub const fn single(owner: &'a str, kind: &'a str) -> Self {
        Self { owner, kind, subject: b"" }
    }

    /// The key of an order's timer.
    #[must_use]
    pub fn of_order(owner: &'a str, kind: &'a str, order: &'a OrderId) -> Self {
        Self { owner, kind, subject: order.0.as_bytes() }
    }
}

/// The state of a timer. Setting it again makes it run, whatever its state was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// It runs when its due time comes.
    Running,
    /// It keeps its remaining time and has no due time: the store is paused.
    Suspended,
    /// Its time has come, but its service has not handled what came before: a dead letter of its
    /// key, whose `seq` is beside it, or all that the service is still catching up with.
    Parked,
    /// Its service failed on it. It is no longer due, until it is redriven; the `seq` of the event
    /// about it is beside it.
    Broken,
}

impl State {
    /// Every state.
    pub(super) const ALL: [Self; 4] = [Self::Running, Self::Suspended, Self::Parked, Self::Broken];

    /// The word in the table.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Suspended => "suspended",
            Self::Parked => "parked",
            Self::Broken => "broken",
        }
    }
}

/// A timer that has come due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timer {
    /// The service that set it.
    pub owner: String,
    /// What for.
    pub kind: String,
    /// Whom it concerns: an order's id, or nothing.
    pub subject: Vec<u8>,
    /// When it was due.
    pub due: BoothMs,
}

impl Timer {
    /// The timer of a row with its columns.
    pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            owner: row.get("owner")?,
            kind: row.get("kind")?,
            subject: row.get("subject")?,
            due: BoothMs(row.get("due_ms")?),
        })
    }

    /// Its key.
    pub(crate) fn key(&self) -> TimerKey<'_> {
        TimerKey { owner: &self.owner, kind: &self.kind, subject: &self.subject }
    }

    /// The order that it concerns, if there is one.
    pub(crate) fn order(&self) -> Option<OrderId> {
        Uuid::from_slice(&self.subject).ok().map(OrderId)
    }

    /// Its ordering key: it waits behind the deliveries of this key.
    pub(crate) fn ordering_key(&self) -> OrderingKey {
        OrderingKey::of_order(self.order())
    }
}

/// The timers of the services that are here. Others, of a service or a kind that only another version
/// knows, stay as they are: they are never due, and run when that version is back.
#[derive(Debug)]
pub(crate) struct OwnTimers {
    first_due: String,
    next_due: String,
}

impl OwnTimers {
    /// Those of these owners, each with its kinds.
    pub fn of(owners: impl Iterator<Item = (&'static str, &'static [&'static str])>) -> Self {
        let of_owner = |(owner, kinds): (&str, &[&str])| {
            format!("(owner = '{owner}' AND kind IN ('{}'))", kinds.join("', '"))
        };
        let owned: Vec<String> = owners.map(of_owner).collect();
        let own = if owned.is_empty() { "0".to_owned() } else { owned.join(" OR ") };
        // One that cannot be read is put right at the next start, and delays no other until then.
        let own = format!(
            "({own}) AND typeof(due_ms) = 'integer' AND due_ms >= 0 AND typeof(subject) = 'blob'"
        );
        let first_due = format!(
            "SELECT owner, kind, subject, due_ms FROM timers
             WHERE due_ms <= ?1 AND state = 'running' AND {own}
             ORDER BY due_ms, owner, kind, substr(subject, 7), subject LIMIT 1"
        );
        let next_due = format!(
            "SELECT min(due_ms) FROM timers
             WHERE state = 'running' AND {own}"
        );
        Self { first_due, next_due }
    }
}

/// Sets a timer, or moves it.
pub(crate) fn set(
    storage: &dyn Storage,
    key: TimerKey<'_>,
    due: BoothMs,
) -> Result<(), StorageError> {
    storage.execute(
        "INSERT INTO timers (owner, kind, subject, state, due_ms) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET state = excluded.state, due_ms = excluded.due_ms,
             left_ms = NULL, event_seq = NULL",
        &[&key.owner, &key.kind, &key.subject, &State::Running.as_str(), &due.0],
    )?;
    Ok(())
}

/// Moves a timer that runs and would be due before `due` to then. Any other stays as it is.
pub(crate) fn postpone(
    storage: &dyn Storage,
    key: TimerKey<'_>,
    due: BoothMs,
) -> Result<(), StorageError> {
    storage.execute(
        "UPDATE timers SET due_ms = ?5
         WHERE owner = ?1 AND kind = ?2 AND subject = ?3 AND state = ?4 AND due_ms < ?5",
        &[&key.owner, &key.kind, &key.subject, &State::Running.as_str(), &due.0],
    )?;
    Ok(())
}

/// Creates a timer that is paused until [`resume`], with `left_ms` remaining.
pub(crate) fn set_suspended(
    storage: &dyn Storage,
    key: TimerKey<'_>,
    left_ms: u64,
) -> Result<(), StorageError> {
    storage.execute(
        "INSERT INTO timers (owner, kind, subject, state, left_ms) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET state = excluded.state, due_ms = NULL,
             left_ms = excluded.left_ms, event_seq = NULL",
        &[&key.owner, &key.kind, &key.subject, &State::Suspended.as_str(), &left_ms],
    )?;
    Ok(())
}

/// Cancels a timer. Returns whether there was one.
pub(crate) fn cancel(storage: &dyn Storage, key: TimerKey<'_>) -> Result<bool, StorageError> {
    let gone = storage.execute(
        "DELETE FROM timers WHERE owner = ?1 AND kind = ?2 AND subject = ?3",
        &[&key.owner, &key.kind, &key.subject],
    )?;
    Ok(gone > 0)
}

/// Keeps a timer that broke, with the `seq` of the event about it.
pub(crate) fn set_broken(
    storage: &dyn Storage,
    timer: &Timer,
    reported_at: Seq,
) -> Result<(), StorageError> {
    storage.execute(
        "INSERT INTO timers (owner, kind, subject, state, due_ms, event_seq)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT DO UPDATE SET state = excluded.state, event_seq = excluded.event_seq",
        &[
            &timer.owner,
            &timer.kind,
            &timer.subject,
            &State::Broken.as_str(),
            &timer.due.0,
            &reported_at.0,
        ],
    )?;
    Ok(())
}

/// The timers that broke after this place in the log, in order, each with the `seq` of the event
/// about it. Timers that are over are deleted, so the table is short.
pub(crate) fn broken(
    storage: &dyn Storage,
    after: Option<Seq>,
) -> Result<Vec<(Timer, Seq)>, StorageError> {
    let after = after.map_or(-1, |seq| i64::try_from(seq.0).unwrap_or(i64::MAX));
    let found = storage.query_readable(
        "SELECT owner, kind, subject, due_ms, event_seq FROM timers
         WHERE state = ?1 AND event_seq > ?2
         ORDER BY event_seq, owner, kind, subject",
        &[&State::Broken.as_str(), &after],
        |row| Ok((Timer::read(row)?, Seq(row.get("event_seq")?))),
    )?;
    Ok(found.rows)
}

/// Deletes the timer that broke with this event about it. Returns it, if there was one.
pub(crate) fn remove_broken(
    storage: &dyn Storage,
    owner: &str,
    reported_at: Seq,
) -> Result<Option<Timer>, StorageError> {
    storage.query_one_readable(
        "DELETE FROM timers WHERE owner = ?1 AND state = ?2 AND event_seq = ?3
         RETURNING owner, kind, subject, due_ms",
        &[&owner, &State::Broken.as_str(), &reported_at.0],
        Timer::read,
    )
}

/// Parks a timer that has come due, behind this dead letter; without one, until its service has
/// caught up.
pub(crate) fn park(
    storage: &dyn Storage,
    key: TimerKey<'_>,
    behind: Option<Seq>,
) -> Result<(), StorageError> {
    storage.execute(
        "UPDATE timers SET state = ?4, event_seq = ?5
         WHERE owner = ?1 AND kind = ?2 AND subject = ?3",
        &[&key.owner, &key.kind, &key.subject, &State::Parked.as_str(), &behind.map(|seq| seq.0)],
    )?;
    Ok(())
}

/// Lets the parked timers of a service run: those of one key, or all of them. They are due at once,
/// in order of their due times.
pub(crate) fn unpark(
    storage: &dyn Storage,
    owner: &str,
    key: Option<&OrderingKey>,
) -> Result<(), StorageError> {
    let subject = match key {
        None => None,
        Some(OrderingKey::Order(order)) => Some(order.0.as_bytes().to_vec()),
        Some(OrderingKey::Booth) => Some(Vec::new()),
        Some(OrderingKey::Session(_) | OrderingKey::Printer(_)) => return Ok(()),
    };
    storage.execute(
        "UPDATE timers SET state = ?2, event_seq = NULL
         WHERE owner = ?1 AND state = ?3 AND subject = coalesce(?4, subject)",
        &[&owner, &State::Running.as_str(), &State::Parked.as_str(), &subject],
    )?;
    Ok(())
}

/// Pauses every timer of this kind that waits for its time, or whose time has come while it had to
/// wait for something else.
pub(crate) fn suspend(
    storage: &dyn Storage,
    timers: TimerKind<'_>,
    now: BoothMs,
) -> Result<(), StorageError> {
    storage.execute(
        "UPDATE timers SET state = 'suspended', left_ms = max(due_ms - ?3, 0), due_ms = NULL,
             event_seq = NULL
         WHERE owner = ?1 AND kind = ?2 AND state IN ('running', 'parked')",
        &[&timers.owner, &timers.kind, &now.0],
    )?;
    Ok(())
}

/// Lets paused timers run on.
pub(crate) fn resume(
    storage: &dyn Storage,
    timers: TimerKind<'_>,
    now: BoothMs,
) -> Result<(), StorageError> {
    storage.execute(
        "UPDATE timers SET state = 'running', due_ms = ?3 + left_ms, left_ms = NULL
         WHERE owner = ?1 AND kind = ?2 AND state = 'suspended'",
        &[&timers.owner, &timers.kind, &now.0],
    )?;
    Ok(())
}

/// The earliest timer due at `now`. Timers of one moment come in a fixed order, which has nothing of
/// the wall clock: an order's id begins with 6 bytes of it.
pub(crate) fn first_due(
    storage: &dyn Storage,
    own: &OwnTimers,
    now: BoothMs,
) -> Result<Option<Timer>, StorageError> {
    storage.query_one(&own.first_due, &[&now.0], Timer::read)
}

/// When the next timer is due.
pub(crate) fn next_due(
    storage: &dyn Storage,
    own: &OwnTimers,
) -> Result<Option<BoothMs>, StorageError> {
    let due: Option<Option<u64>> = storage.query_one(&own.next_due, &[], only)?;
    Ok(due.flatten().map(BoothMs))
}
