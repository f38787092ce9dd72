//! One row that cannot be understood takes nothing down: each value of each table is damaged, one at
//! a time, and every read is asked. What else is in the table is shown.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crema_api::commands::{
    Caller, Command, MakePairingLink, Outcome, Report, Role, UsePairingLink,
};
use crema_api::events::printer::Condition;
use crema_api::ids::{BoothMs, Seq};
use crema_api::order::OrderState;
use crema_core::reads::Snapshot;
use crema_core::storage::StorageError;
use crema_core::{Purpose, Reader};
use rusqlite::Connection;
use rusqlite::types::Value as Cell;
use serde_json::Value;

use crate::booth::crowd::Crowd;
use crate::booth::{Booth, folder};

/// Rows of each table that are damaged.
const ROWS_DAMAGED: usize = 1;

/// How many each list showed, and how many it said that it could not show.
type Shown = BTreeMap<&'static str, (usize, u32)>;

/// Asks every read of the core.
pub fn read_everything(snapshot: &Snapshot<'_>) -> Result<Shown, StorageError> {
    let mut shown = Shown::new();
    let open: Vec<OrderState> = OrderState::ALL.into_iter().filter(|s| s.open()).collect();
    let lists = [
        ("open orders", snapshot.orders_in(&open)?),
        ("uncollected orders", snapshot.orders_in(&[OrderState::Uncollected])?),
        ("recent orders", snapshot.newest_orders_in(&OrderState::ALL, 1_000)?),
        ("given up", snapshot.given_up(500)?),
    ];
    for (name, list) in &lists {
        shown.insert(name, (list.orders.len(), list.unreadable));
    }
    let mut steps = 0;
    // Some orders stand for all: reading each by itself would take minutes.
    for order in lists[2].1.orders.iter().step_by(7) {
        snapshot.order(order.id)?;
        steps += snapshot.journey(order.id)?.len();
        snapshot.sign_link(Purpose::Order, order.id)?;
        if let Some(user) = snapshot.owner_of(order.id)? {
            snapshot.orders_of(user, 20)?;
        }
    }
    shown.insert("journeys", (steps, 0));
    let events = snapshot.events_after(Seq(0), 10_000)?;
    let origin = snapshot.origin()?;
    for event in &events {
        event.envelope_json(&origin).unwrap();
        if event.seq().0.is_multiple_of(20) {
            snapshot.ticket(event.seq())?;
        }
    }
    shown.insert("events", (events.len(), 0));
    snapshot.store()?;
    snapshot.code("http://booth")?;
    let figures = snapshot.figures(None)?;
    shown.insert("figures", (figures.counts.len(), figures.unreadable));
    let occasions = snapshot.occasions()?;
    shown.insert("occasions", (occasions.occasions.len(), occasions.unreadable));
    snapshot.pins()?;
    let sessions = snapshot.sessions()?;
    for session in &sessions.sessions {
        snapshot.session(session.session_id)?;
    }
    shown.insert("sessions", (sessions.sessions.len(), sessions.unreadable));
    shown.insert("menu", (snapshot.menu()?.menu.drinks.len(), 0));
    snapshot.logo()?;
    snapshot.booth_signer()?;
    shown.insert("devices", (snapshot.devices()?.len(), 0));
    shown.insert("tickets", (snapshot.tickets(1_000)?.len(), 0));
    Ok(shown)
}

/// The lists that show a table's rows one by one.
fn lists_of(table: &str) -> &'static [&'static str] {
    match table {
        "manager_orders" => &["open orders", "uncollected orders", "recent orders", "given up"],
        "access_sessions" => &["sessions", "devices"],
        "devices_now" => &["devices"],
        "devices_tickets" => &["tickets"],
        "config_occasions" => &["occasions"],
        "metrics_counts" => &["figures"],
        "config_now" => &["menu"],
        _ => &[],
    }
}

