//! Definitions and what is kept of an execution: the version it began with, its input, and what
//! happens when this program can no longer read one of them.

use crema_api::commands::{Command, CounterOrder, Outcome, Role};
use crema_api::order::OrderState;
use crema_core::workflow::{Definition, LANGUAGE_VERSION};
use rusqlite::Connection;
use serde_json::json;

use super::{
    all, begin, booth_with, count, definition_of, fail, failed, nothing_is_left, put, started,
    state_of, use_workflow, wait,
};
use crate::booth::Booth;

#[test]
fn an_execution_keeps_the_definition_it_began_with() {
    let mut booth = booth_with(&json!({ "Begin": begin("Done"), "Done": { "Type": "Succeed" } }));
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    use_workflow(&mut booth, &json!({ "Begin": fail() }));
    booth.place(guest, order, "Jo").unwrap();
    assert!(all(&booth, "OrderProcessor.WorkflowFailed").is_empty());
    assert_eq!(count(&booth, "SELECT count(*) FROM processor_executions"), 0, "it has ended");
    started(&mut booth);
    assert_eq!(failed(&booth)["error"], "Test.Error", "a new order begins with the new one");
}

#[test]
fn the_version_names_the_language_and_the_content() {
    let text = definition_of(&json!({ "Begin": fail() }));
    let version = Definition::parse(&text).unwrap().version().to_owned();
    let (language, digest) = version.split_once('-').expect("both");
    assert_eq!(language.parse(), Ok(LANGUAGE_VERSION));
    assert_eq!(digest.len(), 16);
}

/// Changes what is stored, as another version of the program would have written it.
fn damage(booth: &Booth, sql: &str) {
    assert!(Connection::open(booth.path()).unwrap().execute(sql, []).unwrap() > 0, "{sql}");
}

#[test]
fn what_can_no_longer_be_read_ends_its_executions() {
    let states = json!({ "Begin": begin("Done"), "Done": { "Type": "Succeed" } });
    let state = r#"json_set(position, '$.at.state', 'Done')"#;
    for sql in [
        r#"UPDATE processor_definitions SET json = '{ "StartAt": "Begin", "States": { "Begin": { "Type": "Map" } } }'"#,
        "UPDATE processor_definitions SET json = 'no JSON'",
        "DELETE FROM processor_definitions",
        "UPDATE processor_executions SET position = '{}'",
        &format!("UPDATE processor_executions SET position = {state}"),
        "UPDATE processor_executions SET input = 'no JSON'",
    ] {
        let mut booth = booth_with(&states);
        let guest = booth.customer();
        let order = booth.start(guest).unwrap();
        damage(&booth, sql);
        // A core that has not read the definition before.
        use_workflow(&mut booth, &json!({ "Begin": fail() }));
        booth.place(guest, order, "Jo").unwrap();
        let failed = failed(&booth);
        assert_eq!(failed["error"], "States.Runtime", "{sql}");
        assert!(failed["cause"].as_str().is_some_and(|cause| cause.len() > 20), "{failed}");
        assert_eq!(state_of(&booth, order), OrderState::Cancelled, "{sql}");
        nothing_is_left(&booth);
    }
}

#[test]
fn the_input_of_an_execution_lives_as_long_as_it() {
    let same = json!([{
        "Variable": "$$.Execution.Input.counter", "BooleanEquals": true, "Next": "Finished"
    }]);
    let mut number = put("OrderProcessor.NumberWanted", &json!({ "message": "m" }), "Queued");
    number["Resource"] = json!("crema:events:put.waitForTaskToken");
    let mut queued = put("OrderProcessor.WaitingCompletion", &json!({ "message": "m" }), "Made");
    queued["Resource"] = json!("crema:events:put.waitForTaskToken");
    let finished = put("OrderProcessor.orderFinished", &json!({ "message": "m" }), "Done");
    let states = json!({
        "Begin": number, "Queued": queued, "Made": wait("Same?"),
        "Same?": { "Type": "Choice", "InputPath": null, "Choices": same, "Default": "Fails" },
        "Fails": fail(), "Finished": finished, "Done": { "Type": "Succeed" },
    });
    let mut booth = booth_with(&states);
    let barista = booth.staff(Role::Barista, "Mia");
    let taken = CounterOrder {
        drink: "flat-white".to_owned(),
        modifiers: [("Milk".to_owned(), "Oat".to_owned())].into(),
        complete: false,
        name: None,
        over_capacity: false,
    };
    let Outcome::Order { order_id } = booth.ask(barista, Command::CounterOrder(taken)).unwrap()
    else {
        panic!("no order");
    };
    booth.step(barista, order_id, Command::Claim).unwrap();
    booth.restart();
    booth.step(barista, order_id, Command::Complete).unwrap();
    assert!(all(&booth, "OrderProcessor.WorkflowFailed").is_empty());
    assert_eq!(all(&booth, "OrderProcessor.orderFinished").len(), 1);
}

#[test]
fn an_empty_input_costs_nothing() {
    let mut booth = Booth::open(4);
    started(&mut booth);
    let empty = "SELECT count(*) FROM processor_executions WHERE input IS NULL";
    assert_eq!(count(&booth, empty), 1);
}
