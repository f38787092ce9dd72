//! The thread that looks after the card: it checks the whole database once after the start, and every
//! 10 s looks how much room is left, notes the log's end, and whether the folder is still held.

use std::convert::Infallible;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crema_api::ids::LogId;
use crema_core::Reader;
use crema_core::reads::Checked;
use crema_core::storage::WithCauses;
use tokio::sync::oneshot;

use super::note::{Note, salt_of};
use super::{Card, MIB, copies, free_bytes, reserve};
use crate::data_folder::Held;

/// How often it looks.
const LOOK_EVERY: Duration = Duration::from_secs(10);
/// How soon it looks again for a write-ahead log that has begun.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// The check leaves the card to others for as long as it has worked, but no longer than this at once.
const REST_MAX: Duration = Duration::from_millis(50);

/// What the thread needs.
#[derive(Debug)]
pub struct Keeping {
    /// The state that it keeps.
    pub card: Card,
    /// The data folder.
    pub folder: PathBuf,
    /// Its database.
    pub database: PathBuf,
    /// The log in it.
    pub log: LogId,
    /// The hold on the folder.
    pub held: Held,
}

/// The running thread.
#[derive(Debug)]
pub struct Keeper {
    stop: SyncSender<Infallible>,
    is_stopped: Arc<AtomicBool>,
    thread: JoinHandle<()>,
    /// Closes when the folder is no longer held: two hubs must not write to it.
    pub lost: oneshot::Receiver<Infallible>,
}

impl Keeper {
    /// Starts the thread; it looks at once.
    ///
    /// # Errors
    /// When the system cannot start another thread.
    pub fn start(keeping: Keeping) -> io::Result<Self> {
        let (stop, stopped) = sync_channel(0);
        let (alive, lost) = oneshot::channel();
        let is_stopped = Arc::new(AtomicBool::new(false));
        let asked = is_stopped.clone();
        let thread =
            std::thread::Builder::new().name("crema-card".to_owned()).spawn(move || {
                let _alive = alive;
                keeping.run(&stopped, &asked);
            })?;
        Ok(Self { stop, is_stopped, thread, lost })
    }

    /// Breaks the check off, which would keep the write-ahead log from being emptied.
    pub fn break_off(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }

    /// Ends the thread, after everything else that writes has ended.
    pub fn stop(self) {
        self.is_stopped.store(true, Ordering::Relaxed);
        drop(self.stop);
        if self.thread.join().is_err() {
            tracing::error!("the thread that looks after the card panicked");
        }
    }
}

impl Keeping {
    fn run(self, stopped: &Receiver<Infallible>, asked: &Arc<AtomicBool>) {
        let mut noted = self.note_end(None, salt_of(&self.database));
        copies::clean(&self.folder);
        self.look_at_room();
        let checking = self.check_all(asked.clone());
        loop {
            // One that was cut goes on counting from what it began with.
            let salt = salt_of(&self.database).or(noted.and_then(|note| note.salt));
            noted = self.note_end(noted, salt);
            // A write-ahead log that nothing was written to yet says nothing of itself.
            let has_salt = noted.is_some_and(|note| note.salt.is_some());
            match stopped.recv_timeout(if has_salt { LOOK_EVERY } else { LOOK_AGAIN }) {
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
                Ok(never) => match never {},
            }
            self.look_at_room();
            self.copy_if_due();
            if let Err(reason) = self.held.look() {
                tracing::error!(%reason, "the data folder is no longer held");
                return;
            }
        }
        if let Some(checking) = checking
            && checking.join().is_err()
        {
            tracing::error!("the check of the database panicked");
        }
        let noted = self.note_end(noted, salt_of(&self.database));
        self.copy_if_due();
        self.note_end(noted, salt_of(&self.database));
    }

    /// Takes the copy of a day that has ended. Without room for it there is the one before.
    fn copy_if_due(&self) {
        if self.card.damage().is_some() || !self.card.takes_due_copy() {
            return;
        }
        let needed = std::fs::metadata(&self.database).map_or(0, |file| 2 * file.len());
        if self.card.room_left() < needed {
            tracing::warn!(needed_mib = needed / MIB, "no room for a copy of the database");
            return;
        }
        match copies::take(&self.folder, &self.database, self.card.head()) {
            Ok(copy) => tracing::info!(copy = %copy.display(), "the database was copied"),
            Err(error) => {
                let error = WithCauses(&error);
                tracing::error!(%error, "the database could not be copied");
            }
        }
    }

    /// Checks the whole file on a thread of its own, at leisure.
    fn check_all(&self, asked: Arc<AtomicBool>) -> Option<JoinHandle<()>> {
        let (card, database) = (self.card.clone(), self.database.clone());
        let folder = self.folder.clone();
        let check = move || {
            let begun = Instant::now();
            let mut worked = Instant::now();
            let go_on = move || {
                std::thread::sleep(worked.elapsed().min(REST_MAX));
                worked = Instant::now();
                !asked.load(Ordering::Relaxed)
            };
            let checked = Reader::open(&database).and_then(|mut reader| reader.check_all(go_on));
            match checked {
                Ok(Checked::Sound) => {
                    let took_ms = begun.elapsed().as_millis();
                    tracing::info!(took_ms, "the database was checked, and is sound");
                    card.set_checked();
                }
                Ok(Checked::Damaged(damage)) => {
                    card.set_damage(&damage.to_string(), &copies::way_back(&folder));
                    card.set_checked();
                }
                Ok(Checked::BrokenOff) => {}
                Err(error) => {
                    let error = WithCauses(&error);
                    tracing::error!(%error, "the database could not be checked");
                }
            }
        };
        std::thread::Builder::new()
            .name("crema-check".to_owned())
            .spawn(check)
            .inspect_err(|error| tracing::error!(%error, "the database cannot be checked"))
            .ok()
    }

    fn look_at_room(&self) {
        let free = match free_bytes(&self.folder) {
            Ok(free) => free,
            Err(error) => {
                tracing::warn!(%error, "it is unknown how much room the card has left");
                return;
            }
        };
        self.card.set_free_bytes(free);
        if free > 2 * reserve::RESERVE_BYTES
            && let Err(error) = reserve::keep(&self.folder)
        {
            let free_mib = free / MIB;
            tracing::warn!(%error, free_mib, "no room can be kept for a start on a full card");
        }
    }

    /// Notes the log's end, if it has moved. Returns what stands in the note.
    fn note_end(&self, noted: Option<Note>, salt: Option<u32>) -> Option<Note> {
        let note = Note { log: self.log, head: self.card.head(), salt };
        if noted == Some(note) || self.card.damage().is_some() {
            return noted;
        }
        match note.write(&self.folder) {
            Ok(()) => Some(note),
            Err(error) => {
                tracing::warn!(%error, "the log's end cannot be noted");
                noted
            }
        }
    }
}
