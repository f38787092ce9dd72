//! The workflow language: a subset of the Amazon States Language (ASL), run as a pure function.
//!
//! A [`Definition`] is parsed and checked once. An execution is a [`Position`] in it, which is all
//! that is kept while it waits. [`Definition::start`] and [`Definition::resume`] take what happened
//! and say in a [`Step`] what has to be done next: run a task, run it and stand still, or nothing
//! more. They ask no clock, keep no state and touch no storage; executions that survive restarts
//! are built around them, not in here.
//!
//! What of ASL is known: the states `Task` (with `.waitForTaskToken`), `Choice`, `Pass`, `Succeed`
//! and `Fail`, reference paths, payload templates, the context object, `Catch` and timeouts. Any
//! other state, field or form is refused when the definition is parsed, by state and field; nothing
//! is ignored.
//!
//! Each of these modules uses only those before it:
//! - `limits`: how large a workflow and its data may grow
//! - `error`: [`DefinitionError`] for those who write a workflow, `Failure` for what goes wrong in
//!   an execution
//! - `data`: the measure of an execution's data
//! - `context`, `path`, `data_flow`, `template`, `choice`: the parts of a state, compiled once
//! - `machine`: the states
//! - `step`, `visit`, `task`: what one step takes and returns; what it does in a state, in a task
//! - `json`, `parse`, `graph`, `definition`: from JSON to a checked [`Definition`]
//! - `run`: one step of an execution

mod choice;
mod context;
mod data;
mod data_flow;
mod definition;
mod error;
mod graph;
mod json;
mod limits;
mod machine;
mod parse;
mod path;
mod run;
mod step;
mod task;
mod template;
mod visit;

pub use context::Context;
pub use definition::Definition;
pub use error::{DefinitionError, DefinitionFault, PathFault, errors};
pub use limits::{
    DATA_BYTES_MAX, DATA_DEPTH_MAX, DEFINITION_BYTES_MAX, TIMEOUT_S_MAX, TRANSITIONS_MAX,
};
pub use step::{Happening, Position, Step, StepError};
