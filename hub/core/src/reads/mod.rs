//! Reads: queries on separate connections, each in one snapshot of the write-ahead log, off the
//! write path. An answer names the `seq` at which it was read.
//!
//! A query within one service reads that service's tables; a query across services reads a
//! projection, or is put together here of several. No query's cost grows with the number of
//! finished orders.

mod booth;
mod damage;
mod dead_letters;
mod devices;
mod events;
mod figures;
mod given_up;
mod history;
mod orders;
mod store;
mod tickets;

use std::cell::Cell;
use std::path::Path;
use std::time::Duration;

use crema_api::ids::{BoothMs, LogId, Seq};
use rusqlite::{CachedStatement, Connection, OpenFlags, OptionalExtension, Row};

use crate::kernel::migrations::{Format, MIGRATIONS, OpenError, missing_migrations};
use crate::storage::{StatementKind, StorageError, WithCauses, functions, is_unreadable, only};

pub use damage::{Checked, Damage, NotedEnd, Progress};
pub use devices::{Device, DeviceKind};
pub use events::JourneyStep;
pub use history::OrderThen;
pub use orders::ORDERS_LOOKED_BACK_MAX;
pub use tickets::{TicketAsked, TicketRow, Wanted};

/// Prepared statements kept by each reader.
const STATEMENTS_KEPT: usize = 64;
/// Page cache of a reader, KiB: enough for the open orders and the log's end.
const CACHE_KIB: i64 = 1_024;
/// How long a read waits for a lock, ms. In WAL, readers wait only for a recovery, never for
/// writers.
const BUSY_MS_MAX: u64 = 2_000;

/// A connection that only reads.
#[derive(Debug)]
pub struct Reader {
    connection: Connection,
}

/// One moment of the database. Each of its queries fails with a [`StorageError`] when `SQLite` fails.
///
/// A row that cannot be read, damaged or of another version, fails none of them: it is left out, as
/// if there were no such row, and lists say how many they left out.
#[derive(Debug)]
pub struct Snapshot<'a> {
    connection: &'a Connection,
    now: BoothMs,
    seq: Seq,
    floor: Seq,
    log: LogId,
    /// Rows that could not be read so far.
    unreadable: Cell<u32>,
}

impl Reader {
    /// Opens the booth's database for reading; the core has made it before.
    ///
    /// # Errors
    /// [`StorageError`] when the file cannot be opened.
    pub fn open(path: &Path) -> Result<Self, StorageError> {
        let connection = connect(path).map_err(StatementKind::Open.wrap_error())?;
        Ok(Self { connection })
    }

    /// Opens a database that another process may be using, or that no hub has opened yet. Returns
    /// `None` if no booth was set up in it.
    ///
    /// # Errors
    /// [`OpenError`] when a newer version wrote the database, or one from before the first release,
    /// or when the file cannot be read.
    pub fn open_foreign(path: &Path) -> Result<Option<Self>, OpenError> {
        let reader = Self::open(path)?;
        let number = |sql: &str| reader.connection.query_row(sql, [], only).optional();
        let format = Format::read(number).map_err(StatementKind::Other.wrap_error())?;
        missing_migrations(MIGRATIONS, format)?;
        Ok((format.written > 0).then_some(reader))
    }

    /// Whether a program of an earlier format has written this database: opening it to write changes
    /// the format.
    ///
    /// # Errors
    /// [`StorageError`] when the file cannot be read.
    pub fn is_of_older_format(&self) -> Result<bool, StorageError> {
        let written = format_of(&self.connection)?;
        Ok(written > 0 && written < known_format())
    }

