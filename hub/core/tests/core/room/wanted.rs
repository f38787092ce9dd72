//! The workflow asks for room, and the order manager answers from its own orders.

use crema_api::answers::Ending;
use crema_api::commands::{Caller, Command, CounterOrder, Role};
use crema_api::events::names as n;
use crema_api::ids::Seq;
use crema_api::order::{OrderState, UnavailableCause};
use crema_api::problem::RefusalKind;
use crema_api::store::StoreState;

use super::{into_state, small_booth, start_with};
use crate::booth::flaky::{booth_with_flaky, without_objections};
use crate::booth::kind;

const WANTED: &str = "OrderProcessor.RoomWanted";
const TAKEN: &str = "OrderManager.RoomTaken";
const REFUSED: &str = "OrderManager.RoomRefused";

fn at_the_counter(over_capacity: bool) -> Command {
    Command::CounterOrder(CounterOrder {
        drink: "flat-white".to_owned(),
        modifiers: [("Milk".to_owned(), "Oat".to_owned())].into(),
        complete: false,
        name: None,
        over_capacity,
    })
}

#[test]
fn a_start_asks_for_room_and_is_answered_in_the_same_cascade() {
    let (mut booth, _) = small_booth(1, 1);
    let code = booth.code().unwrap();
    assert_eq!(start_with(&mut booth, &code), OrderState::Started);
    assert_eq!(booth.said(), [n::NewOrder, WANTED, TAKEN, n::WorkflowStarted]);
    // One for which there is none asks for nothing.
    assert_eq!(start_with(&mut booth, &code), OrderState::Refused);
    assert_eq!(booth.said(), [""; 0]);
}

#[test]
fn a_workflow_that_is_refused_says_so_and_its_drink_goes_back() {
    let (mut booth, _) = small_booth(1, 1);
    let code = booth.code().unwrap();
    booth.queued();
    without_objections(&mut booth);
    assert_eq!(start_with(&mut booth, &code), OrderState::Refused);
    let refused = [n::NewOrder, WANTED, REFUSED, n::ShopUnavailable, n::DrinkReturned];
    assert_eq!(booth.said(), refused);
}

#[test]
fn a_refusal_names_its_cause() {
    let (mut booth, _) = small_booth(2, 1);
    let code = booth.code().unwrap();
    for (state, cause) in [
        (StoreState::Paused, UnavailableCause::Paused),
        (StoreState::LastOrders, UnavailableCause::LastOrders),
        (StoreState::Closed, UnavailableCause::Closed),
    ] {
        booth.set_store(state);
        let guest = booth.customer();
        let before = booth.start_with(guest, &code).unwrap_err();
        assert_eq!(before.kind, RefusalKind::StoreNotOpen, "{state:?}");
        without_objections(&mut booth);
        let order = booth.start_with(guest, &code).unwrap();
        assert_eq!(booth.view(order).ending, Some(Ending::Refused { cause }));
        booth.restart();
    }
}

#[test]
fn a_processor_that_is_stuck_holds_no_room() {
    let (mut booth, broken) = booth_with_flaky(3, "order_processor", &[n::OrderCompleted]);
    booth.set_limits(|limits| limits.orders_in_flight_max = 1);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    assert_eq!(booth.code(), None, "full");
    broken.set(true);
    booth.make(mia, order);
    assert!(booth.said().contains(&n::DeliveryFailed), "{:?}", booth.said());
    assert_eq!((booth.in_flight(), booth.state(order)), (0, OrderState::Ready));
    let code = booth.code().expect("there is room");
    assert_eq!(start_with(&mut booth, &code), OrderState::Started);
    // Nor does it when what it is stuck on is delivered at last.
    broken.set(false);
    booth.ask(Caller::Hub, Command::Redrive).unwrap();
    assert!(booth.said().contains(&n::OrderFinished), "{:?}", booth.said());
    assert_eq!(booth.in_flight(), 1);
}

#[test]
fn the_board_shows_a_code_exactly_while_a_start_with_it_is_taken() {
    for at_once in [1, 2] {
        let (mut booth, mia) = small_booth(4, at_once);
        let code = booth.code().unwrap();
        let order = booth.queued();
        for state in [
            StoreState::Open,
            StoreState::Paused,
            StoreState::LastOrders,
            StoreState::Closed,
            StoreState::Open,
        ] {
            if state == StoreState::Paused {
                booth.set_store(StoreState::Open);
            }
            booth.set_store(state);
            let shown = booth.code() == Some(code.clone());
            let guest = booth.customer();
            let begun = booth.start_with(guest, &code);
            assert_eq!(shown, begun.is_ok(), "{state:?} {at_once}");
            if let Ok(begun) = begun {
                booth.cancel(guest, begun).unwrap();
            }
        }
        booth.cancel(mia, order).unwrap();
    }
}

