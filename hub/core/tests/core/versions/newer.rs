//! A database that a newer version has written, opened by this one and by the newer one again; and a
//! filled one that the newer version upgrades.

use crema_api::commands::{Command, OneOrder, Role};
use crema_api::ids::Seq;
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_core::kernel::consumer::Services;
use crema_core::kernel::migrations::{MIGRATIONS, Migration};
use crema_core::{Core, OpenError, Reader, SqliteStorage};
use rusqlite::Connection;

use super::damage;
use crate::booth::Booth;
use crate::booth::log::{dump_log, dump_tables};

/// What a newer version does to a database: additive, and read by the version before it. It names
/// other indices, so that no query may rely on the name of one.
const NEWER: &str = "
    ALTER TABLE manager_orders ADD COLUMN sugar TEXT;
    ALTER TABLE events ADD COLUMN region TEXT NOT NULL DEFAULT 'booth';
    CREATE TABLE roaster_beans (bean TEXT PRIMARY KEY, grams INTEGER NOT NULL) WITHOUT ROWID;
    INSERT INTO roaster_beans VALUES ('Sidamo', 250);
    DROP INDEX manager_orders_left;
    CREATE INDEX manager_orders_on_the_counter ON manager_orders (ready_ms)
        WHERE state = 'uncollected';
    DROP INDEX manager_orders_noticed;
    INSERT INTO consumers (name, cursor, behind) VALUES ('roaster', 1, 0);
    INSERT INTO timers (owner, kind, subject, due_ms, state) VALUES ('roaster', 'roast', x'', 1, 'running');
    INSERT INTO timers (owner, kind, subject, due_ms, state) VALUES ('order_processor', 'grind', x'', 1, 'running');
    INSERT INTO timers (owner, kind, subject, due_ms, state) VALUES ('config', 'season', x'', 1, 'running');
    INSERT INTO secrets (kind, id, secret, seq) VALUES ('roaster_key', x'01', x'0203', 0);";

/// The next version's migrations; the last one names this reader.
fn next_version(oldest_reader: u32) -> Vec<Migration> {
    let format = MIGRATIONS.last().unwrap().format + 1;
    [MIGRATIONS, &[Migration { format, oldest_reader, sql: NEWER }]].concat()
}

fn known() -> u32 {
    MIGRATIONS.last().unwrap().format
}

fn format_of(booth: &Booth) -> u32 {
    let connection = Connection::open(booth.path()).unwrap();
    connection.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
}

fn storage(booth: &Booth) -> SqliteStorage {
    SqliteStorage::open(&booth.path()).unwrap()
}

/// Opens the booth as the next version does.
fn open_as_next(booth: &mut Booth, oldest_reader: u32) {
    let migrations = next_version(oldest_reader);
    booth.core = Core::open_migrated(storage(booth), Services::of_booth(), &migrations).unwrap();
    booth.reader = Reader::open(&booth.path()).unwrap();
}

/// One order from its start to the guest's hand.
fn serve_one(booth: &mut Booth) {
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    for step in [Command::Claim, Command::Complete, Command::Collect] {
        booth.step(mia, order, step).unwrap();
    }
    assert_eq!(booth.state(order), OrderState::Collected);
}

/// What only the newer version knows, as text.
fn of_the_newer(booth: &Booth) -> Vec<String> {
    let all = dump_tables(&booth.path(), &["format"]);
    let words = ["roaster", "Sidamo", "grind", "season"];
    let hex = |line: &String| line.starts_with("roaster_key") || line.contains("|0203|");
    all.into_iter().filter(|line| words.iter().any(|w| line.contains(w)) || hex(line)).collect()
}

#[test]
fn a_database_of_the_next_format_is_opened_served_and_opened_by_the_next_version_again() {
    let mut booth = Booth::open(1);
    serve_one(&mut booth);
    open_as_next(&mut booth, known());
    serve_one(&mut booth);
    let theirs = of_the_newer(&booth);
    assert!(theirs.len() >= 6, "{theirs:?}");

    // The booth falls back to this version.
    booth.restart();
    serve_one(&mut booth);
    booth.read(|s| s.given_up(10));
    booth.read(|s| s.orders_in(&[OrderState::Uncollected]));
    let crew = booth.staff(Role::Crew, "Ada");
    booth.ask(crew, Command::EndDay).unwrap();
    booth.pass(60_000);
    assert!(booth.last.next_due.is_none_or(|due| due > booth.now), "no one waits for its timers");
    assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters, 0);
    assert_eq!(of_the_newer(&booth), theirs, "what it does not know it leaves alone");
    assert_eq!(format_of(&booth), known() + 1, "the format stays the newer one");
    assert!(Reader::open_foreign(&booth.path()).unwrap().is_some());

    // And forward again: nothing is run twice.
    open_as_next(&mut booth, known());
    booth.set_store(crema_api::store::StoreState::Open);
    serve_one(&mut booth);
    assert_eq!(format_of(&booth), known() + 1);
}

