//! A code takes back as many drinks as it had, and no more.

use crema_api::events::names as n;
use crema_api::ids::Seq;
use crema_api::problem::RefusalKind;

use crema_core::services::validator::start::RETURNED_PER_CUSTOMER_MAX;

use super::rows;
use crate::booth::{Booth, kind};

/// Drinks of a code: the setting's default.
const DRINKS: usize = 10;

#[test]
fn a_code_takes_back_as_many_drinks_as_it_had_and_is_used_up_then() {
    let mut booth = Booth::open(1);
    let code = booth.code().unwrap();
    let mut begun = 0;
    for _ in 0..100 {
        let guest = booth.customer();
        let Ok(order) = booth.start_with(guest, &code) else { break };
        begun += 1;
        booth.cancel(guest, order).unwrap();
    }
    assert_eq!(begun, 2 * DRINKS, "each drink was taken, went back and was taken again");
    let guest = booth.customer();
    assert_eq!(kind(booth.start_with(guest, &code)), RefusalKind::CodeUsedUp);
    assert_eq!(booth.code(), None, "the board agrees");
    assert!(booth.read(|s| s.store()).unwrap().next_code_booth_ms.is_some());
    let events = booth.events_after(Seq(0), 10_000);
    let count = |name| events.iter().filter(|event| event.fact.detail_type() == name).count();
    assert_eq!((count(n::NewOrder), count(n::DrinkReturned)), (2 * DRINKS, DRINKS));
    booth.pass(300_000);
    booth.start(guest).expect("the next code has its drinks");
}

#[test]
fn the_last_drink_that_is_taken_back_is_one_that_can_be_ordered() {
    let mut booth = Booth::open(2);
    let code = booth.code().unwrap();
    for _ in 0..2 * DRINKS - 1 {
        let guest = booth.customer();
        let order = booth.start_with(guest, &code).unwrap();
        booth.cancel(guest, order).unwrap();
    }
    assert_eq!(booth.code(), Some(code.clone()), "one drink is left");
    let guest = booth.customer();
    let order = booth.start_with(guest, &code).unwrap();
    booth.place(guest, order, "Jo").unwrap();
}

#[test]
fn two_phones_that_begin_and_cancel_leave_the_code_to_others() {
    let mut booth = Booth::open(3);
    let code = booth.code().unwrap();
    for phone in [booth.customer(), booth.customer()] {
        for _ in 0..RETURNED_PER_CUSTOMER_MAX {
            let order = booth.start_with(phone, &code).unwrap();
            booth.cancel(phone, order).unwrap();
        }
        assert_eq!(kind(booth.start_with(phone, &code)), RefusalKind::CodeBegun);
    }
    assert_eq!(booth.code().as_ref(), Some(&code), "it stays on the board");
    for _ in 0..DRINKS {
        let guest = booth.customer();
        booth.start_with(guest, &code).expect("every drink of it is there for others");
    }
    booth.pass(300_000);
    booth.pass(300_000);
    let phone = booth.customer();
    booth.start(phone).expect("a later code is for everyone");
    assert_eq!(rows(&booth, "validator_returns"), 0, "nothing is kept of those that are over");
}
