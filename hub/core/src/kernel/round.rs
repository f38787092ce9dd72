//! The table that says where a redrive goes on.

use crema_api::ids::Seq;

use crate::storage::{Storage, StorageError, only};

/// Where a redrive goes on.
#[derive(Debug, Clone)]
pub(super) struct Round {
    /// The consumer whose dead letters are next; an empty name stands for the timers.
    pub consumer: String,
    /// The last that was tried of these.
    pub after: Option<Seq>,
    /// The log's end when it began, or when a discard prolonged it: what fails later is for the next
    /// redrive.
    pub until: Seq,
}

/// Whether a redrive is not at its end.
pub(super) fn is_going_on(storage: &dyn Storage) -> Result<bool, StorageError> {
    let any = storage.query_one("SELECT EXISTS (SELECT 1 FROM redrive)", &[], only)?;
    Ok(any.unwrap_or(false))
}

/// The one that goes on, if there is one. Where that cannot be read, it begins again.
pub(super) fn load(storage: &dyn Storage) -> Result<Option<Round>, StorageError> {
    storage.query_one_readable("SELECT consumer, after_seq, until_seq FROM redrive", &[], |row| {
        let after: Option<u64> = row.get("after_seq")?;
        let until = Seq(row.get("until_seq")?);
        Ok(Round { consumer: row.get("consumer")?, after: after.map(Seq), until })
    })
}

/// Saves where it goes on.
pub(super) fn save(storage: &dyn Storage, round: &Round) -> Result<(), StorageError> {
    storage.execute(
        "INSERT INTO redrive (only_row, consumer, after_seq, until_seq) VALUES (1, ?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET consumer = excluded.consumer, after_seq = excluded.after_seq,
             until_seq = excluded.until_seq",
        &[&round.consumer, &round.after.map(|seq| seq.0), &round.until.0],
    )?;
    Ok(())
}

/// It has come to its end.
pub(super) fn end(storage: &dyn Storage) -> Result<(), StorageError> {
    storage.execute("DELETE FROM redrive", &[])?;
    Ok(())
}
