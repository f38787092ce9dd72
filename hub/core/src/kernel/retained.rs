//! The events that say how things are now: the last configuration and occasion, and of each open
//! session its opening and its station. An event handler that is new to the database receives them
//! first, as it would have found them in its tables had it been there from the beginning.

use crema_api::DomainEvent;
use crema_api::ids::Seq;

use super::log::RecordedEvent;
use crate::storage::{Storage, StorageError, only};

/// Notes an event that says how things are now, in place of the one before it.
pub(super) fn note(storage: &dyn Storage, event: &RecordedEvent) -> Result<(), StorageError> {
    let key = || event.fact.ordering_key().to_string();
    match &event.fact {
        DomainEvent::ConfigChanged(_)
        | DomainEvent::OccasionStarted(_)
        | DomainEvent::SessionOpened(_)
        | DomainEvent::StationSet(_) => {
            storage.execute(
                "INSERT INTO retained (key, detail_type, seq) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO UPDATE SET seq = excluded.seq",
                &[&key(), &event.fact.detail_type(), &event.seq.0],
            )?;
        }
        DomainEvent::SessionClosed(_) => {
            storage.execute("DELETE FROM retained WHERE key = ?1", &[&key()])?;
        }
        _ => {}
    }
    Ok(())
}

/// The names of the events that there are.
pub(super) fn names(storage: &dyn Storage) -> Result<Vec<String>, StorageError> {
    Ok(storage.query_readable("SELECT DISTINCT detail_type FROM retained", &[], only)?.rows)
}

/// Up to `limit` of them after `seq` and up to `until`, in the order of the log.
pub(super) fn after(
    storage: &dyn Storage,
    seq: Seq,
    until: Seq,
    limit: u32,
) -> Result<Vec<Seq>, StorageError> {
    let found = storage.query_readable(
        "SELECT seq FROM retained WHERE seq > ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3",
        &[&seq.0, &until.0, &limit],
        |row| only(row).map(Seq),
    )?;
    Ok(found.rows)
}
