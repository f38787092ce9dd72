//! The errors of a definition, and of an execution.

use thiserror::Error;

use super::limits::{DEFINITION_BYTES_MAX, TIMEOUT_S_MAX};

/// ASL's reserved error names (appendix A of the specification, and Step Functions' additions).
pub mod errors {
    /// In a catcher: every error but [`RUNTIME`] and [`DATA_LIMIT_EXCEEDED`].
    pub const ALL: &str = "States.ALL";
    /// A task did not answer in time.
    pub const TIMEOUT: &str = "States.Timeout";
    /// In a catcher: every error that [`ALL`] includes but [`TIMEOUT`].
    pub const TASK_FAILED: &str = "States.TaskFailed";
    /// A path in a payload template finds nothing.
    pub const PARAMETER_PATH_FAILURE: &str = "States.ParameterPathFailure";
    /// A `ResultPath` cannot be applied to the state's input.
    pub const RESULT_PATH_MATCH_FAILURE: &str = "States.ResultPathMatchFailure";
    /// No rule of a `Choice` fits, and it has no default.
    pub const NO_CHOICE_MATCHED: &str = "States.NoChoiceMatched";
    /// The definition and the data do not fit together; ends the execution and cannot be caught.
    pub const RUNTIME: &str = "States.Runtime";
    /// The data has grown too large; ends the execution and cannot be caught.
    pub const DATA_LIMIT_EXCEEDED: &str = "States.DataLimitExceeded";

    /// The reserved names that a catcher may list. The others are never caught, so that a catcher
    /// that lists one is a mistake.
    pub(crate) const CATCHABLE: [&str; 5] =
        [ALL, TIMEOUT, TASK_FAILED, PARAMETER_PATH_FAILURE, RESULT_PATH_MATCH_FAILURE];
}

/// An error inside an execution: ASL's `Error` and `Cause`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) error: String,
    pub(super) cause: String,
}

impl Failure {
    pub(super) fn new(error: impl Into<String>, cause: impl Into<String>) -> Self {
        Self { error: error.into(), cause: cause.into() }
    }

    /// A failure because the definition and the data do not fit together.
    pub(super) fn runtime(cause: impl Into<String>) -> Self {
        Self::new(errors::RUNTIME, cause)
    }
}

/// A definition that is refused: where, and why.
#[derive(Debug, Error)]
#[error("{}{fault}", place_prefix(self.state.as_deref(), self.field.as_deref()))]
pub struct DefinitionError {
    /// The state with the error; `None` if the error is in the definition itself.
    pub state: Option<String>,
    /// The field, as a path within the state (`Choices[0].And`); `None` if the whole is at fault.
    pub field: Option<String>,
    /// The reason.
    #[source]
    pub fault: DefinitionFault,
}

fn place_prefix(state: Option<&str>, field: Option<&str>) -> String {
    match (state, field) {
        (None, None) => String::new(),
        (None, Some(field)) => format!("field {field}: "),
        (Some(state), None) => format!("state {state:?}: "),
        (Some(state), Some(field)) => format!("state {state:?}, field {field}: "),
    }
}

/// The reasons for which a definition is refused.
#[derive(Debug, Error)]
pub enum DefinitionFault {
    /// Larger than [`DEFINITION_BYTES_MAX`].
    #[error("the definition has {0} bytes, {DEFINITION_BYTES_MAX} are allowed")]
    TooLarge(usize),
    /// Not JSON, or one object has a field twice.
    #[error("the definition cannot be read as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A state type of ASL that is not supported, or one that does not exist.
    #[error(
        "a state of type {0:?} is not supported; there are Task, Choice, Pass, Succeed and Fail"
    )]
    StateType(String),
    /// A field that is not supported for this state.
    #[error("this field is not supported here")]
    UnknownField,
    /// A required field is missing.
    #[error("this field is missing")]
    Missing,
    /// A field's value is of another kind than expected.
    #[error("must be {0}")]
    Expected(&'static str),
    /// Two fields that exclude each other.
    #[error("cannot be together with {0}")]
    Together(&'static str),
    /// A path that is not supported.
    #[error("the path {path:?} {fault}")]
    Path {
        /// The path as written.
        path: String,
        /// The reason.
        #[source]
        fault: PathFault,
    },
    /// A timeout that is not a whole number of seconds from 1 to [`TIMEOUT_S_MAX`].
    #[error("must be a whole number of seconds from 1 to {TIMEOUT_S_MAX}")]
    Timeout,
    /// A timeout of a task that is answered at once.
    #[error("only a task with .waitForTaskToken waits, so only it can time out")]
    NothingToWaitFor,
    /// A reserved error name that no catcher can catch, or that does not exist.
    #[error("{0:?} is no error that can be caught")]
    ErrorName(String),
    /// `States.ALL` must be the only name of the last catcher.
    #[error("States.ALL must stand alone, and in the last catcher")]
    CatchAllNotLast,
    /// A state that does not exist.
    #[error("there is no state {0:?}")]
    NoSuchState(String),
    /// A state to which no other state leads.
    #[error("no state leads here")]
    Unreachable,
    /// A state from which no end can be reached.
    #[error("no way leads from here to an end")]
    Endless,
}

/// The reasons for which a path is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PathFault {
    /// It does not begin with `$`.
    #[error("must begin with $")]
    NoRoot,
    /// An intrinsic function such as `States.Format`.
    #[error("is an intrinsic function, which is not supported")]
    Intrinsic,
    /// It may select several values (wildcard, filter, slice, descent) or is malformed.
    #[error("is no reference path: after $ only .name, ['name'] and [0] may follow")]
    NotReference,
    /// Not a part of the context object.
    #[error(
        "is not in the context object, which has $$.Execution.Id, $$.Execution.Name, \
         $$.Execution.Input, $$.State.Name, $$.State.EnteredTime and $$.Task.Token"
    )]
    NotInContext,
    /// A path into the context object where only the state's data is allowed.
    #[error("cannot be in the context object here")]
    ContextNotAllowed,
    /// The task token outside of the parameters of a task that waits for it.
    #[error("is known only in the Parameters of a task with .waitForTaskToken")]
    NoToken,
}
