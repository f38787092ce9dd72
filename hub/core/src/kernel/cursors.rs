//! The table of cursors: the last event that each consumer has handled, and which of them have still
//! to catch up.

use std::collections::BTreeSet;

use crema_api::ids::Seq;
use rusqlite::Row;

use crate::storage::{Storage, StorageError, only};

/// Where a consumer is that has not caught up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Progress {
    /// The last event of the log that it has handled, or that it need not handle.
    pub cursor: Seq,
    /// While it receives what is retained: the last of these.
    pub greeted: Option<Seq>,
    /// Whether dead letters of it were dropped while it was gone.
    pub lost: bool,
}

fn read_progress(row: &Row<'_>) -> rusqlite::Result<Progress> {
    let greeted: Option<u64> = row.get("greeted")?;
    let cursor = Seq(row.get("cursor")?);
    Ok(Progress { cursor, greeted: greeted.map(Seq), lost: row.get("lost")? })
}

/// The consumers that have not caught up.
pub(super) fn behind(storage: &dyn Storage) -> Result<BTreeSet<String>, StorageError> {
    let names = storage.query_all("SELECT name FROM consumers WHERE behind = 1", &[], only)?;
    Ok(names.into_iter().collect())
}

/// Where this consumer is; `None` if it is new to the database.
pub(super) fn load(storage: &dyn Storage, name: &str) -> Result<Option<Progress>, StorageError> {
    let sql = "SELECT cursor, greeted, lost FROM consumers WHERE name = ?1";
    storage.query_one(sql, &[&name], read_progress)
}

/// Saves where a consumer is, and whether it has still to catch up.
pub(super) fn save(
    storage: &dyn Storage,
    name: &str,
    progress: Progress,
    is_behind: bool,
) -> Result<(), StorageError> {
    storage.execute(
        "INSERT INTO consumers (name, cursor, behind, greeted) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET cursor = excluded.cursor, behind = excluded.behind,
             greeted = excluded.greeted, lost = 0",
        &[&name, &progress.cursor.0, &is_behind, &progress.greeted.map(|seq| seq.0)],
    )?;
    Ok(())
}
