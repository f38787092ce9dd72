//! The tables of deciders are folds of the log: emptied and replayed they are the same, byte for
//! byte; imported into an empty booth a recording gives the same lists; and an order can be looked
//! at as it was after any event.

use std::collections::BTreeSet;
use std::path::Path;

use crema_api::answers::{OrderView, Orders};
use crema_api::commands::{Cancel, Command, HandOver, Role};
use crema_api::events::names as n;
use crema_api::ids::{OrderId, Seq};
use crema_api::order::OrderState;
use crema_api::store::StoreState;
use crema_core::RecordedEvent;
use crema_core::kernel::consumer::{Service, Services};
use crema_core::kernel::replay::ImportError;
use rusqlite::Connection;

use crate::booth::crowd::Crowd;
use crate::booth::log::{dump_log, dump_tables};
use crate::booth::{Booth, session_of};

const SEEDS: [u64; 5] = [1, 20_261_124, 77, 4_711, 90_125];

/// A crowd's day: many hours of presses, now and then the end of a day or another occasion.
fn crowded_day(seed: u64) -> Crowd {
    println!("seed {seed}");
    let mut crowd = Crowd::new(seed);
    for _ in 0..3 {
        for _ in 0..350 {
            crowd.act();
        }
        let crew = crowd.crew();
        // What a crowd does rarely, and a replay must know as well.
        if let Some(mia) = crowd.baristas().first().copied() {
            let to = session_of(crew);
            let _ = crowd.booth.ask(mia, Command::HandOver(HandOver { to }));
            crowd.look();
        }
        match crowd.booth.below(3) {
            0 => drop(crowd.booth.ask(crew, Command::CloseAndCancel)),
            1 => crowd.booth.begin_occasion("Another hall"),
            _ => {
                let _ = crowd.booth.ask(crew, Command::CloseAndCancel);
                crowd.look();
                let _ = crowd.booth.ask(crew, Command::EndDay);
            }
        }
        crowd.look();
        crowd.booth.set_store(StoreState::Open);
        crowd.look();
    }
    for _ in 0..150 {
        crowd.act();
    }
    crowd
}

fn folded_tables() -> Vec<&'static str> {
    let services = Services::of_booth().all;
    services.iter().flat_map(Service::folds).flat_map(|fold| fold.tables()).copied().collect()
}

/// The tables that are folds.
pub fn dump_folds(path: &Path) -> Vec<String> {
    let folded = folded_tables();
    let all = dump_tables(path, &[]);
    let mut of_fold = false;
    let is_folded = |line: &String| {
        if let Some(table) = line.strip_prefix("-- ") {
            of_fold = folded.contains(&table);
        }
        of_fold
    };
    all.into_iter().filter(is_folded).collect()
}

pub fn log_of(booth: &Booth) -> Vec<RecordedEvent> {
    booth.events_after(Seq(0), 1_000_000)
}

#[test]
fn the_tables_of_deciders_are_folds() {
    let folded: BTreeSet<&str> = folded_tables().into_iter().collect();
    for table in
        ["manager_orders", "config_now", "config_occasions", "validator_codes", "counting_numbers"]
    {
        assert!(folded.contains(table), "{table} is no fold: {folded:?}");
    }
}

