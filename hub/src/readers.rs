//! The way to read: a small pool of read connections, used on the runtime's blocking threads, so
//! that a slow card never holds up the sockets. Each read sees one snapshot of the log.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, TryLockError};

use crema_api::ids::BoothMs;
use crema_api::problem::{Refusal, RefusalKind};
use crema_core::reads::Snapshot;
use crema_core::storage::{StorageError, WithCauses};
use crema_core::{DAMAGED, Reader};
use tokio::sync::Semaphore;

use crate::card::Card;

/// Read connections: as many as a Pi has cores. More would only wait for the same card.
const READERS: usize = 4;

/// The pool. Clones share it.
#[derive(Clone)]
pub struct Readers {
    pool: Arc<[Mutex<Reader>]>,
    free: Arc<Semaphore>,
    /// Who reads the log: one at a time, in the order in which they came.
    log: Arc<Semaphore>,
    card: Card,
}

impl std::fmt::Debug for Readers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Readers")
    }
}

impl Readers {
    /// Opens the connections. Damage that a read comes across is told to `card`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn open(database: &Path, card: Card) -> Result<Self, StorageError> {
        let pool = (0..READERS)
            .map(|_| Ok(Mutex::new(Reader::open(database)?)))
            .collect::<Result<_, StorageError>>()?;
        let (free, log) = (Arc::new(Semaphore::new(READERS)), Arc::new(Semaphore::new(1)));
        Ok(Self { pool, free, log, card })
    }

    /// Reads a part of the log. However many catch up, all but one connection are left to those who
    /// ask how things are now.
    ///
    /// # Errors
    /// As for [`Self::read`].
    pub async fn read_log<T: Send + 'static>(
        &self,
        now: BoothMs,
        read: impl FnOnce(&Snapshot<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, Refusal> {
        let _turn = self.log.acquire().await.map_err(|_| internal_refusal("closed"))?;
        self.read(now, read).await
    }

    /// Reads in one snapshot, at this booth time.
    ///
    /// # Errors
    /// When the disk fails, or the read panics.
    pub async fn read<T: Send + 'static>(
        &self,
        now: BoothMs,
        read: impl FnOnce(&Snapshot<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, Refusal> {
        let permit =
            self.free.clone().acquire_owned().await.map_err(|_| internal_refusal("closed"))?;
        let (pool, card) = (self.pool.clone(), self.card.clone());
        let work = move || {
            // The permit is held until the read is over, also when the caller has gone.
            let _permit = permit;
            let reader = pool
                .iter()
                .find_map(try_lock_idle)
                .ok_or_else(|| internal_refusal("none is idle"))?;
            reader.snapshot(now, read).map_err(|error| storage_refusal(&error, &card))
        };
        tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| Err(internal_refusal(error)))
    }
}

/// Locks the reader, unless it is in use. One that a read panicked with is as good as any: it holds
/// nothing but a connection.
fn try_lock_idle(reader: &Mutex<Reader>) -> Option<MutexGuard<'_, Reader>> {
    match reader.try_lock() {
        Ok(reader) => Some(reader),
        Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
}

/// A storage fault while reading, for people; its cause is logged.
fn storage_refusal(error: &StorageError, card: &Card) -> Refusal {
    tracing::error!(error = %WithCauses(error), "a read failed");
    if error.is_damage() {
        card.set_page_damaged();
        return Refusal::new(RefusalKind::Damaged, DAMAGED);
    }
    Refusal::new(
        RefusalKind::Storage,
        "The booth cannot read its card at the moment. Please try again in a moment.",
    )
}

fn internal_refusal(reason: impl std::fmt::Display) -> Refusal {
    tracing::error!(%reason, "a read could not be run");
    Refusal::new(RefusalKind::Internal, "That did not work. Please try again.")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crema_core::storage::StatementKind;
    use crema_core::{Core, SqliteStorage};
    use rusqlite::ffi;

    use super::*;

    #[tokio::test]
    async fn damage_that_a_read_comes_across_is_said_to_be_damage() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("booth.db");
        let _core = Core::open(SqliteStorage::open(&database).unwrap()).unwrap();
        let card = Card::default();
        let readers = Readers::open(&database, card.clone()).unwrap();
        let fails = async |code| {
            let read = move |_: &Snapshot<'_>| -> Result<(), StorageError> {
                let source = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
                Err(StorageError::new(StatementKind::Select, source))
            };
            readers.read(BoothMs(0), read).await.unwrap_err().kind
        };
        assert_eq!(fails(ffi::SQLITE_IOERR).await, RefusalKind::Storage);
        assert_eq!(card.damage(), None);
        assert_eq!(fails(ffi::SQLITE_CORRUPT).await, RefusalKind::Damaged);
        assert!(card.damage().unwrap().contains("cannot be read"), "and nothing more is written");
    }
}
