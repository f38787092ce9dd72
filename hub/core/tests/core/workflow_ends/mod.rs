//! How executions end, in a whole booth that runs another workflow than its own: by `Fail`, by a
//! fault of a resource, by a limit, by a stop, and by a definition that can no longer be read.

mod definitions;
mod faults;
mod limits;
mod orders;
mod random;
mod stop;

use crema_api::DomainEvent;
use crema_api::ids::{OrderId, Seq};
use crema_api::order::OrderState;
use crema_core::kernel::consumer::{Service, Services};
use crema_core::services::order_processor;
use crema_core::{Core, SqliteStorage};
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::booth::Booth;

/// An open booth whose orders run through these states, from `Begin` on.
fn booth_with(states: &Value) -> Booth {
    let mut booth = Booth::open(7);
    use_workflow(&mut booth, states);
    booth
}

/// Opens the booth's database again; new orders run through these states from now on.
fn use_workflow(booth: &mut Booth, states: &Value) {
    open_with(booth, definition_of(states), |_| ());
}

fn definition_of(states: &Value) -> String {
    json!({ "StartAt": "Begin", "States": states }).to_string()
}

/// Opens the booth's database again with this workflow, and with a change of the list of services.
fn open_with(booth: &mut Booth, definition: String, change: impl FnOnce(&mut Services)) {
    let mut services = Services::of_booth();
    let is_processor = |service: &&mut Service| service.name() == "order_processor";
    *services.all.iter_mut().find(is_processor).unwrap() =
        order_processor::service_with(definition);
    change(&mut services);
    booth.core = Core::open_with(SqliteStorage::open(&booth.path()).unwrap(), services).unwrap();
}

/// A task that emits an event about the order.
fn put(detail_type: &str, detail: &Value, next: &str) -> Value {
    json!({
        "Type": "Task", "Resource": "crema:events:put", "ResultPath": null, "Next": next,
        "Parameters": { "detail-type": detail_type, "detail": detail },
    })
}

/// A task that tells of the order's beginning and waits until it is placed.
fn begin(next: &str) -> Value {
    let mut state = put("OrderProcessor.WorkflowStarted", &json!({ "message": "m" }), next);
    state["Resource"] = json!("crema:events:put.waitForTaskToken");
    state
}

fn wait(next: &str) -> Value {
    json!({ "Type": "Task", "Resource": "crema:wait.waitForTaskToken", "Parameters": {},
            "ResultPath": "$.answer", "Next": next })
}

fn fail() -> Value {
    json!({ "Type": "Fail", "Error": "Test.Error", "Cause": "It was to be." })
}

/// A started order of somebody new, whose workflow may have ended at once.
fn started(booth: &mut Booth) -> OrderId {
    let guest = booth.customer();
    booth.start(guest).unwrap()
}

fn state_of(booth: &Booth, order: OrderId) -> OrderState {
    booth.read(|s| s.order(order)).expect("an order").state
}

/// The one event of this name in the log.
fn the(booth: &Booth, name: &str) -> DomainEvent {
    let mut all = all(booth, name);
    assert_eq!(all.len(), 1, "{name}");
    all.remove(0)
}

/// Every event of this name in the log.
fn all(booth: &Booth, name: &str) -> Vec<DomainEvent> {
    let events = booth.events_after(Seq(0), 10_000).into_iter().map(|event| event.fact);
    events.filter(|fact| fact.detail_type() == name).collect()
}

/// Error and cause of the workflow that failed, and what it says of its order.
fn failed(booth: &Booth) -> Value {
    serde_json::to_value(the(booth, "OrderProcessor.WorkflowFailed")).unwrap()
}

fn count(booth: &Booth, sql: &str) -> u32 {
    Connection::open(booth.path()).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

/// Nothing is left of any execution: no row, no timer, no token, nothing that takes room.
fn nothing_is_left(booth: &Booth) {
    for sql in [
        "SELECT count(*) FROM processor_executions",
        "SELECT count(*) FROM timers WHERE owner = 'order_processor'",
        "SELECT count(*) FROM secrets WHERE kind = 'task_token'",
        "SELECT count(*) FROM dead_letters",
    ] {
        assert_eq!(count(booth, sql), 0, "{sql}");
    }
}
