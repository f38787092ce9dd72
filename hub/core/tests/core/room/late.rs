//! A question for room that comes late is about the day and the occasion in which its order began.

use crema_api::commands::{Caller, Command};
use crema_api::events::names as n;
use crema_api::ids::OrderId;
use crema_api::order::OrderState;
use crema_api::store::StoreState;

use crate::booth::Booth;
use crate::booth::flaky::booth_with_flaky;

/// The services and events by whose failing an order begins late.
const LATE: [(&str, &[&str]); 2] =
    [("order_manager", &[n::RoomWanted]), ("order_processor", &[n::NewOrder])];

/// Begins an order on which this service fails, lets `pass` what passes, and delivers it then.
fn begun_late(
    seed: u64,
    (service, fails_on): (&str, &'static [&'static str]),
    pass: impl FnOnce(&mut Booth),
) -> (Booth, Caller, OrderId) {
    let (mut booth, broken) = booth_with_flaky(seed, service, fails_on);
    let guest = booth.customer();
    broken.set(true);
    let order = booth.start(guest).unwrap();
    broken.set(false);
    pass(&mut booth);
    booth.set_store(StoreState::Open);
    booth.ask(Caller::Hub, Command::Redrive).unwrap();
    for _ in 0..3 {
        booth.pass(0);
    }
    (booth, guest, order)
}

fn is_refused(booth: &mut Booth, guest: Caller, order: OrderId, case: &str) {
    assert_eq!(booth.state(order), OrderState::Refused, "{case}");
    assert_eq!(booth.in_flight(), 0, "{case}");
    booth.start(guest).expect("their order is over");
}

#[test]
fn an_order_of_yesterday_takes_no_room_today() {
    for late in LATE {
        let end_day = |booth: &mut Booth| {
            booth.ask(Caller::Hub, Command::EndDay).unwrap();
        };
        let (mut booth, guest, order) = begun_late(1, late, end_day);
        is_refused(&mut booth, guest, order, late.0);
    }
}

#[test]
fn an_order_of_the_occasion_before_last_takes_none_in_this_one() {
    for late in LATE {
        let two_occasions = |booth: &mut Booth| {
            booth.begin_occasion("Second");
            booth.begin_occasion("Third");
        };
        let (mut booth, guest, order) = begun_late(2, late, two_occasions);
        is_refused(&mut booth, guest, order, late.0);
    }
}

#[test]
fn an_order_of_today_takes_room_however_late_it_is() {
    for late in LATE {
        let (booth, _, order) = begun_late(3, late, |booth| booth.pass(600_000));
        assert_eq!((booth.state(order), booth.in_flight()), (OrderState::Started, 1), "{}", late.0);
    }
}
