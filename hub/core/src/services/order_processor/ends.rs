//! The ends of an execution that its workflow did not choose: it fails, or the crew stops it. Either
//! way nothing is left of it, and an event tells the order manager, which decides about the order.

use crema_api::commands::{Caller, Outcome, Role, StopExecution};
use crema_api::events::AboutOrder;
use crema_api::events::order_processor::{
    WORKFLOW_CAUSE_CHARS_MAX, WORKFLOW_ERROR_CHARS_MAX, WorkflowFailed, WorkflowStopped,
};
use crema_api::order::CancelReason;
use crema_api::problem::RefusalKind;

use super::rows;
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::storage::WithCauses;
use crate::workflow::errors;

/// The error with which an execution ended, in ASL's words.
#[derive(Debug)]
pub(super) struct WorkflowError {
    /// The state in which it failed, if that is known.
    pub state: Option<String>,
    pub error: String,
    pub cause: String,
}

impl WorkflowError {
    /// The error of an execution that this program cannot read: its definition, its input or its
    /// position.
    pub fn unreadable(why: &dyn std::error::Error) -> Self {
        let cause = WithCauses(why).to_string();
        Self { state: None, error: errors::RUNTIME.to_owned(), cause }
    }
}

/// Says that an order's workflow has failed. What becomes of the order is for the order manager to
/// decide.
pub(super) fn fail(
    cascade: &mut Cascade<'_>,
    about: &AboutOrder,
    error: WorkflowError,
) -> Result<(), Fault> {
    let WorkflowError { state, error, cause } = error;
    let message = format!("The workflow of {} has failed.", subject(about));
    let about = about.now(about.order_state, message);
    let failed_state = state.map(|state| shorten(&state, WORKFLOW_ERROR_CHARS_MAX));
    let (error, cause) =
        (shorten(&error, WORKFLOW_ERROR_CHARS_MAX), shorten(&cause, WORKFLOW_CAUSE_CHARS_MAX));
    cascade.emit(WorkflowFailed { about, error, cause, failed_state })?;
    Ok(())
}

/// Ends an order's execution, wherever it is: nothing of it has to be readable but its order.
///
/// # Errors
/// Refused to all but the crew, and when the order has no execution.
pub(super) fn stop(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    stop: &StopExecution,
) -> Result<Outcome, Fault> {
    let Caller::Session(action_user_id, Role::Crew) = caller else {
        return Err(Fault::refuse(RefusalKind::NotAllowed, "That is for the crew to do."));
    };
    let order_id = stop.order_id;
    let Some(about) = rows::about(cascade, order_id)? else {
        let sentence = "No workflow of this order runs. Please cancel the order instead.";
        return Err(Fault::refuse(RefusalKind::WrongState, sentence));
    };
    rows::cancel_timers(cascade, order_id)?;
    rows::remove(cascade, order_id)?;
    let message = format!("The crew has stopped the workflow of {}.", subject(&about));
    let about = about.now(about.order_state, message);
    let reason = stop.reason.unwrap_or(CancelReason::Other);
    cascade.emit(WorkflowStopped { about, reason, action_user_id })?;
    Ok(Outcome::Order { order_id })
}

fn subject(about: &AboutOrder) -> &str {
    about.order_label.as_deref().unwrap_or("the order")
}

fn shorten(text: &str, chars_max: usize) -> String {
    text.chars().take(chars_max).collect()
}
