//! A delivery to the order processor, or of its question to another service, is given up: the
//! workflow ends, and its order with it.

use crema_api::commands::{Caller, Command, CounterOrder, Role};
use crema_api::events::names as n;
use crema_api::ids::OrderId;
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;

use super::{discard_failed, executions};
use crate::booth::failing::Switch;
use crate::booth::flaky::{booth_with_flaky, make_flaky, reopen, take_objections};
use crate::booth::{Booth, kind};

/// Makes a service fail on an event of an order at its place in line, and gives that delivery up.
fn given_up(service: &str, on: &'static [&'static str]) -> (Booth, Caller, OrderId) {
    let (mut booth, broken) = booth_with_flaky(1, service, on);
    booth.set_limits(|limits| limits.orders_in_flight_max = 1);
    let guest = booth.customer();
    broken.set(true);
    let order = booth.start(guest).unwrap();
    if booth.read(|s| s.store()).unwrap().dead_letters == 0 {
        booth.place(guest, order, "Jo").unwrap();
    }
    discard_failed(&mut booth);
    broken.set(false);
    (booth, guest, order)
}

#[test]
fn an_order_whose_workflow_misses_an_event_for_good_is_over() {
    let cases: [(&str, &[&str]); 6] = [
        ("order_processor", &[n::NewOrder]),
        ("order_processor", &[n::RoomTaken]),
        ("order_processor", &[n::OrderPlaced]),
        ("order_processor", &[n::NumberDrawn]),
        ("order_manager", &[n::RoomWanted]),
        ("counting", &[n::NumberWanted]),
    ];
    for (service, on) in cases {
        let (mut booth, guest, order) = given_up(service, on);
        let case = format!("{service} {on:?} {:?}", booth.said());
        assert_eq!(booth.state(order), OrderState::Cancelled, "{case}");
        assert!(booth.said().contains(&n::WorkflowFailed), "{case}");
        assert_eq!((booth.in_flight(), executions(&booth)), (0, 0), "{case}");
        booth.start(guest).unwrap_or_else(|refused| panic!("{case}: {refused}"));
        assert_eq!(booth.in_flight(), 1, "{case}");
    }
}

#[test]
fn an_order_whose_refusal_the_workflow_misses_is_over() {
    let (mut booth, broken) = (Booth::open(2), Switch::off());
    reopen(&mut booth, |services| {
        make_flaky(services, "order_processor", &[n::RoomRefused], &broken);
        take_objections(services);
    });
    let code = booth.code().unwrap();
    booth.set_limits(|limits| limits.orders_in_flight_max = 1);
    let first = booth.queued();
    let guest = booth.customer();
    broken.set(true);
    let order = booth.start_with(guest, &code).unwrap();
    assert_eq!(kind(booth.start_with(guest, &code)), RefusalKind::OpenOrder);
    discard_failed(&mut booth);
    assert_eq!(booth.state(order), OrderState::Cancelled, "{:?}", booth.said());
    assert_eq!((booth.state(first), executions(&booth)), (OrderState::Queued, 1));
    booth.start_with(guest, &code).expect("their order is over");
}

#[test]
fn an_order_of_the_counter_that_never_got_a_workflow_is_over() {
    let (mut booth, broken) = booth_with_flaky(3, "order_processor", &[n::CounterOrderTaken]);
    let mia = booth.staff(Role::Barista, "Mia");
    broken.set(true);
    let taken = CounterOrder {
        drink: "espresso".to_owned(),
        modifiers: [].into(),
        complete: false,
        name: None,
        over_capacity: false,
    };
    booth.ask(mia, Command::CounterOrder(taken)).unwrap();
    assert_eq!(booth.in_flight(), 1);
    discard_failed(&mut booth);
    assert_eq!((booth.in_flight(), executions(&booth)), (0, 0), "{:?}", booth.said());
}

#[test]
fn a_drink_that_is_being_made_goes_on_without_its_workflow() {
    let (mut booth, broken) = booth_with_flaky(4, "order_processor", &[n::MakeOrder]);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    broken.set(true);
    booth.step(mia, order, Command::Claim).unwrap();
    discard_failed(&mut booth);
    broken.set(false);
    assert_eq!((booth.state(order), executions(&booth)), (OrderState::Making, 0));
    booth.pass(3_000_000);
    assert_eq!(booth.count("timed_out"), 0, "no one times it out in a barista's hands");
    booth.step(mia, order, Command::Complete).unwrap();
    assert_eq!(booth.state(order), OrderState::Ready);
}

#[test]
fn a_ready_drink_stays_on_the_counter() {
    let (mut booth, broken) = booth_with_flaky(5, "order_processor", &[n::OrderCompleted]);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    broken.set(true);
    booth.make(mia, order);
    discard_failed(&mut booth);
    assert_eq!((booth.state(order), executions(&booth)), (OrderState::Ready, 0));
}
