//! What is plain to see in a data folder before its database is opened: that a booth was here, and that
//! its database is not, or has the write-ahead log of another. `SQLite` would begin a new booth in
//! silence, or mix the two.

use std::path::Path;

use super::note::{Note, salt_of, wal_of};

/// Returns what is wrong with the database of a folder, in a sentence. `was_used` says that a booth
/// has run in it.
#[must_use]
pub fn look(folder: &Path, database: &Path, was_used: bool) -> Option<&'static str> {
    let bytes = std::fs::metadata(database).map_or(0, |file| file.len());
    let wal_bytes = std::fs::metadata(wal_of(database)).map_or(0, |file| file.len());
    if bytes == 0 {
        return match (was_used, wal_bytes) {
            (true, _) if database.exists() => {
                Some("The booth's database is empty, though a booth was here.")
            }
            (true, _) => Some("The booth's database is gone, though a booth was here."),
            // A first start that a power cut ended has nothing in its write-ahead log yet.
            (false, 0) => None,
            (false, _) => Some(
                "The booth's database is gone or empty, but its write-ahead log (booth.db-wal) is here.",
            ),
        };
    }
    let (note, salt) = (Note::read(folder)?, salt_of(database)?);
    (!note.fits(salt)).then_some(
        "The write-ahead log (booth.db-wal) belongs to another database than the one beside it.",
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crema_api::ids::{LogId, Seq};

    use super::*;

    #[test]
    fn a_new_folder_is_none_and_an_emptied_one_is_told_from_it() {
        let folder = tempfile::tempdir().unwrap();
        let (path, database) = (folder.path(), folder.path().join("booth.db"));
        assert_eq!(look(path, &database, false), None);
        assert!(look(path, &database, true).unwrap().contains("gone"));
        std::fs::write(&database, "").unwrap();
        assert_eq!(look(path, &database, false), None);
        assert!(look(path, &database, true).unwrap().contains("empty"));
        std::fs::write(wal_of(&database), [7; 64]).unwrap(); // moved 0x07070707 times
        assert!(look(path, &database, false).unwrap().contains("booth.db-wal"));
        std::fs::write(&database, "SQLite").unwrap();
        assert_eq!(look(path, &database, true), None, "nothing is noted of it");
        let note = Note { log: LogId(uuid::Uuid::nil()), head: Seq(1), salt: Some(0x0707_0707) };
        note.write(path).unwrap();
        assert_eq!(look(path, &database, true), None);
        Note { salt: Some(9), ..note }.write(path).unwrap();
        assert!(look(path, &database, true).unwrap().contains("another database"));
    }
}
