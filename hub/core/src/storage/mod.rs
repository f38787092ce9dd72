//! The storage door: the one narrow way by which the core reaches SQLite.
//!
//! Everything that the core writes goes through [`Door`]: begin, statement, savepoint, release or
//! roll back, commit, checkpoint. Tests put faults and crashes behind it. [`sqlite`] is the real
//! one. Read connections ([`crate::reads`]) do not pass here: they never write.

pub mod sqlite;

use rusqlite::{Row, ToSql};

pub use sqlite::SqliteDoor;

/// What went wrong below the core: the disk, not the command.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The disk or the file system failed, or the disk is full. The turn is undone and may be
    /// tried again.
    #[error("the disk failed: {0}")]
    Io(String),
    /// A statement that SQLite refuses: a fault in our own code or a constraint that held.
    #[error("the database refused a statement: {0}")]
    Refused(String),
}

impl StorageError {
    /// Whether the whole turn has to be undone, rather than what one consumer did.
    #[must_use]
    pub fn is_io(&self) -> bool {
        matches!(self, Self::Io(_))
    }
}

impl From<rusqlite::Error> for StorageError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(
                Code::SystemIoFailure
                | Code::DiskFull
                | Code::CannotOpen
                | Code::ReadOnly
                | Code::DatabaseBusy
                | Code::DatabaseLocked
                | Code::DatabaseCorrupt
                | Code::NotADatabase
                | Code::OutOfMemory
                | Code::OperationInterrupted
                | Code::PermissionDenied
                | Code::FileLockingProtocolFailed,
            ) => Self::Io(error.to_string()),
            _ => Self::Refused(error.to_string()),
        }
    }
}

/// What a checkpoint does to the write-ahead log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checkpoint {
    /// Copies what it can without waiting for readers.
    Passive,
    /// Copies everything and cuts the file to nothing, so that no erased byte stays in it.
    Truncate,
}

/// The door. Its methods take `&self`: one thread, one connection, and the core above it keeps
/// the order of calls.
pub trait Door: Send + std::fmt::Debug {
    /// Begins a turn's transaction, with the write lock at once.
    ///
    /// # Errors
    /// [`StorageError`], as for every method here.
    fn begin(&self) -> Result<(), StorageError>;

    /// Commits it: when this returns `Ok`, the turn is on disk.
    ///
    /// # Errors
    /// [`StorageError`]
    fn commit(&self) -> Result<(), StorageError>;

    /// Undoes the transaction; without one it does nothing.
    ///
    /// # Errors
    /// [`StorageError`]
    fn roll_back(&self) -> Result<(), StorageError>;

    /// Opens a savepoint.
    ///
    /// # Errors
    /// [`StorageError`]
    fn savepoint(&self, name: Savepoint) -> Result<(), StorageError>;

    /// Closes the innermost savepoint of this name and keeps what was done in it.
    ///
    /// # Errors
    /// [`StorageError`]
    fn release(&self, name: Savepoint) -> Result<(), StorageError>;

    /// Closes the innermost savepoint of this name and undoes what was done in it.
    ///
    /// # Errors
    /// [`StorageError`]
    fn roll_back_to(&self, name: Savepoint) -> Result<(), StorageError>;

    /// Runs a statement that returns no rows; gives the number of rows it changed.
    ///
    /// # Errors
    /// [`StorageError`]
    fn execute(&self, sql: &str, params: &[&dyn ToSql]) -> Result<usize, StorageError>;

    /// Runs a query and hands each row to `each`.
    ///
    /// # Errors
    /// [`StorageError`], also what `each` returns.
    fn query(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        each: &mut dyn FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), StorageError>;

    /// Moves the write-ahead log into the database file. Gives whether everything was moved.
    ///
    /// # Errors
    /// [`StorageError`]
    fn checkpoint(&self, kind: Checkpoint) -> Result<bool, StorageError>;
}

/// The savepoints that the core knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Savepoint {
    /// Around a cascade.
    Cascade,
    /// Around one delivery, when a consumer has failed before.
    Delivery,
}

impl dyn Door + '_ {
    /// The first row of a query, if there is one.
    ///
    /// # Errors
    /// [`StorageError`]
    pub fn query_one<T>(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StorageError> {
        let mut found = None;
        self.query(sql, params, &mut |row| {
            if found.is_none() {
                found = Some(read(row)?);
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Every row of a query.
    ///
    /// # Errors
    /// [`StorageError`]
    pub fn query_all<T>(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StorageError> {
        let mut all = Vec::new();
        self.query(sql, params, &mut |row| {
            all.push(read(row)?);
            Ok(())
        })?;
        Ok(all)
    }
}