#[test]
fn every_decider_emptied_and_replayed_is_the_same() {
    let mut undone = 0;
    for seed in SEEDS {
        let mut crowd = crowded_day(seed);
        let path = crowd.booth.path();
        let before = dump_tables(&path, &[]);
        undone += dump_log(&path).iter().filter(|event| event.contains(r#""undo":true"#)).count();
        // Spoil each of them first: a replay that does nothing must not pass.
        let spoiler = Connection::open(&path).unwrap();
        for table in folded_tables() {
            spoiler.execute(&format!("DELETE FROM {table}"), []).unwrap();
        }
        assert_ne!(dump_tables(&path, &[]), before);
        crowd.booth.core.replay_deciders().unwrap();
        assert_same(&dump_tables(&path, &[]), &before, seed);
    }
    assert!(undone > 20, "only {undone} moves were undone by the crowds");
}

fn assert_same(found: &[String], expected: &[String], seed: u64) {
    let differ = found.iter().zip(expected).find(|(found, expected)| found != expected);
    assert_eq!(differ, None, "seed {seed}");
    assert_eq!(found.len(), expected.len(), "seed {seed}");
}

#[test]
fn a_booth_goes_on_after_a_replay() {
    let mut booth = Booth::open(3);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    booth.step(mia, order, Command::Claim).unwrap();
    booth.core.replay_deciders().unwrap();
    for step in [Command::Complete, Command::Collect] {
        booth.step(mia, order, step).unwrap();
    }
    assert_eq!(booth.view(order).label.as_deref(), Some("B1"));
    let next = booth.queued();
    assert_eq!(booth.view(next).label.as_deref(), Some("B2"), "numbers go on");
}

#[test]
fn a_recording_imported_into_an_empty_booth_gives_the_same_lists() {
    for seed in SEEDS {
        let crowd = crowded_day(seed);
        let mut copy = Booth::new(seed);
        copy.core.import(&log_of(&crowd.booth), [7; 32]).unwrap();
        copy.now = crowd.booth.now;
        let last = log_of(&crowd.booth).last().map(|last| last.at.booth_ms);
        assert_eq!(Some(copy.core.booth_ms()), last, "its time goes on from there");
        assert_eq!(dump_log(&copy.path()), dump_log(&crowd.booth.path()), "seed {seed}");
        let (found, expected) = (dump_folds(&copy.path()), dump_folds(&crowd.booth.path()));
        assert_same(&found, &expected, seed);
        for states in [vec![OrderState::Uncollected], open_states()] {
            let list = |booth: &Booth| without_beside(booth.read(|s| s.orders_in(&states)));
            assert_eq!(list(&copy), list(&crowd.booth), "seed {seed}, {states:?}");
        }
        let newest = |booth: &Booth| {
            without_beside(booth.read(|s| s.newest_orders_in(&OrderState::ALL, 500)))
        };
        assert_eq!(newest(&copy), newest(&crowd.booth), "seed {seed}");
        let given_up = |booth: &Booth| without_beside(booth.read(|s| s.given_up(500)));
        assert_eq!(given_up(&copy), given_up(&crowd.booth), "seed {seed}");
        let figures = |booth: &Booth| booth.read(|s| s.figures(None));
        assert_eq!(figures(&copy), figures(&crowd.booth), "seed {seed}");
        let config = |booth: &Booth| booth.read(|s| s.config());
        assert_eq!(config(&copy), config(&crowd.booth), "seed {seed}");
    }
}

fn open_states() -> Vec<OrderState> {
    OrderState::ALL.into_iter().filter(|state| state.open()).collect()
}

/// The list without what lies beside the log: names, and the times of timers.
fn without_beside(orders: Orders) -> Vec<OrderView> {
    let without = |mut order: OrderView| {
        order.name = None;
        order.choose_until_booth_ms = None;
        order.give_up_booth_ms = None;
        order.barista.iter_mut().for_each(|barista| barista.name = None);
        order.cancelling.iter_mut().for_each(|cancelling| cancelling.by.name = None);
        order
    };
    orders.orders.into_iter().map(without).collect()
}

#[test]
fn only_a_whole_recording_goes_into_an_empty_booth() {
    let booth = Booth::open(4);
    let log = log_of(&booth);
    let mut other = Booth::new(5);
    let gap = other.core.import(&log[1..], [7; 32]);
    assert!(matches!(gap, Err(ImportError::Gap { expected: Seq(1), found: Seq(2) })), "{gap:?}");
    assert!(dump_log(&other.path()).is_empty(), "nothing of it is kept");
    other.core.import(&log, [7; 32]).unwrap();
    assert!(matches!(other.core.import(&log, [7; 32]), Err(ImportError::NotEmpty)));
}

/// An order's own fields.
pub fn own_fields(view: OrderView) -> OrderView {
    let list = Orders { orders: vec![view], unreadable: 0, booth_ms: 0, seq: Seq(0) };
    let mut view = without_beside(list).remove(0);
    view.place_in_line = None;
    view.expected_wait_min = None;
    view.given_up = None;
    view
}

#[test]
fn an_order_is_shown_as_it_was_after_any_event() {
    let mut booth = Booth::open(6);
    let (mia, leo) = (booth.staff(Role::Barista, "Mia"), booth.staff(Role::Barista, "Leo"));
    let guest = booth.customer();
    booth.pass(1_000);
    let order = booth.start(guest).unwrap();
    let mut seen = vec![(booth.core.head(), booth.view(order))];
    let mut see = |booth: &mut Booth| {
        seen.push((booth.core.head(), booth.view(order)));
        booth.pass(1_000);
    };
    booth.place(guest, order, "Jo").unwrap();
    see(&mut booth);
    for (who, step) in [
        (mia, Command::Claim as fn(_) -> _),
        (leo, Command::TakeOver),
        (leo, Command::Undo),
        (mia, Command::Complete),
        (mia, Command::CallAgain),
        (mia, Command::Collect),
        (mia, Command::Remake),
        (mia, Command::Undo),
        (mia, Command::Recall),
        (mia, Command::Reprint),
        (mia, Command::Complete),
    ] {
        booth.step(who, order, step).unwrap();
        see(&mut booth);
    }
    let held = Cancel { order_id: order, reason: None, held: true };
    booth.ask(mia, Command::Cancel(held)).unwrap();
    see(&mut booth);
    booth.pass(60_000);
    see(&mut booth);
    for (at, then) in seen {
        let now = booth.view_at(order, at).unwrap();
        assert_eq!((now.seq, now.booth_ms), (at, then.booth_ms), "as of event {at}");
        assert_eq!(own_fields(now), own_fields(then), "as of event {at}");
    }
}

#[test]
fn at_the_logs_end_every_order_is_as_it_is_now() {
    let seed = 8;
    let crowd = crowded_day(seed);
    let head = crowd.booth.core.head();
    let orders = crowd.booth.read(|s| s.newest_orders_in(&OrderState::ALL, 500)).orders;
    assert!(orders.len() > 50, "seed {seed}: {}", orders.len());
    for order in orders {
        let (id, booth_ms) = (order.id, order.booth_ms);
        let mut then = crowd.booth.view_at(id, head).unwrap();
        then.booth_ms = booth_ms;
        assert_eq!(own_fields(then), own_fields(order), "seed {seed}, order {id}");
    }
}

#[test]
fn before_it_began_there_is_no_order() {
    let mut booth = Booth::open(9);
    let before = booth.core.head();
    let order = booth.queued();
    assert_eq!(booth.view_at(order, before), None);
    let nobody = OrderId(uuid::Uuid::nil());
    assert_eq!(booth.view_at(nobody, booth.core.head()), None);
    let began = log_of(&booth).into_iter().find(|event| {
        event.fact.detail_type() == n::WorkflowStarted && event.fact.order_id() == Some(order)
    });
    let began = began.unwrap().seq;
    let first = booth.view_at(order, began).unwrap();
    assert_eq!((first.state, first.drink), (OrderState::Started, None));
}
