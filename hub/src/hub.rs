//! The hub as a whole: the data folder, the core on its thread, the streams, the read connections,
//! and the work of a first start. It speaks no HTTP; [`crate::http::router`] serves its
//! [`Hub::app`].

use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;

use crema_api::commands::{Caller, Command, Outcome, SetStore, StartOccasion};
use crema_api::problem::Refusal;
use crema_api::store::StoreState;
use crema_core::storage::{Storage, StorageError};
use crema_core::{Reader, RecordedEvent, SqliteStorage};
use tokio::sync::oneshot;

use crate::broadcast::Broadcaster;
use crate::card::keeper::{Keeper, Keeping};
use crate::data_folder::DataFolder;
use crate::http::app::{App, Parts};
use crate::http::middleware::client_limits::Limits;
use crate::http::middleware::presence::Presence;
use crate::http::watch::Watch;
use crate::menu_file;
use crate::readers::Readers;
pub use crate::start::StartError;
use crate::start::{self, Opened};
use crate::unreadable::Unreadable;
use crate::writer::{self, Writer, new_key};

/// The first occasion's name, until the crew changes it.
const FIRST_OCCASION: &str = "Coffee at the booth";
/// Redrives at the first start of a version, at most: tens of thousands of deliveries, in some
/// seconds. Dead letters that are left then are for the crew page.
const REDRIVES_AT_START_MAX: u32 = 256;

/// A running hub.
#[derive(Debug)]
pub struct Hub {
    app: App,
    fresh: bool,
    writer: Writer,
    threads: Vec<JoinHandle<()>>,
    keeper: Keeper,
    writer_ended: oneshot::Receiver<Infallible>,
    broadcaster_ended: oneshot::Receiver<Infallible>,
    // Held until everything else has ended.
    folder: DataFolder,
}

impl Hub {
    /// Starts a hub on this folder. Blocks for as long as the disk takes.
    ///
    /// # Errors
    /// When the folder is in use or cannot be written, its database cannot be opened, or the system
    /// or the core refuses something that a start needs; in words for people.
    pub fn start(folder: &Path) -> Result<Self, StartError> {
        Self::start_with(folder, SqliteStorage::open)
    }

