//! Migrations: numbered files, run once each, in order, all or none. They add tables, columns and
//! indices and rewrite no row, so they are quick on a full card. There is no way back: a database
//! from a newer version is refused in words.

use crate::fault::Defect;
use crate::storage::{Storage, StorageError, only};

const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_kernel.sql"),
    include_str!("../../migrations/0002_services.sql"),
    include_str!("../../migrations/0003_undo.sql"),
    include_str!("../../migrations/0004_dead_letters.sql"),
    include_str!("../../migrations/0005_given_up.sql"),
    include_str!("../../migrations/0006_devices.sql"),
];

/// The database's version that this program writes.
pub const VERSION: u32 = MIGRATIONS.len() as u32;

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
    /// The disk failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The log holds what this program does not understand.
    #[error("a projection cannot be built from the log")]
    Log(#[source] Defect),
}

/// Brings the database to [`VERSION`], all or nothing.
pub(crate) fn migrate(storage: &dyn Storage) -> Result<(), OpenError> {
    let found = version(storage)?;
    if found > VERSION {
        return Err(OpenError::Newer { found, known: VERSION });
    }
    if found == VERSION {
        return Ok(());
    }
    storage.begin()?;
    let done = (found..VERSION).try_for_each(|number| {
        statements(MIGRATIONS[number as usize])
            .iter()
            .try_for_each(|sql| storage.execute(sql, &[]).map(drop))
    });
    let done =
        done.and_then(|()| storage.execute(&format!("PRAGMA user_version = {VERSION}"), &[]));
    match done.and_then(|_| storage.commit()) {
        Ok(()) => Ok(()),
        Err(error) => {
            storage.roll_back()?;
            Err(error.into())
        }
    }
}

fn version(storage: &dyn Storage) -> Result<u32, StorageError> {
    Ok(storage.query_one("PRAGMA user_version", &[], only)?.unwrap_or(0))
}

/// The statements of a migration file: comments taken out, cut at each `;` (no literal in our
/// files holds one).
fn statements(file: &str) -> Vec<String> {
    let code: String = file
        .lines()
        .map(|line| line.split("--").next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join("\n");
    code.split(';').map(str::trim).filter(|sql| !sql.is_empty()).map(str::to_owned).collect()
}
