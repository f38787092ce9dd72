//! The core as the shell sees it: opened on a storage, settled between batches. A batch is in
//! [`super::batch`].

use crema_api::ids::{BoothMs, Seq};

use super::audience::Audience;
use super::consumer::Services;
use super::log;
use super::migrations::{self, MIGRATIONS, Migration, OpenError};
use super::put_right::put_right;
use super::secrets::{self, SecretKind};
use super::single_rows;
use crate::storage::{Checkpoint, Storage, StorageError, WithCauses};

/// Pages of the write-ahead log (4 KiB each) after which it is moved into the database even if the
/// booth is not idle: 16 MiB.
pub const WAL_PAGES_MAX: u32 = 4_096;
/// Pages after which that can wait no longer: a reader has kept the log from starting again for so
/// long that the writer waits for it.
const WAL_PAGES_PRESSING: u32 = 2 * WAL_PAGES_MAX;
/// Pages after which it is moved when the booth is idle: the ticks of a closed booth alone are not
/// worth a further write to the card each.
const IDLE_WAL_PAGES: u32 = 256;

/// The core: it runs inputs on the booth's database.
#[derive(Debug)]
pub struct Core {
    pub(super) storage: Box<dyn Storage>,
    pub(super) audience: Audience,
    pub(super) booth: Option<Booth>,
    pub(super) head: Seq,
    /// Erased bytes may still be in the write-ahead log.
    pub(super) truncate_wanted: bool,
    /// The last batch was undone: the values in memory have to be read again.
    pub(super) stale: bool,
    /// The last step of upkeep broke.
    pub(super) upkeep_broken: bool,
}

/// The booth's own id, time and key, once its first input has come.
#[derive(Debug, Clone)]
pub(super) struct Booth {
    pub account: String,
    #[expect(clippy::struct_field_names, reason = "booth time has this name everywhere")]
    pub booth_ms: BoothMs,
    pub key: Vec<u8>,
}

impl Core {
    /// Opens the booth's database with these services.
    ///
    /// # Errors
    /// [`OpenError`] when the disk fails or the data is of a version that this one cannot read.
    pub fn open_with(
        storage: impl Storage + 'static,
        services: Services,
    ) -> Result<Self, OpenError> {
        Self::open_migrated(storage, services, MIGRATIONS)
    }

    /// Opens the booth's database as the program with these migrations would: tests open it as the
    /// next version.
    ///
    /// # Errors
    /// [`OpenError`], as for [`Self::open_with`].
    pub fn open_migrated(
        storage: impl Storage + 'static,
        services: Services,
        migrations: &[Migration],
    ) -> Result<Self, OpenError> {
        migrations::migrate(&storage, migrations)?;
        let mut core = Self::new(storage, services);
        // A crash may have come between an erasing commit and the cut.
        core.truncate_wanted = true;
        core.reload()?;
        if let Err(error) = core.put_right() {
            // A card that takes nothing is shown all the same.
            tracing::error!(error = %WithCauses(&error), "rows that cannot be read stay so");
        }
        core.reload()?;
        if let Err(fault) = core.welcome_consumers() {
            return Err(OpenError::Log(fault.settle()?));
        }
        Ok(core)
    }

    /// Opens a damaged database with these services, to show what is in it. Nothing is written: neither
    /// its format is changed, nor do its consumers begin to catch up.
    ///
    /// # Errors
    /// [`OpenError`] when not even that can be read without which nothing is shown.
    pub fn open_damaged_with(
        storage: impl Storage + 'static,
        services: Services,
    ) -> Result<Self, OpenError> {
        let mut core = Self::new(storage, services);
        core.reload()?;
        Ok(core)
    }

    fn put_right(&self) -> Result<(), StorageError> {
        put_right(self.storage.as_ref(), self.booth_ms(), self.head)?;
        single_rows::put_right(self.storage.as_ref(), self.audience.services())
    }

    fn new(storage: impl Storage + 'static, services: Services) -> Self {
        Self {
            storage: Box::new(storage),
            audience: Audience::new(services),
            booth: None,
            head: Seq(0),
            truncate_wanted: false,
            stale: true,
            upkeep_broken: false,
        }
    }

    /// Booth time as the database has it: the shell counts on from here.
    #[must_use]
    pub fn booth_ms(&self) -> BoothMs {
        self.booth.as_ref().map_or(BoothMs(0), |booth| booth.booth_ms)
    }

    /// The booth's id, once its first input has come.
    #[must_use]
    pub fn account(&self) -> Option<&str> {
        self.booth.as_ref().map(|booth| booth.account.as_str())
    }

    /// The log's end.
    #[must_use]
    pub fn head(&self) -> Seq {
        self.head
    }

    /// Moves the write-ahead log into the database when that is due, and truncates the log after an
    /// erasure. `idle` says that no input waits. Failing is not fatal: the next call tries again.
    /// Returns whether erased bytes are still in the log.
    pub fn settle(&mut self, idle: bool) -> bool {
        let pages = self.storage.wal_pages();
        if self.truncate_wanted || pages >= WAL_PAGES_PRESSING {
            match self.storage.checkpoint(Checkpoint::Truncate) {
                Ok(true) => self.truncate_wanted = false,
                Ok(false) => tracing::debug!("a reader holds the write-ahead log; trying again"),
                Err(error) => {
                    let error = WithCauses(&error);
                    tracing::warn!(%error, "the write-ahead log could not be cut");
                }
            }
        } else if pages >= if idle { IDLE_WAL_PAGES } else { WAL_PAGES_MAX } {
            self.checkpoint();
        }
        self.truncate_wanted
    }

    /// Settles everything: the booth is being switched off. The whole database is in one file then,
    /// and the write-ahead log is empty, unless somebody still reads.
    pub fn close(mut self) {
        self.truncate_wanted = true;
        self.settle(true);
    }

    fn checkpoint(&self) {
        if let Err(error) = self.storage.checkpoint(Checkpoint::Passive) {
            tracing::warn!(error = %WithCauses(&error), "the checkpoint failed");
        }
    }

    pub(super) fn reload(&mut self) -> Result<(), StorageError> {
        let storage = self.storage.as_ref();
        self.head = log::head(storage)?;
        let row = storage.query_one("SELECT account, booth_ms FROM booth", &[], |row| {
            Ok((row.get::<_, String>("account")?, BoothMs(row.get("booth_ms")?)))
        })?;
        let key = secrets::get(storage, SecretKind::BoothKey, b"")?;
        self.booth =
            row.zip(key).map(|((account, booth_ms), key)| Booth { account, booth_ms, key });
        self.audience.reload(storage)?;
        self.stale = false;
        Ok(())
    }
}