/// A database with something in every table that reads look at.
pub fn filled() -> (Booth, PathBuf) {
    let mut crowd = Crowd::new(5);
    for n in 0..220 {
        crowd.act();
        if n == 110 || n == 205 {
            // Some wait too long, and some drinks are never collected.
            crowd.booth.pass(1_000_000);
            crowd.look();
        }
    }
    let mut booth = crowd.booth;
    for (role, name) in [(Role::Board, "Storage"), (Role::Device, "Printer")] {
        let make = MakePairingLink { role, name: name.to_owned() };
        let made = booth.ask(Caller::Hub, Command::MakePairingLink(make)).unwrap();
        let Outcome::PairingLink { link_id } = made else { panic!("{made:?}") };
        let signer = booth.read(|s| s.booth_signer()).unwrap();
        let secret = signer.sign(Purpose::Pairing, link_id);
        let used = UsePairingLink { secret };
        let opened = booth.ask(Caller::Hub, Command::UsePairingLink(used)).unwrap();
        let Outcome::Session { session_id, .. } = opened else { panic!("{opened:?}") };
        let report =
            Report::Condition { printer: "Bar".to_owned(), condition: Condition::PaperLow };
        if role == Role::Device {
            booth.ask(Caller::Session(session_id, role), Command::Report(report)).unwrap();
        }
    }
    let path = booth.path();
    let connection = Connection::open(&path).unwrap();
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    (booth, path)
}

/// A copy of the database on which one statement was run. Returns whether it changed anything.
fn with_damage(path: &Path, at: &Path, sql: &str, params: &[Cell]) -> bool {
    std::fs::copy(path, at).unwrap();
    let connection = Connection::open(at).unwrap();
    connection.pragma_update(None, "journal_mode", "DELETE").unwrap();
    // Some columns hold nothing else than what they are for.
    connection.execute(sql, rusqlite::params_from_iter(params)).is_ok_and(|changed| changed > 0)
}

fn read(path: &Path, now: BoothMs) -> Result<Shown, StorageError> {
    Reader::open(path).unwrap().snapshot(now, read_everything)
}

