//! A requeued order beside new ones: its guest cannot order twice, and it counts in flight.

use crema_api::commands::{Caller, Command, Role};
use crema_api::events::names as n;
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;

use crate::booth::orders::WAIT_MS;
use crate::booth::{Booth, kind};

#[test]
fn who_ordered_again_meanwhile_is_named_and_who_is_back_cannot_order_twice() {
    let mut booth = Booth::open(7);
    let mia = booth.staff(Role::Barista, "Mia");
    let guest = booth.customer();
    let first = booth.start(guest).unwrap();
    booth.place(guest, first, "Jo").unwrap();
    booth.pass(WAIT_MS);
    let second = booth.start(guest).expect("the first one is over");
    let refused = booth.step(mia, first, Command::Requeue).unwrap_err();
    assert_eq!(refused.kind, RefusalKind::OpenOrder);
    assert!(refused.detail.contains("B1"), "{}", refused.detail);
    booth.place(guest, second, "Jo").unwrap();
    let refused = booth.step(mia, first, Command::Requeue).unwrap_err();
    assert!(refused.detail.contains("B1") && refused.detail.contains("B2"), "{}", refused.detail);
    booth.cancel(guest, second).unwrap();
    booth.step(mia, first, Command::Requeue).unwrap();
    let twice = booth.start(guest).unwrap_err();
    assert_eq!(twice.kind, RefusalKind::OpenOrder);
    assert!(twice.detail.contains("B1"), "{}", twice.detail);
    booth.make(mia, first);
    booth.start(guest).expect("ready is no longer open");
}

#[test]
fn a_guest_whose_drink_is_made_again_cannot_order_another_meanwhile() {
    let mut booth = Booth::open(8);
    let mia = booth.staff(Role::Barista, "Mia");
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    booth.place(guest, order, "Jo").unwrap();
    for step in [Command::Claim, Command::Complete, Command::Recall] {
        booth.step(mia, order, step).unwrap();
    }
    assert_eq!(kind(booth.start(guest)), RefusalKind::OpenOrder);
    booth.step(mia, order, Command::Complete).unwrap();
    booth.step(mia, order, Command::Remake).unwrap();
    assert_eq!(kind(booth.start(guest)), RefusalKind::OpenOrder);
    booth.step(mia, order, Command::Undo).unwrap();
    booth.start(guest).unwrap();
}

#[test]
fn staff_may_exceed_the_room_and_phones_may_not() {
    let mut booth = Booth::open(9);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.given_up();
    booth.set_limits(|limits| limits.orders_in_flight_max = 1);
    let other = booth.queued();
    booth.step(mia, order, Command::Requeue).unwrap();
    assert_eq!(booth.in_flight(), 2);
    booth.cancel(mia, other).unwrap();
    assert_eq!(booth.code(), None, "the one that is back takes the room");
    booth.make(mia, order);
    let guest = booth.customer();
    let begun = booth.start(guest).unwrap();
    assert_eq!(booth.state(begun), OrderState::Started, "ready takes none");
}

#[test]
fn a_requeued_order_that_ends_otherwise_takes_no_room_any_longer() {
    for seed in 10..13 {
        let mut booth = Booth::open(seed);
        let mia = booth.staff(Role::Barista, "Mia");
        let order = booth.requeued(mia);
        booth.set_limits(|limits| limits.orders_in_flight_max = 1);
        match seed {
            10 => booth.cancel(Caller::Link(order), order).map(drop).unwrap(),
            11 => booth.cancel(mia, order).map(drop).unwrap(),
            _ => booth.pass(WAIT_MS),
        }
        assert_eq!(booth.in_flight(), 0);
        let guest = booth.customer();
        let begun = booth.start(guest).unwrap();
        assert_eq!(booth.state(begun), OrderState::Started);
        booth.cancel(guest, begun).unwrap();
        booth.pass(2 * WAIT_MS);
        assert!(!booth.said().contains(&n::OrderGivenUp), "once");
    }
}
