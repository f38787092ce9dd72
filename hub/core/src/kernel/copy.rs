//! Copies of a booth's database, to be kept in case it is damaged. A copy lives longer than what is
//! erased from the booth, so it never has names, live codes and task tokens in it.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::secrets::SecretKind;
use crate::storage::{StatementKind, StorageError, only};

/// Writes a copy of the database to `to`, which is not there yet. The booth goes on writing
/// meanwhile; the copy is of one moment. Another file, `to` with `.raw` at its end, is there for a
/// while: what was in it is deleted and the rest written again, so that no page of the copy has
/// anything in a gap.
///
/// # Errors
/// [`StorageError`] when the database cannot be read, or the copy not be written; what was written of
/// it stays for the caller to remove.
pub fn copy_for_keeping(database: &Path, to: &Path) -> Result<(), StorageError> {
    let raw = raw_of(to);
    vacuum(&connect(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?, &raw)?;
    let copy = connect(&raw, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // By what is kept: a secret whose kind cannot be read may be a code.
    let kept = [SecretKind::LinkKey, SecretKind::BoothKey, SecretKind::PinSeed];
    let kept = kept.map(SecretKind::as_str).join("', '");
    copy.execute_batch(&format!(
        "DELETE FROM names_on_cups;
         DELETE FROM names_of_staff;
         DELETE FROM secrets WHERE kind NOT IN ('{kept}');"
    ))
    .map_err(StatementKind::Delete.wrap_error())?;
    vacuum(&copy, to)
}

/// The file beside a copy that is being written.
#[must_use]
pub fn raw_of(copy: &Path) -> std::path::PathBuf {
    let mut name = copy.as_os_str().to_owned();
    name.push(".raw");
    name.into()
}

/// Whether a database is a booth's, and sound by `SQLite`'s own check.
///
/// # Errors
/// [`StorageError`] when it cannot be read.
pub fn is_sound(database: &Path) -> Result<bool, StorageError> {
    let connection = connect(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    // An empty file is sound, too.
    let booths: u32 = connection
        .query_row("SELECT count(*) FROM booth", [], only)
        .map_err(StatementKind::Select.wrap_error())?;
    if booths == 0 {
        return Ok(false);
    }
    let said: String = connection
        .query_row("PRAGMA quick_check(1)", [], only)
        .map_err(StatementKind::Other.wrap_error())?;
    Ok(said == "ok")
}

/// Sets a new id for the log of a copy that takes the place of its booth's database: its events go on
/// differently from here, and no reader may take them for those that it has.
///
/// # Errors
/// [`StorageError`] when the copy cannot be written.
pub fn begin_another_log(copy: &Path, log: [u8; 16]) -> Result<(), StorageError> {
    let connection = connect(copy, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let log = uuid::Builder::from_random_bytes(log).into_uuid();
    connection
        .execute("UPDATE booth SET log = ?1", [log])
        .map(drop)
        .map_err(StatementKind::Update.wrap_error())
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StorageError> {
    let connect = || {
        let connection =
            Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.execute_batch("PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;")?;
        Ok(connection)
    };
    connect().map_err(StatementKind::Open.wrap_error())
}

fn vacuum(connection: &Connection, into: &Path) -> Result<(), StorageError> {
    connection
        .execute("VACUUM INTO ?1", [into.to_string_lossy()])
        .map(drop)
        .map_err(StatementKind::Other.wrap_error())
}
