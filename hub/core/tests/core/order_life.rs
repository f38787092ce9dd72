//! One order and what can happen to it; and the original's defects, which must not be here.

use crema_api::DomainEvent;
use crema_api::answers::Ending;
use crema_api::commands::{
    Caller, Cancel, Command, OneOrder, Outcome, Place, Role, SetDrink, Start,
};
use crema_api::events::names as n;
use crema_api::order::{CancelReason, CancelledBy, OrderState, UnavailableCause};
use crema_api::problem::RefusalKind;
use crema_api::store::StoreState;

use crate::booth::flaky::without_objections;
use crate::booth::{Booth, kind, session_of};

#[test]
fn from_scan_to_collected_each_step_says_what_it_should() {
    let mut booth = Booth::open(1);
    let (guest, mia) = (booth.customer(), booth.staff(Role::Barista, "Mia"));

    let order = booth.start(guest).unwrap();
    assert_eq!(booth.said(), [n::NewOrder, n::RoomWanted, n::RoomTaken, n::WorkflowStarted]);

    booth.place(guest, order, "Zoë").unwrap();
    assert_eq!(
        booth.said(),
        [
            n::OrderPlaced,
            n::NumberWanted,
            n::NumberDrawn,
            n::WorkflowWaitingCompletion,
            n::WaitingCompletion
        ]
    );
    let view = booth.view(order);
    assert_eq!((view.state, view.label.as_deref()), (OrderState::Queued, Some("B1")));
    assert_eq!((view.place_in_line, view.name.as_deref()), (Some(1), Some("Zoë")));

    booth.step(mia, order, Command::Claim).unwrap();
    assert_eq!(booth.said(), [n::MakeOrder, n::TicketWanted]);
    booth.step(mia, order, Command::Complete).unwrap();
    assert_eq!(booth.said(), [n::OrderCompleted, n::OrderFinished]);
    booth.step(mia, order, Command::Collect).unwrap();
    assert_eq!(booth.said(), [n::OrderCollected]);
    assert_eq!(booth.state(order), OrderState::Collected);
}

#[test]
fn a_code_gives_its_drinks_and_not_one_more() {
    let mut booth = Booth::new(2);
    booth.begin_occasion("Two drinks");
    booth.set_limits(|limits| limits.drinks_per_code = 2);
    booth.set_store(StoreState::Open);
    let code = booth.code().unwrap();
    for _ in 0..2 {
        let guest = booth.customer();
        booth.start_with(guest, &code).unwrap();
    }
    let guest = booth.customer();
    assert_eq!(kind(booth.start_with(guest, &code)), RefusalKind::CodeUsedUp);
    assert_eq!(booth.code(), None, "with none left there is none to show");
}

#[test]
fn a_used_up_code_says_when_the_next_one_comes() {
    let mut booth = Booth::new(2);
    booth.begin_occasion("Two drinks");
    booth.set_limits(|limits| limits.drinks_per_code = 1);
    booth.set_store(StoreState::Open);
    let next = |booth: &Booth| booth.read(|s| s.store()).unwrap().next_code_booth_ms;
    let end = booth.read(|s| s.code("")).code.unwrap().end_booth_ms;
    assert_eq!(next(&booth), None, "there is a code");
    let guest = booth.customer();
    booth.start(guest).unwrap();
    assert_eq!(next(&booth), Some(end));
    booth.set_store(StoreState::LastOrders);
    assert_eq!(next(&booth), None, "no code comes");
    booth.set_store(StoreState::Open);
    let now = booth.read(|s| s.store()).unwrap().booth_ms;
    booth.pass(end - now);
    assert!(booth.code().is_some());
    assert_eq!(next(&booth), None);
}

#[test]
fn a_drink_goes_back_when_an_order_ends_unplaced() {
    let mut booth = Booth::open(3);
    let left = |booth: &Booth| booth.read(|s| s.code("")).code.unwrap().drinks_left;
    let (guest, other) = (booth.customer(), booth.customer());
    let order = booth.start(guest).unwrap();
    assert_eq!(left(&booth), 9);
    booth.cancel(guest, order).unwrap();
    assert_eq!(booth.said(), [n::OrderCancelled, n::DrinkReturned]);
    assert_eq!(left(&booth), 10);
    // A placed one keeps its drink.
    let order = booth.start(other).unwrap();
    booth.place(other, order, "").unwrap();
    booth.cancel(other, order).unwrap();
    assert_eq!(left(&booth), 9);
}

