//! The pace begins anew with a day, and with an occasion.

use crema_api::commands::Command;
use crema_api::store::StoreState;

use super::small_booth;
use crate::booth::Booth;

/// The wait that is expected behind four orders, minutes.
fn wait_behind_four(booth: &mut Booth) -> u32 {
    let orders: Vec<_> = (0..4).map(|_| booth.queued()).collect();
    let wait = booth.read(|s| s.store()).unwrap().expected_wait_min;
    for order in orders {
        booth.cancel(crema_api::commands::Caller::Link(order), order).unwrap();
    }
    wait
}

#[test]
fn a_day_and_an_occasion_know_nothing_of_the_pace_before() {
    let (mut booth, mia) = small_booth(1, 20);
    booth.set_limits(|limits| limits.drinks_per_code = 50);
    booth.pass(300_000);
    let unknown = wait_behind_four(&mut booth);
    assert_eq!(unknown, 6, "90 s each");
    let slow_day = |booth: &mut Booth| {
        let orders: Vec<_> = (0..8).map(|_| booth.queued()).collect();
        for order in orders {
            booth.pass(110_000);
            booth.make(mia, order);
        }
        assert_eq!(wait_behind_four(booth), 8, "110 s each");
    };
    slow_day(&mut booth);
    booth.ask(mia, Command::EndDay).unwrap();
    booth.set_store(StoreState::Open);
    assert_eq!(wait_behind_four(&mut booth), unknown);
    slow_day(&mut booth);
    booth.begin_occasion("Another");
    booth.set_store(StoreState::Open);
    assert_eq!(wait_behind_four(&mut booth), unknown);
    // A replay knows it as well.
    slow_day(&mut booth);
    booth.ask(mia, Command::EndDay).unwrap();
    booth.core.replay_deciders().unwrap();
    booth.set_store(StoreState::Open);
    assert_eq!(wait_behind_four(&mut booth), unknown);
}