/// What a value may turn into on a worn card, or under a newer version.
fn damages_of(was: &Cell) -> Vec<Cell> {
    let mut all = vec![Cell::Text("{".to_owned()), Cell::Blob(vec![0xff, 0x00])];
    match was {
        Cell::Text(text) => {
            all.push(Cell::Text("tomorrow".to_owned()));
            if let Ok(json @ (Value::Object(_) | Value::Array(_))) = serde_json::from_str(text) {
                all.push(Cell::Text(r#"{"of":"tomorrow"}"#.to_owned()));
                all.extend(
                    leaves_of_tomorrow(&json).into_iter().map(|json| Cell::Text(json.to_string())),
                );
            }
        }
        Cell::Integer(_) => all.push(Cell::Integer(-1)),
        _ => {}
    }
    all
}

/// The JSON with one text after the other replaced by a word that no version knows yet.
pub fn leaves_of_tomorrow(json: &Value) -> Vec<Value> {
    fn paths(json: &Value, at: &str, found: &mut Vec<String>) {
        match json {
            Value::String(_) => found.push(at.to_owned()),
            Value::Array(items) => {
                // One item stands for its like.
                items.iter().take(1).enumerate().for_each(|(n, item)| {
                    paths(item, &format!("{at}/{n}"), found);
                });
            }
            Value::Object(fields) => fields.iter().for_each(|(name, field)| {
                let name = name.replace('~', "~0").replace('/', "~1");
                paths(field, &format!("{at}/{name}"), found);
            }),
            _ => {}
        }
    }
    let mut found = Vec::new();
    paths(json, "", &mut found);
    let changed = found.into_iter().map(|at| {
        let mut json = json.clone();
        *json.pointer_mut(&at).unwrap() = Value::String("tomorrow".to_owned());
        json
    });
    changed.collect()
}

#[test]
fn one_value_that_cannot_be_understood_takes_no_read_down() {
    let (booth, path) = filled();
    let whole = read(&path, booth.now).unwrap();
    for (list, (rows, unreadable)) in &whole {
        assert!(*rows > 0, "{list} is empty: {whole:?}");
        assert_eq!(*unreadable, 0, "{list}");
    }
    let connection = Connection::open(&path).unwrap();
    let tables = texts(&connection, "SELECT name FROM sqlite_schema WHERE type = 'table'");
    let folder = folder();
    let at = folder.path().join("damaged.db");
    let (mut count, mut wrong) = (0, Vec::new());
    // Without the row of the log's end nothing can be read: that is a broken card, not a version.
    let left_out = ["events", "booth"];
    let is_walked =
        |table: &&String| !table.starts_with("sqlite_") && !left_out.contains(&table.as_str());
    for table in tables.iter().filter(is_walked) {
        let columns = texts(&connection, &format!("SELECT name FROM pragma_table_info('{table}')"));
        let keys = texts(
            &connection,
            &format!("SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk"),
        );
        for column in &columns {
            for (was, key) in values(&connection, table, column, &keys) {
                for damage in damages_of(&was) {
                    let conditions: Vec<String> =
                        (2..).zip(&keys).map(|(n, key)| format!("{key} IS ?{n}")).collect();
                    let sql = format!(
                        "UPDATE OR IGNORE {table} SET {column} = ?1 WHERE {}",
                        conditions.join(" AND ")
                    );
                    let params: Vec<Cell> =
                        std::iter::once(damage.clone()).chain(key.iter().cloned()).collect();
                    if !with_damage(&path, &at, &sql, &params) {
                        continue;
                    }
                    count += 1;
                    let place = format!("{table}.{column} = {damage:?}");
                    match read(&at, booth.now) {
                        Err(error) => {
                            wrong.push(format!("{place}: {}", crema_core::WithCauses(&error)));
                        }
                        Ok(shown) => {
                            for list in lists_of(table) {
                                let (rows, unreadable) = shown[list];
                                if rows + 1 < whole[list].0 || unreadable > 1 {
                                    wrong.push(format!("{place}: {list}: {rows}, {unreadable}"));
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    assert!(count > 500, "only {count} values were damaged");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn an_order_that_cannot_be_read_is_counted_and_the_others_are_shown() {
    let (booth, path) = filled();
    let whole = read(&path, booth.now).unwrap();
    let folder = folder();
    let at = folder.path().join("damaged.db");
    let one = "WHERE order_id = (SELECT order_id FROM manager_orders WHERE state IN ('queued', 'making', 'ready') LIMIT 1)";
    for damage in ["drink = '{'", "drink = x'00ff'", "user_id = 7", "rank = 'first'"] {
        assert!(with_damage(&path, &at, &format!("UPDATE manager_orders SET {damage} {one}"), &[]));
        let shown = read(&at, booth.now).unwrap();
        for list in ["open orders", "recent orders"] {
            assert_eq!(shown[list], (whole[list].0 - 1, 1), "{list} with {damage}");
        }
    }
}

#[test]
fn one_event_that_cannot_be_understood_is_passed_on_as_it_is_stored() {
    let (booth, path) = filled();
    let whole = read(&path, booth.now).unwrap();
    let connection = Connection::open(&path).unwrap();
    // The last of each type.
    let mut statement = connection
        .prepare("SELECT max(seq), detail_type, detail FROM events GROUP BY detail_type")
        .unwrap();
    let events: Vec<(u64, String, String)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert!(events.len() > 20, "{} types", events.len());
    let folder = folder();
    let at = folder.path().join("damaged.db");
    let mut wrong = Vec::new();
    for (seq, detail_type, detail) in &events {
        let detail: Value = serde_json::from_str(detail).unwrap();
        let mut changes = vec![
            ("detail", "{".to_owned()),
            ("detail", r#"{"of":"tomorrow"}"#.to_owned()),
            ("detail_type", "Old.Name".to_owned()),
        ];
        changes.extend(leaves_of_tomorrow(&detail).into_iter().map(|d| ("detail", d.to_string())));
        for (column, damage) in changes {
            let sql = format!("UPDATE events SET {column} = ?1 WHERE seq = ?2");
            let seq = i64::try_from(*seq).unwrap();
            assert!(with_damage(
                &path,
                &at,
                &sql,
                &[Cell::Text(damage.clone()), Cell::Integer(seq)]
            ));
            match read(&at, booth.now) {
                Ok(shown) if shown == whole => {}
                other => wrong.push(format!("{seq} {detail_type}: {damage:.60}: {other:?}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn texts(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Some of a column's values, each with the key of its row.
fn values(
    connection: &Connection,
    table: &str,
    column: &str,
    keys: &[String],
) -> Vec<(Cell, Vec<Cell>)> {
    let sql = format!(
        "SELECT {column}, {} FROM {table} WHERE {column} IS NOT NULL LIMIT {ROWS_DAMAGED}",
        keys.join(", ")
    );
    let mut statement = connection.prepare(&sql).unwrap();
    let rows = statement.query_map([], |row| {
        let key = (1..=keys.len()).map(|n| row.get(n)).collect::<Result<_, _>>()?;
        Ok((row.get(0)?, key))
    });
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}
