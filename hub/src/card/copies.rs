//! Copies of the database beside it, in case it is damaged: one at the end of each day, and one before
//! a new version changes its format. No names, live codes and task tokens are
//! in them. The newest are kept.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crema_api::ids::BoothMs;
use crema_core::Reader;
use crema_core::kernel::copy::{begin_another_log, copy_for_keeping, is_sound, raw_of};
use crema_core::storage::StorageError;
use crema_printer::folders;

use super::durable::sync_names;
use super::{note, reserve};
use crate::data_folder::{DataFolder, FolderError};
use crate::writer::random_bytes;

/// The folder of the copies.
const COPIES: &str = "copies";
/// Copies that are kept.
const KEPT: usize = 3;
/// Where a damaged database is moved to.
const SET_ASIDE: &str = "damaged";

/// Why there is no copy, or none is put back.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The folder cannot be used, or a hub uses it.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The database cannot be read, or the copy not be written.
    #[error("the database cannot be copied")]
    Storage(#[from] StorageError),
    /// The card cannot be written.
    #[error("the card cannot be written")]
    Io(#[from] io::Error),
    /// What was copied is damaged.
    #[error("the copy is damaged, so it is not kept")]
    Damaged,
    /// No copy is there.
    #[error(
        "there is no copy in {0}. Start with an empty folder, or put a booth.db from elsewhere into this one"
    )]
    None(PathBuf),
    /// The system has no random bytes.
    #[error("the system provided no random bytes")]
    NoRandomBytes,
}

/// Whether the last day that ended is in no copy.
///
/// # Errors
/// [`StorageError`] when the database cannot be read.
pub fn is_due(folder: &Path, database: &Path) -> Result<bool, StorageError> {
    let day_ended_at = |database: &Path| {
        Reader::open(database)?.snapshot(BoothMs(0), |snapshot| snapshot.day_ended_at())
    };
    let Some(ended_at) = day_ended_at(database)? else { return Ok(false) };
    let newest = list(folder).ok().and_then(|copies| copies.last().cloned());
    // One that cannot be read has nothing.
    let copied = newest.and_then(|copy| day_ended_at(&copy).ok().flatten());
    Ok(copied != Some(ended_at))
}

/// Takes a copy of the database as it is. Older ones than those that are kept are removed.
///
/// # Errors
/// [`CopyError`]; nothing is left of a copy that failed.
pub fn take(folder: &Path, database: &Path) -> Result<PathBuf, CopyError> {
    let copies = folder.join(COPIES);
    folders::create(&copies)?;
    // Wall time may be wrong, and the end of another log says nothing: they are counted.
    let last = list(folder)?.last().and_then(|copy| number_of(copy)).unwrap_or(0);
    let kept = copies.join(format!("booth-{:06}.db", last.saturating_add(1)));
    let new = kept.with_extension("new");
    clean(folder);
    let taken = write(database, &new);
    for leftover in [raw_of(&new), if taken.is_err() { new.clone() } else { raw_of(&new) }] {
        if leftover.exists() {
            fs::remove_file(leftover)?;
        }
    }
    taken?;
    fs::rename(&new, &kept)?;
    sync_names(&copies)?;
    let all = list(folder)?;
    for old in all.iter().rev().skip(KEPT) {
        fs::remove_file(old)?;
    }
    Ok(kept)
}

fn write(database: &Path, new: &Path) -> Result<(), CopyError> {
    copy_for_keeping(database, new)?;
    if !is_sound(new)? {
        return Err(CopyError::Damaged);
    }
    Ok(File::open(new)?.sync_all()?)
}

/// Removes what a power cut has left of a copy that was being written: names are in it.
pub fn clean(folder: &Path) {
    let Ok(files) = fs::read_dir(folder.join(COPIES)) else { return };
    for path in files.filter_map(|file| Some(file.ok()?.path())) {
        if path.extension().is_none_or(|extension| extension != "db")
            && let Err(error) = fs::remove_file(&path)
        {
            let path = path.display();
            tracing::error!(%error, %path, "the rest of a copy cannot be removed");
        }
    }
}

