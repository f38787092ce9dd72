//! What the core does past a row that it cannot read, or that holds a word of another version: it goes
//! on with the others and says so.

use crema_api::DomainEvent;
use crema_api::commands::{Command, Role};
use crema_api::ids::OrderId;
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_api::store::StoreState;
use rusqlite::Connection;

use crate::booth::{Booth, session_of};

/// Sets a column of an order's row.
fn damage(booth: &Booth, order: OrderId, change: &str) {
    let connection = Connection::open(booth.path()).unwrap();
    let sql = format!("UPDATE manager_orders SET {change} WHERE order_id = ?1");
    assert_eq!(connection.execute(&sql, [order.0]).unwrap(), 1);
}

#[test]
fn orders_are_cancelled_and_the_day_ends_past_one_that_cannot_be_read() {
    let mut booth = Booth::open(1);
    let crew = booth.staff(Role::Crew, "Ada");
    let orders: Vec<OrderId> = (0..3).map(|_| booth.queued()).collect();
    damage(&booth, orders[1], "drink = '{'");

    let refused = booth.step(crew, orders[1], Command::Claim).unwrap_err();
    assert_eq!(refused.kind, RefusalKind::WrongState);
    assert!(refused.detail.contains("cannot be read"), "{refused:?}");
    let listed = booth.read(|s| s.orders_in(&[OrderState::Queued]));
    assert_eq!((listed.orders.len(), listed.unreadable), (2, 1));

    booth.ask(crew, Command::CloseAndCancel).unwrap();
    for order in [orders[0], orders[2]] {
        assert_eq!(booth.state(order), OrderState::Cancelled);
    }
    assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters, 0);
    booth.ask(crew, Command::EndDay).unwrap();
    let said = booth.last.events.iter().find_map(|event| match &event.fact {
        DomainEvent::DayEnded(ended) => Some(ended.clone()),
        _ => None,
    });
    let said = said.unwrap();
    assert_eq!(said.unreadable, 1);
    assert!(said.message.contains("1 order cannot be read"), "{}", said.message);
}

#[test]
fn what_is_ready_leaves_the_counter_past_one_that_cannot_be_read() {
    let mut booth = Booth::open(2);
    let crew = booth.staff(Role::Crew, "Ada");
    let orders: Vec<OrderId> = (0..3).map(|_| booth.queued()).collect();
    for order in &orders {
        booth.step(crew, *order, Command::Claim).unwrap();
        booth.step(crew, *order, Command::Complete).unwrap();
    }
    damage(&booth, orders[0], "user_id = 'no one'");
    booth.begin_occasion("The next");
    for order in &orders[1..] {
        assert_eq!(booth.state(*order), OrderState::Uncollected);
    }
}

#[test]
fn an_order_in_a_state_of_another_version_is_shown_as_it_is_and_moved_by_no_one() {
    let mut booth = Booth::open(3);
    let crew = booth.staff(Role::Crew, "Ada");
    let (order, other) = (booth.queued(), booth.queued());
    damage(&booth, order, "state = 'on_its_way'");

    assert_eq!(booth.view(order).state.as_str(), "on_its_way");
    let recent = booth.read(|s| s.newest_orders_in(&[OrderState::Queued], 10)).orders;
    let states: Vec<&str> = recent.iter().map(|order| order.state.as_str()).collect();
    assert_eq!(states, ["on_its_way", "queued"]);
    let moves: [fn(_) -> Command; 6] = [
        Command::Claim,
        Command::Complete,
        Command::Collect,
        Command::Recall,
        Command::Remake,
        Command::MoveToTop,
    ];
    for step in moves {
        let refused = booth.step(crew, order, step).unwrap_err();
        assert_eq!(refused.kind, RefusalKind::WrongState);
        assert!(refused.detail.contains("only a newer version"), "{refused:?}");
    }
    assert!(booth.cancel(crew, order).is_err());
    assert_eq!(booth.view(order).state.as_str(), "on_its_way");
    booth.step(crew, other, Command::Claim).unwrap();
}

#[test]
fn a_session_with_a_role_of_another_version_is_listed_and_has_no_rights() {
    let mut booth = Booth::open(4);
    let mia = session_of(booth.staff(Role::Barista, "Mia"));
    let connection = Connection::open(booth.path()).unwrap();
    connection
        .execute("UPDATE access_sessions SET role = 'owner' WHERE session_id = ?1", [mia.0])
        .unwrap();
    let session = booth.read(|s| s.session(mia)).unwrap();
    assert_eq!(session.role.as_str(), "owner");
    assert!(!session.role.is_staff());
    assert_eq!(booth.read(|s| s.sessions()).sessions.len(), 1);
}

#[test]
fn a_configuration_that_cannot_be_read_is_taken_from_the_log() {
    let mut booth = Booth::open(5);
    let crew = booth.staff(Role::Crew, "Ada");
    let before = booth.read(|s| s.config()).unwrap();
    let connection = Connection::open(booth.path()).unwrap();
    connection.execute("UPDATE config_now SET config = '{'", []).unwrap();
    assert_eq!(booth.read(|s| s.config()), Some(before));
    let order = booth.queued();
    booth.step(crew, order, Command::Claim).unwrap();
    // The next change writes a whole one again.
    booth.set_store(StoreState::LastOrders);
    let stored: String =
        connection.query_row("SELECT config FROM config_now", [], |row| row.get(0)).unwrap();
    assert!(stored.contains("last_orders"), "{stored}");
}
