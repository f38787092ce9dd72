//! The arguments and results of a step of an execution: its position, the happening, and the work
//! to do next. Only data; [`super::run`] takes the steps.

use crema_api::BoothMs;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

/// The position of an execution: at a task that has yet to answer. Nothing else is kept between
/// steps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// The task's state.
    pub state: String,
    /// Booth time at which the execution entered the state.
    pub entered: BoothMs,
    /// States that the execution has entered so far, this one among them.
    #[serde(default)]
    pub transitions: u32,
    /// The state's raw input.
    pub input: Value,
}

/// How a task ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Happening {
    /// The task was done, or its token came back with success.
    TaskSucceeded {
        /// The task's result.
        output: Value,
    },
    /// The task could not be done, or its token came back with a failure.
    TaskFailed {
        /// The error's name, for catchers.
        error: String,
        /// The cause, for people.
        cause: String,
    },
    /// The time of a task that waits is over.
    TimedOut,
}

/// The work to do next.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Run the resource now and resume with its answer.
    Call {
        /// The execution's position meanwhile.
        at: Position,
        /// The resource to run, as the definition names it.
        resource: String,
        /// The resource's parameters.
        parameters: Value,
    },
    /// Run the resource now, then wait until the holder of the token resumes, or time is up.
    Wait {
        /// The execution's position meanwhile.
        at: Position,
        /// The resource to run, without `.waitForTaskToken`.
        resource: String,
        /// The resource's parameters.
        parameters: Value,
        /// Seconds until [`Happening::TimedOut`]; `None` is for ever.
        timeout_s: Option<u64>,
    },
    /// The execution has ended with success.
    Succeeded {
        /// The state in which it ended.
        state: String,
        /// The execution's result.
        output: Value,
    },
    /// The execution has ended with an error.
    Failed {
        /// The state in which it failed.
        state: String,
        /// ASL's `Error`.
        error: String,
        /// ASL's `Cause`.
        cause: String,
    },
}

/// The happening does not fit the execution's position: a fault of the caller, and the execution
/// does not move.
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
