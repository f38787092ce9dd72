//! No statement of the core looks at what is finished: on tables that only grow, every one finds
//! its rows by an index.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};

use crema_api::ids::{BoothMs, Seq};
use crema_api::order::OrderState;
use crema_core::reads::{Reader, Snapshot};
use crema_core::storage::StorageError;
use crema_core::{Core, SqliteStorage};
use crema_testing::storage::{Call, Interposed, Proceed};
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use crate::booth::crowd::Crowd;

/// Tables that grow with what is finished.
const GROWING: [&str; 11] = [
    "events",
    "manager_orders",
    "journey_steps",
    "outcomes",
    "names_on_cups",
    "validator_codes",
    "devices_tickets",
    "dead_letters",
    "late_deliveries",
    "access_sessions",
    "timers",
];

#[test]
fn every_statement_finds_its_rows_by_an_index() {
    let mut crowd = Crowd::new(3);
    for _ in 0..1_500 {
        crowd.act();
    }
    crowd.go_home();
    // The same inputs again, through a storage that notes every statement.
    let folder = crate::booth::folder();
    let path = folder.path().join("booth.db");
    let said = Arc::new(Mutex::new(BTreeSet::new()));
    let noted = Arc::clone(&said);
    let note = move |call: &Call<'_>, proceed: Proceed<'_>| {
        // The statements of a migration run once, before there are rows.
        if !matches!(call, Call::ExecuteBatch { .. }) {
            noted.lock().unwrap().extend(call.sql().map(str::to_owned));
        }
        proceed()
    };
    let storage = Interposed::new(SqliteStorage::open(&path).unwrap(), note);
    let mut core = Core::open(storage).unwrap();
    for batch in crowd.booth.inputs.chunks(64) {
        core.run_batch(batch);
    }
    let connection = Connection::open(&path).unwrap();
    // A function of the storage: for a plan it only has to be there.
    connection
        .create_scalar_function("is_text", 1, FunctionFlags::default(), |_| Ok(true))
        .unwrap();
    let said = said.lock().unwrap();
    assert!(said.len() > 60, "only {} statements", said.len());
    let said: BTreeSet<String> = said.union(&everything_read(&path)).cloned().collect();
    let mut found = BTreeSet::new();
    let shapes_tables =
        |sql: &String| ["CREATE", "ALTER", "PRAGMA"].iter().any(|word| sql.starts_with(word));
    for sql in said.iter().filter(|sql| !shapes_tables(sql)) {
        // Erasing names takes them all, and is meant to.
        if sql.starts_with("DELETE FROM names_on_cups") && !sql.contains("WHERE") {
            continue;
        }
        // And looks at each before, for those that stay.
        if sql.ends_with("FROM names_on_cups WHERE seq >= ?1") {
            continue;
        }
        // Dead letters are counted up to a number, and the look for those of services that are gone
        // takes a few at a time.
        let all_letters = [
            "SELECT 1 FROM dead_letters LIMIT ?1",
            "EXISTS (SELECT 1 FROM dead_letters LIMIT 1)",
            "FROM dead_letters WHERE consumer NOT IN",
        ];
        if all_letters.iter().any(|words| sql.contains(words)) {
            continue;
        }
        let steps = plan(&connection, sql);
        // A walk from an end, in the order of an index, ends when it has enough; but one that looks
        // for rows of some kind may find none on its way.
        let sorts = steps.iter().any(|step| step.contains("TEMP B-TREE"));
        if sql.contains(" LIMIT ") && !sorts && !sql.contains("WHERE") {
            continue;
        }
        // A new occasion and a pairing look at every session, and a redrive at every timer: that is
        // rare, and sessions have a limit (`access/limits.rs`) and timers are few.
        let rare = [
            "FROM access_sessions WHERE role =",
            "FROM access_sessions\n         WHERE NOT is_text(role)",
            "DELETE FROM access_sessions\n         WHERE typeof(session_id)",
            "state = ?1 AND event_seq > ?2",
        ];
        if rare.iter().any(|words| sql.contains(words)) {
            continue;
        }
        // A start looks at each timer and dead letter, whether it can be read.
        if (sql.contains(" timers") && !sql.starts_with("SELECT") && sql.contains("is_text("))
            || (sql.contains(" dead_letters") && sql.contains("is_text("))
        {
            continue;
        }
        // The newest of some states looks at the others on its way back, at most at all of them.
        if sql.contains(" LIMIT ")
            && steps.iter().any(|step| step.contains("manager_orders_newest"))
        {
            continue;
        }
        for (step, table) in steps.iter().flat_map(|step| GROWING.map(|table| (step, table))) {
            if step.starts_with(&format!("SCAN {table}")) {
                found.insert(format!("{step}\n{sql}"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.into_iter().collect::<Vec<_>>().join("\n\n"));
}

/// What is written to it is kept.
#[derive(Clone)]
struct Sheet(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Sheet {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Every query that pages, tablets and programs ask, as the reader writes them down.
fn everything_read(path: &Path) -> BTreeSet<String> {
    let written = Arc::new(Mutex::new(Vec::new()));
    let sheet = Sheet(Arc::clone(&written));
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || sheet.clone())
        .finish();
    let reader = Reader::open(path).unwrap();
    let read = || reader.snapshot(BoothMs(0), read_everything).unwrap();
    // Read once before: a log line whose first use is on another test's thread, where no one
    // listens, would be switched off for this one too.
    read();
    tracing::subscriber::with_default(subscriber, read);
    let written = written.lock().unwrap();
    let lines = std::str::from_utf8(&written).unwrap().lines();
    let queries = lines.map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        line["fields"]["sql"].as_str().unwrap().to_owned()
    });
    let queries: BTreeSet<String> = queries.collect();
    assert!(queries.len() > 20, "only {} queries", queries.len());
    queries
}

fn read_everything(snapshot: &Snapshot<'_>) -> Result<(), StorageError> {
    let open: Vec<OrderState> = OrderState::ALL.into_iter().filter(|s| s.open()).collect();
    snapshot.orders_in(&open)?;
    snapshot.orders_in(&[OrderState::Uncollected])?;
    snapshot.given_up(500)?;
    let orders = snapshot.newest_orders_in(&OrderState::ALL, 30)?.orders;
    for order in &orders {
        snapshot.order(order.id)?;
        snapshot.journey(order.id)?;
        snapshot.order_at(order.id, Seq(100))?;
        if let Some(user) = snapshot.owner_of(order.id)? {
            snapshot.orders_of(user, 20)?;
        }
    }
    let page = snapshot.events_after(Seq(10), 100)?;
    assert!(!page.is_empty() && !orders.is_empty(), "there is something to read");
    snapshot.store()?;
    snapshot.code("http://booth")?;
    snapshot.figures(None)?;
    snapshot.occasions()?;
    snapshot.pins()?;
    snapshot.sessions()?;
    snapshot.menu()?;
    snapshot.logo()?;
    if let Some(last) = snapshot.tickets(1)?.first() {
        snapshot.ticket(last.seq)?;
    }
    snapshot.tickets(20)?;
    Ok(())
}

fn plan(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let count = statement.parameter_count();
    let rows = statement
        .query_map(rusqlite::params_from_iter(vec![rusqlite::types::Null; count]), |row| row.get(3))
        .unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}
