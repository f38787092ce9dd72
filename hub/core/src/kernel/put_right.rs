//! Rows of the kernel's own that cannot be read, put right when the database is opened: one of them
//! would hold up the whole booth. Nothing in the log tells what they held, so each is given what does
//! the least harm.
//!
//! - A timer is due at once: what it was for happens too early rather than never, and is seen. One
//!   whose key cannot be read belongs to nobody, and is deleted.
//! - A projection's cursor, or its rebuild's: the projection is derived again from the log.
//! - A handler's cursor: it has handled everything up to the log's end, as all but those have that are
//!   catching up.

use crema_api::ids::{BoothMs, Seq};

use super::timers::State;
use crate::storage::{Storage, StorageError};

/// Puts these rows right. `now` is booth time, `head` the log's end.
pub(super) fn put_right(
    storage: &dyn Storage,
    now: BoothMs,
    head: Seq,
) -> Result<(), StorageError> {
    let timers_gone = storage.execute(
        "DELETE FROM timers
         WHERE typeof(owner) <> 'text' OR typeof(kind) <> 'text' OR typeof(subject) <> 'blob'",
        &[],
    )?;
    // Another version may know further states.
    let states = State::ALL.map(State::as_str).join("', '");
    let set_due = format!(
        "UPDATE timers SET state = ?1, due_ms = ?2, left_ms = NULL, event_seq = NULL
         WHERE typeof(state) <> 'text'
            OR (state IN ('{states}')
                AND (iif(state = 'suspended', {}, {})
                     OR (event_seq IS NOT NULL AND {})
                     OR (event_seq IS NULL AND state = 'broken')))",
        is_no_number("left_ms"),
        is_no_number("due_ms"),
        is_no_number("event_seq"),
    );
    let timers_due = storage.execute(&set_due, &[&State::Running.as_str(), &now.0])?;
    let is_unreadable = format!(
        "{} OR (greeted IS NOT NULL AND {}) OR behind NOT IN (0, 1) OR lost NOT IN (0, 1)",
        is_no_number("cursor"),
        is_no_number("greeted"),
    );
    let cursors = storage.execute(
        &format!(
            "UPDATE consumers SET cursor = ?1, behind = 0, greeted = NULL, lost = 1
             WHERE {is_unreadable}"
        ),
        &[&head.0],
    )?;
    // Once what may be left of the tables before is deleted, it begins again.
    let rebuilds = format!(
        "UPDATE rebuilds SET cursor = NULL WHERE cursor IS NOT NULL AND {}",
        is_no_number("cursor")
    );
    let cursors = cursors + storage.execute(&rebuilds, &[])?;
    if timers_gone + timers_due + cursors > 0 {
        tracing::error!(
            timers_gone,
            timers_due,
            cursors,
            "timers or cursors could not be read; they are set anew"
        );
    }
    Ok(())
}

/// The condition that a column holds nothing that is a number of ours.
fn is_no_number(column: &str) -> String {
    format!("(typeof({column}) <> 'integer' OR {column} < 0)")
}
