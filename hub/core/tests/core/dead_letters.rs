//! A consumer that fails: its delivery becomes a dead letter, those of the same order behind it, all
//! others go on; redriving delivers in order.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crema_api::commands::{Caller, Command, Outcome, Report, Role};
use crema_api::events::names;
use crema_api::ids::{OrderId, Seq};
use crema_api::problem::RefusalKind;
use crema_core::kernel::cascade::Cascade;
use crema_core::kernel::consumer::{EventHandler, Service, Services};
use crema_core::{Core, Fault, RecordedEvent, SqliteStorage};

use crate::booth::Booth;

/// Writes down what it hears, and fails on placed orders while it is told to.
#[derive(Debug)]
struct Fragile {
    broken: Arc<AtomicBool>,
    panics: bool,
}

impl EventHandler for Fragile {
    fn name(&self) -> &'static str {
        "fragile"
    }

    fn subscriptions(&self) -> &'static [&'static str] {
        &[names::OrderPlaced, names::WaitingCompletion, names::MakeOrder]
    }

    fn handle(&self, cascade: &mut Cascade<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        let order = event.fact.order_id().expect("about an order");
        cascade.execute(
            "INSERT INTO fragile_heard (seq, order_id) VALUES (?1, ?2)",
            &[&event.seq.0, &order.0],
        )?;
        let placed = event.fact.detail_type() == names::OrderPlaced;
        if placed && self.broken.load(Ordering::Relaxed) {
            assert!(!self.panics, "it falls over");
            return Err(Fault::broken("it does not like placed orders"));
        }
        Ok(())
    }
}

fn booth_with_fragile(panics: bool) -> (Booth, Arc<AtomicBool>) {
    let mut booth = Booth::open(1);
    let connection = rusqlite::Connection::open(booth.path()).unwrap();
    connection
        .execute_batch("CREATE TABLE fragile_heard (seq INTEGER PRIMARY KEY, order_id BLOB)")
        .unwrap();
    let broken = Arc::new(AtomicBool::new(true));
    let mut services = Services::of_booth();
    // First of all, so that everything after it has to go on.
    let fragile = Fragile { broken: Arc::clone(&broken), panics };
    services.all.insert(0, Service::event_handler(fragile));
    booth.core = Core::open_with(SqliteStorage::open(&booth.path()).unwrap(), services).unwrap();
    (booth, broken)
}

fn heard(booth: &Booth) -> Vec<(Seq, OrderId)> {
    let connection = rusqlite::Connection::open(booth.path()).unwrap();
    let mut statement =
        connection.prepare("SELECT seq, order_id FROM fragile_heard ORDER BY rowid").unwrap();
    let rows = statement.query_map([], |row| Ok((Seq(row.get(0)?), OrderId(row.get(1)?))));
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn a_failing_consumer_is_passed_by_and_catches_up_in_order() {
    for panics in [false, true] {
        let (mut booth, broken) = booth_with_fragile(panics);
        let mia = booth.staff(Role::Barista, "Mia");
        let (guest, other) = (booth.customer(), booth.customer());

        let first = booth.start(guest).unwrap();
        booth.place(guest, first, "Jo").unwrap();
        let said = booth.said();
        assert!(said.contains(&names::DeliveryFailed), "{said:?}");
        assert!(said.contains(&names::WaitingCompletion), "the others went on: {said:?}");
        assert!(heard(&booth).is_empty(), "what it wrote was rolled back");
        booth.step(mia, first, Command::Claim).unwrap();
        assert!(heard(&booth).is_empty(), "later events of the same order go behind it");

        // Mended: other orders reach it, the first one's wait for the redrive.
        broken.store(false, Ordering::Relaxed);
        let second = booth.start(other).unwrap();
        booth.place(other, second, "Al").unwrap();
        assert!(heard(&booth).iter().all(|(_, order)| *order == second));
        assert_eq!(heard(&booth).len(), 2);

        assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters, 3);
        let made = booth.ask(Caller::Hub, Command::Redrive).unwrap();
        assert_eq!(made, Outcome::Count { count: 3 });
        assert_eq!(booth.said(), [names::DeliveryRedriven; 3]);
        let caught_up: Vec<Seq> = heard(&booth)
            .into_iter()
            .filter(|(_, order)| *order == first)
            .map(|(seq, _)| seq)
            .collect();
        assert_eq!(caught_up.len(), 3);
        assert!(caught_up.is_sorted(), "in order");
        assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters, 0);
        let again = booth.ask(Caller::Hub, Command::Redrive).unwrap();
        assert_eq!(again, Outcome::Count { count: 0 });
    }
}

