//! Timers: due times in booth time, as an index. A timer belongs to a service, has a kind and a
//! subject, and there is at most one of each: setting it again moves it. A suspended timer keeps
//! what is left and has no due time.

use crema_api::ids::BoothMs;

use crate::storage::{Door, StorageError};

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

/// Sets a timer, or moves it.
pub(crate) fn set(
    door: &dyn Door,
    (owner, kind, subject): (&str, &str, &[u8]),
    due: BoothMs,
) -> Result<(), StorageError> {
    door.execute(
        "INSERT INTO timers (owner, kind, subject, due_ms) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET due_ms = excluded.due_ms, left_ms = NULL",
        &[&owner, &kind, &subject, &due.0],
    )?;
    Ok(())
}

/// Sets a timer that stands still until [`resume`], with `left_ms` to run.
pub(crate) fn set_suspended(
    door: &dyn Door,
    (owner, kind, subject): (&str, &str, &[u8]),
    left_ms: u64,
) -> Result<(), StorageError> {
    door.execute(
        "INSERT INTO timers (owner, kind, subject, left_ms) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET due_ms = NULL, left_ms = excluded.left_ms",
        &[&owner, &kind, &subject, &left_ms],
    )?;
    Ok(())
}

/// Takes a timer away, if it is there.
pub(crate) fn cancel(
    door: &dyn Door,
    (owner, kind, subject): (&str, &str, &[u8]),
) -> Result<(), StorageError> {
    door.execute(
        "DELETE FROM timers WHERE owner = ?1 AND kind = ?2 AND subject = ?3",
        &[&owner, &kind, &subject],
    )?;
    Ok(())
}

/// Lets every timer of this owner and kind stand still.
pub(crate) fn suspend(
    door: &dyn Door,
    owner: &str,
    kind: &str,
    now: BoothMs,
) -> Result<(), StorageError> {
    door.execute(
        "UPDATE timers SET left_ms = max(due_ms - ?3, 0), due_ms = NULL
         WHERE owner = ?1 AND kind = ?2 AND due_ms IS NOT NULL",
        &[&owner, &kind, &now.0],
    )?;
    Ok(())
}

/// Lets them run on.
pub(crate) fn resume(
    door: &dyn Door,
    owner: &str,
    kind: &str,
    now: BoothMs,
) -> Result<(), StorageError> {
    door.execute(
        "UPDATE timers SET due_ms = ?3 + left_ms, left_ms = NULL
         WHERE owner = ?1 AND kind = ?2 AND left_ms IS NOT NULL",
        &[&owner, &kind, &now.0],
    )?;
    Ok(())
}

/// The earliest timer due at `now`. Timers of one moment come in a fixed order.
pub(crate) fn first_due(door: &dyn Door, now: BoothMs) -> Result<Option<Timer>, StorageError> {
    door.query_one(
        "SELECT owner, kind, subject, due_ms FROM timers WHERE due_ms <= ?1
         ORDER BY due_ms, owner, kind, subject LIMIT 1",
        &[&now.0],
        |row| {
            Ok(Timer {
                owner: row.get(0)?,
                kind: row.get(1)?,
                subject: row.get(2)?,
                due: BoothMs(row.get(3)?),
            })
        },
    )
}

/// When the next timer is due.
pub(crate) fn next_due(door: &dyn Door) -> Result<Option<BoothMs>, StorageError> {
    let due =
        door.query_one("SELECT min(due_ms) FROM timers WHERE due_ms IS NOT NULL", &[], |row| {
            row.get::<_, Option<u64>>(0)
        })?;
    Ok(due.flatten().map(BoothMs))
}
