//! After a rebuild the tables are made as in a new database: columns, constraints and indices.

use std::path::Path;

use crema_core::kernel::consumer::{Projection, Service, Services};
use crema_core::kernel::tables::Tables;
use crema_core::{Core, Fault, RecordedEvent, SqliteStorage};
use rusqlite::Connection;

use super::{ask, is_busy, settle};
use crate::booth::Booth;
use crate::booth::log::{dump_table, lengthen};

/// Every table and index, and how it was made. `SQLite` puts the name of a table that it has renamed
/// in quotation marks.
fn schema(path: &Path) -> Vec<(String, String, Option<String>)> {
    let connection = Connection::open(path).unwrap();
    let sql = "SELECT name, tbl_name, sql FROM sqlite_schema ORDER BY type, name";
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| {
        let sql: Option<String> = row.get(2)?;
        Ok((row.get(0)?, row.get(1)?, sql.map(|sql| sql.replace('"', ""))))
    });
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn a_rebuilt_booth_has_the_tables_of_a_new_one() {
    let mut booth = Booth::open(39);
    booth.queued();
    let new = Booth::new(39);
    booth.core.rebuild_projections().unwrap();
    assert!(schema(&booth.path()) == schema(&new.path()));
    booth.core.rebuild_projections().unwrap();
    assert!(schema(&booth.path()) == schema(&new.path()));
}

/// A projection with all that a table may have. It relies on its index, by which no name is on the
/// shelf twice.
#[derive(Debug)]
struct Shelf;

const SHELF: &str = "
    CREATE TABLE shelf (
        cup  INTEGER PRIMARY KEY,
        name TEXT NOT NULL CHECK (name <> 'shelf of the shelf'),
        seq  INTEGER NOT NULL UNIQUE
    );
    CREATE UNIQUE INDEX shelf_by_name ON shelf (name);
    CREATE INDEX shelf_late ON shelf (seq, name) WHERE seq > 3;
    CREATE TABLE shelf_size (cups INTEGER NOT NULL);";

impl Projection for Shelf {
    fn name(&self) -> &'static str {
        "shelf"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["shelf", "shelf_size"]
    }

    fn subscribes_to(&self, detail_type: &str) -> bool {
        detail_type != "custom.note"
    }

    fn apply(&self, tables: Tables<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        let name = event.fact.detail_type();
        tables.execute(
            "INSERT INTO shelf (name, seq) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET seq = excluded.seq WHERE shelf.seq < excluded.seq",
            &[&name, &event.seq.0],
        )?;
        tables.execute("DELETE FROM shelf_size", &[])?;
        tables.execute("INSERT INTO shelf_size SELECT count(*) FROM shelf", &[])?;
        Ok(())
    }
}

fn open_with_shelf(booth: &mut Booth) {
    let mut services = Services::of_booth();
    services.all.push(Service::projection(Shelf));
    booth.core = Core::open_with(SqliteStorage::open(&booth.path()).unwrap(), services).unwrap();
}

#[test]
fn indices_constraints_and_tables_without_a_key_are_made_again() {
    let mut booth = Booth::open(40);
    Connection::open(booth.path()).unwrap().execute_batch(SHELF).unwrap();
    let made = schema(&booth.path());
    open_with_shelf(&mut booth);
    booth.queued();
    settle(&mut booth);
    let shelves = |booth: &Booth| ["shelf", "shelf_size"].map(|t| dump_table(&booth.path(), t));
    assert!(schema(&booth.path()) == made);
    let before = shelves(&booth);
    booth.queued();
    assert_ne!(shelves(&booth), before);

    let filled = shelves(&booth);
    lengthen(&booth.path(), 6_000);
    ask(&booth, "'shelf'");
    open_with_shelf(&mut booth);
    booth.pass(0);
    assert!(is_busy(&booth) && shelves(&booth) == filled);
    settle(&mut booth);
    assert_eq!(shelves(&booth), filled);
    assert!(schema(&booth.path()) == made);
}
