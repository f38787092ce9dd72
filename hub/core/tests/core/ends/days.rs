//! An order's end that a service never learned of keeps no guest from ordering and no name from being
//! erased: giving the delivery up is its end, and the day's end or a new occasion at the latest.

use crema_api::commands::{Caller, Command, Role};
use crema_api::events::names as n;
use crema_api::ids::OrderId;
use crema_api::problem::RefusalKind;
use crema_api::store::StoreState;

use super::{count, discard_failed};
use crate::booth::flaky::{FailsOn, booth_that_fails_on};
use crate::booth::{Booth, kind};

/// An order that was handed over, while a service failed on its end and the crew gave that up.
fn ended_unknown_to(service: &str, fails_on: FailsOn) -> (Booth, Caller, OrderId) {
    let (mut booth, broken) = booth_that_fails_on(1, service, fails_on);
    let mia = booth.staff(Role::Barista, "Mia");
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    booth.place(guest, order, "Jo").unwrap();
    broken.set(true);
    booth.make(mia, order);
    booth.step(mia, order, Command::Collect).unwrap();
    discard_failed(&mut booth);
    broken.set(false);
    (booth, guest, order)
}

fn days_that_begin() -> [(&'static str, fn(&mut Booth)); 2] {
    [
        ("day", |booth| drop(booth.ask(Caller::Hub, Command::EndDay).unwrap())),
        ("occasion", |booth| booth.begin_occasion("Another")),
    ]
}

#[test]
fn a_guest_whose_order_s_end_was_given_up_orders_again() {
    let fails_on = FailsOn::Names(&[n::OrderCompleted]);
    let (mut booth, guest, _) = ended_unknown_to("validator", fails_on);
    booth.start(guest).unwrap();
}

#[test]
fn a_guest_orders_again_on_the_next_day_whatever_the_validator_missed() {
    for (next, begin) in days_that_begin() {
        let fails_on = FailsOn::NamesForGood(&[n::OrderCompleted]);
        let (mut booth, guest, _) = ended_unknown_to("validator", fails_on);
        assert_eq!(kind(booth.start(guest)), RefusalKind::OpenOrder);
        begin(&mut booth);
        booth.set_store(StoreState::Open);
        booth.start(guest).unwrap_or_else(|refused| panic!("{next}: {refused}"));
        // What is left of a day goes with the one after it.
        booth.begin_occasion("One more");
        booth.begin_occasion("And one more");
        assert_eq!(count(&booth, "SELECT count(*) FROM validator_orders"), 0, "{next}");
    }
}

#[test]
fn the_drink_of_an_order_that_an_occasion_ends_goes_back_all_the_same() {
    let mut booth = Booth::open(2);
    let guest = booth.customer();
    booth.start(guest).unwrap();
    booth.begin_occasion("Another");
    let returned = booth.events_after(crema_api::Seq(0), 10_000);
    let returned = returned.iter().filter(|event| event.fact.detail_type() == n::DrinkReturned);
    assert_eq!(returned.count(), 1);
}

/// Whether the names on cups are erased when the booth has been quiet for long.
fn are_names_erased(booth: &mut Booth) -> bool {
    booth.set_store(StoreState::Closed);
    for _ in 0..4 {
        booth.pass(2_000_000);
    }
    count(booth, "SELECT count(*) FROM names_on_cups") == 0
}

#[test]
fn names_are_erased_although_the_end_of_their_order_was_given_up() {
    let fails_on = FailsOn::Names(&[n::OrderCollected]);
    let (mut booth, _, _) = ended_unknown_to("privacy", fails_on);
    assert!(are_names_erased(&mut booth));
}

#[test]
fn names_of_the_next_day_are_erased_whatever_was_missed_the_day_before() {
    for (next, begin) in days_that_begin() {
        let fails_on = FailsOn::NamesForGood(&[n::OrderCollected]);
        let (mut booth, guest, _) = ended_unknown_to("privacy", fails_on);
        begin(&mut booth);
        booth.set_store(StoreState::Open);
        let order = booth.start(guest).unwrap();
        booth.place(guest, order, "Jo").unwrap();
        booth.cancel(guest, order).unwrap();
        assert!(are_names_erased(&mut booth), "{next}");
    }
}