#[test]
fn what_still_fails_stays_a_dead_letter() {
    let (mut booth, _broken) = booth_with_fragile(false);
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    booth.place(guest, order, "Jo").unwrap();
    let made = booth.ask(Caller::Hub, Command::Redrive).unwrap();
    assert_eq!(made, Outcome::Count { count: 0 });
    assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters, 2);
}

#[test]
fn a_report_on_a_ticket_that_no_log_has_is_refused_and_makes_no_dead_letter() {
    let mut booth = Booth::open(4);
    let guest = booth.customer();
    let order_id = booth.start(guest).unwrap();
    booth.place(guest, order_id, "Jo").unwrap();
    let device = booth.device(Role::Device, "Printer 1");
    let printer = "bar".to_owned();
    for beyond in [0, booth.core.head().0 + 1, i64::MAX as u64 + 1, u64::MAX] {
        let (ticket_seq, printer) = (Seq(beyond), printer.clone());
        let report = Report::TicketPrinted { printer, order_id, ticket_seq };
        let refusal = booth.ask(device, Command::Report(report)).unwrap_err();
        assert_eq!(refusal.kind, RefusalKind::BadInput, "{beyond}");
        assert!(booth.said().is_empty(), "{beyond}: {:?}", booth.said());
    }
    assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters, 0);
    let mia = booth.staff(Role::Barista, "Mia");
    booth.step(mia, order_id, Command::Claim).unwrap();
    let wanted = |event: &&Arc<RecordedEvent>| event.fact.detail_type() == names::TicketWanted;
    let ticket_seq = booth.last.events.iter().find(wanted).unwrap().seq;
    let report = Report::TicketUnknown { printer, order_id, ticket_seq };
    booth.ask(device, Command::Report(report)).unwrap();
}

#[test]
fn a_newer_database_is_refused_in_words() {
    let booth = Booth::open(3);
    let connection = rusqlite::Connection::open(booth.path()).unwrap();
    let needs = "PRAGMA user_version = 999; UPDATE format SET oldest_reader = 999";
    connection.execute_batch(needs).unwrap();
    let error = Core::open(SqliteStorage::open(&booth.path()).unwrap()).unwrap_err();
    let words = error.to_string();
    assert!(words.contains("newer version") && words.contains("999"), "{words}");
}

#[test]
fn a_database_from_before_the_first_release_is_refused_in_words_and_left_alone() {
    let booth = Booth::open(3);
    let connection = rusqlite::Connection::open(booth.path()).unwrap();
    let format = || connection.query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0));
    let tables = || {
        connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, u32>(0))
    };
    let before = tables().unwrap();
    for old in 1..=6 {
        connection.pragma_update(None, "user_version", old).unwrap();
        let opened = Core::open(SqliteStorage::open(&booth.path()).unwrap());
        let read = crema_core::Reader::open_foreign(&booth.path());
        for error in [opened.unwrap_err(), read.unwrap_err()] {
            let words = error.to_string();
            assert!(words.contains("before its first release"), "{words}");
            assert!(words.contains(&format!("format {old}")), "{words}");
            assert!(words.contains("Start with an empty folder"), "{words}");
        }
        assert_eq!((format().unwrap(), tables().unwrap()), (old, before));
    }
}
