//! An order of an earlier day or occasion moves no more.

use crema_api::commands::{Caller, Cancel, Command, NameCup, OneOrder, Place};
use crema_api::ids::OrderId;
use crema_api::problem::RefusalKind;
use crema_api::store::StoreState;

use super::small_booth;
use crate::booth::Booth;
use crate::booth::orders::WAIT_MS;

/// Every command of staff about one order.
fn commands(order_id: OrderId) -> Vec<Command> {
    let one = OneOrder { order_id };
    let place = Place {
        order_id,
        drink: "flat-white".to_owned(),
        modifiers: [("Milk".to_owned(), "Oat".to_owned())].into(),
        name: Some("Jo".to_owned()),
    };
    vec![
        Command::Claim(one),
        Command::Release(one),
        Command::Complete(one),
        Command::Collect(one),
        Command::Recall(one),
        Command::Remake(one),
        Command::PutBack(one),
        Command::Requeue(one),
        Command::Dismiss(one),
        Command::CallAgain(one),
        Command::MoveToTop(one),
        Command::TakeOver(one),
        Command::Undo(one),
        Command::HideName(one),
        Command::Reprint(one),
        Command::NameCup(NameCup { order_id, name: "Jo".to_owned() }),
        Command::Cancel(Cancel { order_id, reason: None, held: false }),
        Command::Cancel(Cancel { order_id, reason: None, held: true }),
        Command::Place(place),
    ]
}

/// An order in each state that is left at the end of a day.
fn left_over(booth: &mut Booth, mia: Caller) -> Vec<OrderId> {
    let given_up = booth.given_up();
    let uncollected = booth.queued();
    booth.make(mia, uncollected);
    booth.pass(WAIT_MS);
    let guest = booth.customer();
    let unplaced = booth.start(guest).unwrap();
    booth.cancel(guest, unplaced).unwrap();
    let (collected, ready, put_back) = (booth.queued(), booth.queued(), booth.queued());
    for order in [collected, ready, put_back] {
        booth.make(mia, order);
    }
    booth.step(mia, collected, Command::Collect).unwrap();
    booth.step(mia, put_back, Command::Collect).unwrap();
    booth.step(mia, put_back, Command::Recall).unwrap();
    booth.step(mia, put_back, Command::Undo).unwrap();
    vec![given_up, uncollected, unplaced, collected, ready, put_back]
}

fn nothing_moves(booth: &mut Booth, mia: Caller, orders: &[OrderId], when: &str) {
    for order in orders {
        for command in commands(*order) {
            let said = format!("{command:?}");
            let refused = booth.ask(mia, command).expect_err(&said);
            assert_eq!(refused.kind, RefusalKind::WrongState, "{said}: {}", refused.detail);
            assert!(refused.detail.contains(when), "{said}: {}", refused.detail);
            assert_eq!(booth.said(), [""; 0], "{said}");
        }
    }
}

#[test]
fn nothing_of_an_earlier_day_moves() {
    let (mut booth, mia) = small_booth(1, 20);
    let orders = left_over(&mut booth, mia);
    booth.ask(mia, Command::EndDay).unwrap();
    nothing_moves(&mut booth, mia, &orders, "earlier day");
    // No time needs to pass: days are told apart by the log.
    booth.set_store(StoreState::Open);
    nothing_moves(&mut booth, mia, &orders, "earlier day");
    let today = booth.queued();
    booth.make(mia, today);
    booth.step(mia, today, Command::Recall).unwrap();
}

#[test]
fn nothing_of_an_earlier_occasion_moves() {
    let (mut booth, mia) = small_booth(2, 20);
    let mut orders = left_over(&mut booth, mia);
    orders.push(booth.queued());
    booth.begin_occasion("Another");
    nothing_moves(&mut booth, mia, &orders, "earlier occasion");
    booth.set_store(StoreState::Open);
    let today = booth.given_up();
    booth.step(mia, today, Command::Requeue).unwrap();
}

#[test]
fn its_owner_learns_it_as_well() {
    let (mut booth, mia) = small_booth(3, 20);
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    booth.cancel(guest, order).unwrap();
    booth.ask(mia, Command::EndDay).unwrap();
    let refused = booth.place(guest, order, "Jo").unwrap_err();
    assert!(refused.detail.contains("earlier day"), "{}", refused.detail);
}
