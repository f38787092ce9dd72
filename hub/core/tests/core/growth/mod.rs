//! Whatever the outside can make grow is limited in total, whoever asks and from whichever address:
//! starts that end unplaced or are refused, changes of an order, sessions and links, reports,
//! custom events, and what a change of the menu writes.

mod access;
mod changes;
mod codes;
mod custom;
mod devices;
mod hostile_hour;
mod menu;
mod starts;

use rusqlite::Connection;

use crate::booth::Booth;

/// What the booth has written: the database file and its write-ahead log, bytes.
fn bytes_written(booth: &Booth) -> u64 {
    let names = ["booth.db", "booth.db-wal"];
    let sizes = names.map(|name| std::fs::metadata(booth.folder.path().join(name)));
    sizes.into_iter().flatten().map(|file| file.len()).sum()
}

/// How many rows a table has.
fn rows(booth: &Booth, table: &str) -> u32 {
    let connection = Connection::open(booth.path()).unwrap();
    let sql = format!("SELECT count(*) FROM {table}");
    connection.query_row(&sql, [], |row| row.get(0)).unwrap()
}
