//! *Undo*: the last move of an order is taken back, for as long as that can be done, and a cancel
//! by staff is not done before.

use crema_api::answers::{Ending, OrderView};
use crema_api::commands::{
    Caller, Cancel, Command, HandOver, NameCup, OneOrder, Place, Role, UNDO_MS,
};
use crema_api::events::names as n;
use crema_api::ids::OrderId;
use crema_api::order::{CancelReason, CancelledBy, OrderState};
use crema_api::problem::RefusalKind;
use crema_api::store::StoreState;

use crate::booth::orders::WAIT_MS;
use crate::booth::{Booth, kind, session_of};

fn hold_cancel(booth: &mut Booth, who: Caller, order_id: OrderId) {
    let reason = Some(CancelReason::Machine);
    booth.ask(who, Command::Cancel(Cancel { order_id, reason, held: true })).unwrap();
}

/// What moves change of an order, to be compared.
fn progress(view: &OrderView) -> impl PartialEq + std::fmt::Debug + use<> {
    (
        view.state,
        view.place,
        view.barista.as_ref().map(|barista| barista.session_id),
        view.claimed_booth_ms,
        view.remake,
        view.calls,
    )
}

#[test]
fn a_held_cancel_is_done_when_nobody_took_it_back() {
    let mut booth = Booth::open(1);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    hold_cancel(&mut booth, mia, order);
    assert_eq!(booth.said(), [n::CancelHeld]);
    let held = booth.view(order);
    assert_eq!(held.state, OrderState::Queued, "nothing has happened to it yet");
    let cancelling = held.cancelling.expect("it says so");
    assert_eq!(cancelling.by.name.as_deref(), Some("Mia"));
    assert_eq!(cancelling.until_booth_ms, held.booth_ms + UNDO_MS);
    booth.pass(UNDO_MS);
    assert!(booth.said().contains(&n::OrderCancelled), "{:?}", booth.said());
    let over = booth.view(order);
    let (by, reason) = (CancelledBy::Staff, CancelReason::Machine);
    assert_eq!(over.ending, Some(Ending::Cancelled { reason, by }));
    assert_eq!(over.cancelling, None);
    assert_eq!(kind(booth.step(mia, order, Command::Undo)), RefusalKind::WrongState);
    booth.pass(UNDO_MS);
    assert!(booth.said().is_empty(), "once");
}

#[test]
fn a_held_cancel_undone_leaves_the_order_as_it_was() {
    let mut booth = Booth::open(2);
    let (mia, leo) = (booth.staff(Role::Barista, "Mia"), booth.staff(Role::Barista, "Leo"));
    let order = booth.queued();
    let before = booth.view(order);
    hold_cancel(&mut booth, mia, order);
    booth.restart();
    booth.step(leo, order, Command::Undo).unwrap();
    assert_eq!(booth.said(), [n::CancelUndone], "by anyone of the staff");
    assert_eq!(kind(booth.step(mia, order, Command::Undo)), RefusalKind::WrongState);
    booth.pass(2 * UNDO_MS);
    assert_eq!(progress(&booth.view(order)), progress(&before));
    for step in [Command::Claim, Command::Complete, Command::Collect] {
        booth.step(mia, order, step).unwrap();
    }
}

#[test]
fn nobody_makes_what_is_being_cancelled() {
    let mut booth = Booth::open(3);
    let (mia, leo) = (booth.staff(Role::Barista, "Mia"), booth.staff(Role::Barista, "Leo"));
    let (waiting, making) = (booth.queued(), booth.queued());
    booth.step(leo, making, Command::Claim).unwrap();
    hold_cancel(&mut booth, mia, waiting);
    hold_cancel(&mut booth, mia, making);
    for (order, step) in [
        (waiting, Command::Claim as fn(_) -> _),
        (waiting, Command::MoveToTop),
        (making, Command::Complete),
        (making, Command::Release),
    ] {
        assert_eq!(kind(booth.step(leo, order, step)), RefusalKind::WrongState);
        assert!(booth.said().is_empty());
    }
    // At once, without waiting: by staff who say so, and by the guest.
    booth.cancel(leo, making).unwrap();
    booth.cancel(Caller::Link(waiting), waiting).unwrap();
    for order in [waiting, making] {
        assert_eq!(booth.state(order), OrderState::Cancelled);
    }
    booth.pass(UNDO_MS);
    assert!(booth.said().is_empty(), "they are over already");
}

#[test]
fn a_guest_cannot_hold_a_cancel_nor_take_anything_back() {
    let mut booth = Booth::open(4);
    let order = booth.queued();
    let guest = Caller::Link(order);
    hold_cancel(&mut booth, guest, order);
    assert_eq!(booth.state(order), OrderState::Cancelled, "theirs is done at once");
    let other = booth.queued();
    assert_eq!(
        kind(booth.step(Caller::Link(other), other, Command::Undo)),
        RefusalKind::NotAllowed
    );
}

