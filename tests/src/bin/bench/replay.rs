//! Bare `SQLite`: a tape's statements again, on a copy of the database that they began on, with the
//! same settings and the same commits, and nothing of the core above them.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use crema_core::SqliteStorage;
use crema_core::storage::Storage as _;
use rusqlite::{Connection, ToSql};

use crate::tape::Step;

/// Writes what is on the tape into a database; says how long it took. The real storage is no more
/// than a connection with the hub's settings and its prepared statements.
pub fn replay(storage: &SqliteStorage, steps: &[Step]) -> Result<Duration> {
    let began = Instant::now();
    for step in steps {
        match step {
            Step::Begin => storage.begin()?,
            Step::Commit => storage.commit()?,
            Step::Checkpoint(kind) => drop(storage.checkpoint(*kind)?),
            Step::Write { sql, values } => {
                let params: Vec<&dyn ToSql> = values.iter().map(|value| value as _).collect();
                // `query` also takes statements that give no rows back.
                storage.query(sql, &params, &mut |_| Ok(()))?;
            }
        }
    }
    Ok(began.elapsed())
}

/// Rows by table: two databases that hold as many in each were written the same.
pub fn rows(path: &Path) -> Result<BTreeMap<String, u64>> {
    let database = Connection::open(path)?;
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table'";
    let mut statement = database.prepare(names)?;
    let tables = statement.query_map([], |row| row.get::<_, String>(0))?;
    tables
        .map(|table| {
            let table = table?;
            let count = format!("SELECT count(*) FROM \"{table}\"");
            let rows = database.query_row(&count, [], |row| row.get(0))?;
            Ok((table, rows))
        })
        .collect()
}
