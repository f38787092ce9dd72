//! An order that waited too long: when it will be given up, that it was, and the way back into the
//! queue.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod booth;

use booth::{Booth, kind, session_of};
use crema_api::DomainEvent;
use crema_api::answers::{Ending, OrderView};
use crema_api::commands::{Caller, Cancel, Command, OneOrder, Outcome, Place, Role, UNDO_MS};
use crema_api::events::names as n;
use crema_api::ids::OrderId;
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_api::store::StoreState;

/// How long a queued order waits for a barista, ms: the setting's default.
const WAIT_MS: u64 = 15 * 60_000;

fn view(booth: &Booth, order: OrderId) -> OrderView {
    booth.read(|s| s.order(order)).unwrap()
}

fn notices(booth: &Booth) -> Vec<OrderId> {
    booth.read(|s| s.given_up(500)).orders.iter().map(|order| order.id).collect()
}

fn count(booth: &Booth, name: &str) -> u64 {
    booth.read(|s| s.figures(None)).counts.get(name).copied().unwrap_or(0)
}

fn in_flight(booth: &Booth) -> u32 {
    booth.read(|s| s.store()).unwrap().in_flight
}

/// An order that was not made in time.
fn given_up(booth: &mut Booth) -> OrderId {
    let order = booth.queued();
    booth.pass(WAIT_MS);
    assert_eq!(booth.state(order), OrderState::TimedOut);
    order
}

/// One that is back in the queue.
fn requeued(booth: &mut Booth, who: Caller) -> OrderId {
    let order = given_up(booth);
    booth.step(who, order, Command::Requeue).unwrap();
    order
}

#[test]
fn a_queued_order_says_when_it_is_given_up() {
    let mut booth = Booth::open(1);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    let until = |booth: &Booth| view(booth, order).give_up_booth_ms;
    let due = booth.now.0 + WAIT_MS;
    assert_eq!(until(&booth), Some(due));
    booth.set_store(StoreState::Paused);
    booth.pass(60_000);
    assert_eq!(until(&booth), None, "in a pause the time stands still");
    booth.set_store(StoreState::Open);
    assert_eq!(until(&booth), Some(due + 60_000));
    booth.step(mia, order, Command::Claim).unwrap();
    assert_eq!(until(&booth), None, "what is being made is not given up");
    booth.step(mia, order, Command::Release).unwrap();
    assert_eq!(until(&booth), Some(booth.now.0 + WAIT_MS), "it waits for the whole time again");
    let guest = booth.customer();
    let choosing = booth.start(guest).unwrap();
    assert_eq!(view(&booth, choosing).give_up_booth_ms, None, "that one chooses");
}

#[test]
fn what_was_given_up_is_on_every_tablet_until_it_is_dismissed() {
    let mut booth = Booth::open(2);
    let (mia, leo) = (booth.staff(Role::Barista, "Mia"), booth.staff(Role::Barista, "Leo"));
    let guest = booth.customer();
    booth.start(guest).unwrap();
    let (first, second) = (booth.queued(), booth.queued());
    booth.pass(WAIT_MS);
    assert_eq!(notices(&booth), [first, second], "not the one that was never placed");
    let told = view(&booth, first).given_up.unwrap();
    assert_eq!((told.at_booth_ms, told.dismissed), (booth.now.0, false));
    booth.step(mia, first, Command::Dismiss).unwrap();
    assert_eq!(booth.said(), [n::NoticeDismissed]);
    booth.step(leo, first, Command::Dismiss).unwrap();
    assert!(booth.said().is_empty(), "dismissed is dismissed");
    assert_eq!(notices(&booth), [second]);
    assert!(view(&booth, first).given_up.unwrap().dismissed, "and can still be taken back");
    booth.restart();
    assert_eq!(notices(&booth), [second]);
    booth.step(mia, first, Command::Requeue).unwrap();
    assert_eq!(view(&booth, first).given_up, None);
    let making = booth.queued();
    assert_eq!(kind(booth.step(mia, making, Command::Dismiss)), RefusalKind::WrongState);
    assert_eq!(kind(booth.step(guest, second, Command::Dismiss)), RefusalKind::NotAllowed);
}

