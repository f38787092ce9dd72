//! `Fail` is an end like others: the execution is gone, an event says why, and no order hangs.

use crema_api::DomainEvent;
use crema_api::commands::{Command, Role};
use crema_api::order::{CancelReason, CancelledBy, OrderState};
use serde_json::json;

use super::{
    all, begin, booth_with, count, fail, failed, nothing_is_left, put, started, state_of, the, wait,
};

/// A workflow that fails once a barista has claimed the order.
fn fails_in_making() -> serde_json::Value {
    let queued = put("OrderProcessor.WaitingCompletion", &json!({ "message": "m" }), "Fails");
    let mut queued = queued;
    queued["Resource"] = json!("crema:events:put.waitForTaskToken");
    json!({ "Begin": begin("Number"), "Number": number("Queued"), "Queued": queued, "Fails": fail() })
}

fn number(next: &str) -> serde_json::Value {
    let mut state = put("OrderProcessor.NumberWanted", &json!({ "message": "m" }), next);
    state["Resource"] = json!("crema:events:put.waitForTaskToken");
    state
}

#[test]
fn a_workflow_that_fails_at_once_cancels_its_order() {
    let mut booth = booth_with(&json!({ "Begin": fail() }));
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    let failed = failed(&booth);
    assert_eq!(failed["orderId"], json!(order));
    assert_eq!(failed["error"], "Test.Error");
    assert_eq!(failed["cause"], "It was to be.");
    assert_eq!(failed["failedState"], "Begin");
    assert_eq!(state_of(&booth, order), OrderState::Cancelled);
    let DomainEvent::OrderCancelled(cancelled) = the(&booth, "OrderManager.OrderCancelled") else {
        panic!("no cancel");
    };
    assert_eq!((cancelled.by, cancelled.reason), (CancelledBy::Booth, CancelReason::Other));
    assert!(!cancelled.was_placed);
    assert_eq!(all(&booth, "Validator.DrinkReturned").len(), 1, "the drink is the code's again");
    nothing_is_left(&booth);
    booth.start(guest).expect("the guest has no open order");
}

#[test]
fn a_waiting_order_is_cancelled_when_its_workflow_fails() {
    let mut booth = booth_with(&json!({ "Begin": begin("Fails"), "Fails": fail() }));
    let order = booth.queued();
    assert_eq!(state_of(&booth, order), OrderState::Cancelled);
    assert_eq!(failed(&booth)["failedState"], "Fails");
    assert!(all(&booth, "Validator.DrinkReturned").is_empty(), "it was placed");
    nothing_is_left(&booth);
}

#[test]
fn a_timer_and_a_token_end_with_their_execution() {
    let mut timed = begin("Done");
    timed["TimeoutSeconds"] = json!(60);
    let states = json!({ "Begin": timed, "Done": { "Type": "Succeed" } });
    let mut booth = booth_with(&states);
    let order = started(&mut booth);
    assert_eq!(count(&booth, "SELECT count(*) FROM secrets WHERE kind = 'task_token'"), 1);
    booth.pass(60_000);
    assert_eq!(failed(&booth)["error"], "States.Timeout");
    assert_eq!(state_of(&booth, order), OrderState::Cancelled);
    nothing_is_left(&booth);
}

#[test]
fn a_drink_that_is_being_made_goes_on_without_its_workflow() {
    let mut booth = booth_with(&fails_in_making());
    let barista = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    booth.step(barista, order, Command::Claim).unwrap();
    assert_eq!(failed(&booth)["orderState"], "making");
    assert_eq!(state_of(&booth, order), OrderState::Making);
    assert_eq!(booth.in_flight(), 1, "it takes room");
    booth.pass(3_600_000);
    assert_eq!(state_of(&booth, order), OrderState::Making, "a drink in hands never times out");
    booth.step(barista, order, Command::Complete).unwrap();
    booth.step(barista, order, Command::Collect).unwrap();
    assert_eq!(all(&booth, "OrderManager.OrderCompleted").len(), 1);
    nothing_is_left(&booth);
}

#[test]
fn a_drink_that_is_let_go_without_its_workflow_is_timed_all_the_same() {
    let mut booth = booth_with(&fails_in_making());
    let barista = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    booth.step(barista, order, Command::Claim).unwrap();
    booth.step(barista, order, Command::Release).unwrap();
    assert_eq!(state_of(&booth, order), OrderState::Queued);
    booth.pass(15 * 60_000);
    assert_eq!(state_of(&booth, order), OrderState::TimedOut);
    nothing_is_left(&booth);
}

#[test]
fn a_workflow_that_fails_after_its_order_has_ended_leaves_the_order_alone() {
    for (name, ends) in [
        ("OrderProcessor.OrderTimeOut", OrderState::TimedOut),
        ("OrderProcessor.ShopUnavailable", OrderState::Refused),
    ] {
        let cause = if ends == OrderState::Refused { "closed" } else { "Customer timedout" };
        let over = put(name, &json!({ "message": "m", "cause": cause }), "Fails");
        let first = if ends == OrderState::Refused {
            json!({ "Begin": over, "Fails": fail() })
        } else {
            let mut begin = begin("Over");
            begin["TimeoutSeconds"] = json!(60);
            begin["Catch"] = json!([{ "ErrorEquals": ["States.Timeout"], "Next": "Over" }]);
            json!({ "Begin": begin, "Over": over, "Fails": fail() })
        };
        let mut booth = booth_with(&first);
        let order = started(&mut booth);
        booth.pass(60_000);
        failed(&booth);
        assert_eq!(state_of(&booth, order), ends);
        nothing_is_left(&booth);
    }
}

#[test]
fn a_workflow_that_fails_once_the_drink_is_ready_takes_no_room() {
    let mut states = fails_in_making();
    states["Queued"]["Next"] = json!("Made");
    states["Made"] = wait("Fails");
    let mut booth = booth_with(&states);
    let barista = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    booth.step(barista, order, Command::Claim).unwrap();
    booth.step(barista, order, Command::Complete).unwrap();
    assert_eq!(failed(&booth)["orderState"], "ready");
    assert_eq!(state_of(&booth, order), OrderState::Ready);
    nothing_is_left(&booth);
}

#[test]
fn error_and_cause_are_kept_in_part() {
    let long = json!({ "Type": "Fail", "Error": "é".repeat(9_000), "Cause": "ß".repeat(90_000) });
    let mut booth = booth_with(&json!({ "Begin": long }));
    started(&mut booth);
    let failed = failed(&booth);
    let chars = |field: &str| failed[field].as_str().unwrap().chars().count();
    assert_eq!((chars("error"), chars("cause")), (128, 500));
    assert!(chars("Message") < 200, "{}", failed["Message"]);
}
