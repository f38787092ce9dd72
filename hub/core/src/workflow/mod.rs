//! The workflow language: a subset of the Amazon States Language (ASL), run as a pure function.
//!
//! A [`Definition`] is parsed and checked once. An execution is a [`Position`] in it: nothing else
//! is kept while it waits. [`Definition::start`] begins an execution, [`Definition::resume`] takes
//! a [`Happening`]; both return the next [`Step`]: run a task, run a task and wait, or end. They
//! ask no clock, keep no state and touch no storage; executions that survive restarts are built
//! around them.
//!
//! Supported of ASL: the states `Task` (with `.waitForTaskToken`), `Choice`, `Pass`, `Succeed` and
//! `Fail`, reference paths, payload templates, the context object, `Catch` and timeouts. Any other
//! state, field or form is refused when the definition is parsed, by state and field; nothing is
//! ignored.
//!
//! Each of these modules uses only those before it:
//! - `limits`: the limits of a workflow and its data
//! - `error`: [`DefinitionError`] for authors of a workflow, `Failure` for errors in an execution
//! - `data`: the size and depth of an execution's data
//! - `context`, `path`, `data_flow`, `template`, `choice`: the parts of a state, compiled once
//! - `machine`: the states
//! - `step`, `visit`, `task`: the arguments and results of one step; its work in a state, in a task
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
pub use definition::{Definition, LANGUAGE_VERSION};
pub use error::{DefinitionError, DefinitionFault, PathFault, errors};
pub use limits::{
    DATA_BYTES_MAX, DATA_DEPTH_MAX, DEFINITION_BYTES_MAX, EXECUTION_STATES_MAX, TIMEOUT_S_MAX,
    TRANSITIONS_MAX,
};
pub use step::{Happening, Position, Step, StepError};