#[test]
fn what_goes_on_by_itself_meanwhile_goes_on() {
    let mut booth = Booth::open(5);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    booth.make(mia, order);
    booth.pass(15 * 60_000 - UNDO_MS / 2);
    hold_cancel(&mut booth, mia, order);
    booth.pass(UNDO_MS - 1);
    assert_eq!(booth.state(order), OrderState::Ready, "its time on the counter is over, but waits");
    booth.step(mia, order, Command::Undo).unwrap();
    booth.pass(UNDO_MS);
    let left = booth.view(order);
    assert_eq!((left.state, left.cancelling), (OrderState::Uncollected, None));
}

#[test]
fn a_held_cancel_comes_before_the_end_of_the_wait_for_a_barista() {
    for is_undone in [false, true] {
        let mut booth = Booth::open(5);
        let mia = booth.staff(Role::Barista, "Mia");
        let order = booth.queued();
        booth.pass(WAIT_MS - UNDO_MS / 2);
        hold_cancel(&mut booth, mia, order);
        booth.pass(UNDO_MS - 1);
        assert_eq!(
            booth.state(order),
            OrderState::Queued,
            "the wait is over, but the cancel is first"
        );
        if is_undone {
            booth.step(mia, order, Command::Undo).unwrap();
        }
        booth.pass(2);
        let (reason, by) = (CancelReason::Machine, CancelledBy::Staff);
        let ending = if is_undone { Ending::NotMade } else { Ending::Cancelled { reason, by } };
        assert_eq!(booth.view(order).ending, Some(ending));
        assert_eq!(booth.in_flight(), 0);
    }
}

type Step = fn(OneOrder) -> Command;

/// Leads an order through `way`; then the crew makes `step`, and another takes it back: the order
/// stands as it stood, and goes on to its end.
fn there_and_back(way: &[Step], step: Step) -> Booth {
    let mut booth = Booth::open(6);
    let (mia, leo) = (booth.staff(Role::Barista, "Mia"), booth.staff(Role::Barista, "Leo"));
    let ada = booth.staff(Role::Crew, "Ada");
    let (_first, order) = (booth.queued(), booth.queued());
    for each in way {
        booth.step(mia, order, *each).unwrap();
    }
    let before = booth.view(order);
    booth.pass(1_000);
    booth.step(ada, order, step).unwrap();
    assert_ne!(progress(&booth.view(order)), progress(&before), "the move changed nothing");
    booth.pass(UNDO_MS - 1);
    booth.step(leo, order, Command::Undo).unwrap();
    assert_eq!(progress(&booth.view(order)), progress(&before));
    assert!(booth.said().len() <= 2, "{:?}", booth.said());
    // Whatever state that is, its own way on is open.
    let on: &[Step] = match before.state {
        OrderState::Queued => &[Command::Claim, Command::Complete, Command::Collect],
        OrderState::Making => &[Command::Complete, Command::Collect],
        OrderState::Ready | OrderState::Uncollected => &[Command::Collect],
        _ => &[Command::PutBack, Command::Collect],
    };
    for each in on {
        booth.step(mia, order, *each).unwrap();
    }
    booth
}

/// How often the log says this.
fn times(booth: &Booth, name: &str) -> usize {
    let events = booth.events_after(crema_api::Seq(0), 1000);
    events.iter().filter(|event| event.fact.detail_type() == name).count()
}

#[test]
fn release_and_take_over_are_undone_for_who_had_it() {
    let booth = there_and_back(&[Command::Claim], Command::Release);
    assert_eq!(times(&booth, n::TicketWanted), 1, "no second ticket");
    assert_eq!(times(&booth, n::OrderFinished), 1);
    let booth = there_and_back(&[Command::Claim], Command::TakeOver);
    assert_eq!(times(&booth, n::OrderTakenOver), 2);
}

#[test]
fn move_to_top_is_undone_to_its_place() {
    let booth = there_and_back(&[], Command::MoveToTop);
    assert_eq!(times(&booth, n::OrderMovedBack), 1);
}

#[test]
fn remake_is_undone_to_wherever_the_drink_stood() {
    let ready: &[Step] = &[Command::Claim, Command::Complete];
    let collected: &[Step] = &[Command::Claim, Command::Complete, Command::Collect];
    for way in [&ready[..1], ready, collected] {
        let booth = there_and_back(way, Command::Remake);
        assert_eq!(times(&booth, n::OrderFinished), 1, "the workflow ends once");
        assert_eq!(times(&booth, n::OrderCompleted), 1, "and this is said once");
    }
}

#[test]
fn recall_is_undone_to_wherever_the_drink_stood() {
    let collected: &[Step] = &[Command::Claim, Command::Complete, Command::Collect];
    let again: &[Step] =
        &[Command::Claim, Command::Complete, Command::Remake, Command::Claim, Command::Complete];
    for way in [&collected[..2], collected, again] {
        there_and_back(way, Command::Recall);
    }
}

