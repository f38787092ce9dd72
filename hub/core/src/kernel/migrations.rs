//! Migrations: numbered files, run once each, in order, all or nothing. They add tables, columns
//! and indices and rewrite no row, so they are quick on a full card. There is no downgrade: a
//! database from a newer version is refused with an explanation, as is one from before the first
//! release.

use crate::fault::Defect;
use crate::storage::{Storage, StorageError, only};

/// The format that the first file makes. Those before it were never released.
const FIRST_VERSION: u32 = 7;

/// One file for each format from [`FIRST_VERSION`] on.
const MIGRATIONS: &[&str] = &[include_str!("../../migrations/0007_booth.sql")];

/// The database's format that this program writes.
#[expect(clippy::cast_possible_truncation, reason = "a list of files, one a release at most")]
pub const VERSION: u32 = FIRST_VERSION + MIGRATIONS.len() as u32 - 1;

/// Why the database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The data was written by a newer program.
    #[error(
        "the data folder was written by a newer version of Crema (format {found}, this one knows {known}). Start the newer version, or point CREMA_DATA at another folder"
    )]
    Newer {
        /// The format of the data.
        found: u32,
        /// The newest that this program knows.
        known: u32,
    },
    /// The data was written by a program from before the first release.
    #[error(
        "the data folder was written by a version of Crema from before its first release (format {found}, this one begins with {first}), and cannot be carried over. Start with an empty folder: move this one away, or point CREMA_DATA at another. Its menu can still be saved as a file by the version that wrote it"
    )]
    Unreleased {
        /// The format of the data.
        found: u32,
        /// The oldest that this program reads.
        first: u32,
    },
    /// The disk failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The log holds an event that this program cannot read.
    #[error("a projection cannot be built from the log")]
    Log(#[source] Defect),
}

/// Refuses a format that this program cannot read. Returns the number of migrations that were run
/// already; `None` is a database in which nothing was set up.
///
/// # Errors
/// [`OpenError::Newer`] after [`VERSION`], and [`OpenError::Unreleased`] before [`FIRST_VERSION`].
pub(crate) fn check_version(found: u32) -> Result<Option<usize>, OpenError> {
    match found {
        0 => Ok(None),
        1..FIRST_VERSION => Err(OpenError::Unreleased { found, first: FIRST_VERSION }),
        FIRST_VERSION..=VERSION => Ok(Some((found - FIRST_VERSION) as usize + 1)),
        _ => Err(OpenError::Newer { found, known: VERSION }),
    }
}

/// Brings the database to [`VERSION`], all or nothing.
pub(crate) fn migrate(storage: &dyn Storage) -> Result<(), OpenError> {
    let found = storage.query_one("PRAGMA user_version", &[], only)?.unwrap_or(0);
    let done = check_version(found)?.unwrap_or(0);
    let missing = &MIGRATIONS[done..];
    if missing.is_empty() {
        return Ok(());
    }
    storage.begin()?;
    let ran = missing
        .iter()
        .try_for_each(|file| storage.execute_batch(file))
        .and_then(|()| storage.execute(&format!("PRAGMA user_version = {VERSION}"), &[]))
        .and_then(|_| storage.commit());
    match ran {
        Ok(()) => Ok(()),
        Err(error) => {
            storage.roll_back()?;
            Err(error.into())
        }
    }
}
