//! Faults and crashes behind the storage trait: at one call of many, chosen by its number.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crema_core::SqliteStorage;
use crema_core::storage::{Storage, StorageError};
use crema_testing::storage::{Call, Interposed, Made, Proceed, sqlite_failure};
use rusqlite::ffi;

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

/// Counts calls, and harms one of them.
#[derive(Debug, Clone)]
pub struct Fate {
    calls: Arc<AtomicU64>,
    at: Arc<AtomicU64>,
    dead: Arc<AtomicU64>,
    harm: Harm,
}

impl Fate {
    /// The `at`-th call (from 0) is harmed; `u64::MAX` is none.
    pub fn new(at: u64, harm: Harm) -> Self {
        Self { calls: Arc::default(), at: Arc::new(AtomicU64::new(at)), dead: Arc::default(), harm }
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
        if number != self.at.load(Ordering::Relaxed) {
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
