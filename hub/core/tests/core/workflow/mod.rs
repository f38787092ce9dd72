//! The workflow language and the order's workflow, through their public interface.

mod language;
mod order;
mod order_model;
mod random;
mod refusals;
mod tasks;

use crema_api::BoothMs;
use crema_core::workflow::{Context, Definition, Position, Step};
use serde_json::{Value, json};

/// Booth time of every step in these tests, unless one is about it.
const NOW: BoothMs = BoothMs(42_000);

/// The context object of an execution called `order-1`.
fn context(execution_input: &Value) -> Context<'_> {
    Context {
        execution_id: "booth:order:order-1",
        execution_name: "order-1",
        execution_input,
        now: NOW,
        task_token: Some("a-token"),
    }
}

/// A definition of these states that starts in the state `Begin`.
fn definition(states: &Value) -> Definition {
    let text = json!({ "StartAt": "Begin", "States": states }).to_string();
    Definition::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// Starts an execution of these states.
fn start(states: &Value, input: &Value) -> Step {
    definition(states).start(&context(input), input.clone())
}

/// What comes out of an execution that needs nobody.
fn output(states: &Value, input: &Value) -> Value {
    match start(states, input) {
        Step::Succeeded { output, .. } => output,
        step => panic!("no output but {step:?}"),
    }
}

/// The error's name and the state in which an execution failed.
fn failure(step: Step) -> (String, String) {
    match step {
        Step::Failed { state, error, .. } => (state, error),
        step => panic!("no failure but {step:?}"),
    }
}

/// Where an execution stands.
fn standing(step: Step) -> Position {
    match step {
        Step::Call { at, .. } | Step::Wait { at, .. } => at,
        step => panic!("stands nowhere: {step:?}"),
    }
}