#[test]
fn a_database_that_needs_a_newer_program_is_refused_in_words() {
    let mut booth = Booth::open(1);
    open_as_next(&mut booth, known() + 1);
    let before = dump_tables(&booth.path(), &[]);
    let refused = Core::open(storage(&booth)).unwrap_err();
    assert!(matches!(refused, OpenError::Newer { .. }), "{refused:?}");
    let words = refused.to_string();
    let asks = format!("a version from before format {} cannot read it", known() + 1);
    assert!(words.contains(&asks) && words.contains("Start the newer version"), "{words}");
    assert!(matches!(Reader::open_foreign(&booth.path()), Err(OpenError::Newer { .. })));
    assert_eq!(dump_tables(&booth.path(), &[]), before, "and not touched");
}

#[test]
fn a_later_migration_does_not_take_back_what_an_earlier_one_asks() {
    let mut booth = Booth::open(1);
    let format = known() + 2;
    let mut migrations = next_version(known() + 1);
    migrations.push(Migration { format, oldest_reader: known(), sql: "CREATE TABLE x (y)" });
    booth.core = Core::open_migrated(storage(&booth), Services::of_booth(), &migrations).unwrap();
    assert!(matches!(Core::open(storage(&booth)), Err(OpenError::Newer { .. })));
}

#[test]
fn a_filled_database_is_upgraded_and_its_orders_go_on() {
    let (mut booth, path) = damage::filled();
    let open = |booth: &Booth| {
        booth.read(|s| s.orders_in(&[OrderState::Queued, OrderState::Making])).orders
    };
    let ids = |booth: &Booth| open(booth).iter().map(|order| order.id).collect::<Vec<_>>();
    let before = (dump_log(&path), dump_tables(&path, &["format"]), ids(&booth));
    assert!(before.0.len() > 300 && before.2.len() > 3, "it is filled");

    open_as_next(&mut booth, known());
    let rows = |lines: &[String], added: &str| -> Vec<String> {
        lines.iter().map(|line| line.strip_suffix(added).unwrap_or(line).to_owned()).collect()
    };
    assert_eq!(rows(&dump_log(&path), "booth|"), before.0);
    let after = rows(&rows(&dump_tables(&path, &["format"]), "booth|"), "NULL|");
    let was = rows(&before.1, "NULL|");
    let lost: Vec<&String> = was.iter().filter(|line| !after.contains(line)).collect();
    assert!(lost.is_empty(), "{lost:?}");
    assert_eq!(ids(&booth), before.2);

    let mia = booth.staff(Role::Barista, "Mia");
    for order in open(&booth) {
        if order.state == OrderState::Queued {
            booth.step(mia, order.id, Command::Claim).unwrap();
        }
    }
    let events = booth.read(|s| s.events_after(Seq(0), 10_000)).len();
    booth.core.rebuild_projections().unwrap();
    assert_eq!(booth.read(|s| s.events_after(Seq(0), 10_000)).len(), events);
}

/// What is kept under a key may be in words of the next version, or damaged.
#[test]
fn an_answer_that_cannot_be_read_is_no_word_that_nothing_was_done() {
    let mut booth = Booth::open(11);
    let mia = booth.staff(Role::Barista, "Mia");
    let order_id = booth.queued();
    let claim = booth.call(mia, Command::Claim(OneOrder { order_id }));
    booth.give(claim.clone()).unwrap();
    let connection = Connection::open(booth.path()).unwrap();
    for kept in [
        "'{\"refused\":{\"kind\":\"too-early\",\"detail\":\"Not yet.\"}}'",
        "'{\"done\":{\"roasted\":{}}}'",
        "'{'",
        "x'00'",
    ] {
        let last = "WHERE id = (SELECT max(id) FROM outcomes)";
        connection.execute(&format!("UPDATE outcomes SET outcome = {kept} {last}"), []).unwrap();
        let refused = booth.give(claim.clone()).unwrap_err();
        assert_eq!(refused.kind, RefusalKind::AnswerUnreadable, "{kept}");
        assert!(refused.detail.contains("answered before"), "{refused}");
        assert!(booth.said().is_empty(), "{kept}: {:?}", booth.said());
    }
}
