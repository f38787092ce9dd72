//! No workflow holds the booth: a long one yields, and an endless one ends.

use crema_api::commands::{Command, OneOrder, Role};
use crema_api::order::OrderState;
use crema_core::workflow::EXECUTION_STATES_MAX;
use serde_json::{Value, json};

use super::{all, begin, booth_with, count, failed, nothing_is_left, put, started, state_of, wait};

/// Far more ticks than an execution can yield.
const TICKS_MAX: u32 = EXECUTION_STATES_MAX;

/// A workflow that asks for the store for ever, first of all or once the order has been placed.
fn asks_for_ever() -> Value {
    let more = json!({ "Variable": "$.shop.none", "IsPresent": true, "Next": "Done" });
    json!({
        "Begin": { "Type": "Task", "Resource": "crema:store:get", "Parameters": {},
                   "ResultPath": "$.shop", "Next": "More?" },
        "More?": { "Type": "Choice", "Choices": [more], "Default": "Begin" },
        "Done": { "Type": "Succeed" },
    })
}

/// Lets time pass until nothing yields. Returns how many ticks that took.
fn run_on(booth: &mut crate::booth::Booth) -> u32 {
    let yielded = "SELECT count(*) FROM timers WHERE owner = 'order_processor' AND kind = 'step'";
    for tick in 0..TICKS_MAX {
        if count(booth, yielded) == 0 {
            return tick;
        }
        booth.pass(1);
    }
    panic!("it yields for ever");
}

#[test]
fn a_long_workflow_yields_and_others_go_on() {
    let mut booth = booth_with(&asks_for_ever());
    let order = started(&mut booth);
    assert_eq!(booth.said(), ["Validator.NewOrder"], "it has not ended, nor failed");
    assert_eq!(count(&booth, "SELECT count(*) FROM processor_executions"), 1);
    let due = booth.last.next_due.expect("it goes on soon");
    assert!(due > booth.now && due <= booth.now.plus(1), "{due:?} at {:?}", booth.now);
    // Another command gets its turn at once.
    booth.staff(Role::Crew, "Mia");
    assert!(run_on(&mut booth) > 10, "in many steps");
    assert_eq!(failed(&booth)["error"], "States.Runtime");
    let cause = failed(&booth)["cause"].to_string();
    assert!(cause.contains(&EXECUTION_STATES_MAX.to_string()), "{cause}");
    assert_eq!(state_of(&booth, order), OrderState::Cancelled);
    nothing_is_left(&booth);
}

#[test]
fn a_workflow_that_yields_survives_a_restart_and_a_pause() {
    let mut booth = booth_with(&asks_for_ever());
    started(&mut booth);
    booth.pass(1);
    booth.set_store(crema_api::store::StoreState::Paused);
    booth.restart();
    run_on(&mut booth);
    assert_eq!(failed(&booth)["error"], "States.Runtime");
    nothing_is_left(&booth);
}

/// Asks for the store this often in a row, which is more than one step may.
fn asks_often(first: &str, next: &str) -> Vec<(String, Value)> {
    let name = |n: usize| if n == 0 { first.to_owned() } else { format!("{first} {n}") };
    const TIMES: usize = 400;
    let task = |n| {
        let next = if n + 1 == TIMES { next.to_owned() } else { name(n + 1) };
        json!({ "Type": "Task", "Resource": "crema:store:get", "Parameters": {},
                "ResultPath": null, "Next": next })
    };
    (0..TIMES).map(|n| (name(n), task(n))).collect()
}

#[test]
fn an_answer_that_comes_while_the_workflow_yields_is_not_lost() {
    let mut queued = put("OrderProcessor.WaitingCompletion", &json!({ "message": "m" }), "Ask");
    queued["Resource"] = json!("crema:events:put.waitForTaskToken");
    let mut number = put("OrderProcessor.NumberWanted", &json!({ "message": "m" }), "Queued");
    number["Resource"] = json!("crema:events:put.waitForTaskToken");
    let mut states = json!({
        "Begin": begin("Number"), "Number": number, "Queued": queued, "Made": wait("Finished"),
        "Finished": put("OrderProcessor.orderFinished", &json!({ "message": "m" }), "Done"),
        "Done": { "Type": "Succeed" },
    });
    states.as_object_mut().unwrap().extend(asks_often("Ask", "Made"));
    let mut booth = booth_with(&states);
    let barista = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    booth.step(barista, order, Command::Claim).unwrap();
    assert_eq!(count(&booth, "SELECT count(*) FROM timers WHERE kind = 'step'"), 1, "it yields");
    // No time passes between the two.
    booth.step(barista, order, Command::Complete).unwrap();
    assert_eq!(all(&booth, "OrderProcessor.orderFinished").len(), 1);
    assert!(all(&booth, "OrderProcessor.WorkflowFailed").is_empty());
    nothing_is_left(&booth);
}

#[test]
fn a_catcher_that_leads_back_to_its_own_task_ends_as_well() {
    let catch = json!([{ "ErrorEquals": ["States.ALL"], "ResultPath": null, "Next": "Begin" }]);
    for resource in ["crema:none", "crema:none.waitForTaskToken"] {
        let mut booth = booth_with(&json!({
            "Begin": { "Type": "Task", "Resource": resource, "Parameters": {},
                       "Catch": catch, "End": true },
        }));
        started(&mut booth);
        run_on(&mut booth);
        assert_eq!(failed(&booth)["error"], "States.Runtime");
        nothing_is_left(&booth);
    }
}

#[test]
fn an_order_of_a_booth_is_far_from_the_limit() {
    let mut booth = crate::booth::Booth::open(3);
    let barista = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    for _ in 0..500 {
        booth.step(barista, order, Command::Claim).unwrap();
        booth.step(barista, order, Command::Release).unwrap();
    }
    booth.ask(barista, Command::Claim(OneOrder { order_id: order })).unwrap();
    booth.step(barista, order, Command::Complete).unwrap();
    assert_eq!(all(&booth, "OrderProcessor.orderFinished").len(), 1);
}
