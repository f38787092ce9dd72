//! What comes late finds the order as it is by then: nothing of it breaks what is counted or said.

use crema_api::DomainEvent;
use crema_api::commands::{Caller, Command, Place, Role};
use crema_api::events::names;
use crema_api::order::OrderState;

use crate::booth::Booth;
use crate::booth::flaky::booth_with_flaky;
use crate::booth::log::dump_tables;

fn redrive(booth: &mut Booth) {
    booth.ask(Caller::Hub, Command::Redrive).unwrap();
    for _ in 0..3 {
        booth.pass(0);
    }
}

fn dead_letters(booth: &Booth) -> u32 {
    booth.read(|s| s.store()).unwrap().dead_letters
}

/// An order whose number came only after it had timed out.
fn numbered_too_late(seed: u64) -> (Booth, Caller, crema_api::OrderId) {
    let fails_on = &[names::WorkflowWaitingCompletion];
    let (mut booth, broken) = booth_with_flaky(seed, "order_manager", fails_on);
    let mia = booth.staff(Role::Barista, "Mia");
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    broken.set(true);
    booth.place(guest, order, "Jo").unwrap();
    booth.pass(2_000_000);
    broken.set(false);
    assert_eq!(dead_letters(&booth), 2, "{:?}", booth.said());
    redrive(&mut booth);
    assert_eq!((dead_letters(&booth), booth.state(order)), (0, OrderState::TimedOut));
    (booth, mia, order)
}

#[test]
fn an_order_that_got_its_number_too_late_is_requeued_and_counted() {
    let (mut booth, mia, order) = numbered_too_late(1);
    booth.step(mia, order, Command::Requeue).unwrap();
    assert_eq!(dead_letters(&booth), 0, "{:?}", booth.said());
    booth.make(mia, order);
    booth.step(mia, order, Command::Collect).unwrap();
    assert_eq!((dead_letters(&booth), booth.count("made")), (0, 1));
    let counted = dump_tables(&booth.path(), &[]);
    booth.core.rebuild_projections().unwrap();
    assert!(dump_tables(&booth.path(), &[]) == counted, "a rebuild counts the same");
}

#[test]
fn a_drink_that_was_changed_while_its_number_was_late_stays_the_new_one() {
    let (mut booth, broken) = booth_with_flaky(3, "counting", &[names::NumberWanted]);
    let guest = booth.customer();
    let order_id = booth.start(guest).unwrap();
    broken.set(true);
    booth.place(guest, order_id, "Jo").unwrap();
    let drink = "espresso".to_owned();
    let change = Place { order_id, drink, modifiers: [].into(), name: None };
    booth.ask(guest, Command::Place(change)).unwrap();
    assert!(booth.said().contains(&names::OrderChanged), "{:?}", booth.said());
    broken.set(false);
    redrive(&mut booth);
    booth.pass(2_000_000);
    let events = booth.events_after(crema_api::Seq(0), 10_000);
    let drinks = events.iter().filter_map(|event| match &event.fact {
        DomainEvent::WorkflowWaitingCompletion(fact) => fact.about.drink_order.as_ref(),
        DomainEvent::OrderTimeOut(fact) => fact.about.drink_order.as_ref(),
        _ => None,
    });
    let drinks: Vec<&str> = drinks.map(|drink| drink.drink_id.as_str()).collect();
    assert_eq!(drinks, ["espresso", "espresso"]);
}
