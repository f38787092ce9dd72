//! The log's end, noted in a small file beside the database, with what its write-ahead log began with.
//! A database that ends before the note has lost something that was on disk; a write-ahead log that
//! begins with something else belongs to another database.
//!
//! The note is never ahead of the disk: it is written after the commit that it tells of.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crema_api::ids::{LogId, Seq};
use crema_core::reads::NotedEnd;
use serde::{Deserialize, Serialize};

use super::durable::replace_file;

/// The file's name.
const NOTE: &str = "booth.end";
/// Where the first salt stands in a write-ahead log, which counts how often the log was started again,
/// and before it how often it was moved (`SQLite`'s file format, section 4.1). A process that finds no
/// log begins with a random salt, and with 0 moves.
const SALT_AT: usize = 16;
const MOVES_AT: usize = 12;
/// How often a write-ahead log starts again between two notes, at most.
const BEGUN_ANEW_MAX: u32 = 100_000;

/// What is noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The log.
    pub log: LogId,
    /// Its end.
    pub head: Seq,
    /// What its write-ahead log began with; nothing if there was none.
    #[serde(default)]
    pub salt: Option<u32>,
}

impl Note {
    /// Reads the note in a data folder. `None` if there is none, or it cannot be read: then nothing can
    /// be compared.
    #[must_use]
    pub fn read(folder: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(path_in(folder)).ok()?;
        serde_json::from_str(&text)
            .inspect_err(|error| tracing::warn!(%error, "the note of the log's end is unreadable"))
            .ok()
    }

    /// Writes it, whole or not at all.
    ///
    /// # Errors
    /// When the card cannot be written; the note before stays.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        replace_file(folder, NOTE, serde_json::to_string(self)?.as_bytes())
    }

    /// The part that the database is compared with.
    #[must_use]
    pub fn end(&self) -> NotedEnd {
        NotedEnd { log: self.log, head: self.head }
    }

    /// Whether a write-ahead log that begins with `salt` can be the one of this note, gone on.
    #[must_use]
    pub fn fits(&self, salt: u32) -> bool {
        self.salt.is_none_or(|noted| salt.wrapping_sub(noted) <= BEGUN_ANEW_MAX)
    }
}

/// Forgets what the write-ahead log began with, where there is none any more: the next one begins with
/// something else.
///
/// # Errors
/// When the card cannot be written.
pub fn forget_salt(folder: &Path, database: &Path) -> io::Result<()> {
    match Note::read(folder) {
        Some(note) if note.salt.is_some() && salt_of(database).is_none() => {
            Note { salt: None, ..note }.write(folder)
        }
        _ => Ok(()),
    }
}

/// Forgets the note: what is in the folder from now on has another end.
///
/// # Errors
/// When the card cannot be written.
pub fn forget(folder: &Path) -> io::Result<()> {
    match std::fs::remove_file(path_in(folder)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn path_in(folder: &Path) -> PathBuf {
    folder.join(NOTE)
}

/// Returns what the write-ahead log of a database begins with; `None` if it is empty or there is none,
/// or if it was never moved: then its salt follows from nothing.
#[must_use]
pub fn salt_of(database: &Path) -> Option<u32> {
    let mut header = [0; SALT_AT + 4];
    File::open(wal_of(database)).ok()?.read_exact(&mut header).ok()?;
    let number = |at: usize| Some(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?));
    (number(MOVES_AT)? > 0).then(|| number(SALT_AT)).flatten()
}

/// Returns the path of a database's write-ahead log.
#[must_use]
pub fn wal_of(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_note_is_read_as_it_was_written_and_a_torn_one_is_none() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Note::read(folder.path()), None);
        let note = Note { log: LogId(uuid::Uuid::from_u128(7)), head: Seq(12), salt: Some(3) };
        note.write(folder.path()).unwrap();
        note.write(folder.path()).unwrap();
        assert_eq!(Note::read(folder.path()), Some(note));
        std::fs::write(path_in(folder.path()), "{\"log\"").unwrap();
        assert_eq!(Note::read(folder.path()), None);
        forget(folder.path()).unwrap();
        forget(folder.path()).unwrap();
    }

    #[test]
    fn a_write_ahead_log_goes_on_from_its_note() {
        let note = Note { log: LogId(uuid::Uuid::nil()), head: Seq(1), salt: Some(u32::MAX) };
        assert!(note.fits(u32::MAX) && note.fits(4), "it counts on, and around");
        assert!(!note.fits(u32::MAX - 1) && !note.fits(0x8000_0000));
        assert!(Note { salt: None, ..note }.fits(9), "nothing was noted of it");
    }
}