#[test]
fn a_drink_nobody_came_for_is_so_again() {
    let mut booth = Booth::open(7);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    booth.make(mia, order);
    booth.pass(15 * 60_000);
    for step in [Command::Recall, Command::Remake] {
        assert_eq!(booth.state(order), OrderState::Uncollected);
        booth.step(mia, order, step).unwrap();
        assert_eq!(booth.read(|s| s.store()).unwrap().in_flight, 1);
        booth.step(mia, order, Command::Undo).unwrap();
        assert_eq!(booth.read(|s| s.store()).unwrap().in_flight, 0, "it takes no room");
    }
    booth.set_store(StoreState::Closed);
    booth.pass(45 * 60_000);
    assert_eq!(booth.view(order).name, None, "and keeps no name for ever");
}

#[test]
fn only_the_last_move_is_undone_and_only_for_a_while() {
    let mut booth = Booth::open(8);
    let mia = booth.staff(Role::Barista, "Mia");
    let (_first, order) = (booth.queued(), booth.queued());
    booth.step(mia, order, Command::MoveToTop).unwrap();
    booth.step(mia, order, Command::Claim).unwrap();
    assert_eq!(kind(booth.step(mia, order, Command::Undo)), RefusalKind::WrongState);
    booth.step(mia, order, Command::Release).unwrap();
    booth.pass(UNDO_MS);
    assert_eq!(kind(booth.step(mia, order, Command::Undo)), RefusalKind::WrongState);
    assert_eq!(booth.state(order), OrderState::Queued);
}

#[test]
fn a_drink_that_became_another_stays_where_it_is() {
    let mut booth = Booth::open(11);
    let mia = booth.staff(Role::Barista, "Mia");
    let change = |order_id| {
        let modifiers = [("Milk".to_owned(), "Soy".to_owned())].into();
        let drink = "flat-white".to_owned();
        Command::Place(Place { order_id, drink, modifiers, name: None })
    };
    // Its ticket says oat. Taken back, the drink would be made by that.
    let released = booth.queued();
    booth.step(mia, released, Command::Claim).unwrap();
    booth.step(mia, released, Command::Release).unwrap();
    booth.ask(Caller::Link(released), change(released)).unwrap();
    assert_eq!(kind(booth.step(mia, released, Command::Undo)), RefusalKind::WrongState);
    // Handed over was another drink.
    let remade = booth.queued();
    for step in [Command::Claim, Command::Complete, Command::Collect, Command::Remake] {
        booth.step(mia, remade, step).unwrap();
    }
    booth.ask(Caller::Link(remade), change(remade)).unwrap();
    assert_eq!(kind(booth.step(mia, remade, Command::Undo)), RefusalKind::WrongState);
    // A cancel that is held stays held.
    let held = booth.queued();
    hold_cancel(&mut booth, mia, held);
    booth.ask(Caller::Link(held), change(held)).unwrap();
    booth.pass(UNDO_MS);
    assert_eq!(booth.state(held), OrderState::Cancelled);
}

#[test]
fn the_days_end_leaves_no_cancel_behind() {
    let mut booth = Booth::open(12);
    let ada = booth.staff(Role::Crew, "Ada");
    let order = booth.queued();
    booth.make(ada, order);
    hold_cancel(&mut booth, ada, order);
    booth.ask(ada, Command::EndDay).unwrap();
    assert_eq!(booth.state(order), OrderState::Uncollected);
    booth.pass(2 * UNDO_MS);
    assert_eq!(booth.state(order), OrderState::Uncollected);
    assert_eq!(booth.view(order).cancelling, None);
}

#[test]
fn a_hand_over_is_undone_order_by_order() {
    let mut booth = Booth::open(9);
    let (mia, leo) = (booth.staff(Role::Barista, "Mia"), booth.staff(Role::Barista, "Leo"));
    let order = booth.queued();
    booth.step(mia, order, Command::Claim).unwrap();
    booth.ask(mia, Command::HandOver(HandOver { to: session_of(leo) })).unwrap();
    booth.step(mia, order, Command::Undo).unwrap();
    booth.step(mia, order, Command::Complete).unwrap();
}

#[test]
fn a_hidden_name_can_be_written_again_while_somebody_is_to_be_called() {
    let mut booth = Booth::open(10);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    let write = |name: &str| Command::NameCup(NameCup { order_id: order, name: name.to_owned() });
    booth.step(mia, order, Command::HideName).unwrap();
    booth.ask(mia, write("Jo")).unwrap();
    assert_eq!(booth.said(), [n::CupNamed]);
    assert_eq!(booth.view(order).name.as_deref(), Some("Jo"));
    let long = "x".repeat(500);
    assert_eq!(kind(booth.ask(mia, write(&long))), RefusalKind::BadInput);
    for step in [Command::Claim, Command::Complete, Command::Collect] {
        booth.step(mia, order, step).unwrap();
    }
    assert_eq!(kind(booth.ask(mia, write("Late"))), RefusalKind::WrongState);
}
