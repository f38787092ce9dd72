//! Many dead letters: hundreds of deliveries, a projection that fails on everything, an event
//! that cannot be read. Redriving takes it in steps, and none of it stops the booth.

use crema_api::commands::{Caller, Command, Inject, Outcome, Report};
use crema_api::events::names;
use crema_api::events::printer::Condition;
use crema_api::ids::Seq;
use crema_core::kernel::cascade::CASCADE_EVENTS_MAX;
use crema_core::kernel::consumer::Service;
use crema_core::kernel::redrive::REDRIVEN_AT_ONCE_MAX;
use rusqlite::Connection;

use crate::booth::Booth;
use crate::booth::crowd::Crowd;
use crate::booth::failing::{Ledger, Notebook, Switch, numbers, open_with};
use crate::booth::log::dump_tables;

fn inject(booth: &mut Booth) -> Seq {
    let inject = Inject { detail_type: "custom.note".to_owned(), detail: serde_json::Map::new() };
    match booth.ask(Caller::Hub, Command::Inject(inject)).unwrap() {
        Outcome::Event { seq } => seq,
        other => panic!("{other:?}"),
    }
}

/// Each printer has a key of its own.
fn report(booth: &mut Booth, printer: &str) -> Seq {
    let report = Report::Condition { printer: printer.to_owned(), condition: Condition::Ok };
    match booth.ask(Caller::Hub, Command::Report(report)).unwrap() {
        Outcome::Event { seq } => seq,
        other => panic!("{other:?}"),
    }
}

fn redrive(booth: &mut Booth) -> u32 {
    match booth.ask(Caller::Hub, Command::Redrive).unwrap() {
        Outcome::Count { count } => count,
        other => panic!("{other:?}"),
    }
}

/// As the hub does at the first start of another version; gives the counts.
fn redrive_all(booth: &mut Booth) -> Vec<u32> {
    let mut made = Vec::new();
    loop {
        match redrive(booth) {
            0 => return made,
            count => made.push(count),
        }
        assert!(made.len() < 1_000, "redriving comes to no end");
    }
}

fn left(booth: &Booth) -> u32 {
    booth.read(|s| s.store()).unwrap().dead_letters
}

#[test]
fn more_than_a_cascade_holds_is_redriven_in_steps_and_in_order() {
    let mut booth = Booth::open(4);
    let broken = Switch::on();
    let notebook = Notebook { subscriptions: &["custom.note"], broken: broken.clone() };
    open_with(&mut booth, |services| services.all.push(Service::event_handler(notebook)));
    let many = CASCADE_EVENTS_MAX + 10;
    let sent: Vec<Seq> = (0..many).map(|_| inject(&mut booth)).collect();
    assert_eq!(left(&booth) as usize, many);

    broken.set(false);
    let first = redrive(&mut booth);
    assert!((1..=REDRIVEN_AT_ONCE_MAX).contains(&first), "{first}");
    assert_eq!((left(&booth) + first) as usize, many, "what is left is said");
    let heard = numbers(&booth, "SELECT seq FROM notebook");
    assert_eq!(heard, sent[..first as usize], "the oldest first");
    let steps = redrive_all(&mut booth);
    assert!(steps.iter().all(|count| *count <= REDRIVEN_AT_ONCE_MAX), "{steps:?}");
    assert_eq!(left(&booth), 0);
    assert_eq!(numbers(&booth, "SELECT seq FROM notebook"), sent);
}

#[test]
fn what_cannot_be_read_stays_and_the_rest_moves_on() {
    let mut booth = Booth::open(5);
    let broken = Switch::on();
    let subscriptions = &[names::PrinterStatusChanged];
    let notebook = Notebook { subscriptions, broken: broken.clone() };
    open_with(&mut booth, |services| services.all.push(Service::event_handler(notebook)));
    let sent = ["bar", "counter", "store"].map(|printer| report(&mut booth, printer));
    let connection = Connection::open(booth.path()).unwrap();
    let spoil = "UPDATE events SET detail = '{' WHERE seq = ?1";
    assert_eq!(connection.execute(spoil, [sent[0].0]).unwrap(), 1);
    broken.set(false);
    assert_eq!(redrive_all(&mut booth), [2]);
    assert_eq!(left(&booth), 1);
    assert_eq!(numbers(&booth, "SELECT seq FROM notebook"), sent[1..]);
}

#[test]
fn a_projection_that_fails_on_everything_is_not_told_of_it_and_catches_up() {
    let mut crowd = Crowd::new(6);
    let broken = Switch::off();
    let ledger = Ledger { broken: broken.clone() };
    open_with(&mut crowd.booth, |services| services.all.push(Service::projection(ledger)));
    broken.set(true);
    let before = crowd.booth.core.head();
    for _ in 0..300 {
        crowd.act();
    }
    let said = crowd.booth.events_after(before, 100_000);
    let told = said.iter().filter(|event| event.fact.detail_type() == names::DeliveryFailed);
    let (told, said) = (told.count(), said.len());
    assert!(said > 400, "only {said} events");
    assert_eq!(told * 2, said, "each event, and that it waits");
    assert_eq!(
        left(&crowd.booth) as usize,
        told,
        "one row for each event, none for the news of it"
    );

    broken.set(false);
    let moved: u32 = redrive_all(&mut crowd.booth).iter().sum();
    assert_eq!(moved as usize, told);
    assert_eq!(left(&crowd.booth), 0);
    let caught_up = dump_tables(&crowd.booth.path(), &[]);
    crowd.booth.core.rebuild_projections().unwrap();
    assert_eq!(dump_tables(&crowd.booth.path(), &[]), caught_up, "as if it had never failed");
}

#[test]
fn a_delivery_finds_dead_letters_of_its_key_by_an_index() {
    let booth = Booth::open(7);
    let connection = Connection::open(booth.path()).unwrap();
    let sql = "EXPLAIN QUERY PLAN
        SELECT seq FROM dead_letters WHERE consumer = 'ledger' AND key = '' ORDER BY seq LIMIT 1";
    let plan: String = connection.query_row(sql, [], |row| row.get(3)).unwrap();
    assert!(plan.contains("consumer=? AND key=?"), "{plan}");
}