#[test]
fn codes_follow_one_another_and_the_last_is_taken_for_a_minute() {
    let mut booth = Booth::open(4);
    let first = booth.code().unwrap();
    booth.pass(300_000);
    let second = booth.code().unwrap();
    assert_ne!(first, second);
    let guest = booth.customer();
    booth.start_with(guest, &first.to_lowercase()).unwrap();
    booth.pass(60_000);
    let guest = booth.customer();
    assert_eq!(kind(booth.start_with(guest, &first)), RefusalKind::CodeOver);
    booth.set_store(StoreState::Closed);
    assert_eq!(booth.code(), None);
}

#[test]
fn an_order_that_a_closed_or_full_booth_refuses_says_why() {
    let mut booth = Booth::open(5);
    let code = booth.code().unwrap();
    booth.set_limits(|limits| limits.orders_in_flight_max = 1);
    let (first, second, third) = (booth.customer(), booth.customer(), booth.customer());
    booth.start_with(first, &code).unwrap();
    // Most are refused before they begin (`growth/starts`); these came too late for that.
    without_objections(&mut booth);
    let full = booth.start_with(second, &code).unwrap();
    let refused = [n::RoomWanted, n::RoomRefused, n::ShopUnavailable, n::DrinkReturned];
    assert_eq!(booth.said()[1..], refused);
    let ending = |booth: &Booth, order| booth.view(order).ending;
    let refused = |cause| Some(Ending::Refused { cause });
    assert_eq!(ending(&booth, full), refused(UnavailableCause::Full));
    booth.set_store(StoreState::Closed);
    let closed = booth.start_with(third, &code).unwrap();
    assert_eq!(ending(&booth, closed), refused(UnavailableCause::Closed));
}

#[test]
fn one_barista_wins_and_only_the_claimer_or_crew_goes_on() {
    let mut booth = Booth::open(6);
    let guest = booth.customer();
    let (mia, leo) = (booth.staff(Role::Barista, "Mia"), booth.staff(Role::Barista, "Leo"));
    let crew = booth.staff(Role::Crew, "Ada");
    let order = booth.start(guest).unwrap();
    booth.place(guest, order, "Jo").unwrap();
    booth.step(mia, order, Command::Claim).unwrap();
    assert_eq!(kind(booth.step(leo, order, Command::Claim)), RefusalKind::ClaimedByAnother);
    assert_eq!(booth.said(), [""; 0], "a refusal emits nothing");
    assert_eq!(kind(booth.step(leo, order, Command::Complete)), RefusalKind::ClaimedByAnother);
    assert_eq!(kind(booth.step(leo, order, Command::Release)), RefusalKind::ClaimedByAnother);
    booth.step(crew, order, Command::Release).unwrap();
    booth.step(leo, order, Command::Claim).unwrap();
    let ticket = booth.last.events.iter().find_map(|event| match &event.fact {
        DomainEvent::TicketWanted(wanted) => Some(wanted.clone()),
        _ => None,
    });
    assert!(ticket.unwrap().copy, "a second ticket is marked as one");
    let barista = booth.view(order).barista.unwrap();
    assert_eq!(barista.session_id, session_of(leo));
}

#[test]
fn a_second_submit_does_not_make_the_drink() {
    let mut booth = Booth::open(7);
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    booth.place(guest, order, "Jo").unwrap();
    booth.place(guest, order, "Jo").unwrap();
    assert_eq!(booth.said(), [n::OrderChanged], "it changes the order and resumes nothing");
    assert_eq!(booth.state(order), OrderState::Queued);
}

#[test]
fn a_late_complete_does_not_overwrite_a_cancel() {
    let mut booth = Booth::open(8);
    let (guest, mia) = (booth.customer(), booth.staff(Role::Barista, "Mia"));
    let order = booth.start(guest).unwrap();
    booth.place(guest, order, "Jo").unwrap();
    booth.step(mia, order, Command::Claim).unwrap();
    let cancel = Cancel { order_id: order, reason: Some(CancelReason::Machine), held: false };
    booth.ask(mia, Command::Cancel(cancel)).unwrap();
    assert_eq!(kind(booth.step(mia, order, Command::Complete)), RefusalKind::WrongState);
    let view = booth.view(order);
    let (reason, by) = (CancelReason::Machine, CancelledBy::Staff);
    assert_eq!(view.ending, Some(Ending::Cancelled { reason, by }));
}

#[test]
fn what_is_sold_out_is_not_taken() {
    let mut booth = Booth::open(9);
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    let set = SetDrink { drink: "flat-white".into(), available: Some(false), options: vec![] };
    booth.ask(Caller::Hub, Command::SetDrink(set)).unwrap();
    assert_eq!(kind(booth.place(guest, order, "Jo")), RefusalKind::SoldOut);
    let place = |drink: &str, milk: &str| {
        let modifiers = [("Milk".to_owned(), milk.to_owned())].into();
        Command::Place(Place { order_id: order, drink: drink.into(), modifiers, name: None })
    };
    assert_eq!(kind(booth.ask(guest, place("mocha", "Oat"))), RefusalKind::NoSuchDrink);
    assert_eq!(kind(booth.ask(guest, place("cappuccino", "Pea"))), RefusalKind::NoSuchOption);
    booth.ask(guest, place("cappuccino", "Soy")).unwrap();
}

