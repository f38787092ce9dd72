//! Everything that begins comes to an end, also where a delivery or a timer that would have ended it was
//! given up: nothing holds room, a guest or a name for ever.

mod days;
mod given_up;
mod timers;
mod unreadable;

use crema_api::DomainEvent;
use crema_api::commands::{Caller, Command, Discard};
use crema_api::ids::Seq;
use rusqlite::Connection;

use crate::booth::Booth;

fn count(booth: &Booth, sql: &str) -> u32 {
    Connection::open(booth.path()).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

fn executions(booth: &Booth) -> u32 {
    count(booth, "SELECT count(*) FROM processor_executions")
}

/// What failed last.
fn failed(booth: &Booth) -> (String, Seq) {
    let events = booth.events_after(Seq(0), 10_000);
    let last = events.iter().rev().find_map(|event| match &event.fact {
        DomainEvent::DeliveryFailed(failed) => Some((failed.consumer.clone(), failed.failed_seq)),
        DomainEvent::TimerFailed(failed) => Some((failed.consumer.clone(), event.seq)),
        _ => None,
    });
    last.expect("something failed")
}

/// Gives up what failed last.
fn discard_failed(booth: &mut Booth) {
    let (consumer, seq) = failed(booth);
    booth.ask(Caller::Hub, Command::Discard(Discard { consumer, seq })).unwrap();
    assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters, 0);
}
