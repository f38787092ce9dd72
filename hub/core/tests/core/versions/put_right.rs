//! Timers and cursors that cannot be read hold nothing up: opened again, the booth goes on, no order
//! waits for ever, and what projections show is whole.

use crema_api::order::OrderState;
use rusqlite::Connection;

use crate::booth::Booth;
use crate::booth::log::{dump_table, dump_tables};

/// Longer than any order waits for anything.
const LONG_MS: u64 = 24 * 60 * 60 * 1000;

/// Spoils rows of the database and opens it again.
fn spoil(booth: &mut Booth, sql: &str) {
    let spoiled = Connection::open(booth.path()).unwrap().execute(sql, []).unwrap();
    assert!(spoiled > 0, "{sql}");
    booth.restart();
}

fn count(booth: &Booth, sql: &str) -> u32 {
    Connection::open(booth.path()).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_timer_that_cannot_be_read_is_due_at_once() {
    for (seed, spoiled) in [
        "due_ms = 'soon'",
        "due_ms = -1",
        "due_ms = NULL",
        "state = x'00'",
        "state = cast(x'6fff' as text)",
        "state = 'suspended'",
        "state = 'broken', event_seq = NULL",
        "event_seq = 'seven'",
    ]
    .iter()
    .enumerate()
    {
        let mut booth = Booth::open(u64::try_from(seed).unwrap());
        let order = booth.queued();
        let sql = format!("UPDATE timers SET {spoiled} WHERE owner = 'order_processor'");
        spoil(&mut booth, &sql);
        booth.pass(1);
        assert_eq!(booth.state(order), OrderState::TimedOut, "{spoiled}: its wait is over");
        let next = booth.queued();
        booth.pass(LONG_MS);
        assert_ne!(booth.state(next), OrderState::Queued, "{spoiled}: later ones run as ever");
    }
}

#[test]
fn a_timer_that_belongs_to_nobody_is_gone() {
    for spoiled in [
        "owner = x'00'",
        "owner = cast(x'6fff' as text)",
        "kind = x'00'",
        "kind = cast(x'6fff' as text)",
        "subject = 'an order'",
    ] {
        let mut booth = Booth::open(1);
        let order = booth.queued();
        spoil(&mut booth, &format!("UPDATE timers SET {spoiled} WHERE owner = 'order_processor'"));
        booth.pass(LONG_MS);
        assert_eq!(booth.state(order), OrderState::Queued, "{spoiled}: nobody gives it up");
        let left = "SELECT count(*) FROM timers WHERE owner = 'order_processor'
                    OR CAST(owner AS BLOB) = x'6fff' OR owner = x'00'";
        assert_eq!(count(&booth, left), 0, "{spoiled}");
        let barista = booth.staff(crema_api::commands::Role::Barista, "Sam");
        booth.make(barista, order);
        assert_eq!(booth.state(order), OrderState::Ready);
    }
}

#[test]
fn a_cursor_that_cannot_be_read_is_set_anew() {
    for spoiled in
        ["cursor = 'x'", "cursor = -1", "greeted = 'x'", "behind = 'x'", "behind = 7", "lost = 'x'"]
    {
        let mut booth = Booth::open(2);
        let order = booth.queued();
        let before = dump_tables(&booth.path(), &["consumers"]);
        spoil(&mut booth, &format!("UPDATE consumers SET {spoiled}"));
        assert_eq!(dump_tables(&booth.path(), &["consumers"]), before, "{spoiled}");
        let barista = booth.staff(crema_api::commands::Role::Barista, "Sam");
        booth.make(barista, order);
        assert_eq!(booth.state(order), OrderState::Ready, "{spoiled}");
    }
}

#[test]
fn a_rebuild_that_cannot_be_read_begins_again() {
    let mut booth = Booth::open(3);
    booth.queued();
    let before = dump_table(&booth.path(), "journey_steps");
    let begun = "INSERT INTO rebuilds (projection, cursor) VALUES ('journey', 'x')";
    Connection::open(booth.path()).unwrap().execute(begun, []).unwrap();
    spoil(&mut booth, "UPDATE consumers SET lost = 1 WHERE name = 'journey'");
    booth.pass(1);
    booth.pass(1);
    assert_eq!(dump_table(&booth.path(), "journey_steps"), before);
    assert_eq!(count(&booth, "SELECT count(*) FROM rebuilds"), 0, "it is over");
}

#[test]
fn a_consumer_whose_name_cannot_be_read_begins_anew() {
    for name in ["cast(x'6fff' as text)", "x'00'"] {
        let mut booth = Booth::open(4);
        let order = booth.queued();
        let before = dump_tables(&booth.path(), &["consumers"]);
        let spoiled = "name = 'journey'";
        spoil(&mut booth, &format!("UPDATE consumers SET lost = 1, name = {name} WHERE {spoiled}"));
        booth.pass(1);
        booth.pass(1);
        assert_eq!(count(&booth, "SELECT count(*) FROM consumers WHERE lost = 1"), 0, "{name}");
        assert_eq!(dump_table(&booth.path(), "journey_steps").len(), {
            let steps = before.iter().filter(|row| *row == "-- journey_steps").count();
            steps * booth.read(|s| s.journey(order)).len()
        });
        booth.set_store(crema_api::store::StoreState::Paused);
    }
}

#[test]
fn a_services_own_row_that_cannot_be_read_is_made_again() {
    let columns = [
        ("processor_shop", &["state", "choose_s", "barista_s", "seq"][..]),
        (
            "validator_store",
            &[
                "occasion",
                "state",
                "drinks_per_code",
                "window_ms",
                "orders_per_day",
                "booth_letter",
                "shown_code",
                "shown_seq",
                "day_seq",
                "seq",
            ],
        ),
    ];
    for (table, column) in
        columns.iter().flat_map(|(table, all)| all.iter().map(move |c| (table, c)))
    {
        for value in ["cast(x'6fff' as text)", "x'00'"] {
            let mut booth = Booth::open(4);
            booth.queued();
            spoil(&mut booth, &format!("UPDATE {table} SET {column} = {value}"));
            booth.pass(1);
            assert!(booth.code().is_some(), "{table}.{column} = {value}");
            let order = booth.queued();
            assert_eq!(booth.state(order), OrderState::Queued, "{table}.{column} = {value}");
            let read = booth.read(|s| s.store()).unwrap();
            assert_eq!(read.dead_letters, 0, "{table}.{column} = {value}");
        }
    }
}