#[test]
fn nobody_else_may_touch_an_order() {
    let mut booth = Booth::open(10);
    let (guest, stranger) = (booth.customer(), booth.customer());
    let order = booth.start(guest).unwrap();
    assert_eq!(kind(booth.place(stranger, order, "X")), RefusalKind::NoSuchOrder);
    assert_eq!(kind(booth.cancel(stranger, order)), RefusalKind::NoSuchOrder);
    assert_eq!(kind(booth.step(guest, order, Command::Claim)), RefusalKind::NotAllowed);
    // Its link alone is enough, for those without cookies.
    booth.place(Caller::Link(order), order, "Jo").unwrap();
}

#[test]
fn one_open_order_a_customer_and_a_daily_limit_in_the_hub() {
    let mut booth = Booth::open(11);
    let (guest, mia) = (booth.customer(), booth.staff(Role::Barista, "Mia"));
    booth.set_limits(|limits| limits.orders_per_customer_day = 2);
    for _ in 0..2 {
        let order = booth.start(guest).unwrap();
        assert_eq!(kind(booth.start(guest)), RefusalKind::OpenOrder);
        booth.place(guest, order, "Jo").unwrap();
        let refusal = booth.start(guest).unwrap_err();
        assert!(refusal.detail.contains("You already have an order: B"), "{}", refusal.detail);
        booth.step(mia, order, Command::Claim).unwrap();
        booth.step(mia, order, Command::Complete).unwrap();
    }
    assert_eq!(kind(booth.start(guest)), RefusalKind::DailyLimit);
    booth.pass(24 * 60 * 60 * 1000);
    booth.start(guest).unwrap();
}

#[test]
fn a_day_counts_what_was_placed_and_ends_with_the_day() {
    let mut booth = Booth::open(21);
    let (guest, ada) = (booth.customer(), booth.staff(Role::Crew, "Ada"));
    booth.set_limits(|limits| limits.orders_per_customer_day = 1);
    let changed_mind = booth.start(guest).unwrap();
    booth.cancel(guest, changed_mind).unwrap();
    let order = booth.start(guest).expect("what was never placed does not count");
    booth.place(guest, order, "Jo").unwrap();
    for step in [Command::Claim, Command::Complete, Command::Collect] {
        booth.step(ada, order, step).unwrap();
    }
    assert_eq!(kind(booth.start(guest)), RefusalKind::DailyLimit);
    booth.ask(ada, Command::EndDay).unwrap();
    booth.set_store(StoreState::Open);
    booth.start(guest).expect("a new day, however short the last one was");
}

#[test]
fn waits_end_in_booth_time_and_stand_still_in_a_pause() {
    let mut booth = Booth::open(12);
    let (guest, other) = (booth.customer(), booth.customer());
    let unplaced = booth.start(guest).unwrap();
    booth.set_store(StoreState::Paused);
    booth.pass(1_000_000);
    assert_eq!(booth.state(unplaced), OrderState::Started, "a pause counts for nobody");
    booth.set_store(StoreState::Open);
    let queued = booth.start(other).unwrap();
    booth.place(other, queued, "Jo").unwrap();
    booth.pass(299_999);
    assert_eq!(booth.state(unplaced), OrderState::Started);
    booth.pass(1);
    assert_eq!(booth.state(unplaced), OrderState::TimedOut);
    booth.pass(600_000);
    assert_eq!(booth.state(queued), OrderState::TimedOut);
    let ending = booth.view(queued).ending;
    assert_eq!(ending, Some(Ending::NotMade));
}

#[test]
fn a_drink_being_made_never_times_out_and_a_release_begins_anew() {
    let mut booth = Booth::open(13);
    let (guest, mia) = (booth.customer(), booth.staff(Role::Barista, "Mia"));
    let order = booth.start(guest).unwrap();
    booth.place(guest, order, "Jo").unwrap();
    booth.pass(800_000);
    booth.step(mia, order, Command::Claim).unwrap();
    booth.pass(10_000_000);
    assert_eq!(booth.state(order), OrderState::Making);
    booth.step(mia, order, Command::Release).unwrap();
    assert_eq!(booth.said(), [n::MakeOrder], "no second WaitingCompletion");
    booth.pass(899_999);
    assert_eq!(booth.state(order), OrderState::Queued);
    booth.pass(1);
    assert_eq!(booth.state(order), OrderState::TimedOut);
}

