//! A given-up order back in the queue: who may requeue it and when, its new wait, and how it ends.

use crema_api::DomainEvent;
use crema_api::answers::Ending;
use crema_api::commands::{Caller, Cancel, Command, OneOrder, Outcome, Place, Role, UNDO_MS};
use crema_api::events::names as n;
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_api::store::StoreState;

use crate::booth::orders::WAIT_MS;
use crate::booth::{Booth, kind, session_of};

#[test]
fn a_requeued_order_is_next_and_is_made_like_any_other() {
    let mut booth = Booth::open(3);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    let placed = booth.view(order).queued_booth_ms;
    booth.pass(WAIT_MS);
    let waiting = booth.queued();
    assert_eq!(booth.count("timed_out"), 1);
    booth.step(mia, order, Command::Requeue).unwrap();
    assert_eq!(booth.said(), [n::OrderRequeued]);
    let back = booth.view(order);
    assert_eq!((back.state, back.place_in_line), (OrderState::Queued, Some(1)));
    assert_eq!(booth.view(waiting).place_in_line, Some(2));
    assert_eq!((back.ending, back.requeued, back.given_up), (None, true, None));
    assert_eq!(back.queued_booth_ms, placed, "its age goes on");
    assert_eq!(back.name.as_deref(), Some("Jo"));
    assert_eq!(back.give_up_booth_ms, Some(booth.now.0 + WAIT_MS));
    assert_eq!((booth.notices(), booth.in_flight()), (vec![], 2));
    assert_eq!(booth.count("timed_out"), 0, "it is not lost");

    booth.step(mia, order, Command::Claim).unwrap();
    assert_eq!(booth.said(), [n::MakeOrder, n::TicketWanted]);
    assert!(!booth.ticket().copy, "it had none before");
    booth.pass(2 * WAIT_MS);
    assert_eq!(booth.state(order), OrderState::Making, "nobody's hands are timed");
    booth.step(mia, order, Command::Release).unwrap();
    assert_eq!(booth.view(order).give_up_booth_ms, Some(booth.now.0 + WAIT_MS));
    booth.make(mia, order);
    assert_eq!(booth.said(), [n::OrderCompleted], "its workflow ended before");
    let wait = (booth.now.0 - placed.unwrap()).div_ceil(15_000) * 15;
    assert_eq!((booth.count("made"), booth.count(&format!("wait:{wait}"))), (1, 1));
    booth.step(mia, order, Command::Recall).unwrap();
    booth.step(mia, order, Command::Complete).unwrap();
    assert_eq!(booth.said(), [n::OrderReadyAgain], "that is said once");
    booth.step(mia, order, Command::Collect).unwrap();
    assert_eq!(booth.state(order), OrderState::Collected);
}

#[test]
fn a_requeued_order_has_a_wait_of_its_own_which_a_pause_and_a_restart_keep() {
    let mut booth = Booth::open(4);
    let mia = booth.staff(Role::Barista, "Mia");
    booth.set_limits(|limits| limits.barista_wait_s = 600);
    let order = booth.queued();
    booth.pass(600_000);
    // Taken back in a pause: its time begins when that ends.
    booth.set_store(StoreState::Paused);
    booth.step(mia, order, Command::Requeue).unwrap();
    booth.pass(3_600_000);
    assert_eq!(booth.view(order).give_up_booth_ms, None);
    booth.set_store(StoreState::Open);
    assert_eq!(booth.view(order).give_up_booth_ms, Some(booth.now.0 + 600_000));
    booth.pass(400_000);
    booth.set_store(StoreState::Paused);
    booth.pass(3_600_000);
    booth.restart();
    booth.set_store(StoreState::Open);
    booth.pass(199_999);
    assert_eq!(booth.state(order), OrderState::Queued);
    booth.pass(1);
    assert_eq!(booth.said(), [n::OrderGivenUp]);
    let over = booth.view(order);
    assert_eq!((over.state, over.ending), (OrderState::TimedOut, Some(Ending::NotMade)));
    assert_eq!((booth.notices(), booth.in_flight()), (vec![order], 0));
    assert_eq!(booth.count("timed_out"), 1);
    booth.step(mia, order, Command::Requeue).unwrap();
    assert_eq!(booth.count("timed_out"), 0, "and again");
}

#[test]
fn two_tablets_take_it_back_and_one_hears_that_it_is_back() {
    let mut booth = Booth::open(5);
    let (mia, leo) = (booth.staff(Role::Barista, "Mia"), booth.staff(Role::Barista, "Leo"));
    let order = booth.given_up();
    let first = booth.call(mia, Command::Requeue(OneOrder { order_id: order }));
    assert_eq!(booth.give(first.clone()).unwrap(), Outcome::Order { order_id: order });
    assert_eq!(booth.give(first).unwrap(), Outcome::Order { order_id: order }, "the same press");
    assert!(booth.said().is_empty());
    let late = booth.step(leo, order, Command::Requeue).unwrap_err();
    assert_eq!(
        (late.kind, late.detail.as_str()),
        (RefusalKind::WrongState, "B1 waits for a barista.")
    );
    let guest = booth.customer();
    assert_eq!(kind(booth.step(guest, order, Command::Requeue)), RefusalKind::NotAllowed);
    assert_eq!(
        kind(booth.step(Caller::Link(order), order, Command::Requeue)),
        RefusalKind::NotAllowed
    );
}

