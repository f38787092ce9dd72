//! The spool's own `SQLite` file: its tables, and the settings that make a commit last.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};

use super::SpoolError;

/// Version of the tables below. A file of a later version is refused.
const VERSION: i64 = 3;
/// How long a daemon that starts waits for one that is just ending, ms.
const LOCK_WAIT_MS: u64 = 3_000;

/// `place` has one row, this printer's position in the hub's log; `job` has one row per ticket.
/// `bytes` is kept only while a job may still have to be sent, since it holds a name.
const TABLES: &str = "
    CREATE TABLE place (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        cursor INTEGER NOT NULL,
        begun_at INTEGER NOT NULL,
        booth TEXT NOT NULL
    ) STRICT;
    CREATE TABLE job (
        ticket_seq INTEGER PRIMARY KEY,
        order_id TEXT NOT NULL,
        label TEXT NOT NULL,
        wanted_booth_ms INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'printed', 'unknown', 'held')),
        bytes BLOB,
        reported INTEGER NOT NULL DEFAULT 0 CHECK (reported IN (0, 1)),
        CHECK (bytes IS NOT NULL OR state NOT IN ('waiting', 'sending'))
    ) STRICT;
    CREATE INDEX job_to_do ON job (ticket_seq) WHERE state IN ('waiting', 'sending');
    CREATE INDEX job_to_report ON job (ticket_seq)
        WHERE reported = 0 AND state IN ('printed', 'unknown', 'held');
    CREATE INDEX job_of_order ON job (order_id);
";

/// From version 1, whose jobs were all tickets, to version 2.
const KINDS: &str = "
    ALTER TABLE job ADD COLUMN kind TEXT NOT NULL DEFAULT 'ticket'
        CHECK (kind IN ('ticket', 'slip', 'cancelled'));
";

/// From version 2, which knew the log by its booth's name, to version 3.
const LOG: &str = "
    ALTER TABLE place ADD COLUMN log TEXT NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';
    ALTER TABLE place DROP COLUMN booth;
";

/// Opens the file, or creates it. While it is open no other process can open it: two daemons on one
/// spool would print each ticket twice.
pub(super) fn open(path: &Path) -> Result<Connection, SpoolError> {
    let connection = open_locked(path).map_err(|error| match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => SpoolError::InUse,
        _ => SpoolError::Open(error),
    })?;
    let version: i64 = connection
        .pragma_query_value(None, "user_version", |row| row.get("user_version"))
        .map_err(SpoolError::Open)?;
    match version {
        0 => migrate(&connection, &[TABLES, KINDS, LOG]).map_err(SpoolError::Open)?,
        1 => migrate(&connection, &[KINDS, LOG]).map_err(SpoolError::Open)?,
        2 => migrate(&connection, &[LOG]).map_err(SpoolError::Open)?,
        VERSION => {}
        found => return Err(SpoolError::OtherVersion { found }),
    }
    Ok(connection)
}

/// Takes the steps to [`VERSION`], all or nothing.
fn migrate(connection: &Connection, steps: &[&str]) -> rusqlite::Result<()> {
    let steps = steps.concat();
    connection.execute_batch(&format!(
        "BEGIN IMMEDIATE; {steps} PRAGMA user_version = {VERSION}; COMMIT;"
    ))
}

fn open_locked(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_millis(LOCK_WAIT_MS))?;
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A commit is on the disk before it returns, so a job is recorded before it is sent.
    connection.pragma_update(None, "synchronous", "FULL")?;
    // Deleted bytes are overwritten, since they may hold a name.
    connection.pragma_update(None, "secure_delete", "ON")?;
    // The lock is taken with the first read, so it is taken here.
    connection.pragma_query_value(None, "user_version", |_| Ok(()))?;
    Ok(connection)
}
