//! `crema pins`: the PINs by which tablets and the crew enter a booth. Its first start makes them
//! and does not show them, so anyone who may read the data folder may ask for them here. The
//! command only reads, and a hub that is running on the same folder does not notice.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use crema_api::answers::Pins;
use crema_api::ids::BoothMs;
use crema_core::Reader;
use crema_core::kernel::migrations::OpenError;
use crema_core::storage::StorageError;

use super::announce::pin_line;
use crate::data_folder::database_in;

/// Why there are no PINs to print.
#[derive(Debug, thiserror::Error)]
enum PinsError {
    #[error(
        "there is no booth in {0}. Start one with `crema serve`, or name the folder of one with --data or CREMA_DATA"
    )]
    NoBooth(PathBuf),
    /// The sentence contains the system's reason, so it is no further cause.
    #[error(
        "the data folder {folder} cannot be read: {why}. Run this as the user that runs the hub, or name another folder with --data or CREMA_DATA"
    )]
    NotReadable { folder: PathBuf, why: io::Error },
    #[error(transparent)]
    Open(OpenError),
    #[error(
        "the booth's database cannot be read; run this as the user that runs the hub, and look whether the disk is well"
    )]
    Storage(#[from] StorageError),
}

impl From<OpenError> for PinsError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Storage(error) => Self::Storage(error),
            error => Self::Open(error),
        }
    }
}

/// Prints them to standard output, and nowhere else.
///
/// # Errors
/// When there is no booth in the folder, or its PINs cannot be read or printed; in words for
/// people.
pub fn print_pins(folder: &Path) -> anyhow::Result<()> {
    let mut lines: Vec<String> = read_pins(folder)?.pins.iter().map(pin_line).collect();
    // The last line ends as well.
    lines.push(String::new());
    io::stdout().write_all(lines.join("\n").as_bytes()).context("the PINs cannot be printed")
}

fn read_pins(folder: &Path) -> Result<Pins, PinsError> {
    let no_booth = || PinsError::NoBooth(folder.to_owned());
    let database = database_in(folder);
    match database.try_exists() {
        Ok(true) => {}
        Ok(false) => return Err(no_booth()),
        Err(why) => return Err(PinsError::NotReadable { folder: folder.to_owned(), why }),
    }
    let reader = Reader::open_foreign(&database)?.ok_or_else(no_booth)?;
    // PINs do not age, so any booth time will do.
    let pins = reader.snapshot(BoothMs(0), |snapshot| snapshot.pins())?;
    // A first start that was cut off has made no PINs yet; the next one does.
    if pins.pins.is_empty() { Err(no_booth()) } else { Ok(pins) }
}
