//! One step of an execution: from what happened to what has to be done next.

use crema_api::BoothMs;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use super::definition::{Definition, Kind, Next, State, StateId};
use super::error::{Failure, errors};
use super::limits::{TRANSITIONS_MAX, check_data};
use super::path::Scope;
use super::visit::Visit;

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

/// Where an execution stands: at a task that has yet to answer. All that is kept between steps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// The task's state.
    pub state: String,
    /// Booth time at which the execution came there.
    pub entered: BoothMs,
    /// The state's raw input.
    pub input: Value,
}

/// How a task ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Happening {
    /// It was done, or its token came back with success.
    TaskSucceeded {
        /// What it gave.
        output: Value,
    },
    /// It could not be done, or its token came back with a failure.
    TaskFailed {
        /// The error's name, for catchers.
        error: String,
        /// What it was about, for people.
        cause: String,
    },
    /// The time of a task that waits is over.
    TimedOut,
}

/// What has to be done next.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Run the resource now and resume with its answer.
    Call {
        /// Where the execution stands meanwhile.
        at: Position,
        /// What is to be run, as the definition names it.
        resource: String,
        /// What it is given.
        parameters: Value,
    },
    /// Run the resource now, then stand still until whoever has the token resumes, or time is up.
    Wait {
        /// Where the execution stands meanwhile.
        at: Position,
        /// What is to be run, without `.waitForTaskToken`.
        resource: String,
        /// What it is given.
        parameters: Value,
        /// Seconds until [`Happening::TimedOut`]; none is for ever.
        timeout_s: Option<u64>,
    },
    /// The execution is over, as it should be.
    Succeeded {
        /// The state in which it ended.
        state: String,
        /// What came of it.
        output: Value,
    },
    /// The execution is over, with an error.
    Failed {
        /// The state in which it failed.
        state: String,
        /// ASL's `Error`.
        error: String,
        /// ASL's `Cause`.
        cause: String,
    },
}

/// What happened does not fit where the execution stands: a fault of the caller, and the execution
/// stays where it is.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StepError {
    /// The position names a state that this definition does not have.
    #[error("this definition has no state {0:?}; is it the version the execution began with?")]
    NoSuchState(String),
    /// The position names a state that waits for nothing.
    #[error("state {0:?} is no task: no execution stands there")]
    NotATask(String),
    /// Time is up for a task that does not wait.
    #[error("the task of state {0:?} is answered at once and cannot time out")]
    DoesNotWait(String),
}

impl Definition {
    /// Begins an execution: runs from the first state to the first task, or to the end.
    #[must_use]
    pub fn start(&self, context: &Context<'_>, input: Value) -> Step {
        self.run(context, self.start, input)
    }

    /// Goes on with an execution: from the task at which it stood to the next, or to the end.
    ///
    /// # Errors
    /// [`StepError`] when the position is not one of this definition, or cannot time out. Whatever
    /// goes wrong *in* the execution is no error here but leads to a catcher or to
    /// [`Step::Failed`].
    pub fn resume(
        &self,
        context: &Context<'_>,
        at: Position,
        happening: Happening,
    ) -> Result<Step, StepError> {
        let Some(state) = self.find(&at.state) else {
            return Err(StepError::NoSuchState(at.state));
        };
        let Kind::Task(task) = &state.kind else {
            return Err(StepError::NotATask(at.state));
        };
        let mut data = at.input;
        let done = match happening {
            Happening::TaskSucceeded { output } => {
                let scope = Scope { context, state: &state.name, entered: at.entered };
                task.succeeded(&mut data, output, scope)
            }
            Happening::TaskFailed { error, cause } => Err(Failure { error, cause }),
            Happening::TimedOut if task.waits => {
                Err(Failure::new(errors::TIMEOUT, format!("no answer in time in {:?}", state.name)))
            }
            Happening::TimedOut => return Err(StepError::DoesNotWait(at.state)),
        };
        Ok(match done.or_else(|failure| task.caught(&mut data, failure)) {
            Ok(next) => self.go(context, state, next, data),
            Err(failure) => failed(state, failure),
        })
    }

    /// Leaves a state for the next, or ends.
    fn go(&self, context: &Context<'_>, from: &State, next: Next, data: Value) -> Step {
        match next {
            Next::State(id) => self.run(context, id, data),
            Next::End => ended(from, data),
        }
    }

    /// Runs through states that need nobody, up to a task or the end.
    fn run(&self, context: &Context<'_>, mut id: StateId, mut data: Value) -> Step {
        for _ in 0..TRANSITIONS_MAX {
            let state = self.state(id);
            if let Err(failure) = check_data(&data) {
                return failed(state, failure);
            }
            match state.visit(context, &mut data) {
                Ok(Visit::On(Next::State(next))) => id = next,
                Ok(Visit::On(Next::End)) => return ended(state, data),
                Ok(Visit::Stop(step)) => return step,
                Err(failure) => return failed(state, failure),
            }
        }
        let cause = format!("more than {TRANSITIONS_MAX} states without a task");
        failed(self.state(id), Failure::runtime(cause))
    }
}

fn ended(state: &State, output: Value) -> Step {
    match check_data(&output) {
        Ok(()) => Step::Succeeded { state: state.name.clone(), output },
        Err(failure) => failed(state, failure),
    }
}

fn failed(state: &State, failure: Failure) -> Step {
    Step::Failed { state: state.name.clone(), error: failure.error, cause: failure.cause }
}
