//! The order processor: the workflow's own steps.

use crate::ids::{Seq, SessionId};
use crate::order::{CancelReason, UnavailableCause};
use crate::word::words;

/// Longest `error` and `failedState` of [`WorkflowFailed`], in characters: names, for people.
pub const WORKFLOW_ERROR_CHARS_MAX: usize = 128;
/// Longest `cause` of [`WorkflowFailed`], in characters: a workflow may write as much as it wants,
/// and an event is kept.
pub const WORKFLOW_CAUSE_CHARS_MAX: usize = 500;

order_events! {
    /// The workflow asks the order manager for room: `RoomTaken` or `RoomRefused` is the answer.
    pub struct RoomWanted {
        /// `seq` of the event with which the order began: one of an earlier day gets no room, however
        /// late the question comes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub started_seq: Option<Seq>,
    }

    /// Open and with room: the workflow waits for the customer's choice.
    pub struct WorkflowStarted {}

    /// Closed, paused or full: the workflow ends.
    pub struct ShopUnavailable {
        /// Which of these.
        pub cause: UnavailableCause,
    }

    /// The customer has placed the order: it needs a number.
    pub struct NumberWanted {}

    /// The number is drawn; the workflow waits for a barista. (The order manager's event of the same
    /// name follows it and carries the drink.)
    pub struct WorkflowWaitingCompletion {}

    /// Not chosen, or not made, in time: the workflow ends.
    pub struct OrderTimeOut {
        /// Whose time ran out, in the original's words.
        pub cause: TimeOutCause,
    }

    /// The workflow has reached its end.
    pub struct OrderFinished {}

    /// The workflow has ended with an error that nothing in it caught.
    pub struct WorkflowFailed {
        /// ASL's `Error`; at most [`WORKFLOW_ERROR_CHARS_MAX`] characters.
        pub error: String,
        /// ASL's `Cause`; at most [`WORKFLOW_CAUSE_CHARS_MAX`] characters.
        pub cause: String,
        /// The state in which it failed, if that is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub failed_state: Option<String>,
    }

    /// The crew has stopped the workflow; its order is cancelled.
    pub struct WorkflowStopped {
        /// Why, as for a cancel.
        pub reason: CancelReason,
        /// Who stopped it.
        pub action_user_id: SessionId,
    }
}

words! {
    /// Whose time ran out.
    pub enum TimeOutCause {
        /// The customer did not choose.
        Customer = "Customer timedout",
        /// No barista claimed it.
        Barista = "Barista timedout",
    }
}
