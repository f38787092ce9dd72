//! Timers: due times in booth time, as an index. A timer belongs to a service, has a kind and a
//! subject, and there is at most one of each: setting it again moves it. A suspended timer keeps
//! its remaining time and has no due time. A timer that broke stays and is no longer due, until it
//! is redriven, set again or cancelled.

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
    /// Its key.
    pub(crate) fn key(&self) -> TimerKey<'_> {
        TimerKey { owner: &self.owner, kind: &self.kind, subject: &self.subject }
    }

    /// The order that it concerns, if there is one.
    pub(crate) fn order(&self) -> Option<OrderId> {
        Uuid::from_slice(&self.subject).ok().map(OrderId)
    }
}

/// Sets a timer, or moves it.
pub(crate) fn set(
    storage: &dyn Storage,
    key: TimerKey<'_>,
    due: BoothMs,
) -> Result<(), StorageError> {
    storage.execute(
        "INSERT INTO timers (owner, kind, subject, due_ms) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET due_ms = excluded.due_ms, left_ms = NULL,
             broke_seq = NULL",
        &[&key.owner, &key.kind, &key.subject, &due.0],
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
        "INSERT INTO timers (owner, kind, subject, left_ms) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET due_ms = NULL, left_ms = excluded.left_ms,
             broke_seq = NULL",
        &[&key.owner, &key.kind, &key.subject, &left_ms],
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
    told_at: Seq,
) -> Result<(), StorageError> {
    storage.execute(
        "INSERT INTO timers (owner, kind, subject, due_ms, broke_seq) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET broke_seq = excluded.broke_seq",
        &[&timer.owner, &timer.kind, &timer.subject, &timer.due.0, &told_at.0],
    )?;
    Ok(())
}

/// The timers that broke, in that order, each with the `seq` of the event about it. Timers that
/// are over are deleted, so the table is short.
pub(crate) fn broken(storage: &dyn Storage) -> Result<Vec<(Timer, Seq)>, StorageError> {
    storage.query_all(
        "SELECT owner, kind, subject, due_ms, broke_seq FROM timers WHERE broke_seq IS NOT NULL
         ORDER BY broke_seq, owner, kind, subject",
        &[],
        |row| Ok((read_row(row)?, Seq(row.get("broke_seq")?))),
    )
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<Timer> {
    Ok(Timer {
        owner: row.get("owner")?,
        kind: row.get("kind")?,
        subject: row.get("subject")?,
        due: BoothMs(row.get("due_ms")?),
    })
}

/// Pauses every timer of this kind.
pub(crate) fn suspend(
    storage: &dyn Storage,
    timers: TimerKind<'_>,
    now: BoothMs,
) -> Result<(), StorageError> {
    storage.execute(
        "UPDATE timers SET left_ms = max(due_ms - ?3, 0), due_ms = NULL
         WHERE owner = ?1 AND kind = ?2 AND due_ms IS NOT NULL AND broke_seq IS NULL",
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
        "UPDATE timers SET due_ms = ?3 + left_ms, left_ms = NULL
         WHERE owner = ?1 AND kind = ?2 AND left_ms IS NOT NULL",
        &[&timers.owner, &timers.kind, &now.0],
    )?;
    Ok(())
}

/// The earliest timer due at `now`. Timers of one moment come in a fixed order.
pub(crate) fn first_due(
    storage: &dyn Storage,
    now: BoothMs,
) -> Result<Option<Timer>, StorageError> {
    storage.query_one(
        "SELECT owner, kind, subject, due_ms FROM timers
         WHERE due_ms <= ?1 AND broke_seq IS NULL
         ORDER BY due_ms, owner, kind, subject LIMIT 1",
        &[&now.0],
        read_row,
    )
}

/// When the next timer is due.
pub(crate) fn next_due(storage: &dyn Storage) -> Result<Option<BoothMs>, StorageError> {
    let due: Option<Option<u64>> = storage.query_one(
        "SELECT min(due_ms) FROM timers WHERE due_ms IS NOT NULL AND broke_seq IS NULL",
        &[],
        only,
    )?;
    Ok(due.flatten().map(BoothMs))
}
