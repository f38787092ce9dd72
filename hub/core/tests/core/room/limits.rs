//! Every order that waits has a limit, also once its workflow has ended; and one customer has one
//! drink in flight.

use crema_api::commands::{Caller, Command, Role};
use crema_api::events::names as n;
use crema_api::ids::OrderId;
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_api::store::StoreState;

use super::unpair;
use crate::booth::orders::WAIT_MS;
use crate::booth::{Booth, kind, session_of};

/// An order that waits for a barista after its workflow has ended.
type Way = (&'static str, fn(&mut Booth, Caller) -> OrderId);

fn made(booth: &mut Booth, mia: Caller) -> OrderId {
    let order = booth.queued();
    booth.make(mia, order);
    order
}

fn then(
    booth: &mut Booth,
    mia: Caller,
    order: OrderId,
    steps: &[fn(crema_api::commands::OneOrder) -> Command],
) -> OrderId {
    for step in steps {
        booth.step(mia, order, *step).unwrap();
    }
    order
}

const WAYS: &[Way] = &[
    ("remade from ready", |booth, mia| {
        let order = made(booth, mia);
        then(booth, mia, order, &[Command::Remake])
    }),
    ("remade from collected", |booth, mia| {
        let order = made(booth, mia);
        then(booth, mia, order, &[Command::Collect, Command::Remake])
    }),
    ("remade from uncollected", |booth, mia| {
        let order = made(booth, mia);
        booth.pass(WAIT_MS);
        then(booth, mia, order, &[Command::Remake])
    }),
    ("recalled and let go", |booth, mia| {
        let order = made(booth, mia);
        then(booth, mia, order, &[Command::Recall, Command::Release])
    }),
    ("recalled and remade", |booth, mia| {
        let order = made(booth, mia);
        then(booth, mia, order, &[Command::Recall, Command::Remake])
    }),
    ("remade, claimed and let go", |booth, mia| {
        let order = made(booth, mia);
        then(booth, mia, order, &[Command::Remake, Command::Claim, Command::Release])
    }),
    ("remade and moved to the top", |booth, mia| {
        let order = made(booth, mia);
        then(booth, mia, order, &[Command::Remake, Command::MoveToTop, Command::Undo])
    }),
    ("let go, taken back, let go", |booth, mia| {
        let order = made(booth, mia);
        let steps = [Command::Recall, Command::Release, Command::Undo, Command::Release];
        then(booth, mia, order, &steps)
    }),
    ("requeued", |booth, mia| booth.requeued(mia)),
    ("requeued, claimed and let go", |booth, mia| {
        let order = booth.requeued(mia);
        then(booth, mia, order, &[Command::Claim, Command::Release])
    }),
    ("requeued twice", |booth, mia| {
        let order = booth.requeued(mia);
        booth.pass(WAIT_MS);
        then(booth, mia, order, &[Command::Requeue])
    }),
];

#[test]
fn whatever_waits_without_its_workflow_waits_for_the_setting_and_no_longer() {
    for (nth, (way, go)) in WAYS.iter().enumerate() {
        for pause in [false, true] {
            let mut booth = Booth::open(nth as u64);
            let mia = booth.staff(Role::Crew, "Mia");
            let order = go(&mut booth, mia);
            if pause {
                booth.set_store(StoreState::Paused);
                booth.pass(10 * WAIT_MS);
                booth.set_store(StoreState::Open);
            }
            booth.pass(WAIT_MS - 1);
            assert_eq!(booth.state(order), OrderState::Queued, "{way}, paused: {pause}");
            booth.pass(1);
            assert_eq!(booth.state(order), OrderState::TimedOut, "{way}, paused: {pause}");
            assert_eq!(booth.in_flight(), 0);
            booth.ask(mia, Command::EndDay).expect("nothing is left");
        }
    }
}

/// The ways in which a drink that was ready is made again, each with the way on to ready.
const AGAIN: [&[fn(crema_api::commands::OneOrder) -> Command]; 4] = [
    &[Command::Recall],
    &[Command::Remake],
    &[Command::Collect, Command::Recall],
    &[Command::Collect, Command::PutBack, Command::Remake],
];

#[test]
fn a_customer_whose_drink_is_made_again_has_it_in_flight_until_it_is_ready() {
    for (seed, again) in (30..).zip(AGAIN) {
        let mut booth = Booth::open(seed);
        let mia = booth.staff(Role::Barista, "Mia");
        let guest = booth.customer();
        let order = booth.start(guest).unwrap();
        booth.place(guest, order, "Jo").unwrap();
        booth.make(mia, order);
        for step in again {
            booth.step(mia, order, *step).unwrap();
        }
        let refused = booth.start(guest).unwrap_err();
        assert_eq!(refused.kind, RefusalKind::OpenOrder);
        assert!(refused.detail.contains("B1"), "{}", refused.detail);
        if booth.state(order) == OrderState::Queued {
            booth.step(mia, order, Command::Claim).unwrap();
        }
        booth.step(mia, order, Command::Complete).unwrap();
        booth.start(guest).expect("ready is no longer in flight");
    }
}

#[test]
fn staff_make_a_drink_again_also_for_a_guest_who_has_ordered_since_and_both_count() {
    for (seed, again) in (40..).zip(AGAIN) {
        let mut booth = Booth::open(seed);
        let mia = booth.staff(Role::Barista, "Mia");
        let guest = booth.customer();
        let first = booth.start(guest).unwrap();
        booth.place(guest, first, "Jo").unwrap();
        booth.make(mia, first);
        let second = booth.start(guest).unwrap();
        for step in again {
            booth.step(mia, first, *step).unwrap();
        }
        booth.place(guest, second, "Jo").expect("what has begun may be placed");
        assert_eq!(booth.in_flight(), 2);
        assert_eq!(kind(booth.start(guest)), RefusalKind::OpenOrder);
        booth.cancel(mia, first).unwrap();
        assert_eq!(kind(booth.start(guest)), RefusalKind::OpenOrder, "the second one is open");
        booth.make(mia, second);
        booth.start(guest).expect("both are over");
    }
}

#[test]
fn nothing_is_given_to_a_session_that_has_ended() {
    let mut booth = Booth::open(50);
    let (mia, leo) = (booth.staff(Role::Barista, "Mia"), booth.staff(Role::Crew, "Leo"));
    let (taken_over, let_go, handed) = (booth.queued(), booth.queued(), booth.queued());
    for order in [taken_over, let_go] {
        booth.step(mia, order, Command::Claim).unwrap();
    }
    booth.step(leo, handed, Command::Claim).unwrap();
    booth.step(leo, taken_over, Command::TakeOver).unwrap();
    booth.step(leo, let_go, Command::Release).unwrap();
    unpair(&mut booth, mia);
    let hand = Command::HandOver(crema_api::commands::HandOver { to: session_of(mia) });
    assert_eq!(kind(booth.ask(leo, hand)), RefusalKind::BadInput);
    for order in [taken_over, let_go] {
        let refused = booth.step(leo, order, Command::Undo).unwrap_err();
        assert_eq!(refused.kind, RefusalKind::WrongState);
        assert!(refused.detail.contains("no longer paired"), "{}", refused.detail);
    }
    let barista = booth.view(taken_over).barista.unwrap();
    assert_eq!(barista.session_id, session_of(leo));
    assert_eq!(booth.state(let_go), OrderState::Queued);
    // What the one who is gone does is refused as well.
    assert!(booth.step(mia, let_go, Command::Claim).is_err());
    assert_eq!(booth.said(), [""; 0]);
    booth.step(leo, let_go, Command::Claim).unwrap();
}

#[test]
fn taking_back_a_recall_needs_nobody_who_made_it() {
    let mut booth = Booth::open(51);
    let (mia, leo) = (booth.staff(Role::Barista, "Mia"), booth.staff(Role::Crew, "Leo"));
    let order = made(&mut booth, mia);
    booth.step(leo, order, Command::Recall).unwrap();
    unpair(&mut booth, mia);
    booth.step(leo, order, Command::Undo).expect("it is on the counter again");
    assert_eq!(booth.state(order), OrderState::Ready);
    assert!(booth.said().contains(&n::OrderReadyAgain));
}
