//! The table of rebuilds: how far each projection has come that is derived again beside the tables
//! that serve.

use crema_api::ids::Seq;

use crate::storage::{Storage, StorageError, only};

/// Where a rebuild is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// It has derived its tables up to this event.
    Derived(Seq),
    /// Its tables serve. What is left of those before is being deleted.
    Serves,
}

/// The rebuild of a projection, if one goes on.
pub(super) fn load(storage: &dyn Storage, projection: &str) -> Result<Option<Stage>, StorageError> {
    let sql = "SELECT cursor FROM rebuilds WHERE projection = ?1";
    let cursor = storage.query_one(sql, &[&projection], only::<Option<u64>>)?;
    Ok(cursor.map(|cursor| cursor.map_or(Stage::Serves, |seq| Stage::Derived(Seq(seq)))))
}

/// Saves where a rebuild is.
pub(super) fn save(
    storage: &dyn Storage,
    projection: &str,
    stage: Stage,
) -> Result<(), StorageError> {
    let cursor = match stage {
        Stage::Derived(seq) => Some(seq.0),
        Stage::Serves => None,
    };
    storage.execute(
        "INSERT INTO rebuilds (projection, cursor) VALUES (?1, ?2)
         ON CONFLICT DO UPDATE SET cursor = excluded.cursor",
        &[&projection, &cursor],
    )?;
    Ok(())
}

/// The rebuild is over.
pub(super) fn end(storage: &dyn Storage, projection: &str) -> Result<(), StorageError> {
    storage.execute("DELETE FROM rebuilds WHERE projection = ?1", &[&projection])?;
    Ok(())
}

/// Lets a rebuild begin again if it has come to this event: what the crew discarded stays out of it.
pub(super) fn begin_again_from(
    storage: &dyn Storage,
    projection: &str,
    seq: Seq,
) -> Result<(), StorageError> {
    let sql = "DELETE FROM rebuilds WHERE projection = ?1 AND cursor >= ?2";
    storage.execute(sql, &[&projection, &seq.0])?;
    Ok(())
}

/// Lets every rebuild begin again: what it has derived may be another version's.
pub(super) fn begin_all_again(storage: &dyn Storage) -> Result<(), StorageError> {
    storage.execute("DELETE FROM rebuilds WHERE cursor IS NOT NULL", &[])?;
    Ok(())
}
