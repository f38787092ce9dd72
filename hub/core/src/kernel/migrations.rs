//! Migrations: numbered files, run once each, in order, all or nothing. They add tables, columns and
//! indices and rewrite no row, so they are quick on a full card.
//!
//! Each names the oldest program that can still read its result (`oldest_reader`): a booth that falls
//! back to its other system after an update still has to serve. That program opens the newer
//! database, runs and undoes nothing, and leaves the format as it is. So a migration that an older
//! program may read only adds: a column with a default, a table, an index. What an older program
//! could not work with is refused with an explanation, as is a database from before the first
//! release.

use super::rebuilds;
use crate::fault::Defect;
use crate::storage::{Storage, StorageError, only};

/// One step from a format to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migration {
    /// The format that it makes: the number of its file.
    pub format: u32,
    /// The oldest program, by the format that it writes, which can read and serve the result.
    pub oldest_reader: u32,
    /// Its statements.
    pub sql: &'static str,
}

/// This program's migrations, without a gap. Formats before the first were never released.
pub const MIGRATIONS: &[Migration] = &[
    Migration { format: 7, oldest_reader: 7, sql: include_str!("../../migrations/0007_booth.sql") },
    Migration {
        format: 8,
        oldest_reader: 7,
        sql: include_str!("../../migrations/0008_rebuilds.sql"),
    },
];

/// The query for the oldest program that can read a database.
const OLDEST_READER: &str = "SELECT oldest_reader FROM format";

/// Why the database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The data was written by a newer program, and this one is too old to read it.
    #[error(
        "the data folder was written by a newer version of Crema (format {found}, this one knows {known}), and a version from before format {oldest_reader} cannot read it. Start the newer version, or point CREMA_DATA at another folder"
    )]
    Newer {
        /// The format of the data.
        found: u32,
        /// The newest that this program knows.
        known: u32,
        /// The oldest program that reads the data, by the format that it writes.
        oldest_reader: u32,
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

/// A database's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Format {
    /// The number of the last migration that was run; 0 if none was.
    pub written: u32,
    /// The oldest program that reads it. Until a migration has named one it is the format itself.
    pub oldest_reader: u32,
}

impl Format {
    /// Reads the format of a database, in which `query` finds one number.
    pub fn read<E>(query: impl Fn(&str) -> Result<Option<u32>, E>) -> Result<Self, E> {
        let written = query("PRAGMA user_version")?.unwrap_or(0);
        let is_named = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'format'";
        let named = if query(is_named)?.is_some() { query(OLDEST_READER)? } else { None };
        Ok(Self { written, oldest_reader: named.unwrap_or(written) })
    }
}

/// Refuses a format that a program with these migrations cannot read. Returns those that are still to
/// be run, and whether anything was set up in the database at all.
///
/// # Errors
/// [`OpenError::Newer`] when the database needs a newer program, and [`OpenError::Unreleased`] before
/// the first format.
pub(crate) fn missing_migrations(
    migrations: &[Migration],
    Format { written: found, oldest_reader }: Format,
) -> Result<&[Migration], OpenError> {
    let first = migrations.first().map_or(0, |migration| migration.format);
    let known = migrations.last().map_or(0, |migration| migration.format);
    match found {
        0 => Ok(migrations),
        _ if found < first => Err(OpenError::Unreleased { found, first }),
        _ if found > known && oldest_reader > known => {
            Err(OpenError::Newer { found, known, oldest_reader })
        }
        _ => {
            let done = migrations.partition_point(|migration| migration.format <= found);
            Ok(&migrations[done..])
        }
    }
}

/// Brings the database to the last of these migrations, all or nothing. One that is there already,
/// or beyond, is left as it is.
pub(crate) fn migrate(storage: &dyn Storage, migrations: &[Migration]) -> Result<(), OpenError> {
    let format = Format::read(|sql| storage.query_one(sql, &[], only))?;
    let missing = missing_migrations(migrations, format)?;
    let Some(last) = missing.last() else { return Ok(()) };
    storage.begin()?;
    let ran = missing
        .iter()
        .try_for_each(|migration| storage.execute_batch(migration.sql))
        .and_then(|()| rebuilds::begin_all_again(storage))
        .and_then(|()| {
            // What an earlier one asks of its readers, a later one does not take back.
            let oldest_reader = missing.iter().map(|migration| migration.oldest_reader).max();
            storage.execute(
                "INSERT INTO format (only_row, oldest_reader) VALUES (1, ?1)
                 ON CONFLICT DO UPDATE SET oldest_reader = max(oldest_reader, excluded.oldest_reader)",
                &[&oldest_reader],
            )
        })
        .and_then(|_| storage.execute(&format!("PRAGMA user_version = {}", last.format), &[]))
        .and_then(|_| storage.commit());
    match ran {
        Ok(()) => Ok(()),
        Err(error) => {
            storage.roll_back()?;
            Err(error.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::MIGRATIONS;

    #[test]
    fn migrations_are_numbered_without_a_gap_and_name_a_reader_that_there_was() {
        let first = MIGRATIONS[0].format;
        for (format, migration) in (first..).zip(MIGRATIONS) {
            assert_eq!(migration.format, format);
            assert!((first..=format).contains(&migration.oldest_reader), "{migration:?}");
        }
    }
}
