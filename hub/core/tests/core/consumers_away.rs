//! A service that was away, or is new: it catches up from its own cursor, in steps, exactly once;
//! a new one first receives how things are at present.

use std::sync::{Arc, Mutex};

use crema_api::commands::{Caller, CloseSession, Command, Inject, Outcome, Role};
use crema_api::events::names;
use crema_api::ids::Seq;
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_api::store::StoreState;
use crema_core::kernel::cascade::Cascade;
use crema_core::kernel::consumer::{EventHandler, Service};
use crema_core::{Core, Fault, RecordedEvent, SqliteStorage};

use crate::booth::crowd::Crowd;
use crate::booth::failing::{Ledger, Switch, numbers, open_with};
use crate::booth::flaky::{reopen, take_out};
use crate::booth::log::{dump_tables, lengthen};
use crate::booth::{Booth, kind, session_of};

/// Ticks until nothing is left to catch up with. Returns how many it took.
fn settle(booth: &mut Booth) -> usize {
    for ticks in 0..2_000 {
        booth.pass(0);
        if booth.last.next_due.is_none_or(|due| due > booth.now) {
            return ticks + 1;
        }
    }
    panic!("catching up comes to no end");
}

fn journeys(booth: &Booth) -> Vec<(String, usize)> {
    let orders = booth.read(|s| s.newest_orders_in(&OrderState::ALL, 1_000)).orders;
    let steps = |order| booth.read(|s| s.journey(order)).len();
    orders.iter().map(|order| (order.id.to_string(), steps(order.id))).collect()
}

#[test]
fn a_day_without_the_journey_is_in_the_journeys_when_it_is_back() {
    let seed = 1;
    let mut crowd = Crowd::new(seed);
    for _ in 0..100 {
        crowd.act();
    }
    take_out(&mut crowd.booth, "journey");
    for _ in 0..600 {
        crowd.act();
    }
    assert!(crowd.collected > 5, "seed {seed}: nothing happened");
    assert!(journeys(&crowd.booth).iter().any(|(_, steps)| *steps == 0));
    reopen(&mut crowd.booth, |_| {});
    settle(&mut crowd.booth);
    for (order, steps) in journeys(&crowd.booth) {
        assert!(steps >= 2, "seed {seed}: order {order} has {steps} steps");
    }
    for _ in 0..100 {
        crowd.act();
    }
    let caught_up = dump_tables(&crowd.booth.path(), &[]);
    crowd.booth.core.rebuild_projections().unwrap();
    assert!(dump_tables(&crowd.booth.path(), &[]) == caught_up, "seed {seed}");
}

#[test]
fn a_handler_that_was_away_handles_what_it_missed_in_order_and_once() {
    let mut booth = Booth::open(2);
    let mia = booth.staff(Role::Barista, "Mia");
    take_out(&mut booth, "counting");
    let guests = [booth.customer(), booth.customer()];
    let orders = guests.map(|guest| {
        let order = booth.start(guest).unwrap();
        booth.place(guest, order, "Jo").unwrap();
        assert!(!booth.said().contains(&names::NumberDrawn));
        order
    });
    reopen(&mut booth, |_| {});
    settle(&mut booth);
    let label = |booth: &Booth, order| booth.read(|s| s.order(order)).unwrap().label;
    assert_eq!(label(&booth, orders[0]).as_deref(), Some("B1"));
    assert_eq!(label(&booth, orders[1]).as_deref(), Some("B2"));
    booth.step(mia, orders[0], Command::Claim).unwrap();
    let third = booth.queued();
    assert_eq!(label(&booth, third).as_deref(), Some("B3"));
    settle(&mut booth);
    let drawn = booth.events_after(Seq(0), 10_000);
    let drawn = drawn.iter().filter(|event| event.fact.detail_type() == names::NumberDrawn);
    assert_eq!(drawn.count(), 3);
}

#[test]
fn new_events_wait_behind_those_that_were_missed() {
    let mut booth = Booth::open(3);
    take_out(&mut booth, "counting");
    let guest = booth.customer();
    let first = booth.start(guest).unwrap();
    booth.place(guest, first, "Jo").unwrap();
    reopen(&mut booth, |_| {});
    // Before the first tick: what comes now is later than what was missed.
    let guest = booth.customer();
    let second = booth.start(guest).unwrap();
    booth.place(guest, second, "Al").unwrap();
    settle(&mut booth);
    let label = |order| booth.read(|s| s.order(order)).unwrap().label;
    assert_eq!((label(first).as_deref(), label(second).as_deref()), (Some("B1"), Some("B2")));
}

#[test]
fn a_service_takes_no_command_before_it_has_caught_up() {
    let mut booth = Booth::open(4);
    take_out(&mut booth, "order_manager");
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    reopen(&mut booth, |_| {});
    let refused = booth.place(guest, order, "Jo").unwrap_err();
    assert_eq!((refused.kind, refused.kind.status()), (RefusalKind::CatchingUp, 503));
    settle(&mut booth);
    booth.place(guest, order, "Jo").unwrap();
}

/// Notes every event that it handles, with its name.
#[derive(Debug, Clone, Default)]
struct Newcomer {
    noted: Arc<Mutex<Vec<(Seq, String)>>>,
}

