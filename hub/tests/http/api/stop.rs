//! The crew stops the workflow of an order that is stuck.

use crema_api::answers::{Ending, OrderView};
use crema_api::commands::Role;
use crema_api::order::{CancelReason, CancelledBy, OrderState};
use serde_json::json;

use crate::booth::{Booth, order_path};

#[test]
fn the_crew_stops_a_workflow_and_the_order_is_cancelled() {
    let booth = Booth::open();
    let (phone, order) = booth.place("Zoë");
    let stop = format!("{}/stop", order_path(order.id));
    let body = json!({ "reason": "machine" });
    for proof in [&phone, &booth.token(Role::Barista), &booth.token(Role::Board)] {
        assert_eq!(booth.post(proof, &stop, body.clone()).refusal(), "not-allowed");
    }
    let crew = booth.token(Role::Crew);
    let press = |key: &str| booth.ask_with_key((&crew, key), "POST", &stop, &body);
    let stopped: OrderView = press("one").json();
    let ending = Ending::Cancelled { reason: CancelReason::Machine, by: CancelledBy::Staff };
    assert_eq!((stopped.state, stopped.ending), (OrderState::Cancelled, Some(ending)));
    assert_eq!(press("one").json::<OrderView>().id, order.id, "sent twice, stopped once");
    let late = press("two");
    assert_eq!(late.refusal(), "wrong-state");
    assert!(late.text().contains("No workflow of this order runs."), "{}", late.text());
    let seen: OrderView = booth.get(&phone, &order_path(order.id)).json();
    assert_eq!(seen.state, OrderState::Cancelled, "the phone sees it");
}
