//! The hub as a whole: the data folder, the core on its thread, the streams, the read connections,
//! and what a first start has to do. It speaks no HTTP yet; [`crate::http::router`] is put on its
//! [`Hub::app`].

use std::convert::Infallible;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;

use crema_api::commands::{Caller, Command, Outcome, SetStore, StartOccasion};
use crema_api::problem::Refusal;
use crema_api::store::StoreState;
use crema_core::kernel::migrations::OpenError;
use crema_core::storage::{Storage, StorageError};
use crema_core::{Core, Input, Reader, RecordedEvent, SqliteStorage, What};
use tokio::sync::oneshot;

use crate::broadcast::Broadcaster;
use crate::clock::Clock;
use crate::data_folder::{DataFolder, FolderError};
use crate::demo;
use crate::http::app::{App, Parts};
use crate::http::middleware::limits::Limits;
use crate::http::middleware::presence::Presence;
use crate::http::watch::Watch;
use crate::readers::Readers;
use crate::unreadable::Unreadable;
use crate::writer::{self, Writer, new_key, random_bytes};

/// What the first occasion is called until the crew gives it a name.
const FIRST_OCCASION: &str = "Coffee at the booth";
/// Redrives at a version's first start at the most: tens of thousands of deliveries in some
/// seconds. What is left then is for the crew page.
const REDRIVES_AT_START_MAX: u32 = 256;