/// The number in a copy's name.
fn number_of(copy: &Path) -> Option<u64> {
    copy.file_stem()?.to_str()?.strip_prefix("booth-")?.parse().ok()
}

/// Returns the copies in a data folder, the oldest first.
fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let files = match fs::read_dir(folder.join(COPIES)) {
        Ok(files) => files,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut copies: Vec<PathBuf> = files.map(|file| Ok(file?.path())).collect::<io::Result<_>>()?;
    copies.retain(|path| path.extension().is_some_and(|extension| extension == "db"));
    // One that was put here under a name of its own is the oldest.
    copies.sort_by_key(|copy| (number_of(copy), copy.clone()));
    Ok(copies)
}

/// Returns what the crew can do about a damaged database, in a sentence: put the last copy back, if
/// there is one.
#[must_use]
pub fn way_back(folder: &Path) -> String {
    let newest = list(folder).ok().and_then(|copies| copies.last().cloned());
    match newest.as_deref().and_then(Path::file_name) {
        Some(copy) => format!(
            "The last good copy is {}: end the hub and type `crema restore` to go back to it.",
            copy.to_string_lossy()
        ),
        None => "There is no copy of it yet: one is made when a day is ended.".to_owned(),
    }
}

/// Puts the newest copy in the place of the database, which is set aside. The hub has to be off. The
/// log of it begins under another id.
///
/// # Errors
/// [`CopyError`]; the database stays where it is then.
pub fn restore(folder: &Path) -> Result<PathBuf, CopyError> {
    // Looked at first: a folder that is not there is not made.
    let copies = list(folder)?;
    // One that was damaged meanwhile is passed over.
    let is_usable = |copy: &&PathBuf| is_sound(copy).unwrap_or(false);
    let none = || CopyError::None(folder.join(COPIES));
    let newest = copies.iter().rev().find(is_usable).ok_or_else(none)?.clone();
    let held = DataFolder::open(folder)?;
    let database = held.database_path();
    let ready = database.with_extension("restored");
    // Of a restore that was cut off.
    for rest in [ready.clone(), database.with_extension("restored-journal")] {
        if rest.exists() {
            fs::remove_file(rest)?;
        }
    }
    reserve::make_room(folder, fs::metadata(&newest)?.len());
    fs::copy(&newest, &ready)?;
    let random = random_bytes().map_err(|_| CopyError::NoRandomBytes)?;
    let (log, _) = random.split_first_chunk().ok_or(CopyError::NoRandomBytes)?;
    begin_another_log(&ready, *log)?;
    File::open(&ready)?.sync_all()?;
    set_aside(folder, &database)?;
    note::forget(folder)?;
    // Before anything has the database's name: a power cut may take one change of names without the
    // other, and the copy would be mixed with the write-ahead log of the database before it.
    sync_names(folder)?;
    fs::rename(&ready, &database)?;
    sync_names(folder)?;
    Ok(newest)
}

/// Moves a database with its write-ahead log away, into a folder of its own.
fn set_aside(folder: &Path, database: &Path) -> io::Result<()> {
    if !database.exists() && !note::wal_of(database).exists() {
        return Ok(());
    }
    let names = (1..).map(|nth: u32| match nth {
        1 => SET_ASIDE.to_owned(),
        _ => format!("{SET_ASIDE}-{nth}"),
    });
    let mut free = names.map(|name| folder.join(name)).filter(|aside| !aside.exists());
    let aside = free.next().unwrap_or_else(|| folder.join(SET_ASIDE));
    folders::create(&aside)?;
    let shared_memory = {
        let mut name = database.as_os_str().to_owned();
        name.push("-shm");
        PathBuf::from(name)
    };
    for path in [note::wal_of(database), shared_memory, database.to_owned()] {
        if let Some(name) = path.file_name()
            && path.exists()
        {
            fs::rename(&path, aside.join(name))?;
        }
    }
    sync_names(&aside)
}
