//! What goes into a step of an execution, and what comes out: where it stands, what happened, and
//! what has to be done next. Only data; [`super::run`] takes the steps.

use crema_api::BoothMs;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

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
