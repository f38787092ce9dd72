//! What a resource cannot do is the workflow's own affair: `Catch` sees it, and what nothing
//! catches ends the execution.

use crema_api::order::OrderState;
use serde_json::{Value, json};

use super::{begin, booth_with, failed, nothing_is_left, put, started, state_of};

/// Tasks that cannot be done, and the error of each.
fn broken_tasks() -> [(Value, &'static str); 6] {
    let task = |resource: &str, parameters: Value| json!({ "Type": "Task", "Resource": resource, "Parameters": parameters, "Next": "Done" });
    let cause = json!({ "cause": "no such cause" });
    [
        (task("crema:coffee:drink", json!({})), "Crema.UnknownResource"),
        (task("crema:coffee:drink.waitForTaskToken", json!({})), "Crema.UnknownResource"),
        (put("OrderProcessor.Nonsense", &json!({}), "Done"), "Crema.UnknownEvent"),
        (task("crema:events:put", json!({ "detail": {} })), "Crema.InvalidParameters"),
        (put("OrderProcessor.OrderTimeOut", &cause, "Done"), "Crema.InvalidParameters"),
        (
            task("crema:events:put", json!({ "detail-type.$": "$.nothing", "detail": {} })),
            "States.ParameterPathFailure",
        ),
    ]
}

fn with_catch(mut task: Value, errors: &Value) -> Value {
    let catcher = json!({ "ErrorEquals": errors, "ResultPath": "$.caught", "Next": "Caught" });
    task["Catch"] = json!([catcher]);
    let same = json!({ "Variable": "$.caught.Error", "IsPresent": true, "Next": "Told" });
    json!({
        "Begin": task,
        "Caught": { "Type": "Choice", "Choices": [same] },
        "Told": begin("Done"),
        "Done": { "Type": "Succeed" },
    })
}

#[test]
fn a_catcher_sees_what_a_resource_cannot_do() {
    for (task, error) in broken_tasks() {
        for errors in [json!([error]), json!(["States.TaskFailed"]), json!(["States.ALL"])] {
            let mut booth = booth_with(&with_catch(task.clone(), &errors));
            let order = started(&mut booth);
            assert_eq!(state_of(&booth, order), OrderState::Started, "{task} {errors}");
            assert!(booth.said().contains(&"OrderProcessor.WorkflowStarted"), "{task} {errors}");
        }
    }
}

#[test]
fn what_nothing_catches_ends_the_execution() {
    for (task, error) in broken_tasks() {
        for states in [
            json!({ "Begin": task.clone(), "Done": { "Type": "Succeed" } }),
            with_catch(task.clone(), &json!(["Some.Other", "States.Timeout"])),
        ] {
            let mut booth = booth_with(&states);
            let order = started(&mut booth);
            let failed = failed(&booth);
            assert_eq!(
                (&failed["error"], &failed["failedState"]),
                (&json!(error), &json!("Begin"))
            );
            assert_eq!(state_of(&booth, order), OrderState::Cancelled, "{task}");
            nothing_is_left(&booth);
        }
    }
}

#[test]
fn a_task_that_cannot_be_done_emits_nothing() {
    let cause = json!({ "cause": "no such cause", "message": "m" });
    let task = put("OrderProcessor.OrderTimeOut", &cause, "Done");
    let mut booth = booth_with(&with_catch(task, &json!(["States.ALL"])));
    let order = started(&mut booth);
    assert!(!booth.said().contains(&"OrderProcessor.OrderTimeOut"));
    let view = booth.read(|s| s.order(order)).unwrap();
    assert_eq!(view.state, OrderState::Started, "nor does it leave a state behind");
}
