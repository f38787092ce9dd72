//! The states of a workflow, compiled: what each does, and where it leads.

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

/// What a state does.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    Task(Box<Task>),
    Choice { input: Selection, output: Selection, rules: Vec<Rule>, default: Option<StateId> },
    Pass(Box<Pass>),
    Succeed { input: Selection, output: Selection },
    Fail { error: String, cause: String },
}

/// Where an execution goes when a state is through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    State(StateId),
    End,
}

/// Work for someone outside.
#[derive(Debug, Clone)]
pub(super) struct Task {
    /// Without the ending that says that it waits.
    pub(super) resource: String,
    /// `.waitForTaskToken`: not the resource answers, but whoever holds the token.
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
    /// For ever: what is meant when nothing is written, as good as Step Functions' three years (the
    /// ASL text says 60 s, which nobody who waits for people would guess).
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

/// Data put in order, and nothing done.
#[derive(Debug, Clone)]
pub(super) struct Pass {
    pub(super) input: Selection,
    pub(super) parameters: Option<Template>,
    pub(super) result: Option<Value>,
    pub(super) result_path: ResultPath,
    pub(super) output: Selection,
    pub(super) next: Next,
}

/// A rule of a `Choice` state: where to go when its condition holds.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) condition: Condition,
    pub(super) next: StateId,
}