#[test]
fn a_requeued_order_is_next_and_is_made_like_any_other() {
    let mut booth = Booth::open(3);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    let placed = view(&booth, order).queued_booth_ms;
    booth.pass(WAIT_MS);
    let waiting = booth.queued();
    assert_eq!(count(&booth, "timed_out"), 1);
    booth.step(mia, order, Command::Requeue).unwrap();
    assert_eq!(booth.said(), [n::OrderRequeued]);
    let back = view(&booth, order);
    assert_eq!((back.state, back.place_in_line), (OrderState::Queued, Some(1)));
    assert_eq!(view(&booth, waiting).place_in_line, Some(2));
    assert_eq!((back.ending, back.requeued, back.given_up), (None, true, None));
    assert_eq!(back.queued_booth_ms, placed, "its age goes on");
    assert_eq!(back.name.as_deref(), Some("Jo"));
    assert_eq!(back.give_up_booth_ms, Some(booth.now.0 + WAIT_MS));
    assert_eq!((notices(&booth), in_flight(&booth)), (vec![], 2));
    assert_eq!(count(&booth, "timed_out"), 0, "it is not lost");

    booth.step(mia, order, Command::Claim).unwrap();
    assert_eq!(booth.said(), [n::MakeOrder, n::TicketWanted]);
    let ticket = booth.last.events.iter().find_map(|event| match &event.fact {
        DomainEvent::TicketWanted(wanted) => Some(wanted.clone()),
        _ => None,
    });
    assert!(!ticket.unwrap().copy, "it had none before");
    booth.pass(2 * WAIT_MS);
    assert_eq!(booth.state(order), OrderState::Making, "nobody's hands are timed");
    booth.step(mia, order, Command::Release).unwrap();
    assert_eq!(view(&booth, order).give_up_booth_ms, Some(booth.now.0 + WAIT_MS));
    booth.step(mia, order, Command::Claim).unwrap();
    booth.step(mia, order, Command::Complete).unwrap();
    assert_eq!(booth.said(), [n::OrderCompleted], "its workflow ended before");
    let wait = (booth.now.0 - placed.unwrap()).div_ceil(15_000) * 15;
    assert_eq!((count(&booth, "made"), count(&booth, &format!("wait:{wait}"))), (1, 1));
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
    assert_eq!(view(&booth, order).give_up_booth_ms, None);
    booth.set_store(StoreState::Open);
    assert_eq!(view(&booth, order).give_up_booth_ms, Some(booth.now.0 + 600_000));
    booth.pass(400_000);
    booth.set_store(StoreState::Paused);
    booth.pass(3_600_000);
    booth.restart();
    booth.set_store(StoreState::Open);
    booth.pass(199_999);
    assert_eq!(booth.state(order), OrderState::Queued);
    booth.pass(1);
    assert_eq!(booth.said(), [n::OrderGivenUp]);
    let over = view(&booth, order);
    assert_eq!((over.state, over.ending), (OrderState::TimedOut, Some(Ending::NotMade)));
    assert_eq!((notices(&booth), in_flight(&booth)), (vec![order], 0));
    assert_eq!(count(&booth, "timed_out"), 1);
    booth.step(mia, order, Command::Requeue).unwrap();
    assert_eq!(count(&booth, "timed_out"), 0, "and again");
}

