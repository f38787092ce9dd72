//! ASL's context object, `$$`: what a step is told of the world.

use crema_api::BoothMs;
use serde_json::Value;

/// What a step is told of the world: ASL's context object, `$$`.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// `$$.Execution.Id`
    pub execution_id: &'a str,
    /// `$$.Execution.Name`
    pub execution_name: &'a str,
    /// `$$.Execution.Input`: what the execution was started with.
    pub execution_input: &'a Value,
    /// Booth time of this step; `$$.State.EnteredTime`, in ms, of each state that it comes to.
    pub now: BoothMs,
    /// `$$.Task.Token` of the next task that waits; none where tokens are not handed out in
    /// parameters.
    pub task_token: Option<&'a str>,
}

/// What `$$` is made of in one state.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope<'a> {
    /// What the step was told.
    pub(super) context: &'a Context<'a>,
    /// The state's name.
    pub(super) state: &'a str,
    /// Booth time at which the execution came to the state.
    pub(super) entered: BoothMs,
}
