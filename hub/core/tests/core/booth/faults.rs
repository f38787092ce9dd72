//! Faults and crashes behind the storage trait: at one call of many, chosen by its number.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crema_api::commands::Outcome;
use crema_api::problem::{Refusal, RefusalKind};
use crema_core::storage::{Storage, StorageError};
use crema_core::{Core, Input, SqliteStorage};
use crema_testing::storage::{Call, Interposed, Made, Proceed, sqlite_failure};
use rusqlite::{Connection, OptionalExtension, ffi};

use super::Booth;

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Harm {
    /// The call fails and does nothing.
    IoError,
    /// The disk is full.
    Full,
    /// The process dies before the call.
    CrashBefore,
    /// The process dies when the call has been made.
    CrashAfter,
}

pub const HARMS: [Harm; 4] = [Harm::IoError, Harm::Full, Harm::CrashBefore, Harm::CrashAfter];

/// Counts calls, and harms some of them.
#[derive(Debug, Clone)]
pub struct Fate {
    calls: Arc<AtomicU64>,
    at: Arc<BTreeSet<u64>>,
    dead: Arc<AtomicU64>,
    harm: Harm,
}

impl Fate {
    /// These calls (from 0) are harmed.
    pub fn new(at: impl IntoIterator<Item = u64>, harm: Harm) -> Self {
        let at = Arc::new(at.into_iter().collect());
        Self { calls: Arc::default(), at, dead: Arc::default(), harm }
    }

    /// One to which nothing happens, and which counts.
    pub fn kind() -> Self {
        Self::new([], Harm::IoError)
    }

    pub fn calls(&self) -> u64 {
        self.calls.load(Ordering::Relaxed)
    }

    /// Whether the process has died: it is to be started again.
    pub fn died(&self) -> bool {
        self.dead.load(Ordering::Relaxed) > 0
    }

    /// A new process.
    pub fn revive(&self) {
        self.dead.store(0, Ordering::Relaxed);
    }

    fn pass(&self, call: Proceed<'_>) -> Result<Made, StorageError> {
        let failed = |code| Err(sqlite_failure(code));
        if self.died() {
            return failed(ffi::SQLITE_IOERR);
        }
        let number = self.calls.fetch_add(1, Ordering::Relaxed);
        if !self.at.contains(&number) {
            return call();
        }
        match self.harm {
            Harm::IoError => failed(ffi::SQLITE_IOERR),
            Harm::Full => failed(ffi::SQLITE_FULL),
            Harm::CrashBefore => {
                self.dead.store(1, Ordering::Relaxed);
                failed(ffi::SQLITE_IOERR)
            }
            Harm::CrashAfter => {
                let _ = call();
                self.dead.store(1, Ordering::Relaxed);
                failed(ffi::SQLITE_IOERR)
            }
        }
    }
}

/// The real storage, with a fate.
pub fn fateful(storage: SqliteStorage, fate: Fate) -> impl Storage + 'static {
    Interposed::new(storage, move |_: &Call<'_>, proceed: Proceed<'_>| fate.pass(proceed))
}

/// Opens the booth's database, as often as it takes.
pub fn open(path: &Path, fate: &Fate) -> Core {
    loop {
        fate.revive();
        let storage = fateful(SqliteStorage::open(path).unwrap(), fate.clone());
        if let Ok(core) = Core::open(storage) {
            return core;
        }
    }
}

/// How often a caller sends again before it is worth a complaint.
const TRIES_MAX: u32 = 40;

impl Booth {
    /// Gives the core one input as a caller does that gets no answer, or is told to try again: the
    /// same key, at a later moment, with other entropy. `inputs` has what reached the disk.
    pub(super) fn give_until_answered(
        &mut self,
        mut input: Input,
        fate: &Fate,
    ) -> Result<Outcome, Refusal> {
        let before = self.core.head();
        for _ in 0..TRIES_MAX {
            // By this the database says afterwards which attempt it has.
            self.wall_shift_ms += 1;
            input = self.stamp(input.kind);
            let batch = self.core.run_batch(std::slice::from_ref(&input));
            let answer = batch.answers[0].clone();
            self.last = batch;
            let hurt = matches!(&answer, Err(refusal) if refusal.kind == RefusalKind::Storage);
            let died = fate.died();
            if died {
                let path = self.path();
                self.core = open(&path, fate);
            }
            let is_on_disk =
                if died { self.wall_on_disk() == Some(input.at.wall_ms) } else { !hurt };
            if is_on_disk {
                self.inputs.push(input.clone());
            }
            if !hurt && !died {
                let events = self.events_after(before, 100_000);
                self.last.events = events.into_iter().map(Arc::new).collect();
                return answer;
            }
        }
        panic!("{:?} does not get through", input.kind);
    }

    fn wall_on_disk(&self) -> Option<i64> {
        let connection = Connection::open(self.path()).unwrap();
        connection.query_row("SELECT wall_ms FROM booth", [], |row| row.get(0)).optional().unwrap()
    }
}
