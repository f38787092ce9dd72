//! The log and the tables as text, to compare them byte for byte.

use std::path::Path;

use crema_core::hex::to_hex;
use rusqlite::Connection;
use rusqlite::types::ValueRef;

/// Every row of the log.
pub fn dump_log(path: &Path) -> Vec<String> {
    dump(&Connection::open(path).unwrap(), "SELECT * FROM events ORDER BY seq")
}

/// Every row of every table, but those named.
pub fn dump_tables(path: &Path, without: &[&str]) -> Vec<String> {
    let connection = Connection::open(path).unwrap();
    let tables =
        dump(&connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1");
    let mut all = Vec::new();
    for table in tables {
        let table = table.trim_end_matches('|').to_owned();
        if without.contains(&table.as_str()) || table.starts_with("sqlite_") {
            continue;
        }
        all.push(format!("-- {table}"));
        let mut rows = dump(&connection, &format!("SELECT * FROM {table}"));
        rows.sort();
        all.extend(rows);
    }
    all
}

/// Appends so many events to the log of which every consumer has heard and none took notice.
pub fn lengthen(path: &Path, events: u64) {
    let connection = Connection::open(path).unwrap();
    let many = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
        INSERT INTO events (seq, id, detail_type, detail, booth_ms, wall_ms, trusted, actor_role)
        SELECT (SELECT head FROM booth) + i, randomblob(16), 'custom.note', '{}', 0, 0, 0, 'booth'
        FROM n";
    connection.execute(many, [events]).unwrap();
    let moved = "UPDATE booth SET head = (SELECT max(seq) FROM events);
        UPDATE consumers SET cursor = (SELECT max(seq) FROM events);";
    connection.execute_batch(moved).unwrap();
}

/// Every row of one table.
pub fn dump_table(path: &Path, table: &str) -> Vec<String> {
    let mut rows = dump(&Connection::open(path).unwrap(), &format!("SELECT * FROM {table}"));
    rows.sort();
    rows
}

fn dump(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    let columns = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    let mut all = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let mut text = String::new();
        for column in 0..columns {
            match row.get_ref(column).unwrap() {
                ValueRef::Null => text.push_str("NULL"),
                ValueRef::Integer(number) => text.push_str(&number.to_string()),
                ValueRef::Real(number) => text.push_str(&number.to_string()),
                ValueRef::Text(bytes) => text.push_str(&String::from_utf8_lossy(bytes)),
                ValueRef::Blob(bytes) => text.push_str(&to_hex(bytes)),
            }
            text.push('|');
        }
        all.push(text);
    }
    all
}