impl EventHandler for Newcomer {
    fn name(&self) -> &'static str {
        "newcomer"
    }

    fn subscriptions(&self) -> &'static [&'static str] {
        &[
            names::ConfigChanged,
            names::OccasionStarted,
            names::SessionOpened,
            names::SessionClosed,
            names::StationSet,
            names::NewOrder,
        ]
    }

    fn handle(&self, _cascade: &mut Cascade<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        let name = event.fact.detail_type().to_owned();
        self.noted.lock().unwrap().push((event.seq, name));
        Ok(())
    }
}

#[test]
fn a_new_handler_is_told_how_things_are_and_then_what_is_new() {
    let mut booth = Booth::open(5);
    let (mia, ben) = (booth.staff(Role::Barista, "Mia"), booth.staff(Role::Barista, "Ben"));
    let close = CloseSession { session_id: session_of(ben) };
    booth.ask(Caller::Hub, Command::CloseSession(close)).unwrap();
    booth.set_store(StoreState::LastOrders);
    booth.set_store(StoreState::Open);
    booth.queued();
    let station = crema_api::commands::SetStation { drinks: vec!["flat-white".to_owned()] };
    booth.ask(mia, Command::SetStation(station)).unwrap();

    let last = |name: &str| {
        let events = booth.events_after(Seq(0), 10_000);
        events.iter().rev().find(|event| event.fact.detail_type() == name).unwrap().seq
    };
    let mut expected = vec![last(names::OccasionStarted), last(names::ConfigChanged)];
    let opened = booth.events_after(Seq(0), 10_000).into_iter();
    expected.extend(opened.filter_map(|event| match event.fact {
        crema_api::DomainEvent::SessionOpened(opened) if opened.session_id == session_of(mia) => {
            Some(event.seq)
        }
        _ => None,
    }));
    expected.push(last(names::StationSet));
    expected.sort();

    let newcomer = Newcomer::default();
    let noted = Arc::clone(&newcomer.noted);
    reopen(&mut booth, |services| services.all.push(Service::event_handler(newcomer)));
    let guest = booth.customer();
    booth.start(guest).unwrap();
    settle(&mut booth);
    let guest = booth.customer();
    booth.start(guest).unwrap();
    settle(&mut booth);
    let noted = noted.lock().unwrap().clone();
    let seqs: Vec<Seq> = noted.iter().map(|(seq, _)| *seq).collect();
    assert_eq!(seqs[..expected.len()], expected, "{noted:?}");
    let news = &noted[expected.len()..];
    assert_eq!(news.len(), 2, "the two orders since, each once: {noted:?}");
    assert!(news.iter().all(|(_, name)| name == names::NewOrder), "{noted:?}");
}

#[test]
fn a_booth_with_a_long_log_serves_while_a_new_projection_catches_up() {
    const EVENTS: u64 = 100_000;
    let mut booth = Booth::open(6);
    lengthen(&booth.path(), EVENTS);
    open_with(&mut booth, |services| {
        services.all.push(Service::projection(Ledger { broken: Switch::off() }));
    });
    let derived = |booth: &Booth| {
        let cursor = "SELECT coalesce(max(cursor), 0) FROM rebuilds";
        (numbers(booth, cursor)[0].0, numbers(booth, "SELECT count(*) FROM ledger")[0].0)
    };
    let (at_open, _) = derived(&booth);
    assert!(at_open < EVENTS / 10, "opening waited for {at_open} events");
    let (mut before, mut orders, mut served) = (at_open, 0, 0);
    while booth.last.next_due.is_some_and(|due| due <= booth.now) || orders == 0 {
        if orders < 10 {
            let inject =
                Inject { detail_type: "custom.now".into(), detail: serde_json::Map::new() };
            let now = booth.ask(Caller::Hub, Command::Inject(inject)).unwrap();
            assert!(matches!(now, Outcome::Event { .. }));
            assert_eq!(derived(&booth), (before, 0), "new ones wait behind");
            orders += 1;
        }
        booth.pass(0);
        let (now, shown) = derived(&booth);
        assert!(now <= before + 4_000, "one step took {} events", now.saturating_sub(before));
        assert!(shown == 0 || shown == booth.core.head().0, "{shown} are half of them");
        (before, served) = (now, shown);
    }
    assert!(served > EVENTS);
    let all: Vec<Seq> = (1..=booth.core.head().0).map(Seq).collect();
    assert!(numbers(&booth, "SELECT seq FROM ledger ORDER BY rowid") == all, "each once, in order");
}

#[test]
fn catching_up_goes_on_after_a_restart_where_it_was() {
    let mut crowd = Crowd::new(7);
    take_out(&mut crowd.booth, "metrics");
    for _ in 0..1_500 {
        crowd.act();
    }
    for _ in 0..3 {
        let storage = SqliteStorage::open(&crowd.booth.path()).unwrap();
        crowd.booth.core = Core::open(storage).unwrap();
        crowd.booth.pass(0);
    }
    settle(&mut crowd.booth);
    let caught_up = dump_tables(&crowd.booth.path(), &[]);
    crowd.booth.core.rebuild_projections().unwrap();
    assert!(dump_tables(&crowd.booth.path(), &[]) == caught_up);
    let answer = kind(crowd.booth.cancel(Caller::Hub, crema_api::OrderId(uuid::Uuid::nil())));
    assert_ne!(answer, RefusalKind::CatchingUp);
}