#[test]
fn ready_leaves_the_board_after_a_while_and_can_still_be_handed_over_or_taken_back() {
    let mut booth = Booth::open(14);
    let (guest, mia) = (booth.customer(), booth.staff(Role::Barista, "Mia"));
    let order = booth.start(guest).unwrap();
    booth.place(guest, order, "Jo").unwrap();
    booth.step(mia, order, Command::Claim).unwrap();
    booth.step(mia, order, Command::Complete).unwrap();
    booth.pass(900_000);
    assert_eq!(booth.state(order), OrderState::Uncollected);
    booth.step(mia, order, Command::Collect).unwrap();
    booth.step(mia, order, Command::Recall).unwrap();
    assert_eq!(booth.state(order), OrderState::Making);
    booth.step(mia, order, Command::Complete).unwrap();
    assert_eq!(booth.said(), [n::OrderReadyAgain], "OrderCompleted is said once per order");
}

#[test]
fn close_and_cancel_ends_what_is_not_ready() {
    let mut booth = Booth::open(15);
    let mia = booth.staff(Role::Barista, "Mia");
    let guests: Vec<Caller> = (0..3).map(|_| booth.customer()).collect();
    let orders: Vec<_> = guests.iter().map(|guest| booth.start(*guest).unwrap()).collect();
    for (guest, order) in guests.iter().zip(&orders).take(2) {
        booth.place(*guest, *order, "Jo").unwrap();
    }
    booth.step(mia, orders[0], Command::Claim).unwrap();
    booth.step(mia, orders[0], Command::Complete).unwrap();
    booth.ask(Caller::Hub, Command::CloseAndCancel).unwrap();
    let states: Vec<_> = orders.iter().map(|order| booth.state(*order)).collect();
    assert_eq!(states, [OrderState::Ready, OrderState::Cancelled, OrderState::Cancelled]);
}

#[test]
fn a_new_occasion_counts_from_one_and_signs_anew() {
    let mut booth = Booth::open(16);
    let guest = booth.customer();
    let first = booth.start(guest).unwrap();
    booth.place(guest, first, "Jo").unwrap();
    let link = |booth: &Booth, order| {
        booth.read(|s| s.sign_link(crema_core::Purpose::Order, order)).unwrap()
    };
    let old = link(&booth, first);
    booth.begin_occasion("Coffee at Rustfest");
    assert_eq!(booth.state(first), OrderState::Cancelled);
    booth.set_store(StoreState::Open);
    let second = booth.start(guest).unwrap();
    booth.place(guest, second, "Jo").unwrap();
    let label = booth.view(second).label;
    assert_eq!(label.as_deref(), Some("B1"));
    let check = |text: &str| booth.read(|s| s.check_link(crema_core::Purpose::Order, text));
    assert_eq!(check(&old), Some(first), "an earlier order stays readable by its own link");
    assert_eq!(check(&link(&booth, second)), Some(second));
    let mut forged = old.into_bytes();
    forged[40] ^= 1;
    assert_eq!(check(&String::from_utf8(forged).unwrap()), None);
}

#[test]
fn the_same_key_gives_the_same_outcome_and_another_body_is_refused() {
    let mut booth = Booth::open(17);
    let guest = booth.customer();
    let code = booth.code().unwrap();
    let input = booth.call(guest, Command::Start(Start { code: code.clone() }));
    let Outcome::Order { order_id } = booth.give(input.clone()).unwrap() else { panic!() };
    for _ in 0..3 {
        let again = booth.give(input.clone()).unwrap();
        assert_eq!(again, Outcome::Order { order_id });
        assert!(booth.said().is_empty());
    }
    let mut other = input.clone();
    if let crema_core::InputKind::Command(call) = &mut other.kind {
        call.command = Command::Start(Start { code: "B22222".to_owned() });
    }
    assert_eq!(kind(booth.give(other)), RefusalKind::KeyReused);
    // A guest's refusal changed nothing, and is not kept: the way may have become free meanwhile.
    let refused = booth.call(guest, Command::Start(Start { code }));
    assert_eq!(kind(booth.give(refused.clone())), RefusalKind::OpenOrder);
    booth.cancel(guest, order_id).unwrap();
    booth.give(refused).expect("the order before is over");
    // A tablet's is kept just so: the answer stays.
    let mia = booth.staff(Role::Barista, "Mia");
    let claim = Command::Claim(OneOrder { order_id });
    let refused = booth.call(mia, claim);
    assert_eq!(kind(booth.give(refused.clone())), RefusalKind::WrongState);
    assert_eq!(kind(booth.give(refused)), RefusalKind::WrongState);
}
