//! Whatever the outside can make grow is limited in total, whoever asks and from whichever address:
//! starts that end unplaced or are refused, and changes of an order.

mod changes;
mod codes;
mod hostile_hour;
mod starts;

use crate::booth::Booth;

/// What the booth has written: the database file and its write-ahead log, bytes.
fn bytes_written(booth: &Booth) -> u64 {
    let names = ["booth.db", "booth.db-wal"];
    let sizes = names.map(|name| std::fs::metadata(booth.folder.path().join(name)));
    sizes.into_iter().flatten().map(|file| file.len()).sum()
}
