//! The storage: the one narrow way by which the core reaches `SQLite`.
//!
//! Everything that the core writes goes through [`Storage`]: begin, statement, savepoint, release or
//! roll back, commit, checkpoint. Tests put faults and crashes behind it. [`sqlite`] is the real
//! one. Read connections ([`crate::reads`]) do not pass here: they never write.

mod error;
pub(crate) mod functions;
mod rows;
pub mod sqlite;

use rusqlite::{Row, ToSql};

pub(crate) use error::is_unreadable;
pub use error::{StatementKind, StorageError, WithCauses};
pub use rows::only;
pub(crate) use rows::{columns, if_readable};
pub use sqlite::SqliteStorage;

/// The kinds of checkpoints of the write-ahead log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checkpoint {
    /// Copies as much as possible without waiting for readers.
    Passive,
    /// Copies everything and truncates the file to nothing, so that no erased byte stays in it.
    Truncate,
}

/// The storage. Its methods take `&self`: one thread, one connection, and the core keeps the order
/// of calls. Each method fails with a [`StorageError`] when `SQLite` fails at its statement.
#[allow(clippy::missing_errors_doc, reason = "said once, at the trait")]
pub trait Storage: Send + std::fmt::Debug {
    /// Begins a batch's transaction, with the write lock at once.
    fn begin(&self) -> Result<(), StorageError>;

    /// Commits the transaction: when this returns `Ok`, the batch is on disk.
    fn commit(&self) -> Result<(), StorageError>;

    /// Undoes the transaction; does nothing if there is no transaction.
    fn roll_back(&self) -> Result<(), StorageError>;

    /// Opens a savepoint.
    fn savepoint(&self, name: Savepoint) -> Result<(), StorageError>;

    /// Closes the innermost savepoint of this name and keeps its changes.
    fn release(&self, name: Savepoint) -> Result<(), StorageError>;

    /// Closes the innermost savepoint of this name and undoes its changes.
    fn roll_back_to(&self, name: Savepoint) -> Result<(), StorageError>;

    /// Runs a statement that returns no rows. Returns the number of rows that it changed.
    fn execute(&self, sql: &str, params: &[&dyn ToSql]) -> Result<usize, StorageError>;

    /// Runs the statements of a file, which have no parameters and return no rows.
    fn execute_batch(&self, sql: &str) -> Result<(), StorageError>;

    /// Runs a query and passes each row to `each`.
    /// An error of `each` ends the query and is returned.
    fn query(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        each: &mut dyn FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), StorageError>;

    /// Moves the write-ahead log into the database file. Returns whether everything was moved.
    fn checkpoint(&self, kind: Checkpoint) -> Result<bool, StorageError>;

    /// Pages in the write-ahead log that have not been moved into the database, as of the last
    /// commit.
    fn wal_pages(&self) -> u32;

    /// Says whose statements follow: a service's, by its name, or again the kernel's. The real
    /// storage does not care; a test holds each to its own tables.
    fn acts_for(&self, _service: Option<&'static str>) {}
}

/// The rows of a query that can be read, and the number of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readable<T> {
    /// Those that can be read.
    pub rows: Vec<T>,
    /// How many cannot.
    pub unreadable: u32,
}

/// The savepoints of the core.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Savepoint {
    /// Around a cascade.
    Cascade,
    /// Around one delivery, when a consumer has failed before.
    Delivery,
}

#[allow(clippy::missing_errors_doc, reason = "said once, at the trait")]
impl dyn Storage + '_ {
    /// The first row of a query, if there is one.
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

    /// The first row of a query that can be read, if there is one.
    pub fn query_one_readable<T>(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StorageError> {
        Ok(self.query_readable(sql, params, read)?.rows.into_iter().next())
    }

    /// Every row of a query.
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

    /// Every row that can be read. One that cannot, damaged or of another version, holds up no
    /// other.
    pub fn query_readable<T>(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Readable<T>, StorageError> {
        let mut found = Readable { rows: Vec::new(), unreadable: 0 };
        self.query(sql, params, &mut |row| {
            match read(row) {
                Ok(value) => found.rows.push(value),
                Err(error) if is_unreadable(&error) => {
                    tracing::error!(%error, sql, "a row cannot be read; going on with the others");
                    found.unreadable += 1;
                }
                Err(error) => return Err(error),
            }
            Ok(())
        })?;
        Ok(found)
    }
}
