//! A store that is closed: no pause in it, and nothing is placed any more; and changes of the
//! configuration that change nothing.

use crema_api::commands::{Command, NameCup, Place, SetDrink, SetStore, StartOccasion};
use crema_api::events::names as n;
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_api::store::StoreState;

use super::{into_state, small_booth};
use crate::booth::{Booth, kind};

#[test]
fn a_closed_store_is_not_paused() {
    let (mut booth, mia) = small_booth(1, 20);
    booth.set_store(StoreState::Closed);
    let refused = booth.ask(mia, into_state(StoreState::Paused)).unwrap_err();
    assert_eq!(refused.kind, RefusalKind::WrongState);
    assert!(refused.detail.contains("closed"), "{}", refused.detail);
    booth.pass(3_600_000);
    assert_eq!(booth.read(|s| s.store()).unwrap().store.state, StoreState::Closed);
}

#[test]
fn nothing_is_placed_after_the_store_closed_and_the_drink_goes_back() {
    let (mut booth, _) = small_booth(2, 20);
    booth.set_limits(|limits| limits.code_window_s = 1_200);
    booth.set_store(StoreState::Closed);
    booth.pass(1_300_000);
    booth.set_store(StoreState::Open);
    let left = |booth: &Booth| booth.read(|s| s.code("")).code.map(|code| code.drinks_left);
    let before = left(&booth);
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    booth.set_store(StoreState::Closed);
    assert_eq!(kind(booth.place(guest, order, "Jo")), RefusalKind::StoreNotOpen);
    assert_eq!(booth.state(order), OrderState::Started, "its time is not over yet");
    booth.pass(300_000);
    assert_eq!(booth.state(order), OrderState::TimedOut);
    assert!(booth.said().contains(&n::DrinkReturned), "{:?}", booth.said());
    booth.set_store(StoreState::Open);
    assert_eq!(left(&booth), before);
}

#[test]
fn what_has_begun_is_placed_in_a_pause_and_among_the_last_orders() {
    let (mut booth, _) = small_booth(3, 20);
    for state in [StoreState::Open, StoreState::Paused, StoreState::LastOrders] {
        booth.set_store(StoreState::Open);
        let guest = booth.customer();
        let order = booth.start(guest).unwrap();
        booth.set_store(state);
        booth.place(guest, order, "Jo").unwrap();
        assert_eq!(booth.state(order), OrderState::Queued, "{state:?}");
    }
}

#[test]
fn a_placed_order_is_changed_and_made_in_a_closed_store() {
    let (mut booth, mia) = small_booth(4, 20);
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    booth.place(guest, order, "Jo").unwrap();
    booth.set_store(StoreState::Closed);
    booth.place(guest, order, "Jo Ann").unwrap();
    booth.make(mia, order);
}

#[test]
fn a_change_of_the_store_that_changes_nothing_says_nothing() {
    let (mut booth, mia) = small_booth(5, 20);
    let settings = booth.read(|s| s.store()).unwrap().settings;
    let same = SetStore { settings: Some(settings.into()), ..SetStore::default() };
    for nothing in [Command::SetStore(SetStore::default()), Command::SetStore(same)] {
        booth.ask(mia, nothing).unwrap();
        assert_eq!(booth.said(), [""; 0]);
    }
    for state in [StoreState::Open, StoreState::LastOrders, StoreState::Closed] {
        booth.set_store(state);
        booth.ask(mia, into_state(state)).unwrap();
        assert_eq!(booth.said(), [""; 0], "{state:?}");
    }
    booth.set_store(StoreState::Open);
    assert!(booth.code().is_some());
}

#[test]
fn a_queued_order_gets_another_name_although_its_drink_has_sold_out() {
    let (mut booth, mia) = small_booth(6, 20);
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    booth.place(guest, order, "Jo").unwrap();
    let gone = SetDrink { drink: "flat-white".into(), available: Some(false), options: vec![] };
    booth.ask(mia, Command::SetDrink(gone)).unwrap();
    booth.place(guest, order, "Jo Ann").expect("the drink stays what it is");
    let view = booth.view(order);
    assert_eq!(view.name.as_deref(), Some("Jo Ann"));
    let other = Place {
        order_id: order,
        drink: "flat-white".to_owned(),
        modifiers: [("Milk".to_owned(), "Soy".to_owned())].into(),
        name: None,
    };
    assert_eq!(kind(booth.ask(guest, Command::Place(other))), RefusalKind::SoldOut);
}

#[test]
fn an_occasion_begins_and_ends_on_days_that_there_are() {
    let mut booth = Booth::open(7);
    let begin = |day: &str| {
        let start = Some(day.to_owned());
        Command::StartOccasion(StartOccasion {
            name: "Days".to_owned(),
            start,
            end: None,
            menu: None,
        })
    };
    for day in ["2026-02-31", "2026-02-29", "2026-04-31", "2100-02-29", "2026-00-10", "2026-13-01"]
    {
        let answer = booth.ask(crema_api::commands::Caller::Hub, begin(day));
        assert_eq!(kind(answer), RefusalKind::BadInput, "{day}");
    }
    for day in ["2026-02-28", "2028-02-29", "2000-02-29", "2026-12-31"] {
        booth.ask(crema_api::commands::Caller::Hub, begin(day)).unwrap();
    }
}

#[test]
fn what_turns_the_text_beside_it_is_in_no_name() {
    let (mut booth, mia) = small_booth(8, 20);
    let order = booth.queued();
    let name = "\u{61c}Jo\u{202e}".to_owned();
    booth.ask(mia, Command::NameCup(NameCup { order_id: order, name })).unwrap();
    assert_eq!(booth.view(order).name.as_deref(), Some("Jo"));
    for mark in ['\u{61c}', '\u{202e}', '\u{200f}', '\u{feff}'] {
        let mut menu = booth.read(|s| s.menu()).menu;
        menu.drinks[0].name.push(mark);
        let set = crema_api::commands::SetMenu { menu };
        booth.ask(mia, Command::SetMenu(set)).expect("they are taken out");
        let name = booth.read(|s| s.menu()).menu.drinks[0].name.clone();
        assert!(!name.contains(mark), "{name:?}");
    }
}

#[test]
fn orders_of_one_moment_are_listed_in_the_order_of_the_log() {
    let (mut booth, mia) = small_booth(9, 20);
    let orders: Vec<_> = (0..8).map(|_| booth.queued()).collect();
    for order in &orders {
        booth.make(mia, *order);
        booth.step(mia, *order, Command::Collect).unwrap();
    }
    let listed = booth.read(|s| s.newest_orders_in(&[OrderState::Collected], 5)).orders;
    let listed: Vec<_> = listed.iter().map(|order| order.id).collect();
    assert_eq!(listed, orders[3..]);
}

#[test]
fn an_occasions_id_holds_no_hyphen() {
    let mut booth = Booth::open(10);
    for name in ["Coffee at Rust-Fest!", "Coffee at Rust-Fest!", "--- 2026", "珈琲", "珈琲"] {
        booth.begin_occasion(name);
        let id = booth.read(|s| s.config()).unwrap().occasion.id.0;
        assert!(!id.contains('-') && !id.is_empty(), "{id}");
    }
}