/// Why a hub does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Its folder.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// What is in the folder.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The disk.
    #[error("the booth's database cannot be used; look whether the disk is full or read-only")]
    Storage(#[from] StorageError),
    /// The booth's own key, which its first input makes.
    #[error("the booth has no key: its database was not written by a hub")]
    NoKey,
    /// The system.
    #[error("the system gives what is needed no longer: {0}")]
    System(#[from] io::Error),
    /// The core would not do what a start needs.
    #[error("the booth could not be set up: {0}")]
    SetUp(#[from] Refusal),
    /// The sample menu in the program.
    #[error("the sample menu does not fit: {0}")]
    Menu(#[from] serde_json::Error),
}

/// A running hub.
#[derive(Debug)]
pub struct Hub {
    app: App,
    fresh: bool,
    writer: Writer,
    threads: Vec<JoinHandle<()>>,
    writer_ended: oneshot::Receiver<Infallible>,
    // Held until everything else has ended.
    folder: DataFolder,
}

impl Hub {
    /// Starts a hub on this folder. It blocks for as long as the disk takes.
    ///
    /// # Errors
    /// [`StartError`], in words for people.
    pub fn start(folder: &Path) -> Result<Self, StartError> {
        Self::start_with(folder, SqliteStorage::open)
    }

    /// The same, with a storage of one's own for the folder's database: tests let the disk
    /// fail behind it.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub fn start_with<D: Storage + 'static>(
        folder: &Path,
        open: impl FnOnce(&Path) -> Result<D, StorageError>,
    ) -> Result<Self, StartError> {
        let folder = DataFolder::open(folder)?;
        let database = folder.database();
        let mut core = Core::open(open(&database)?)?;
        let clock = Clock::from(core.booth_ms());
        // The booth's id and key are made of the first input there is.
        let first = Input { at: clock.stamp(), entropy: random_bytes()?, what: What::Tick };
        for answer in core.run_batch(&[first]).answers {
            answer?;
        }
        let head = core.head();

        let reader = Reader::open(&database)?;
        let (signer, devices) =
            reader.snapshot(clock.booth(), |s| Ok((s.booth_signer()?, s.devices()?)))?;
        let signer = signer.ok_or(StartError::NoKey)?;
        let readers = Readers::open(&database)?;
        let rendering = Broadcaster::start(reader, clock.clone(), head)?;
        let (broadcaster, events) = (rendering.broadcaster, rendering.events);
        let (watch, unreadable) = (Arc::new(Watch::over(devices)), Arc::new(Unreadable::default()));
        let (watching, told) = (watch.clone(), unreadable.clone());
        let publish = move |new: Vec<Arc<RecordedEvent>>| {
            watching.apply(&new);
            told.apply(&new);
            // The outlet ends after the writer, never before.
            let _ = events.send(new);
        };
        let (writer, running) = writer::start(core, clock.clone(), publish)?;
        let parts = Parts {
            writer: writer.clone(),
            readers,
            broadcaster,
            clock,
            signer,
            limits: Limits::default(),
            presence: Presence::default(),
            watch,
            unreadable,
        };
        let mut hub = Self {
            app: App::new(parts),
            fresh: false,
            writer,
            threads: vec![running.thread, rendering.thread],
            writer_ended: running.ended,
            folder,
        };
        hub.set_up()?;
        Ok(hub)
    }

    /// Waits until the writing thread has ended. It does so only when it is stopped or broken; a hub
    /// that can write nothing any more is better started anew.
    pub async fn writer_ended(&mut self) {
        // It carries nothing; that it closes is what it says.
        let _ = (&mut self.writer_ended).await;
    }

    /// What handlers are given.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Its folder.
    #[must_use]
    pub fn folder(&self) -> &DataFolder {
        &self.folder
    }

    /// Whether this was the folder's first start.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// The first start makes an occasion with a menu, which brings its PINs; the store stays closed.
    /// The first start of another version delivers dead letters again: it may know how.
    fn set_up(&mut self) -> Result<(), StartError> {
        let database = self.folder.database();
        let store = Reader::open(&database)?.snapshot(self.app.clock().booth(), |s| s.store())?;
        if store.is_none() {
            let occasion = StartOccasion {
                name: FIRST_OCCASION.to_owned(),
                start: None,
                end: None,
                menu: Some(demo::menu()?),
            };
            self.execute(Command::StartOccasion(occasion))?;
            self.fresh = true;
        }
        if let Some(last) = self.folder.other_version() {
            tracing::info!(last, now = env!("CARGO_PKG_VERSION"), "first start of this version");
            if let Err(refusal) = self.redrive() {
                // The booth serves without it; the next start tries again.
                tracing::error!(%refusal, "dead letters could not be delivered again");
                return Ok(());
            }
        }
        Ok(self.folder.note_version()?)
    }

    /// Step by step, until none moves on.
    fn redrive(&self) -> Result<(), Refusal> {
        for _ in 0..REDRIVES_AT_START_MAX {
            if self.execute(Command::Redrive)? == (Outcome::Count { count: 0 }) {
                return Ok(());
            }
        }
        tracing::warn!("many dead letters remain; the crew page delivers them again");
        Ok(())
    }

    /// Opens the store.
    ///
    /// # Errors
    /// The core's refusal.
    pub fn open_store(&self) -> Result<(), StartError> {
        self.execute(Command::SetStore(SetStore {
            state: Some(StoreState::Open),
            ..SetStore::default()
        }))?;
        Ok(())
    }

    fn execute(&self, command: Command) -> Result<Outcome, Refusal> {
        self.writer.execute_blocking(Caller::Hub, new_key()?, command)
    }

    /// Finishes what waits, writes down the time, moves the log into the database, and ends.
    pub fn stop(self) {
        self.app.broadcaster().close();
        self.writer.stop();
        for thread in self.threads {
            if thread.join().is_err() {
                tracing::error!("a thread of the hub broke");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use rusqlite::Connection;

    use super::*;

    /// More than one cascade may hold.
    const MANY: u32 = 5_000;

    fn dead_letters(hub: &Hub) -> u32 {
        let reader = Reader::open(&hub.folder.database()).unwrap();
        reader.snapshot(hub.app.clock().booth(), |s| s.store()).unwrap().unwrap().dead_letters
    }

    #[test]
    fn a_new_version_starts_whatever_dead_letters_there_are() {
        let folder = tempfile::tempdir().unwrap();
        let hub = Hub::start(folder.path()).unwrap();
        let database = hub.folder().database();
        hub.stop();
        std::fs::write(folder.path().join("version"), "0.0.1\n").unwrap();
        let connection = Connection::open(&database).unwrap();
        // Many deliveries that can be made now, and one of an event that cannot be read.
        connection
            .execute_batch(&format!(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MANY})
                 INSERT INTO events (seq, id, detail_type, detail, booth_ms, wall_ms, trusted)
                 SELECT (SELECT max(seq) FROM events) + i, randomblob(16),
                     'custom.note', iif(i = 1, '{{', '{{}}'), 0, 0, 0 FROM n;
                 INSERT INTO dead_letters (consumer, seq, order_id, reason)
                 SELECT 'journey', seq, NULL, '' FROM events WHERE detail_type = 'custom.note'"
            ))
            .unwrap();
        drop(connection);
        let hub = Hub::start(folder.path()).unwrap();
        assert_eq!(dead_letters(&hub), 1);
        assert_eq!(hub.folder().other_version(), None, "the new version is noted");
        hub.stop();
    }
}
