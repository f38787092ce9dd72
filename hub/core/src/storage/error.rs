//! Why a call to the storage failed.

use std::error::Error;
use std::fmt;

/// A failure below the core: of the disk, a statement or a row, not of the command.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The disk or the file system failed, or the disk is full. The batch is undone and may be
    /// tried again.
    #[error("the disk failed at {statement}")]
    Io {
        /// The statement that failed.
        statement: StatementKind,
        /// `SQLite`'s error.
        source: rusqlite::Error,
    },
    /// The database file is damaged, or is no database. Trying again helps nothing.
    #[error("the database is damaged, found at {statement}")]
    Damaged {
        /// The statement that came across it.
        statement: StatementKind,
        /// `SQLite`'s error.
        source: rusqlite::Error,
    },
    /// `SQLite` refused a statement: a fault in our own code or a violated constraint.
    #[error("the database refused {statement}")]
    Statement {
        /// The statement that was refused.
        statement: StatementKind,
        /// `SQLite`'s error.
        source: rusqlite::Error,
    },
    /// The database holds a value that this program cannot read.
    #[error("the database holds {what} that cannot be read")]
    Unreadable {
        /// The kind of value.
        what: &'static str,
        /// The reason.
        source: Box<dyn Error + Send + Sync>,
    },
}

impl StorageError {
    /// Sorts an error of `SQLite` by its code: the disk's, or the statement's.
    #[must_use]
    pub fn new(statement: StatementKind, source: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match source.sqlite_error_code() {
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Damaged { statement, source },
            Some(
                Code::SystemIoFailure
                | Code::DiskFull
                | Code::CannotOpen
                | Code::ReadOnly
                | Code::DatabaseBusy
                | Code::DatabaseLocked
                | Code::OutOfMemory
                | Code::OperationInterrupted
                | Code::PermissionDenied
                | Code::FileLockingProtocolFailed,
            ) => Self::Io { statement, source },
            _ => Self::Statement { statement, source },
        }
    }

    /// An error about a value in the database that cannot be read.
    pub fn unreadable(what: &'static str, why: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Unreadable { what, source: why.into() }
    }

    /// The error of an insert whose place is taken: another program writes to this database, and what
    /// is in memory is not how it is any more. The batch is undone, and everything is read again.
    #[must_use]
    pub fn by_another_writer(self) -> Self {
        match self {
            Self::Statement { statement, source } => Self::Io { statement, source },
            other => other,
        }
    }

    /// Whether the whole batch has to be undone, rather than one consumer's changes.
    #[must_use]
    pub fn undoes_batch(&self) -> bool {
        matches!(self, Self::Io { .. } | Self::Damaged { .. })
    }

    /// Whether the database itself is damaged.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged { .. })
    }
}

/// Whether a row holds a value that cannot be read as what its column is for: damaged on the card,
/// or written by another version. The statement itself went well, and so will its other rows.
pub(crate) fn is_unreadable(error: &rusqlite::Error) -> bool {
    use rusqlite::Error as E;
    matches!(
        error,
        E::FromSqlConversionFailure(..)
            | E::IntegralValueOutOfRange(..)
            | E::Utf8Error(..)
            | E::InvalidColumnType(..)
    )
}

/// The kinds of statements, for errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatementKind {
    /// Opens the file and sets the connection up.
    Open,
    /// Begins a transaction.
    Begin,
    /// Commits it.
    Commit,
    /// Undoes a transaction, or the changes since a savepoint.
    RollBack,
    /// Opens a savepoint.
    Savepoint,
    /// Closes a savepoint.
    Release,
    /// Reads rows.
    Select,
    /// Adds rows.
    Insert,
    /// Changes rows.
    Update,
    /// Removes rows.
    Delete,
    /// Moves the write-ahead log.
    Checkpoint,
    /// Anything else: makes tables, or reads a setting.
    Other,
}

impl StatementKind {
    /// The kind of this statement, by its first word.
    #[must_use]
    pub fn of_sql(sql: &str) -> Self {
        match sql.split_whitespace().next() {
            Some("BEGIN") => Self::Begin,
            Some("COMMIT") => Self::Commit,
            Some("ROLLBACK") => Self::RollBack,
            Some("SAVEPOINT") => Self::Savepoint,
            Some("RELEASE") => Self::Release,
            Some("SELECT") => Self::Select,
            Some("INSERT") => Self::Insert,
            Some("UPDATE") => Self::Update,
            Some("DELETE") => Self::Delete,
            _ => Self::Other,
        }
    }

    /// Returns a function that turns an error of `SQLite` into a [`StorageError`].
    pub(crate) fn wrap_error(self) -> impl Fn(rusqlite::Error) -> StorageError {
        move |source| StorageError::new(self, source)
    }
}

impl fmt::Display for StatementKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "opening the database",
            Self::Begin => "BEGIN",
            Self::Commit => "COMMIT",
            Self::RollBack => "ROLLBACK",
            Self::Savepoint => "a SAVEPOINT",
            Self::Release => "a RELEASE",
            Self::Select => "a SELECT",
            Self::Insert => "an INSERT",
            Self::Update => "an UPDATE",
            Self::Delete => "a DELETE",
            Self::Checkpoint => "a checkpoint",
            Self::Other => "a statement",
        })
    }
}

/// Shows an error followed by all its causes, as log lines and kept reasons do. A cause that the
/// error's own text already ends with is not repeated.
#[derive(Debug, Clone, Copy)]
pub struct WithCauses<'a>(pub &'a (dyn Error + 'a));

impl fmt::Display for WithCauses<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut said = self.0.to_string();
        f.write_str(&said)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            let words = error.to_string();
            if !said.ends_with(&words) {
                write!(f, ": {words}")?;
            }
            said = words;
            cause = error.source();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    #[test]
    fn a_full_disk_is_told_from_a_constraint_and_keeps_its_cause() {
        let failure = |code| rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
        let full = StorageError::new(StatementKind::Commit, failure(ffi::SQLITE_FULL));
        assert!(full.undoes_batch() && !full.is_damage());
        let words = WithCauses(&full).to_string();
        let cause = words.strip_prefix("the disk failed at COMMIT: ").unwrap();
        assert!(cause.contains("full") && words.matches(cause).count() == 1, "{words}");
        let held = StorageError::new(
            StatementKind::of_sql("INSERT INTO events"),
            failure(ffi::SQLITE_CONSTRAINT),
        );
        assert!(!held.undoes_batch());
        let torn = StorageError::new(StatementKind::Select, failure(ffi::SQLITE_CORRUPT));
        assert!(torn.undoes_batch() && torn.is_damage(), "no full disk: {torn}");
        assert!(held.source().is_some());
        assert!(held.to_string().contains("an INSERT"), "{held}");
    }
}
