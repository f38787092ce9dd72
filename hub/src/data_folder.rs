//! The data folder: who may use it (one hub at a time), the paths in it, and the version that used
//! it last.

use std::fs::{File, TryLockError};
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use crema_printer::folders;

use crate::card::durable::replace_file;

/// The database.
const DATABASE: &str = "booth.db";
/// The file that a running hub holds locked.
const LOCK: &str = "hub.lock";
/// The version that ran last.
const VERSION: &str = "version";

/// Why a folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// Another hub runs on it.
    #[error(
        "another hub is using {0}. End that one first, or give this one a folder of its own with --data or CREMA_DATA"
    )]
    InUse(PathBuf),
    /// The file that holds it was deleted or replaced while it was used.
    #[error(
        "{0} was deleted or replaced, so another hub may be using this folder as well. Start this one again, with no other on its folder"
    )]
    Lost(PathBuf),
    /// It cannot be created or written.
    #[error(
        "the data folder {folder} cannot be written: {why}. Make it writable for this user, or choose another one with --data or CREMA_DATA"
    )]
    NotWritable {
        /// The folder.
        folder: PathBuf,
        /// The system's reason. The sentence contains it, so it is no further cause.
        why: io::Error,
    },
}

/// A data folder, held for this hub alone while the value lives.
#[derive(Debug)]
pub struct DataFolder {
    path: PathBuf,
    lock: File,
}

/// The hold on a folder, to be looked at while it is used.
#[derive(Debug, Clone)]
pub struct Held {
    path: PathBuf,
    inode: u64,
}

impl Held {
    /// Looks whether the lock is still the file that was locked: where it was deleted, another hub
    /// holds one of its own.
    ///
    /// # Errors
    /// When it is gone, or another's. A disk that does not say is no reason.
    pub fn look(&self) -> Result<(), FolderError> {
        match std::fs::metadata(&self.path) {
            Ok(file) if file.ino() == self.inode => Ok(()),
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(%error, "it is unknown whether the data folder is still held");
                Ok(())
            }
            _ => Err(FolderError::Lost(self.path.clone())),
        }
    }
}

impl DataFolder {
    /// Creates the folder if need be, and holds it.
    ///
    /// # Errors
    /// When another hub holds the folder, or it cannot be created or written; in words for people.
    pub fn open(path: &Path) -> Result<Self, FolderError> {
        let not_writable = |why| FolderError::NotWritable { folder: path.to_owned(), why };
        folders::create(path).map_err(not_writable)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path.join(LOCK))
            .map_err(not_writable)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), lock }),
            Err(TryLockError::WouldBlock) => Err(FolderError::InUse(path.to_owned())),
            Err(TryLockError::Error(why)) => Err(not_writable(why)),
        }
    }

    /// The hold on it, for the thread that looks after that.
    ///
    /// # Errors
    /// When the system does not say which file it is.
    pub fn held(&self) -> io::Result<Held> {
        Ok(Held { path: self.path.join(LOCK), inode: self.lock.metadata()?.ino() })
    }

    /// Whether a booth has been set up in it before.
    #[must_use]
    pub fn was_used(&self) -> bool {
        self.path.join(VERSION).exists()
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The database's file.
    #[must_use]
    pub fn database_path(&self) -> PathBuf {
        database_in(&self.path)
    }

    /// Returns the version that used the folder last, if it was another than this one. `None` for a
    /// new folder.
    #[must_use]
    pub fn other_version(&self) -> Option<String> {
        let last = std::fs::read_to_string(self.path.join(VERSION)).ok()?;
        (last.trim() != env!("CARGO_PKG_VERSION")).then(|| last.trim().to_owned())
    }

    /// Writes down that this version uses it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn note_version(&self) -> io::Result<()> {
        replace_file(&self.path, VERSION, concat!(env!("CARGO_PKG_VERSION"), "\n").as_bytes())
    }
}

/// Returns the database's file in a data folder, for programs that only read: nothing is created or
/// held.
#[must_use]
pub fn database_in(folder: &Path) -> PathBuf {
    folder.join(DATABASE)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn two_hubs_never_share_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let first = DataFolder::open(folder.path()).unwrap();
        let refused = DataFolder::open(folder.path()).unwrap_err();
        assert!(matches!(refused, FolderError::InUse(_)), "{refused}");
        drop(first);
        DataFolder::open(folder.path()).expect("the first one has gone");
    }

    #[test]
    fn a_lock_that_was_deleted_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataFolder::open(folder.path()).unwrap();
        let held = data.held().unwrap();
        held.look().unwrap();
        std::fs::remove_file(folder.path().join(LOCK)).unwrap();
        assert!(matches!(held.look(), Err(FolderError::Lost(_))));
        let _other = DataFolder::open(folder.path()).expect("it is not held any more");
        assert!(held.look().unwrap_err().to_string().contains("another hub"));
    }

    #[test]
    fn a_folder_that_cannot_be_is_refused_in_words() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("file"), "").unwrap();
        let refused = DataFolder::open(&folder.path().join("file/data")).unwrap_err();
        assert!(refused.to_string().contains("CREMA_DATA"), "{refused}");
    }

    #[test]
    fn another_version_is_noticed_until_this_one_is_noted() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataFolder::open(folder.path()).unwrap();
        assert_eq!(data.other_version(), None);
        std::fs::write(folder.path().join(VERSION), "0.0.1\n").unwrap();
        assert_eq!(data.other_version().as_deref(), Some("0.0.1"));
        data.note_version().unwrap();
        assert_eq!(data.other_version(), None);
    }
}