#[test]
fn two_tablets_take_it_back_and_one_hears_that_it_is_back() {
    let mut booth = Booth::open(5);
    let (mia, leo) = (booth.staff(Role::Barista, "Mia"), booth.staff(Role::Barista, "Leo"));
    let order = given_up(&mut booth);
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
    let order = given_up(&mut booth);
    let refused = booth.step(ada, unplaced, Command::Requeue).unwrap_err();
    assert_eq!(refused.kind, RefusalKind::WrongState);
    assert!(refused.detail.contains("never placed"), "{}", refused.detail);
    assert_eq!(view(&booth, unplaced).given_up, None);
    let cancelled = booth.queued();
    booth.cancel(ada, cancelled).unwrap();
    assert_eq!(kind(booth.step(ada, cancelled, Command::Requeue)), RefusalKind::WrongState);

    booth.ask(ada, Command::EndDay).unwrap();
    booth.set_store(StoreState::Open);
    let late = booth.step(ada, order, Command::Requeue).unwrap_err();
    assert_eq!(late.kind, RefusalKind::WrongState);
    assert!(late.detail.contains("B1"), "{}", late.detail);
    assert_eq!(kind(booth.step(ada, order, Command::Dismiss)), RefusalKind::WrongState);
    assert_eq!((notices(&booth), view(&booth, order).given_up), (vec![], None));

    let of_today = given_up(&mut booth);
    booth.begin_occasion("The next one");
    let ada = booth.staff(Role::Crew, "Ada");
    assert_eq!(kind(booth.step(ada, of_today, Command::Requeue)), RefusalKind::WrongState);
    assert_eq!((notices(&booth), view(&booth, of_today).given_up), (vec![], None));
}

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
    booth.step(mia, first, Command::Claim).unwrap();
    booth.step(mia, first, Command::Complete).unwrap();
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
    let order = given_up(&mut booth);
    booth.set_limits(|limits| limits.orders_in_flight_max = 1);
    let other = booth.queued();
    booth.step(mia, order, Command::Requeue).unwrap();
    assert_eq!(in_flight(&booth), 2);
    booth.cancel(mia, other).unwrap();
    assert_eq!(booth.code(), None, "the one that is back takes the room");
    booth.step(mia, order, Command::Claim).unwrap();
    booth.step(mia, order, Command::Complete).unwrap();
    let guest = booth.customer();
    let begun = booth.start(guest).unwrap();
    assert_eq!(booth.state(begun), OrderState::Started, "ready takes none");
}

#[test]
fn a_requeued_order_that_ends_otherwise_takes_no_room_any_longer() {
    for seed in 10..13 {
        let mut booth = Booth::open(seed);
        let mia = booth.staff(Role::Barista, "Mia");
        let order = requeued(&mut booth, mia);
        booth.set_limits(|limits| limits.orders_in_flight_max = 1);
        match seed {
            10 => booth.cancel(Caller::Link(order), order).map(drop).unwrap(),
            11 => booth.cancel(mia, order).map(drop).unwrap(),
            _ => booth.pass(WAIT_MS),
        }
        assert_eq!(in_flight(&booth), 0);
        let guest = booth.customer();
        let begun = booth.start(guest).unwrap();
        assert_eq!(booth.state(begun), OrderState::Started);
        booth.cancel(guest, begun).unwrap();
        booth.pass(2 * WAIT_MS);
        assert!(!booth.said().contains(&n::OrderGivenUp), "once");
    }
}

#[test]
fn a_requeue_is_undone_for_a_while() {
    let mut booth = Booth::open(14);
    let (mia, leo) = (booth.staff(Role::Barista, "Mia"), booth.staff(Role::Barista, "Leo"));
    let order = given_up(&mut booth);
    let before = view(&booth, order);
    booth.pass(1_000);
    booth.step(mia, order, Command::Requeue).unwrap();
    booth.step(leo, order, Command::Undo).unwrap();
    assert_eq!(booth.said(), [n::OrderGivenUp]);
    let DomainEvent::OrderGivenUp(fact) = &booth.last.events[0].fact else { panic!() };
    assert_eq!(fact.action_user_id, Some(session_of(leo)));
    let after = view(&booth, order);
    assert_eq!(
        (after.state, after.ending, after.given_up, after.place, after.requeued),
        (before.state, before.ending, before.given_up, before.place, before.requeued)
    );
    assert_eq!((notices(&booth), in_flight(&booth)), (vec![order], 0));
    assert_eq!(count(&booth, "timed_out"), 1);
    booth.pass(2 * WAIT_MS);
    assert!(!booth.said().contains(&n::OrderGivenUp), "its wait is over with it");
    booth.step(mia, order, Command::Requeue).unwrap();
    booth.pass(UNDO_MS);
    assert_eq!(kind(booth.step(mia, order, Command::Undo)), RefusalKind::WrongState);
    assert_eq!(booth.state(order), OrderState::Queued);
}

