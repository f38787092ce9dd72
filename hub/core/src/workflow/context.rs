//! ASL's context object, `$$`: a step's view of its execution, the time and the task token.

use crema_api::BoothMs;
use serde_json::Value;

/// The part of ASL's context object, `$$`, that is the same in every state of a step.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// `$$.Execution.Id`
    pub execution_id: &'a str,
    /// `$$.Execution.Name`
    pub execution_name: &'a str,
    /// `$$.Execution.Input`: the input with which the execution was started.
    pub execution_input: &'a Value,
    /// Booth time of this step; `$$.State.EnteredTime`, in ms, of each state that it enters.
    pub now: BoothMs,
    /// `$$.Task.Token` of the next task that waits; `None` if tokens are not passed in parameters.
    pub task_token: Option<&'a str>,
}

/// ASL's context object, `$$`, in one state.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope<'a> {
    /// The step's context.
    pub(super) context: &'a Context<'a>,
    /// The state's name.
    pub(super) state: &'a str,
    /// Booth time at which the execution entered the state.
    pub(super) entered: BoothMs,
}
