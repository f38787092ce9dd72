//! Rows of the kernel's own that cannot be read, put right when the database is opened: one of them
//! would hold up more than itself. Nothing in the log tells what they held, so each is given what does
//! the least harm.
//!
//! - A timer is due at once: what it was for happens too early rather than never, and is seen. One
//!   whose key cannot be read belongs to nobody, and is deleted.
//! - A projection's cursor, or its rebuild's: the projection is derived again from the log.
//! - A handler's cursor: it has handled everything up to the log's end, as all but those have that are
//!   catching up. One without a name belongs to nobody, and is deleted.
//! - A dead letter of no consumer or no event could neither be redriven nor discarded, and is deleted.
//!   One whose key cannot be read has the key of its event again.
//! - Where a redrive goes on: it is over, and the crew can begin another.
//! - An open session is over: its tablet is paired again.
//! - A retained event: a service that is new to the booth begins without it.
//!
//! Only short tables are looked at. Those that grow with every event or command are read row by row
//! where they are used, without those that cannot be read.

use crema_api::ids::{BoothMs, Seq};

use super::dead_letters::DeadLetter;
use super::rebuilds;
use super::timers::State;
use crate::storage::{Storage, StorageError};

/// Puts these rows right. `now` is booth time, `head` the log's end.
pub(super) fn put_right(
    storage: &dyn Storage,
    now: BoothMs,
    head: Seq,
) -> Result<(), StorageError> {
    put_timers_right(storage, now)?;
    put_cursors_right(storage, head)?;
    put_dead_letters_right(storage)?;
    if put_letters_right(storage, "rebuild_letters")? > 0 {
        rebuilds::begin_all_again(storage)?;
    }
    delete_unreadable(storage, head)
}

fn put_timers_right(storage: &dyn Storage, now: BoothMs) -> Result<(), StorageError> {
    let gone = storage.execute(
        "DELETE FROM timers
         WHERE NOT is_text(owner) OR NOT is_text(kind) OR typeof(subject) <> 'blob'",
        &[],
    )?;
    // Another version may know further states.
    let states = State::ALL.map(State::as_str).join("', '");
    let set_due = format!(
        "UPDATE timers SET state = ?1, due_ms = ?2, left_ms = NULL, event_seq = NULL
         WHERE NOT is_text(state)
            OR (state IN ('{states}')
                AND (iif(state = 'suspended', {}, {})
                     OR (event_seq IS NOT NULL AND {})
                     OR (event_seq IS NULL AND state = 'broken')))",
        is_no_number("left_ms"),
        is_no_number("due_ms"),
        is_no_number("event_seq"),
    );
    let due = storage.execute(&set_due, &[&State::Running.as_str(), &now.0])?;
    if gone + due > 0 {
        tracing::error!(gone, due, "timers could not be read; they are deleted or due now");
    }
    Ok(())
}

fn put_cursors_right(storage: &dyn Storage, head: Seq) -> Result<(), StorageError> {
    let of_nobody = storage.execute("DELETE FROM consumers WHERE NOT is_text(name)", &[])?
        + storage.execute("DELETE FROM rebuilds WHERE NOT is_text(projection)", &[])?;
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
    if of_nobody + cursors > 0 {
        tracing::error!(of_nobody, cursors, "cursors could not be read; they are set again");
    }
    Ok(())
}

/// A projection that has lost a dead letter is derived again from the log. Of a handler, the timers
/// run that may have waited for it.
fn put_dead_letters_right(storage: &dyn Storage) -> Result<(), StorageError> {
    let lost = format!(
        "UPDATE consumers SET lost = 1
         WHERE name IN (SELECT consumer FROM dead_letters WHERE {})",
        is_no_letter("dead_letters")
    );
    storage.execute(&lost, &[])?;
    put_letters_right(storage, "dead_letters").map(drop)
}

/// The condition that no one could redrive or discard a dead letter of this table.
fn is_no_letter(table: &str) -> String {
    format!(
        "NOT is_text(consumer) OR typeof(seq) <> 'integer'
         OR NOT EXISTS (SELECT 1 FROM events WHERE events.seq = {table}.seq)"
    )
}

/// Deletes what is no dead letter in one of their tables, and sets the keys of the others. Returns how
/// many are gone.
fn put_letters_right(storage: &dyn Storage, table: &str) -> Result<usize, StorageError> {
    let delete = format!("DELETE FROM {table} WHERE {}", is_no_letter(table));
    let gone = storage.execute(&delete, &[])?;
    let keyless = storage.query_readable(
        &format!("SELECT consumer, seq FROM {table} WHERE key IS NOT NULL AND NOT is_text(key)"),
        &[],
        |row| Ok((row.get::<_, String>("consumer")?, Seq(row.get("seq")?))),
    )?;
    let set_key = format!("UPDATE {table} SET key = ?3 WHERE consumer = ?1 AND seq = ?2");
    for (consumer, seq) in &keyless.rows {
        let key = DeadLetter::of_event(storage, *seq)?.key.map(|key| key.to_string());
        storage.execute(&set_key, &[consumer, &seq.0, &key])?;
    }
    let keys = keyless.rows.len();
    if gone + keys > 0 {
        tracing::error!(table, gone, keys, "dead letters could not be read; they are put right");
    }
    Ok(gone)
}

fn delete_unreadable(storage: &dyn Storage, head: Seq) -> Result<(), StorageError> {
    let redrives = storage.execute(
        &format!(
            "DELETE FROM redrive WHERE NOT is_text(consumer) OR {}
                OR (after_seq IS NOT NULL AND {})",
            is_no_number("until_seq"),
            is_no_number("after_seq"),
        ),
        &[],
    )?;
    let sessions = storage.execute(
        "DELETE FROM open_sessions
         WHERE typeof(session_id) <> 'blob' OR length(session_id) <> 16 OR NOT is_text(role)",
        &[],
    )?;
    let retained = storage.execute(
        &format!(
            "DELETE FROM retained
             WHERE NOT is_text(key) OR NOT is_text(detail_type) OR {} OR seq > ?1",
            is_no_number("seq"),
        ),
        &[&head.0],
    )?;
    if redrives + sessions + retained > 0 {
        tracing::error!(
            redrives,
            sessions,
            retained,
            "redrives, sessions or retained events could not be read; they are deleted"
        );
    }
    Ok(())
}

/// The condition that a column holds nothing that is a number of ours.
fn is_no_number(column: &str) -> String {
    format!("(typeof({column}) <> 'integer' OR {column} < 0)")
}
