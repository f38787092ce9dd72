//! Random workflows in a whole booth, under random presses: every execution ends or waits, nothing
//! loops, none of it is a defect, and an order whose workflow failed does not hang.

use crema_api::commands::{Command, Role, StopExecution};
use crema_api::ids::OrderId;
use crema_core::workflow::{Definition, EXECUTION_STATES_MAX};
use serde_json::{Map, Value, json};

use super::{count, definition_of, open_with};
use crate::booth::Booth;
use crate::booth::log::dump_log;

const WORKFLOWS: u64 = 24;
const PRESSES: usize = 25;
const STATES_MAX: u64 = 7;

#[test]
fn every_execution_ends_or_waits() {
    let mut failed = 0;
    for seed in 0..WORKFLOWS {
        let booth = one_day(seed);
        failed += count(
            &booth,
            "SELECT count(*) FROM events WHERE detail_type = 'OrderProcessor.WorkflowFailed'",
        );
        if seed % 10 == 0 {
            let again = one_day(seed);
            assert_eq!(dump_log(&booth.path()), dump_log(&again.path()), "seed {seed}, twice");
        }
    }
    assert!(failed > 8, "only {failed} failed: the workflows are too tame");
}

/// Runs a random workflow under random presses and returns the booth.
fn one_day(seed: u64) -> Booth {
    let mut booth = Booth::open(seed);
    let definition = random_definition(&mut booth);
    open_with(&mut booth, definition.clone(), |_| ());
    let crew = booth.staff(Role::Crew, "Mia");
    let mut orders: Vec<OrderId> = Vec::new();
    let mut guest = booth.customer();
    for _ in 0..PRESSES {
        // Refusals are as good as anything here.
        let newest = orders.last().copied();
        match (booth.below(8), newest) {
            (0 | 1, _) | (_, None) => {
                guest = booth.customer();
                orders.extend(booth.start(guest));
            }
            (2, Some(order)) => drop(booth.place(guest, order, "Jo")),
            (3, Some(order)) => drop(booth.cancel(guest, order)),
            (4, Some(order)) => drop(booth.step(crew, order, Command::Claim)),
            (5, Some(order)) if booth.below(4) == 0 => {
                let stop = StopExecution { order_id: order, reason: None };
                drop(booth.ask(crew, Command::StopExecution(stop)));
            }
            (6, _) => booth.pass(61_000),
            _ => booth.pass(1),
        }
        check(&booth, seed, &definition);
    }
    for _ in 0..EXECUTION_STATES_MAX {
        if count(&booth, "SELECT count(*) FROM timers WHERE kind = 'step'") == 0 {
            check(&booth, seed, &definition);
            return booth;
        }
        booth.pass(1);
    }
    panic!("seed {seed}: something yields for ever\n{definition}");
}

fn check(booth: &Booth, seed: u64, definition: &str) {
    for (sql, why) in [
        (
            "SELECT count(*) FROM dead_letters WHERE consumer = 'order_processor'",
            "a workflow was taken for a defect",
        ),
        ("SELECT count(*) FROM timers WHERE state = 'broken'", "a timer broke"),
        (
            "SELECT count(*) FROM processor_executions AS e
             LEFT JOIN secrets AS t ON t.kind = 'task_token' AND t.id = e.order_id
             LEFT JOIN timers AS s ON s.kind = 'step' AND s.subject = e.order_id
             WHERE (t.id IS NULL) = (s.subject IS NULL)",
            "an execution waits for nothing, or for two things",
        ),
        (
            "SELECT count(*) FROM secrets WHERE kind = 'task_token'
             AND id NOT IN (SELECT order_id FROM processor_executions)",
            "a token outlives its execution",
        ),
        (
            "SELECT count(*) FROM timers WHERE owner = 'order_processor'
             AND subject NOT IN (SELECT order_id FROM processor_executions)",
            "a timer outlives its execution",
        ),
        (
            "SELECT count(*) FROM manager_orders JOIN events
             ON detail_type = 'OrderProcessor.WorkflowFailed'
             AND json_extract(detail, '$.orderId') = lower(substr(hex(order_id), 1, 8) || '-'
                 || substr(hex(order_id), 9, 4) || '-' || substr(hex(order_id), 13, 4) || '-'
                 || substr(hex(order_id), 17, 4) || '-' || substr(hex(order_id), 21))
             WHERE state IN ('started', 'queued')",
            "an order hangs after its workflow has failed",
        ),
    ] {
        assert_eq!(count(booth, sql), 0, "seed {seed}: {why}\n{definition}");
    }
}

