//! Folders that outlive a power cut. What is in a folder may be synced as often as one likes: it is gone
//! with the folder's own name, which is on disk once the folder around it was synced.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Creates a folder where there is none, and those around it, and brings their names to disk. The name of
/// one that is there is brought to disk as well: who created it may have been killed before that.
///
/// # Errors
/// The file system's error. That the folder around one that is there cannot be read is none: then
/// somebody else created it.
pub fn create(path: &Path) -> io::Result<()> {
    let around = match path.parent() {
        Some(around) if around.as_os_str().is_empty() => Path::new("."),
        Some(around) => around,
        None => return Ok(()),
    };
    let sync_around = || File::open(around)?.sync_all();
    if path.is_dir() {
        return sync_around().or_else(|error| match error.kind() {
            io::ErrorKind::PermissionDenied => Ok(()),
            _ => Err(error),
        });
    }
    create(around)?;
    match fs::create_dir(path) {
        // Somebody else has created it meanwhile, unless it is a file.
        Err(error) if !path.is_dir() => Err(error),
        _ => sync_around(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn folders_are_created_with_those_around_them_and_only_once() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("one/two/three");
        create(&path).unwrap();
        create(&path).unwrap();
        assert!(path.is_dir());
        fs::write(root.path().join("file"), "").unwrap();
        assert!(create(&root.path().join("file")).is_err(), "it is a file");
        assert!(create(&root.path().join("file/folder")).is_err());
    }
}
