//! A timer of an order is given up: the order ends, or its timer is set again.

use crema_api::commands::{Caller, Cancel, Command, Role};
use crema_api::events::names as n;
use crema_api::order::OrderState;

use super::{discard_failed, executions, failed};
use crate::booth::failing::Switch;
use crate::booth::flaky::{FailsOn, booth_that_fails_on};
use crate::booth::orders::WAIT_MS;
use crate::booth::{Booth, kind};

fn booth_whose_timers_fail(seed: u64, service: &str) -> (Booth, Switch, Caller) {
    let (mut booth, broken) = booth_that_fails_on(seed, service, FailsOn::Timers);
    let mia = booth.staff(Role::Barista, "Mia");
    (booth, broken, mia)
}

#[test]
fn an_order_whose_wait_is_no_longer_timed_is_over() {
    for is_placed in [false, true] {
        let (mut booth, broken, _) = booth_whose_timers_fail(1, "order_processor");
        let guest = booth.customer();
        let order = booth.start(guest).unwrap();
        if is_placed {
            booth.place(guest, order, "Jo").unwrap();
        }
        broken.set(true);
        booth.pass(2_000_000);
        assert_eq!(failed(&booth).0, "order_processor");
        discard_failed(&mut booth);
        assert_eq!(booth.state(order), OrderState::Cancelled, "{:?}", booth.said());
        assert_eq!((booth.in_flight(), executions(&booth)), (0, 0));
        booth.start(guest).expect("their order is over");
    }
}

/// An order whose held cancel is due, and cannot be done.
fn held_for_good(seed: u64) -> (Booth, Switch, Caller, crema_api::OrderId) {
    let (mut booth, broken, mia) = booth_whose_timers_fail(seed, "order_manager");
    let order = booth.queued();
    broken.set(true);
    let cancel = Cancel { order_id: order, reason: None, held: true };
    booth.ask(mia, Command::Cancel(cancel)).unwrap();
    booth.pass(20_000);
    assert_eq!(failed(&booth).0, "order_manager");
    assert!(kind(booth.step(mia, order, Command::Claim)).status() == 409);
    (booth, broken, mia, order)
}

#[test]
fn a_held_cancel_can_be_undone_until_it_is_done() {
    let (mut booth, broken, mia, order) = held_for_good(2);
    booth.step(mia, order, Command::Undo).unwrap();
    assert_eq!(booth.said(), [n::CancelUndone]);
    assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters, 0, "its timer is gone");
    broken.set(false);
    booth.make(mia, order);
}

#[test]
fn a_held_cancel_that_is_given_up_holds_nothing_up() {
    let (mut booth, _broken, mia, order) = held_for_good(3);
    discard_failed(&mut booth);
    assert_eq!(booth.view(order).cancelling, None);
    booth.make(mia, order);
    assert_eq!(booth.state(order), OrderState::Ready);
}

#[test]
fn a_wait_for_the_guest_that_is_given_up_begins_again() {
    let (mut booth, broken, mia) = booth_whose_timers_fail(4, "order_manager");
    let order = booth.queued();
    booth.make(mia, order);
    broken.set(true);
    booth.pass(WAIT_MS);
    assert_eq!(booth.state(order), OrderState::Ready);
    discard_failed(&mut booth);
    broken.set(false);
    booth.pass(WAIT_MS - 1);
    assert_eq!(booth.state(order), OrderState::Ready);
    booth.pass(1);
    assert_eq!(booth.state(order), OrderState::Uncollected);
}

#[test]
fn a_wait_in_the_queue_that_is_given_up_begins_again() {
    let (mut booth, broken, mia) = booth_whose_timers_fail(5, "order_manager");
    let order = booth.requeued(mia);
    broken.set(true);
    booth.pass(WAIT_MS);
    assert_eq!(booth.state(order), OrderState::Queued);
    discard_failed(&mut booth);
    broken.set(false);
    booth.pass(WAIT_MS);
    assert_eq!((booth.state(order), booth.in_flight()), (OrderState::TimedOut, 0));
}
