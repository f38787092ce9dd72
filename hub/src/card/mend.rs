//! Mending a database: what follows from the log is derived from it again, and the whole file is
//! checked. What is beside the log (names, codes, sessions) stays as it is, and timers and cursors that
//! cannot be read are set anew. Where the log has lost
//! its end, the booth goes on without it, as another log.

use std::io;
use std::path::{Path, PathBuf};

use crema_core::kernel::copy::begin_another_log;
use crema_core::kernel::migrations::OpenError;
use crema_core::storage::StorageError;
use crema_core::{Checked, Core, Fault, Reader, SqliteStorage};

use super::note::{self, Note};
use super::used;
use crate::data_folder::{DataFolder, FolderError};
use crate::writer::random_bytes;

/// Why a database is not mended.
#[derive(Debug, thiserror::Error)]
pub enum MendError {
    /// The folder cannot be used, or a hub uses it.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// There is nothing that could be mended.
    #[error("{what} There is nothing in {folder} that could be mended")]
    NoDatabase {
        /// What was found, in a sentence.
        what: &'static str,
        /// The data folder.
        folder: PathBuf,
    },
    /// The database cannot be opened.
    #[error("the database cannot be opened")]
    Open(#[from] OpenError),
    /// The disk failed, or the log itself is damaged.
    #[error("the log cannot be read to its end, so nothing was changed")]
    Log(#[from] Fault),
    /// The disk failed.
    #[error("the database cannot be checked")]
    Storage(#[from] StorageError),
    /// The note beside the database cannot be written.
    #[error("the card cannot be written")]
    Io(#[from] io::Error),
    /// The system has no random bytes.
    #[error("the system provided no random bytes")]
    NoRandomBytes,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// Events that cannot be read, and were left out.
    pub unreadable: usize,
    /// What is still damaged, in a sentence.
    pub damage: Option<String>,
    /// What the booth goes on without, in a sentence: its log ended later once, or was another.
    pub lost: Option<String>,
}

/// Mends the database of a folder that no hub uses. Doing it twice is the same as once.
///
/// # Errors
/// In words for people. Nothing was changed then.
pub fn mend(folder: &Path) -> Result<Mended, MendError> {
    if !folder.is_dir() {
        let what = "There is no such folder.";
        return Err(MendError::NoDatabase { what, folder: folder.to_owned() });
    }
    let folder = DataFolder::open(folder)?;
    let database = folder.database_path();
    if let Some(what) = used::look(folder.path(), &database, true) {
        return Err(MendError::NoDatabase { what, folder: folder.path().to_owned() });
    }
    let noted = Note::read(folder.path()).map(|note| note.end());
    let lost = Reader::open(&database)?.compare(noted)?.map(|damage| damage.to_string());
    note::forget_salt(folder.path(), &database)?;
    let mut core = Core::open(SqliteStorage::open(&database)?)?;
    let unreadable = core.replay_deciders()?.unreadable;
    core.rebuild_projections()?;
    core.close();
    let damage = match Reader::open(&database)?.check_all()? {
        Checked::Damaged(damage) => Some(damage.to_string()),
        Checked::Sound | Checked::BrokenOff => None,
    };
    if lost.is_some() && damage.is_none() {
        // Its events go on differently from here: no reader may take them for those that it has.
        let random = random_bytes().map_err(|_| MendError::NoRandomBytes)?;
        let (log, _) = random.split_first_chunk().ok_or(MendError::NoRandomBytes)?;
        begin_another_log(&database, *log)?;
        note::forget(folder.path())?;
    }
    Ok(Mended { unreadable, damage, lost })
}
