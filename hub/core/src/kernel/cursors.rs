//! The table of cursors: the last event that each consumer has handled, which of them have still to
//! catch up, and which projections are derived again.

use std::collections::BTreeSet;

use crema_api::ids::Seq;
use rusqlite::Row;

use crate::storage::{Storage, StorageError};

/// Where a consumer is that has not caught up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Progress {
    /// The last event of the log that it has handled, or that it need not handle.
    pub cursor: Seq,
    /// While it receives what is retained: the last of these.
    pub greeted: Option<Seq>,
    /// Whether dead letters of it were dropped while it was gone. A projection of which that is so is
    /// derived again, and so is one of which a migration says it.
    pub lost: bool,
}

fn read_progress(row: &Row<'_>) -> rusqlite::Result<Progress> {
    let greeted: Option<u64> = row.get("greeted")?;
    let cursor = Seq(row.get("cursor")?);
    Ok(Progress { cursor, greeted: greeted.map(Seq), lost: row.get("lost")? })
}

/// The consumers with which something is not finished.
#[derive(Debug, Default)]
pub(super) struct Unfinished {
    /// Those that have not caught up.
    pub behind: BTreeSet<String>,
    /// The projections that are derived again, or are to be.
    pub rebuilt: BTreeSet<String>,
}

/// Finds what is not finished.
pub(super) fn unfinished(storage: &dyn Storage) -> Result<Unfinished, StorageError> {
    let mut found = Unfinished::default();
    let rows = storage.query_readable(
        "SELECT name, behind, lost FROM consumers WHERE behind = 1 OR lost = 1
         UNION ALL SELECT projection, 0, 1 FROM rebuilds",
        &[],
        |row| Ok((row.get::<_, String>("name")?, row.get("behind")?, row.get("lost")?)),
    )?;
    for (name, is_behind, is_rebuilt) in rows.rows {
        if is_rebuilt {
            found.rebuilt.insert(name.clone());
        }
        if is_behind {
            found.behind.insert(name);
        }
    }
    Ok(found)
}

/// Where this consumer is; `None` if it is new to the database.
pub(super) fn load(storage: &dyn Storage, name: &str) -> Result<Option<Progress>, StorageError> {
    let sql = "SELECT cursor, greeted, lost FROM consumers WHERE name = ?1";
    storage.query_one(sql, &[&name], read_progress)
}

/// Lets a consumer receive what is retained again, from the first.
pub(super) fn greet_again(storage: &dyn Storage, name: &str) -> Result<(), StorageError> {
    let sql = "UPDATE consumers SET greeted = 0, behind = 1 WHERE name = ?1";
    storage.execute(sql, &[&name])?;
    Ok(())
}

/// Saves where a consumer is, and whether it has still to catch up.
pub(super) fn save(
    storage: &dyn Storage,
    name: &str,
    progress: Progress,
    is_behind: bool,
) -> Result<(), StorageError> {
    storage.execute(
        "INSERT INTO consumers (name, cursor, behind, greeted, lost) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET cursor = excluded.cursor, behind = excluded.behind,
             greeted = excluded.greeted, lost = excluded.lost",
        &[
            &name,
            &progress.cursor.0,
            &is_behind,
            &progress.greeted.map(|seq| seq.0),
            &progress.lost,
        ],
    )?;
    Ok(())
}

/// Says of a projection that it has to be derived again.
pub(super) fn set_lost(storage: &dyn Storage, name: &str) -> Result<(), StorageError> {
    storage.execute("UPDATE consumers SET lost = 1 WHERE name = ?1", &[&name])?;
    Ok(())
}