/// A definition that the parser takes, of a few states of every kind.
fn random_definition(booth: &mut Booth) -> String {
    loop {
        let names = names(2 + booth.below(STATES_MAX));
        let mut states = Map::new();
        for name in &names {
            states.insert(name.clone(), random_state(booth, &names));
        }
        keep_reachable(&mut states);
        let text = definition_of(&Value::Object(states));
        if Definition::parse(&text).is_ok() {
            return text;
        }
    }
}

fn names(n: u64) -> Vec<String> {
    (0..n).map(|n| if n == 0 { "Begin".to_owned() } else { format!("S{n}") }).collect()
}

fn random_state(booth: &mut Booth, names: &[String]) -> Value {
    let any = |booth: &mut Booth| {
        let index = usize::try_from(booth.below(names.len() as u64)).unwrap();
        json!(names[index])
    };
    let mut state = match booth.below(12) {
        0 => return json!({ "Type": "Fail", "Error": "Test.Error" }),
        1 => return json!({ "Type": "Succeed" }),
        2 => return json!({ "Type": "Pass", "Result": 7, "ResultPath": "$.n", "Next": any(booth) }),
        3 | 4 => {
            let path = ["$.shop.open", "$.shop", "$.caught", "$.answer.move"];
            let variable = path[usize::try_from(booth.below(4)).unwrap()];
            let rule = json!({ "Variable": variable, "IsPresent": true, "Next": any(booth) });
            return json!({ "Type": "Choice", "Choices": [rule], "Default": any(booth) });
        }
        5 | 6 => json!({ "Resource": "crema:store:get", "ResultPath": "$.shop" }),
        7 | 8 => json!({ "Resource": "crema:wait.waitForTaskToken", "ResultPath": "$.answer" }),
        9 => json!({ "Resource": "crema:none", "ResultPath": null }),
        10 => json!({ "Resource": "crema:events:put", "ResultPath": null,
                      "Parameters": { "detail-type": "OrderProcessor.OrderTimeOut", "detail": {} } }),
        _ => json!({ "Resource": "crema:events:put.waitForTaskToken", "ResultPath": null,
                     "Parameters": { "detail-type": "OrderProcessor.WorkflowStarted",
                                     "detail": { "message": "m" } } }),
    };
    state["Type"] = json!("Task");
    state["Next"] = any(booth);
    if state["Resource"].as_str().unwrap().ends_with("Token") && booth.below(2) == 0 {
        state["TimeoutSeconds"] = json!(60);
    }
    if booth.below(2) == 0 {
        let error = ["States.ALL", "States.TaskFailed", "States.Timeout", "Order.Cancelled"];
        let error = error[usize::try_from(booth.below(4)).unwrap()];
        state["Catch"] =
            json!([{ "ErrorEquals": [error], "ResultPath": "$.caught", "Next": any(booth) }]);
    }
    state
}

/// Removes the states to which no other leads: the parser refuses them.
fn keep_reachable(states: &mut Map<String, Value>) {
    let mut open = vec!["Begin".to_owned()];
    let mut reached: Vec<String> = Vec::new();
    while let Some(name) = open.pop() {
        if reached.contains(&name) {
            continue;
        }
        let state = &states[&name];
        let rules = ["Choices", "Catch"].iter().filter_map(|field| state[*field].as_array());
        let ways =
            rules.flatten().chain([state]).flat_map(|from| [&from["Next"], &from["Default"]]);
        open.extend(ways.filter_map(Value::as_str).map(str::to_owned));
        reached.push(name);
    }
    states.retain(|name, _| reached.contains(name));
}