    /// As [`Self::start`], with the caller's own storage for the folder's database: tests make the
    /// disk fail behind it.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub fn start_with<D: Storage + 'static>(
        folder: &Path,
        open: impl FnOnce(&Path) -> Result<D, StorageError>,
    ) -> Result<Self, StartError> {
        let folder = DataFolder::open(folder)?;
        let database = folder.database_path();
        let Opened { core, clock, card, head } = start::open(&folder, open)?;
        let reader = Reader::open(&database)?;
        let (signer, devices, log) = reader
            .snapshot(clock.booth_ms(), |s| Ok((s.booth_signer()?, s.devices()?, s.log())))?;
        let signer = signer.ok_or(StartError::NoKey)?;
        let readers = Readers::open(&database, card.clone())?;
        let rendering = Broadcaster::start(reader, clock.clone(), head)?;
        let (broadcaster, events) = (rendering.broadcaster, rendering.events);
        let (watch, unreadable) =
            (Arc::new(Watch::from_devices(devices)), Arc::new(Unreadable::default()));
        let (watching, counting, keeping) = (watch.clone(), unreadable.clone(), card.clone());
        let publish = move |new: Vec<Arc<RecordedEvent>>| {
            watching.apply(&new);
            counting.apply(&new);
            keeping.apply(&new);
            // The broadcaster ends after the writer, never before.
            let _ = events.send(new);
        };
        let (writer, running) = writer::start(core, clock.clone(), card.clone(), publish)?;
        let keeper = Keeper::start(Keeping {
            card: card.clone(),
            folder: folder.path().to_owned(),
            database,
            log,
            held: folder.held()?,
        })?;
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
            card,
        };
        let mut hub = Self {
            app: App::new(parts),
            fresh: false,
            writer,
            threads: vec![running.thread, rendering.thread],
            keeper,
            writer_ended: running.ended,
            broadcaster_ended: rendering.ended,
            folder,
        };
        if hub.app.card().damage().is_none() {
            hub.set_up()?;
        }
        Ok(hub)
    }

    /// Waits until a thread has ended without which the hub does not serve, and returns its name.
    /// They end only when they are stopped or broken, and then the hub is better started again.
    pub async fn broken_thread(&mut self) -> &'static str {
        // The channels carry no value: their closing is the message.
        tokio::select! {
            _ = &mut self.writer_ended => "the thread that writes",
            _ = &mut self.broadcaster_ended => "the thread that feeds the live pages",
            _ = &mut self.keeper.lost => "the hold on the data folder",
        }
    }

    /// Returns the state that the handlers share.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Returns the data folder.
    #[must_use]
    pub fn folder(&self) -> &DataFolder {
        &self.folder
    }

    /// Whether this was the folder's first start.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// The first start makes an occasion with a menu, which brings its PINs; the store stays
    /// closed. A configuration that cannot be read is no first start: the orders that there are would
    /// be cancelled. The first start of another version delivers dead letters again: that version may
    /// know how.
    fn set_up(&mut self) -> Result<(), StartError> {
        let database = self.folder.database_path();
        let has_begun =
            Reader::open(&database)?.snapshot(self.app.clock().booth_ms(), |s| s.has_begun())?;
        // A first start that was cut off goes on.
        self.fresh = !self.folder.was_used();
        if !has_begun {
            let occasion = StartOccasion {
                name: FIRST_OCCASION.to_owned(),
                start: None,
                end: None,
                menu: Some(menu_file::sample::menu()?),
            };
            self.execute(Command::StartOccasion(occasion))?;
        }
        if let Some(last) = self.folder.other_version() {
            tracing::info!(last, now = env!("CARGO_PKG_VERSION"), "first start of this version");
            if let Err(refusal) = self.redrive_dead_letters() {
                // The booth serves without it; the next start tries again.
                tracing::error!(%refusal, "dead letters could not be delivered again");
                return Ok(());
            }
        }
        if !self.fresh {
            self.note_version();
        }
        Ok(())
    }

    /// Writes down that this version has been set up in the folder; a first start is over with that.
    pub fn note_version(&self) {
        if let Err(error) = self.folder.note_version() {
            // The next start of it is a first one again, which harms nothing.
            tracing::warn!(%error, "the version cannot be noted");
        }
    }

    /// Redrives step by step, until a step delivers nothing.
    fn redrive_dead_letters(&self) -> Result<(), Refusal> {
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
    /// When the core refuses the command.
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

    /// Finishes the inputs that wait, writes down the time, moves the write-ahead log into the
    /// database, and ends.
    pub fn stop(self) {
        self.app.broadcaster().close();
        self.keeper.break_off();
        self.writer.stop();
        for thread in self.threads {
            if thread.join().is_err() {
                tracing::error!("a thread of the hub panicked");
            }
        }
        self.keeper.stop();
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
        let reader = Reader::open(&hub.folder.database_path()).unwrap();
        reader.snapshot(hub.app.clock().booth_ms(), |s| s.store()).unwrap().unwrap().dead_letters
    }

    #[test]
    fn a_new_version_starts_whatever_dead_letters_there_are() {
        let folder = tempfile::tempdir().unwrap();
        let hub = Hub::start(folder.path()).unwrap();
        let database = hub.folder().database_path();
        hub.stop();
        std::fs::write(folder.path().join("version"), "0.0.1\n").unwrap();
        let connection = Connection::open(&database).unwrap();
        // Many deliveries that can be made now, and one of an event that cannot be read.
        connection
            .execute_batch(&format!(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MANY})
                 INSERT INTO events (seq, id, detail_type, detail, booth_ms, wall_ms, trusted, actor_role)
                 SELECT (SELECT head FROM booth) + i, randomblob(16),
                     'custom.note', iif(i = 1, '{{', '{{}}'), 0, 0, 0, 'booth' FROM n;
                 UPDATE booth SET head = head + {MANY};
                 INSERT INTO dead_letters (consumer, seq, key, reason)
                 SELECT 'journey', seq, NULL, '' FROM events WHERE detail_type = 'custom.note';
                 UPDATE consumers SET cursor = (SELECT head FROM booth)"
            ))
            .unwrap();
        drop(connection);
        let hub = Hub::start(folder.path()).unwrap();
        assert_eq!(dead_letters(&hub), 1);
        assert_eq!(hub.folder().other_version(), None, "the new version is noted");
        hub.stop();
    }
}