#[test]
fn only_what_was_placed_and_given_up_today_comes_back() {
    let mut booth = Booth::open(6);
    let ada = booth.staff(Role::Crew, "Ada");
    let guest = booth.customer();
    let unplaced = booth.start(guest).unwrap();
    let order = booth.given_up();
    let refused = booth.step(ada, unplaced, Command::Requeue).unwrap_err();
    assert_eq!(refused.kind, RefusalKind::WrongState);
    assert!(refused.detail.contains("never placed"), "{}", refused.detail);
    assert_eq!(booth.view(unplaced).given_up, None);
    let cancelled = booth.queued();
    booth.cancel(ada, cancelled).unwrap();
    assert_eq!(kind(booth.step(ada, cancelled, Command::Requeue)), RefusalKind::WrongState);

    booth.ask(ada, Command::EndDay).unwrap();
    booth.set_store(StoreState::Open);
    let late = booth.step(ada, order, Command::Requeue).unwrap_err();
    assert_eq!(late.kind, RefusalKind::WrongState);
    assert!(late.detail.contains("B1"), "{}", late.detail);
    assert_eq!(kind(booth.step(ada, order, Command::Dismiss)), RefusalKind::WrongState);
    assert_eq!((booth.notices(), booth.view(order).given_up), (vec![], None));

    let of_today = booth.given_up();
    booth.begin_occasion("The next one");
    let ada = booth.staff(Role::Crew, "Ada");
    assert_eq!(kind(booth.step(ada, of_today, Command::Requeue)), RefusalKind::WrongState);
    assert_eq!((booth.notices(), booth.view(of_today).given_up), (vec![], None));
}

#[test]
fn a_requeue_is_undone_for_a_while() {
    let mut booth = Booth::open(14);
    let (mia, leo) = (booth.staff(Role::Barista, "Mia"), booth.staff(Role::Barista, "Leo"));
    let order = booth.given_up();
    let before = booth.view(order);
    booth.pass(1_000);
    booth.step(mia, order, Command::Requeue).unwrap();
    booth.step(leo, order, Command::Undo).unwrap();
    assert_eq!(booth.said(), [n::OrderGivenUp]);
    let DomainEvent::OrderGivenUp(fact) = &booth.last.events[0].fact else { panic!() };
    assert_eq!(fact.action_user_id, Some(session_of(leo)));
    let after = booth.view(order);
    assert_eq!(
        (after.state, after.ending, after.given_up, after.place, after.requeued),
        (before.state, before.ending, before.given_up, before.place, before.requeued)
    );
    assert_eq!((booth.notices(), booth.in_flight()), (vec![order], 0));
    assert_eq!(booth.count("timed_out"), 1);
    booth.pass(2 * WAIT_MS);
    assert!(!booth.said().contains(&n::OrderGivenUp), "its wait is over with it");
    booth.step(mia, order, Command::Requeue).unwrap();
    booth.pass(UNDO_MS);
    assert_eq!(kind(booth.step(mia, order, Command::Undo)), RefusalKind::WrongState);
    assert_eq!(booth.state(order), OrderState::Queued);
}

#[test]
fn a_held_cancel_and_a_change_of_a_requeued_order() {
    let mut booth = Booth::open(16);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.requeued(mia);
    let modifiers = [("Milk".to_owned(), "Soy".to_owned())].into();
    let drink = "flat-white".to_owned();
    let change = Command::Place(Place { order_id: order, drink, modifiers, name: None });
    booth.ask(Caller::Link(order), change).unwrap();
    assert_eq!(booth.said(), [n::OrderChanged]);
    booth.pass(WAIT_MS - UNDO_MS / 2);
    booth.ask(mia, Command::Cancel(Cancel { order_id: order, reason: None, held: true })).unwrap();
    booth.pass(UNDO_MS);
    assert_eq!(
        booth.said(),
        [n::OrderCancelled],
        "the held cancel comes before the end of the wait"
    );
    assert_eq!(booth.view(order).cancelling, None);
}

#[test]
fn its_name_may_be_gone_and_is_kept_while_it_waits_again() {
    let mut booth = Booth::open(17);
    let mia = booth.staff(Role::Barista, "Mia");
    let name = |booth: &Booth, order| booth.view(order).name;
    let kept = booth.requeued(mia);
    booth.set_store(StoreState::LastOrders);
    booth.step(mia, kept, Command::Claim).unwrap();
    booth.pass(3 * 3_600_000);
    assert_eq!(name(&booth, kept).as_deref(), Some("Jo"), "somebody is still to be called");
    booth.step(mia, kept, Command::Complete).unwrap();
    booth.step(mia, kept, Command::Collect).unwrap();
    booth.set_store(StoreState::Open);
    let erased = booth.given_up();
    booth.set_store(StoreState::Closed);
    booth.pass(3_600_000);
    assert_eq!(name(&booth, erased), None);
    booth.step(mia, erased, Command::Requeue).unwrap();
    assert_eq!((name(&booth, erased), booth.state(erased)), (None, OrderState::Queued));
    booth.step(mia, erased, Command::Claim).unwrap();
}

#[test]
fn the_day_does_not_end_over_one_and_an_occasion_takes_it_along() {
    let mut booth = Booth::open(18);
    let ada = booth.staff(Role::Crew, "Ada");
    let order = booth.requeued(ada);
    assert_eq!(kind(booth.ask(ada, Command::EndDay)), RefusalKind::WrongState);
    booth.begin_occasion("The next one");
    assert_eq!(booth.state(order), OrderState::Cancelled);
    booth.set_store(StoreState::Open);
    assert_eq!(booth.in_flight(), 0);
    booth.pass(2 * WAIT_MS);
    assert_eq!(booth.state(order), OrderState::Cancelled);
}
