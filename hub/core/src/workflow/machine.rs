//! The states of a workflow, compiled: their work, and the states to which they lead.

use serde_json::Value;

use super::choice::Condition;
use super::data_flow::{ResultPath, Selection};
use super::path::Path;
use super::template::Template;

/// A state's place among those of its definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct StateId(pub(super) usize);

/// One state.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// The types of states.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    Task(Box<Task>),
    Choice { input: Selection, output: Selection, rules: Vec<Rule>, default: Option<StateId> },
    Pass(Box<Pass>),
    Succeed { input: Selection, output: Selection },
    Fail { error: String, cause: String },
}

/// Where an execution goes after a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    State(StateId),
    End,
}

/// Work to be done outside of the workflow.
#[derive(Debug, Clone)]
pub(super) struct Task {
    /// The resource's name, without `.waitForTaskToken`.
    pub(super) resource: String,
    /// `.waitForTaskToken`: the answer comes from the holder of the token, not from the resource.
    pub(super) waits: bool,
    pub(super) input: Selection,
    pub(super) parameters: Option<Template>,
    pub(super) result_selector: Option<Template>,
    pub(super) result_path: ResultPath,
    pub(super) output: Selection,
    pub(super) timeout: Timeout,
    pub(super) catchers: Vec<Catcher>,
    pub(super) next: Next,
}

/// How long a task may wait.
#[derive(Debug, Clone)]
pub(super) enum Timeout {
    /// For ever; the default, much like Step Functions' three years. (The ASL text says 60 s, which
    /// would surprise in a workflow that waits for people.)
    Never,
    /// Seconds.
    After(u64),
    /// Seconds, in the data.
    At(Path),
}

/// Where an error leads.
#[derive(Debug, Clone)]
pub(super) struct Catcher {
    pub(super) errors: Vec<String>,
    pub(super) result_path: ResultPath,
    pub(super) next: StateId,
}

/// A state that only rearranges the data.
#[derive(Debug, Clone)]
pub(super) struct Pass {
    pub(super) input: Selection,
    pub(super) parameters: Option<Template>,
    pub(super) result: Option<Value>,
    pub(super) result_path: ResultPath,
    pub(super) output: Selection,
    pub(super) next: Next,
}

/// A rule of a `Choice` state: the next state if its condition holds.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) condition: Condition,
    pub(super) next: StateId,
}
