//! The real storage: one `SQLite` connection in WAL mode with `synchronous=FULL`.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::hooks::Wal;
use rusqlite::{Connection, OpenFlags, Row, ToSql};

use super::{Checkpoint, Savepoint, StatementKind, Storage, StorageError, functions};

/// Prepared statements kept: more than the core has, so that each is prepared only once.
const STATEMENTS_KEPT: usize = 256;
/// How long a write waits for a foreign lock (a backup, a shell) before it fails, ms.
const BUSY_MS_MAX: u64 = 2_000;
/// How long a checkpoint that truncates waits for readers, ms: callers wait as well meanwhile, and
/// the next batch tries again.
const CHECKPOINT_BUSY_MS_MAX: u64 = 20;
/// Page cache of the writer, KiB (`SQLite` counts KiB as negative numbers).
const CACHE_KIB: i64 = 8_192;

/// Bytes that the file of the write-ahead log keeps once what is in it was moved: the booth does not
/// keep the largest log that it ever had.
const WAL_BYTES_KEPT: u32 = 16 * 1024 * 1024;

/// A connection that writes.
#[derive(Debug)]
pub struct SqliteStorage {
    connection: Connection,
    /// Pages in the write-ahead log, as `SQLite` says after each commit.
    wal_pages: Arc<AtomicU32>,
}

impl SqliteStorage {
    /// Opens (or makes) the database at `path`.
    ///
    /// # Errors
    /// [`StorageError`] when the file cannot be opened or is no database.
    pub fn open(path: &Path) -> Result<Self, StorageError> {
        let wal_pages = Arc::new(AtomicU32::new(0));
        let connection =
            connect(path, wal_pages.clone()).map_err(StatementKind::Open.wrap_error())?;
        Ok(Self { connection, wal_pages })
    }

    fn run_sql(&self, sql: &str) -> Result<(), StorageError> {
        self.execute(sql, &[]).map(drop)
    }
}

fn connect(path: &Path, wal_pages: Arc<AtomicU32>) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_millis(BUSY_MS_MAX))?;
    // The core moves the write-ahead log before it ends; that of a damaged database is left as it is.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    // secure_delete overwrites deleted rows; the autocheckpoint is off because checkpoints run
    // between batches; temp_store keeps savepoint journals out of files.
    connection.execute_batch(&format!(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA secure_delete = ON;
         PRAGMA foreign_keys = OFF;
         PRAGMA temp_store = MEMORY;
         PRAGMA wal_autocheckpoint = 0;
         PRAGMA journal_size_limit = {WAL_BYTES_KEPT};
         PRAGMA cache_size = -{CACHE_KIB};"
    ))?;
    // After the pragma, which would replace it.
    connection.wal_hook(Some(move |_: &mut Wal, pages| {
        wal_pages.store(u32::try_from(pages).unwrap_or(0), Ordering::Relaxed);
        Ok(())
    }))?;
    functions::register(&connection)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    Ok(connection)
}

impl Storage for SqliteStorage {
    fn begin(&self) -> Result<(), StorageError> {
        self.run_sql("BEGIN IMMEDIATE")
    }

    fn commit(&self) -> Result<(), StorageError> {
        self.run_sql("COMMIT")
    }

    fn roll_back(&self) -> Result<(), StorageError> {
        // SQLite may have rolled back by itself after an I/O error.
        if self.connection.is_autocommit() { Ok(()) } else { self.run_sql("ROLLBACK") }
    }

    fn savepoint(&self, name: Savepoint) -> Result<(), StorageError> {
        self.run_sql(match name {
            Savepoint::Cascade => "SAVEPOINT cascade",
            Savepoint::Delivery => "SAVEPOINT delivery",
        })
    }

    fn release(&self, name: Savepoint) -> Result<(), StorageError> {
        self.run_sql(match name {
            Savepoint::Cascade => "RELEASE cascade",
            Savepoint::Delivery => "RELEASE delivery",
        })
    }

    fn roll_back_to(&self, name: Savepoint) -> Result<(), StorageError> {
        self.run_sql(match name {
            Savepoint::Cascade => "ROLLBACK TO cascade",
            Savepoint::Delivery => "ROLLBACK TO delivery",
        })?;
        self.release(name)
    }

    fn execute(&self, sql: &str, params: &[&dyn ToSql]) -> Result<usize, StorageError> {
        let changed =
            self.connection.prepare_cached(sql).and_then(|mut statement| statement.execute(params));
        changed.map_err(|source| StorageError::new(StatementKind::of_sql(sql), source))
    }

    fn execute_batch(&self, sql: &str) -> Result<(), StorageError> {
        self.connection.execute_batch(sql).map_err(StatementKind::Other.wrap_error())
    }

    fn query(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        each: &mut dyn FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), StorageError> {
        let mut read = || {
            let mut statement = self.connection.prepare_cached(sql)?;
            let mut rows = statement.query(params)?;
            while let Some(row) = rows.next()? {
                each(row)?;
            }
            Ok(())
        };
        read().map_err(|source| StorageError::new(StatementKind::of_sql(sql), source))
    }

    fn checkpoint(&self, kind: Checkpoint) -> Result<bool, StorageError> {
        let sql = match kind {
            Checkpoint::Passive => "PRAGMA wal_checkpoint(PASSIVE)",
            Checkpoint::Truncate => "PRAGMA wal_checkpoint(TRUNCATE)",
        };
        let wait_for = |ms| self.connection.busy_timeout(Duration::from_millis(ms));
        let ran = wait_for(CHECKPOINT_BUSY_MS_MAX).and_then(|()| {
            self.connection.prepare_cached(sql)?.query_row([], |row| {
                Ok((row.get("busy")?, row.get("log")?, row.get("checkpointed")?))
            })
        });
        let ran = wait_for(BUSY_MS_MAX).and(ran);
        let (busy, log, moved): (i64, i64, i64) =
            ran.map_err(StatementKind::Checkpoint.wrap_error())?;
        let all_moved = busy == 0 && log == moved;
        if all_moved {
            self.wal_pages.store(0, Ordering::Relaxed);
        }
        Ok(all_moved)
    }

    fn wal_pages(&self) -> u32 {
        self.wal_pages.load(Ordering::Relaxed)
    }
}
