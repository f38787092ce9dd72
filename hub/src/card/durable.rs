//! Files that are whole or not there, also after a power cut.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// Replaces a file in `folder`, or creates it: afterwards it is on disk, and before it is as it was.
///
/// # Errors
/// The file system's error; the file before stays.
pub fn replace_file(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let beside = folder.join(format!("{name}.new"));
    let mut file = File::create(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&beside, folder.join(name))?;
    sync_names(folder)
}

/// Brings to disk which names are in a folder: a new, moved or removed name is on disk only once its
/// folder is.
///
/// # Errors
/// The file system's error.
pub fn sync_names(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
