//! Spoiling rows of a booth's database beside the program that uses it.

use rusqlite::Connection;

use crate::booth::Booth;

/// Text that is no UTF-8.
pub const NO_TEXT: &str = "cast(x'6fff' as text)";

/// Spoils rows under the booth's feet.
pub fn spoil(booth: &Booth, sql: &str) {
    let spoiled = Connection::open(booth.path()).unwrap().execute(sql, []).unwrap();
    assert!(spoiled > 0, "{sql}");
}

/// The number that a query finds.
pub fn count(booth: &Booth, sql: &str) -> u32 {
    Connection::open(booth.path()).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}
