//! What a start does before the hub runs: it looks at the folder, opens the database, compares, and
//! takes the first input; and why a hub does not start.

use std::io;
use std::path::{Path, PathBuf};

use crema_api::ids::Seq;
use crema_api::problem::{Refusal, RefusalKind};
use crema_core::kernel::migrations::OpenError;
use crema_core::storage::{Storage, StorageError, WithCauses};
use crema_core::{Core, Input, InputKind, Reader};

use crate::card::copies::{self, CopyError};
use crate::card::note::{self, Note};
use crate::card::{self, Card, reserve, used};
use crate::clock::Clock;
use crate::data_folder::{DataFolder, FolderError};
use crate::writer::random_bytes;

/// Why a hub does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The database in it cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database is damaged, or is not the one that was here.
    #[error(
        "{what} Nothing was changed. The folder is {folder}; copy it away first, so that nothing more is lost. {way_back} Or start with an empty folder"
    )]
    Damaged {
        /// What was found, in a sentence.
        what: String,
        /// The data folder.
        folder: PathBuf,
        /// What the crew can do, in a sentence.
        way_back: String,
    },
    /// The disk failed.
    #[error("the booth's database cannot be used; look whether the disk is full or read-only")]
    Storage(#[from] StorageError),
    /// The booth has no key of its own, though its first input makes one.
    #[error("the booth has no key: its database was not written by a hub")]
    NoKey,
    /// The system refused a thread or random bytes.
    #[error("a system resource could not be allocated: {0}")]
    System(#[from] io::Error),
    /// The core refused a command that a start needs.
    #[error("the booth could not be set up: {0}")]
    SetUp(#[from] Refusal),
    /// The sample menu in the program cannot be read.
    #[error("the sample menu does not fit: {0}")]
    Menu(#[from] serde_json::Error),
}

/// A database that was opened.
#[derive(Debug)]
pub(crate) struct Opened {
    /// The core on it. It has taken its first input, unless the database is damaged.
    pub core: Core,
    /// Its clock.
    pub clock: Clock,
    /// Whether it is damaged.
    pub card: Card,
    /// The log's end on disk.
    pub head: Seq,
}

/// Opens a folder's database. What is damaged is opened, too, where that can be: it is shown, and
/// not written to.
///
/// # Errors
/// As for the start of a hub.
pub(crate) fn open<D: Storage + 'static>(
    folder: &DataFolder,
    open: impl FnOnce(&Path) -> Result<D, StorageError>,
) -> Result<Opened, StartError> {
    let database = folder.database_path();
    if let Some(what) = used::look(folder.path(), &database, folder.was_used()) {
        return Err(damaged(folder, what));
    }
    reserve::make_room(folder.path(), reserve::RESERVE_BYTES);
    if let Err(error) = note::forget_salt(folder.path(), &database) {
        tracing::warn!(%error, "the note beside the database cannot be written");
    }
    // Looked at before it is opened to write.
    let found = if database.exists() { compare(folder, &database)? } else { None };
    let opened = open(&database).map_err(OpenError::from);
    let opened = match &found {
        Some(_) => opened.and_then(Core::open_damaged),
        None => opened.and_then(Core::open),
    };
    let mut core = opened.map_err(|error| opening_failed(error, folder))?;
    let (clock, card) = (Clock::starting_at(core.booth_ms()), Card::default());
    let found = match found {
        Some(found) => Some(found),
        None => begin(&mut core, &clock)?,
    };
    if let Some(found) = found {
        card.set_damage(&found, &copies::way_back(folder.path()));
    }
    // What the core has in memory may have been undone.
    let head =
        Reader::open(&database)?.snapshot(clock.booth_ms(), |snapshot| Ok(snapshot.seq()))?;
    card.wrote(Some(head));
    Ok(Opened { core, clock, card, head })
}

/// Looks for damage, and copies a database whose format this version is about to change. Returns what
/// was found, in a sentence.
///
/// # Errors
/// When nothing of it can be shown, or the disk fails.
fn compare(folder: &DataFolder, database: &Path) -> Result<Option<String>, StartError> {
    let of_older_format = Reader::open(database).and_then(|reader| reader.is_of_older_format());
    let reader = match Reader::open_foreign(database) {
        Ok(Some(reader)) => reader,
        // A first start was cut off before its first table.
        Ok(None) => return Ok(None),
        // Or before there was a write-ahead log: what it began is undone as the database is opened to
        // write, and cannot be read before.
        Err(_) if has_rollback_journal(database) => return Ok(None),
        Err(error) => return Err(opening_failed(error, folder)),
    };
    let noted = Note::read(folder.path()).map(|note| note.end());
    let found = match reader.compare(noted) {
        Ok(found) => {
            found.map(|damage| format!("{damage} `crema mend` goes on with what is there."))
        }
        Err(error) if error.is_damage() => Some(card::PAGE_DAMAGED.to_owned()),
        Err(error) => return Err(error.into()),
    };
    if !of_older_format? {
        return Ok(found);
    }
    // It can only be shown once its format has been changed.
    match found {
        Some(found) => Err(damaged(folder, &found)),
        None => copy_before_migrating(folder, database).map(|()| None),
    }
}

fn has_rollback_journal(database: &Path) -> bool {
    let mut name = database.as_os_str().to_owned();
    name.push("-journal");
    Path::new(&name).exists()
}

/// The first input of a start: the booth's id and key are derived from its very first. A booth that
/// has them serves also while its card cannot be written. Returns what is damaged, in a sentence.
fn begin(core: &mut Core, clock: &Clock) -> Result<Option<String>, StartError> {
    let first = Input { at: clock.stamp(), entropy: random_bytes()?, kind: InputKind::Tick };
    for answer in core.run_batch(&[first]).answers {
        match answer {
            Err(refusal) if core.account().is_some() && refusal.kind == RefusalKind::Storage => {
                tracing::error!("the card cannot be written; the booth only shows what is on it");
            }
            Err(refusal) if core.account().is_some() && refusal.kind == RefusalKind::Damaged => {
                return Ok(Some(card::PAGE_DAMAGED.to_owned()));
            }
            answer => drop(answer?),
        }
    }
    Ok(None)
}

/// Copies a database whose format this version is about to change. Where there is no room for that the
/// start goes on: a migration happens whole or not at all.
fn copy_before_migrating(folder: &DataFolder, database: &Path) -> Result<(), StartError> {
    match copies::take(folder.path(), database) {
        Ok(copy) => tracing::info!(copy = %copy.display(), "copied before its format changes"),
        Err(CopyError::Damaged) => return Err(damaged(folder, card::PAGE_DAMAGED)),
        Err(error) => {
            let error = WithCauses(&error);
            tracing::error!(%error, "the database could not be copied before its format changes");
        }
    }
    Ok(())
}

fn opening_failed(error: OpenError, folder: &DataFolder) -> StartError {
    match &error {
        OpenError::Storage(source) if source.is_damage() => {
            let error = WithCauses(&error);
            tracing::error!(%error, "the database cannot be opened");
            damaged(folder, "The booth's database is damaged, or is none.")
        }
        _ => error.into(),
    }
}

fn damaged(folder: &DataFolder, what: &str) -> StartError {
    let way_back = copies::way_back(folder.path());
    StartError::Damaged { what: what.to_owned(), folder: folder.path().to_owned(), way_back }
}
