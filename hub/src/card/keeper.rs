//! The thread that looks after the card: every 10 s it looks how much room is left, notes the log's end,
//! and whether the folder is still held. What takes long has threads of its own beside it: the check of
//! the whole database, once after the start, and the copy of a day that has ended.

use std::convert::Infallible;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crema_api::ids::LogId;
use crema_core::Reader;
use crema_core::reads::{Checked, Progress};
use crema_core::storage::WithCauses;
use tokio::sync::oneshot;

use super::note::{Note, salt_of};
use super::{Card, MIB, copies, free_bytes, reserve};
use crate::data_folder::Held;

/// How often it looks.
const LOOK_EVERY: Duration = Duration::from_secs(10);
/// How soon it looks again for a write-ahead log that has begun.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// How soon a copy is tried again that failed, or had no room.
const COPY_AGAIN: Duration = Duration::from_mins(10);
/// The check leaves the card to others for as long as it has worked, but no longer than this at once.
const REST_MAX: Duration = Duration::from_millis(50);

/// What the thread needs.
#[derive(Debug, Clone)]
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

/// The copying of days that have ended.
#[derive(Debug, Default)]
struct Copying {
    thread: Option<JoinHandle<()>>,
    /// When it may be tried again after a failure.
    not_before: Arc<Mutex<Option<Instant>>>,
}

impl Copying {
    /// Starts a copy, if one may be due and none is being taken.
    fn start_if_due(&mut self, keeping: &Keeping) {
        let is_busy = self.thread.as_ref().is_some_and(|thread| !thread.is_finished());
        let not_before = *self.not_before.lock().unwrap_or_else(PoisonError::into_inner);
        let is_too_soon = not_before.is_some_and(|at| Instant::now() < at);
        if is_busy || is_too_soon || !keeping.card.may_copy_be_due() {
            return;
        }
        // A day that ends meanwhile says so again.
        keeping.card.set_copy_may_be_due(false);
        let (keeping, not_before) = (keeping.clone(), self.not_before.clone());
        self.thread = start_thread("crema-copy", move || {
            if keeping.copy_if_due() {
                keeping.card.set_copy_may_be_due(true);
                // The thread that starts it holds this lock for no longer than a look.
                let mut not_before = not_before.lock().unwrap_or_else(PoisonError::into_inner);
                *not_before = Some(Instant::now() + COPY_AGAIN);
            }
        });
    }
}

fn start_thread(name: &str, run: impl FnOnce() + Send + 'static) -> Option<JoinHandle<()>> {
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(run)
        .inspect_err(|error| tracing::error!(%error, name, "a thread cannot be started"))
        .ok()
}

impl Keeping {
    fn run(self, stopped: &Receiver<Infallible>, asked: &Arc<AtomicBool>) {
        let mut noted = self.note_end(None, salt_of(&self.database));
        copies::clean(&self.folder);
        self.look_at_room();
        let mut beside = vec![self.start_check(asked.clone())];
        let mut copying = Copying::default();
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
            copying.start_if_due(&self);
            if let Err(reason) = self.held.look() {
                tracing::error!(%reason, "the data folder is no longer held");
                return;
            }
        }
        beside.push(copying.thread.take());
        for thread in beside.into_iter().flatten() {
            if thread.join().is_err() {
                tracing::error!("a thread beside the one that looks after the card panicked");
            }
        }
        let noted = self.note_end(noted, salt_of(&self.database));
        if self.card.may_copy_be_due() {
            self.copy_if_due();
        }
        self.note_end(noted, salt_of(&self.database));
    }

    /// Takes the copy of a day that has ended, unless there is one. Without room for it there is the one
    /// before. Returns whether it is to be tried again.
    fn copy_if_due(&self) -> bool {
        if self.card.damage().is_some() {
            return false;
        }
        match copies::is_due(&self.folder, &self.database) {
            Ok(true) => {}
            Ok(false) => return false,
            Err(error) => {
                let error = WithCauses(&error);
                tracing::warn!(%error, "it is unknown whether a copy of the database is due");
                return true;
            }
        }
        let needed = std::fs::metadata(&self.database).map_or(0, |file| 2 * file.len());
        if self.card.room_left() < needed {
            tracing::warn!(needed_mib = needed / MIB, "no room for a copy of the database");
            return true;
        }
        match copies::take(&self.folder, &self.database) {
            Ok(copy) => tracing::info!(copy = %copy.display(), "the database was copied"),
            Err(error) => {
                let error = WithCauses(&error);
                tracing::error!(%error, "the database could not be copied");
                return true;
            }
        }
        false
    }

    /// Starts the check of the whole file, at leisure.
    fn start_check(&self, asked: Arc<AtomicBool>) -> Option<JoinHandle<()>> {
        let keeping = self.clone();
        start_thread("crema-check", move || keeping.check(&asked))
    }

    fn check(&self, asked: &Arc<AtomicBool>) {
        let begun = Instant::now();
        let mut progress = Progress::default();
        loop {
            // What was erased leaves the write-ahead log first, which nobody may read then.
            while self.card.is_erasing() && !asked.load(Ordering::Relaxed) {
                std::thread::sleep(REST_MAX);
            }
            let (asked_now, card, mut worked) = (asked.clone(), self.card.clone(), Instant::now());
            let go_on = move || {
                std::thread::sleep(worked.elapsed().min(REST_MAX));
                worked = Instant::now();
                !asked_now.load(Ordering::Relaxed) && !card.is_erasing()
            };
            let checked = Reader::open(&self.database)
                .and_then(|mut reader| reader.check_on(&mut progress, go_on));
            match checked {
                Ok(Checked::Sound) => {
                    let took_ms = begun.elapsed().as_millis();
                    tracing::info!(took_ms, "the database was checked, and is sound");
                    self.card.set_checked();
                }
                Ok(Checked::Damaged(damage)) => {
                    self.card.set_damage(&damage.to_string(), &copies::way_back(&self.folder));
                    self.card.set_checked();
                }
                Ok(Checked::BrokenOff) if !asked.load(Ordering::Relaxed) => continue,
                Ok(Checked::BrokenOff) => {}
                Err(error) => {
                    let error = WithCauses(&error);
                    tracing::error!(%error, "the database could not be checked");
                }
            }
            return;
        }
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crema_core::{Core, SqliteStorage};

    use super::*;
    use crate::data_folder::DataFolder;

    #[test]
    fn the_check_waits_until_what_was_erased_has_left_the_write_ahead_log() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataFolder::open(folder.path()).unwrap();
        let database = data.database_path();
        let core = Core::open(SqliteStorage::open(&database).unwrap()).unwrap();
        let card = Card::default();
        card.set_erasing(true);
        let keeper = Keeper::start(Keeping {
            card: card.clone(),
            folder: folder.path().to_owned(),
            database,
            log: LogId(uuid::Uuid::nil()),
            held: data.held().unwrap(),
        })
        .unwrap();
        std::thread::sleep(2 * LOOK_AGAIN);
        assert!(!card.view().checked, "nothing is read for long");
        card.set_erasing(false);
        while !card.view().checked {
            std::thread::sleep(REST_MAX);
        }
        keeper.stop();
        core.close();
    }
}
