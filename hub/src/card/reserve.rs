//! Room that is kept for starting on a full card: a file of nothing. A start gives it up when there is
//! little room, so that the database can be opened and the crew can be told; it is made again when
//! there is room.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::free_bytes;

/// The file's name.
const RESERVE: &str = "reserve";
/// Its size, bytes: a write-ahead log and its index, and the first batches.
pub const RESERVE_BYTES: u64 = 8 * 1024 * 1024;
/// Bytes that are written at once.
const CHUNK: usize = 16 * 1024;

/// Makes the file, unless it is there. It is written out, not left as a hole: a hole keeps no room.
///
/// # Errors
/// When there is no room for it; then nothing is left of it.
pub fn keep(folder: &Path) -> io::Result<()> {
    let path = path_in(folder);
    if std::fs::metadata(&path).is_ok_and(|file| file.len() >= RESERVE_BYTES) {
        return Ok(());
    }
    fill(&path).inspect_err(|_| {
        // It is of no use half written.
        let _ = std::fs::remove_file(&path);
    })
}

fn fill(path: &Path) -> io::Result<()> {
    let mut file = File::create(path)?;
    // Not zeros: some file systems keep no room for these.
    let chunk = [0x5a; CHUNK];
    for _ in 0..RESERVE_BYTES / CHUNK as u64 {
        file.write_all(&chunk)?;
    }
    file.sync_all()
}

/// Removes the file where fewer bytes than these are free.
pub fn make_room(folder: &Path, needed_bytes: u64) {
    if free_bytes(folder).is_ok_and(|free| free < needed_bytes) {
        give_up(folder);
    }
}

/// Removes the file.
fn give_up(folder: &Path) {
    match std::fs::remove_file(path_in(folder)) {
        Ok(()) => tracing::warn!("the card is full; the room that was kept for this is used"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => tracing::warn!(%error, "the reserve cannot be given up"),
    }
}

fn path_in(folder: &Path) -> PathBuf {
    folder.join(RESERVE)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn it_is_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        keep(folder.path()).unwrap();
        keep(folder.path()).unwrap();
        assert_eq!(std::fs::metadata(path_in(folder.path())).unwrap().len(), RESERVE_BYTES);
        give_up(folder.path());
        give_up(folder.path());
        assert!(!path_in(folder.path()).exists());
    }
}