    /// Runs all queries of `read` at one moment of the log. `now` is booth time, from which ages
    /// are calculated.
    ///
    /// # Errors
    /// [`StorageError`] when the snapshot cannot be opened, or the error of `read`.
    pub fn snapshot<T>(
        &self,
        now: BoothMs,
        read: impl FnOnce(&Snapshot<'_>) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        // Rolls back when dropped, which is all that a read transaction needs.
        let transaction =
            self.connection.unchecked_transaction().map_err(StatementKind::Begin.wrap_error())?;
        // There is no row before the booth's first input.
        let (seq, floor, log) = transaction
            .prepare_cached("SELECT head, floor, log FROM booth")
            .and_then(|mut statement| {
                let row = statement.query_row([], |row| {
                    Ok((row.get("head")?, row.get("floor")?, row.get("log")?))
                });
                row.optional()
            })
            .map_err(StatementKind::Select.wrap_error())?
            .unwrap_or_default();
        let (seq, floor, log) = (Seq(seq), Seq(floor), LogId(log));
        let unreadable = Cell::new(0);
        read(&Snapshot { connection: &transaction, now, seq, floor, log, unreadable })
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_millis(BUSY_MS_MAX))?;
    connection.execute_batch(&format!("PRAGMA cache_size = -{CACHE_KIB};"))?;
    functions::register(&connection)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    Ok(connection)
}

/// The newest format that this program knows.
fn known_format() -> u32 {
    MIGRATIONS.last().map_or(0, |newest| newest.format)
}

/// The format that a database was written in.
fn format_of(connection: &Connection) -> Result<u32, StorageError> {
    let number = |sql: &str| connection.query_row(sql, [], only).optional();
    let format = Format::read(number).map_err(StatementKind::Other.wrap_error())?;
    Ok(format.written)
}

impl Snapshot<'_> {
    /// The log's end at this moment.
    #[must_use]
    pub fn seq(&self) -> Seq {
        self.seq
    }

    /// The place up to which the log is pruned: the events after it are there, and those up to it
    /// are not.
    #[must_use]
    pub fn floor(&self) -> Seq {
        self.floor
    }

    /// The log's id; nil before the booth's first input.
    #[must_use]
    pub fn log(&self) -> LogId {
        self.log
    }

    /// Booth time now.
    #[must_use]
    pub fn now(&self) -> BoothMs {
        self.now
    }

    /// Prepares a query, and traces its SQL: this shows the queries behind a slow answer, and lets
    /// a test check that no query scans finished orders.
    fn prepare(&self, sql: &str) -> rusqlite::Result<CachedStatement<'_>> {
        tracing::trace!(target: "crema_core::reads", sql);
        self.connection.prepare_cached(sql)
    }

    /// The first row of a query; `None` if there is no row, or it cannot be read.
    fn one<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StorageError> {
        let found = self
            .prepare(sql)
            .and_then(|mut statement| statement.query_row(params, read).optional());
        self.readable(found).map(Option::flatten)
    }

    /// Every row of a query that can be read.
    fn all<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StorageError> {
        let found = self.prepare(sql).and_then(|mut statement| {
            let mut rows = statement.query(params)?;
            let mut all = Vec::new();
            while let Some(row) = rows.next()? {
                match read(row) {
                    Err(error) if is_unreadable(&error) => self.note_unreadable(&error),
                    value => all.push(value?),
                }
            }
            Ok(all)
        });
        found.map_err(StatementKind::Select.wrap_error())
    }

    /// The value, unless it cannot be read.
    fn readable<T>(&self, value: rusqlite::Result<T>) -> Result<Option<T>, StorageError> {
        match value {
            Err(error) if is_unreadable(&error) => {
                self.note_unreadable(&error);
                Ok(None)
            }
            value => value.map(Some).map_err(StatementKind::Select.wrap_error()),
        }
    }

    /// JSON that the core itself wrote, unless it cannot be read.
    #[expect(
        clippy::wrong_self_convention,
        reason = "it reads JSON, and notes what it cannot read"
    )]
    fn from_json<T: serde::de::DeserializeOwned>(&self, text: &str) -> Option<T> {
        serde_json::from_str(text).inspect_err(|error| self.note_unreadable(error)).ok()
    }

    fn note_unreadable(&self, error: &dyn std::error::Error) {
        tracing::warn!(error = %WithCauses(error), "a row cannot be read; it is left out");
        self.unreadable.set(self.unreadable.get().saturating_add(1));
    }

    /// How many rows a list left out, since there were `before`.
    fn unreadable_since(&self, before: u32) -> u32 {
        self.unreadable.get().saturating_sub(before)
    }
}
