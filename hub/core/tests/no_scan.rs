//! No statement of the core looks at what is finished: on tables that only grow, every one finds
//! its rows by an index.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod booth;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use booth::crowd::Crowd;
use crema_core::storage::{Checkpoint, Door, Savepoint, StorageError};
use crema_core::{Core, SqliteDoor};
use rusqlite::{Connection, Row, ToSql};

/// Tables that grow with what is finished.
const GROWING: [&str; 6] =
    ["events", "manager_orders", "journey_steps", "outcomes", "names_on_cups", "validator_codes"];

/// The real door, which writes down every statement.
#[derive(Debug)]
struct Noting {
    door: SqliteDoor,
    said: Arc<Mutex<BTreeSet<String>>>,
}

impl Noting {
    fn note(&self, sql: &str) {
        self.said.lock().unwrap().insert(sql.to_owned());
    }
}

impl Door for Noting {
    fn begin(&self) -> Result<(), StorageError> {
        self.door.begin()
    }
    fn commit(&self) -> Result<(), StorageError> {
        self.door.commit()
    }
    fn roll_back(&self) -> Result<(), StorageError> {
        self.door.roll_back()
    }
    fn savepoint(&self, name: Savepoint) -> Result<(), StorageError> {
        self.door.savepoint(name)
    }
    fn release(&self, name: Savepoint) -> Result<(), StorageError> {
        self.door.release(name)
    }
    fn roll_back_to(&self, name: Savepoint) -> Result<(), StorageError> {
        self.door.roll_back_to(name)
    }
    fn execute(&self, sql: &str, params: &[&dyn ToSql]) -> Result<usize, StorageError> {
        self.note(sql);
        self.door.execute(sql, params)
    }
    fn query(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        each: &mut dyn FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), StorageError> {
        self.note(sql);
        self.door.query(sql, params, each)
    }
    fn checkpoint(&self, kind: Checkpoint) -> Result<bool, StorageError> {
        self.door.checkpoint(kind)
    }
}

#[test]
fn every_statement_finds_its_rows_by_an_index() {
    let mut crowd = Crowd::new(3);
    for _ in 0..1_500 {
        crowd.act();
    }
    crowd.go_home();
    // The same inputs again, through the door that notes.
    let folder = booth::folder();
    let path = folder.path().join("booth.db");
    let said = Arc::new(Mutex::new(BTreeSet::new()));
    let door = Noting { door: SqliteDoor::open(&path).unwrap(), said: Arc::clone(&said) };
    let mut core = Core::open(door).unwrap();
    for turn in crowd.booth.inputs.chunks(64) {
        core.turn(turn);
    }
    let connection = Connection::open(&path).unwrap();
    let said = said.lock().unwrap();
    assert!(said.len() > 60, "only {} statements", said.len());
    let shapes_tables =
        |sql: &String| ["CREATE", "ALTER", "PRAGMA"].iter().any(|word| sql.starts_with(word));
    for sql in said.iter().filter(|sql| !shapes_tables(sql)) {
        // Erasing names takes them all, and is meant to.
        if sql.starts_with("DELETE FROM names_on_cups") && !sql.contains("WHERE") {
            continue;
        }
        for step in plan(&connection, sql) {
            for table in GROWING {
                let scans = step.starts_with(&format!("SCAN {table}"));
                assert!(!scans, "{step}\n{sql}");
            }
        }
    }
}

fn plan(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let count = statement.parameter_count();
    let rows = statement
        .query_map(rusqlite::params_from_iter(vec![rusqlite::types::Null; count]), |row| row.get(3))
        .unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}
