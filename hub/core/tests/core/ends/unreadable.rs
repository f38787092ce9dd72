//! An order whose row cannot be read takes room until its day or occasion is over, and no longer; a
//! held cancel that cannot be read is no silence.

use crema_api::commands::{Caller, Cancel, Command, Role, UNDO_MS};
use crema_api::order::OrderState;
use crema_api::store::StoreState;
use rusqlite::Connection;

use super::{discard_failed, failed};
use crate::booth::Booth;

fn damage(booth: &Booth, what: &str) {
    let sql = format!("UPDATE manager_orders SET {what}");
    assert_eq!(Connection::open(booth.path()).unwrap().execute(&sql, []).unwrap(), 1);
}

#[test]
fn an_order_that_cannot_be_read_takes_no_room_of_the_next_day_or_occasion() {
    for by_day in [true, false] {
        for what in ["drink = '{'", "ending = '{\"of\":\"tomorrow\"}'", "user_id = 7"] {
            let mut booth = Booth::open(1);
            booth.set_limits(|limits| limits.orders_in_flight_max = 1);
            booth.queued();
            damage(&booth, what);
            assert_eq!(booth.code(), None, "it is counted as long as it may be of someone here");
            if by_day {
                booth.ask(Caller::Hub, Command::EndDay).unwrap();
            } else {
                booth.begin_occasion("Another");
            }
            booth.set_store(StoreState::Open);
            assert_eq!(booth.in_flight(), 0, "{what}");
            let order = booth.queued();
            assert_eq!(booth.state(order), OrderState::Queued, "{what}");
            assert_eq!(booth.view(order).place_in_line, Some(1), "{what}");
        }
    }
}

#[test]
fn a_held_cancel_that_cannot_be_read_is_shown_to_the_crew() {
    let mut booth = Booth::open(2);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    let cancel = Cancel { order_id: order, reason: None, held: true };
    booth.ask(mia, Command::Cancel(cancel)).unwrap();
    damage(&booth, "undo_entry = '{\"until\":\"later\"}'");
    booth.pass(UNDO_MS);
    assert_eq!(failed(&booth).0, "order_manager");
    assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters, 1);
    discard_failed(&mut booth);
    assert_eq!(booth.state(order), OrderState::Queued);
    booth.make(mia, order);
}