#[test]
fn what_is_made_again_after_its_workflow_ended_is_given_up_too() {
    let mut booth = Booth::open(15);
    let mia = booth.staff(Role::Barista, "Mia");
    let ready: &[fn(OneOrder) -> Command] = &[Command::Claim, Command::Complete];
    for back in [&[Command::Remake as fn(_) -> _][..], &[Command::Recall, Command::Release]] {
        let order = booth.queued();
        for step in ready.iter().chain(back) {
            booth.step(mia, order, *step).unwrap();
        }
        assert_eq!(view(&booth, order).give_up_booth_ms, Some(booth.now.0 + WAIT_MS));
        booth.pass(WAIT_MS - 1);
        assert_eq!(booth.state(order), OrderState::Queued);
        booth.pass(1);
        assert!(booth.said().contains(&n::OrderGivenUp), "{:?}", booth.said());
        assert_eq!(in_flight(&booth), 0);
    }
    // Undone, it waits no more; and a wait that was running goes with what ends the order.
    let order = booth.queued();
    for step in ready.iter().chain(&[Command::Remake as fn(_) -> _, Command::Undo]) {
        booth.step(mia, order, *step).unwrap();
    }
    booth.step(mia, order, Command::Collect).unwrap();
    booth.pass(2 * WAIT_MS);
    assert_eq!(booth.state(order), OrderState::Collected);
}

#[test]
fn a_held_cancel_and_a_change_of_a_requeued_order() {
    let mut booth = Booth::open(16);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = requeued(&mut booth, mia);
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
    assert_eq!(view(&booth, order).cancelling, None);
}

#[test]
fn its_name_may_be_gone_and_is_kept_while_it_waits_again() {
    let mut booth = Booth::open(17);
    let mia = booth.staff(Role::Barista, "Mia");
    let name = |booth: &Booth, order| view(booth, order).name;
    let kept = requeued(&mut booth, mia);
    booth.set_store(StoreState::LastOrders);
    booth.step(mia, kept, Command::Claim).unwrap();
    booth.pass(3 * 3_600_000);
    assert_eq!(name(&booth, kept).as_deref(), Some("Jo"), "somebody is still to be called");
    booth.step(mia, kept, Command::Complete).unwrap();
    booth.step(mia, kept, Command::Collect).unwrap();
    booth.set_store(StoreState::Open);
    let erased = given_up(&mut booth);
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
    let order = requeued(&mut booth, ada);
    assert_eq!(kind(booth.ask(ada, Command::EndDay)), RefusalKind::WrongState);
    booth.begin_occasion("The next one");
    assert_eq!(booth.state(order), OrderState::Cancelled);
    booth.set_store(StoreState::Open);
    assert_eq!(in_flight(&booth), 0);
    booth.pass(2 * WAIT_MS);
    assert_eq!(booth.state(order), OrderState::Cancelled);
}

#[test]
fn red_comes_after_amber() {
    let mut booth = Booth::open(19);
    let settings = booth.read(|s| s.config()).unwrap().settings;
    assert_eq!((settings.age_warn_s, settings.age_late_s), (120, 300));
    booth.set_limits(|limits| (limits.age_warn_s, limits.age_late_s) = (60, 90));
    let set = |warn, late| {
        let mut settings = settings.clone();
        (settings.age_warn_s, settings.age_late_s) = (warn, late);
        let settings = Some(settings.into());
        Command::SetStore(crema_api::commands::SetStore { settings, ..Default::default() })
    };
    for (warn, late) in [(120, 120), (300, 120), (20, 120), (120, 9_000)] {
        assert_eq!(kind(booth.ask(Caller::Hub, set(warn, late))), RefusalKind::BadInput);
    }
}