#[test]
fn an_order_manager_that_missed_a_change_and_the_board_still_agree() {
    let (mut booth, broken) = booth_with_flaky(5, "order_manager", &[n::ConfigChanged]);
    let code = booth.code().unwrap();
    broken.set(true);
    booth.set_limits(|limits| limits.orders_in_flight_max = 1);
    let _queued = booth.queued();
    let store = booth.read(|s| s.store()).unwrap();
    let begun = start_with(&mut booth, &code);
    assert_eq!(store.has_room, begun == OrderState::Started);
}

#[test]
fn room_that_was_wanted_in_an_earlier_occasion_is_not_taken_in_the_next() {
    let (mut booth, broken) = booth_with_flaky(6, "order_processor", &[n::NewOrder]);
    let guest = booth.customer();
    broken.set(true);
    let order = booth.start(guest).unwrap();
    booth.begin_occasion("Another");
    booth.set_store(StoreState::Open);
    broken.set(false);
    booth.ask(Caller::Hub, Command::Redrive).unwrap();
    assert_eq!(booth.state(order), OrderState::Refused);
    assert_eq!(booth.in_flight(), 0);
    booth.start(guest).expect("their order is over");
}

#[test]
fn an_order_whose_workflow_was_stopped_takes_no_room_when_its_question_comes_late() {
    let (mut booth, broken) = booth_with_flaky(7, "order_manager", &[WANTED]);
    let crew = booth.staff(Role::Crew, "Ada");
    let guest = booth.customer();
    broken.set(true);
    let order = booth.start(guest).unwrap();
    assert_eq!(booth.in_flight(), 0);
    broken.set(false);
    let stop = crema_api::commands::StopExecution { order_id: order, reason: None };
    booth.ask(crew, Command::StopExecution(stop)).unwrap();
    booth.ask(Caller::Hub, Command::Redrive).unwrap();
    for _ in 0..3 {
        booth.pass(1);
    }
    assert_eq!((booth.in_flight(), booth.state(order)), (0, OrderState::Cancelled));
    booth.start(guest).expect("their order is over");
}

#[test]
fn the_counter_takes_room_by_the_same_rule_and_over_capacity_after_a_question() {
    let (mut booth, mia) = small_booth(8, 2);
    let code = booth.code().unwrap();
    booth.queued();
    booth.ask(mia, at_the_counter(false)).unwrap();
    assert!(!booth.said().contains(&WANTED), "it has taken its room itself");
    assert_eq!(booth.in_flight(), 2);
    assert_eq!(kind(booth.ask(mia, at_the_counter(false))), RefusalKind::BoothFull);
    booth.ask(mia, at_the_counter(true)).unwrap();
    assert_eq!(booth.in_flight(), 3);
    assert_eq!(start_with(&mut booth, &code), OrderState::Refused);
    booth.ask(mia, into_state(StoreState::LastOrders)).unwrap();
    assert_eq!(kind(booth.ask(mia, at_the_counter(true))), RefusalKind::StoreNotOpen);
}

#[test]
fn a_counter_order_that_gets_its_number_late_is_made_all_the_same() {
    let (mut booth, broken) = booth_with_flaky(9, "counting", &[n::NumberWanted]);
    let mia = booth.staff(Role::Crew, "Mia");
    broken.set(true);
    for _ in 0..2 {
        booth.ask(mia, at_the_counter(false)).unwrap();
    }
    let begun = booth.read(|s| s.orders_in(&[OrderState::Started])).orders;
    assert_eq!((begun.len(), booth.in_flight()), (2, 2));
    booth.cancel(mia, begun[0].id).expect("it hangs for nobody");
    booth.set_store(StoreState::Closed);
    broken.set(false);
    booth.ask(Caller::Hub, Command::Redrive).unwrap();
    for _ in 0..5 {
        booth.pass(1);
    }
    assert_eq!(booth.state(begun[0].id), OrderState::Cancelled);
    assert_eq!(booth.state(begun[1].id), OrderState::Queued, "a closed store makes what it took");
    assert_eq!(booth.in_flight(), 1);
}

#[test]
fn a_life_costs_little_more_for_it() {
    let (mut booth, mia) = small_booth(10, 20);
    let before = booth.events_after(Seq(0), 10_000).len();
    let order = booth.queued();
    booth.make(mia, order);
    booth.step(mia, order, Command::Collect).unwrap();
    let life = booth.events_after(Seq(0), 10_000).split_off(before);
    let bytes = |names: &[&str]| -> usize {
        let wanted = life
            .iter()
            .filter(|event| names.is_empty() || names.contains(&event.fact.detail_type()));
        wanted.map(|event| event.fact.detail_json().unwrap().len()).sum()
    };
    let (all, of_room) = (bytes(&[]), bytes(&[WANTED, TAKEN]));
    assert!(of_room * 10 <= all - of_room, "{of_room} bytes of {all}");
}
