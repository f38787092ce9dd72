//! A start that would be refused anyway is answered without a write: no event, no row, no outcome.

use crema_api::commands::{Caller, Command, Outcome, Start};
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_api::store::StoreState;
use crema_core::Input;

use super::bytes_written;
use crate::booth::flaky::without_objections;
use crate::booth::log::dump_tables;
use crate::booth::{Booth, kind};

fn start(booth: &mut Booth, who: Caller, code: &str) -> Input {
    booth.call(who, Command::Start(Start { code: code.to_owned() }))
}

/// Gives a start that is refused. Returns with what, when nothing was written.
fn refused_without_a_write(booth: &mut Booth, who: Caller, code: &str) -> RefusalKind {
    booth.core.settle(true);
    booth.settles = false;
    let (tables, bytes) = (dump_tables(&booth.path(), &[]), bytes_written(booth));
    let input = start(booth, who, code);
    let refused = kind(booth.give(input));
    assert_eq!(booth.said(), [""; 0], "{refused:?}");
    assert!(dump_tables(&booth.path(), &[]) == tables, "{refused:?} wrote something");
    assert_eq!(bytes_written(booth), bytes, "{refused:?}");
    booth.settles = true;
    refused
}

#[test]
fn a_start_that_is_refused_writes_nothing() {
    let mut booth = Booth::open(1);
    booth.set_limits(|limits| limits.orders_in_flight_max = 1);
    let code = booth.code().unwrap();
    let guest = booth.customer();
    let order = booth.start_with(guest, &code).unwrap();
    let other = booth.customer();
    let refused = |booth: &mut Booth, who| refused_without_a_write(booth, who, &code);
    assert_eq!(refused(&mut booth, guest), RefusalKind::OpenOrder);
    assert_eq!(refused(&mut booth, other), RefusalKind::BoothFull);
    booth.cancel(guest, order).unwrap();
    for state in [StoreState::Paused, StoreState::LastOrders, StoreState::Closed] {
        booth.set_store(StoreState::Open);
        booth.set_store(state);
        assert_eq!(refused(&mut booth, other), RefusalKind::StoreNotOpen, "{state:?}");
    }
    booth.set_store(StoreState::Open);
    assert_eq!(refused_without_a_write(&mut booth, other, "B22222"), RefusalKind::NoSuchCode);
    let tally =
        |booth: &Booth| booth.read(|s| s.newest_orders_in(&OrderState::ALL, 100)).orders.len();
    assert_eq!(tally(&booth), 1, "no order but the one that was begun");
}

/// The refusal is about that moment: it is not kept under its key.
#[test]
fn a_start_that_was_refused_is_answered_anew() {
    let mut booth = Booth::open(2);
    booth.set_limits(|limits| limits.orders_in_flight_max = 1);
    let code = booth.code().unwrap();
    let (guest, other) = (booth.customer(), booth.customer());
    let order = booth.start_with(guest, &code).unwrap();
    let again = start(&mut booth, other, &code);
    assert_eq!(kind(booth.give(again.clone())), RefusalKind::BoothFull);
    booth.cancel(guest, order).unwrap();
    let Ok(Outcome::Order { order_id }) = booth.give(again.clone()) else { panic!("room") };
    booth.place(other, order_id, "Jo").unwrap();
    // What was done stays so.
    assert_eq!(booth.give(again), Ok(Outcome::Order { order_id }));
}

/// One service owns room: what it says beforehand is what it would answer to the workflow.
#[test]
fn a_start_is_refused_exactly_where_the_workflow_would_refuse_it() {
    let states = [StoreState::Open, StoreState::Paused, StoreState::LastOrders, StoreState::Closed];
    for (at_once, state) in [1, 2].into_iter().flat_map(|most| states.map(|state| (most, state))) {
        let begins = |objects: bool| {
            let mut booth = Booth::open(3);
            if !objects {
                without_objections(&mut booth);
            }
            booth.set_limits(|limits| limits.orders_in_flight_max = at_once);
            let code = booth.code().unwrap();
            booth.queued();
            if state != StoreState::Open {
                booth.set_store(state);
            }
            let guest = booth.customer();
            let begun = booth.start_with(guest, &code);
            let begun = begun.is_ok_and(|order| booth.state(order).in_flight());
            (begun, booth.code().is_some())
        };
        let (before, shown) = begins(true);
        assert_eq!(before, begins(false).0, "{state:?} {at_once}");
        assert_eq!(before, state == StoreState::Open && at_once > 1);
        assert!(!shown, "{state:?} {at_once}: it is closed, or full now");
    }
}
