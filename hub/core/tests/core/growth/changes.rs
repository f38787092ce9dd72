//! An order is changed so many times, and then no more.

use crema_api::commands::{Caller, Command, Place, Role};
use crema_api::events::names as n;
use crema_api::ids::{OrderId, Seq};
use crema_api::problem::Refusal;

use crate::booth::Booth;

/// How often a guest changes an order.
const BY_GUEST: usize = 20;
/// How often it is changed in all.
const IN_ALL: usize = 40;

fn change(booth: &mut Booth, who: Caller, order_id: OrderId, nth: usize) -> Result<(), Refusal> {
    let milk = if nth.is_multiple_of(2) { "Oat" } else { "Soy" };
    let place = Place {
        order_id,
        drink: "flat-white".to_owned(),
        modifiers: [("Milk".to_owned(), milk.to_owned())].into(),
        name: None,
    };
    booth.ask(who, Command::Place(place)).map(drop)
}

#[test]
fn a_guest_changes_an_order_so_many_times_and_staff_may_go_on_for_as_many() {
    let mut booth = Booth::open(1);
    let mia = booth.staff(Role::Barista, "Mia");
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    booth.place(guest, order, "Jo").unwrap();
    let changed = (0..100).take_while(|nth| change(&mut booth, guest, order, *nth).is_ok());
    assert_eq!(changed.count(), BY_GUEST);
    let refused = change(&mut booth, guest, order, 0).unwrap_err();
    assert_eq!(refused.kind.word(), "changed-too-often");
    assert!(refused.detail.contains("barista"), "{}", refused.detail);
    assert_eq!(booth.said(), [""; 0]);
    booth.restart();
    assert!(change(&mut booth, guest, order, 0).is_err(), "a restart forgets nothing");
    let changed = (0..100).take_while(|nth| change(&mut booth, mia, order, *nth).is_ok()).count();
    assert_eq!(BY_GUEST + changed, IN_ALL);
    let refused = change(&mut booth, mia, order, 0).unwrap_err();
    assert_eq!(refused.kind.word(), "changed-too-often");
    let events = booth.events_after(Seq(0), 10_000);
    let count = events.iter().filter(|event| event.fact.detail_type() == n::OrderChanged).count();
    assert_eq!(count, IN_ALL);
    booth.make(mia, order);
}
