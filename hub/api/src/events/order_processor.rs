//! The order processor: the workflow's own steps.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::order::UnavailableCause;

order_events! {
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
}

/// Whose time ran out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum TimeOutCause {
    /// The customer did not choose.
    #[serde(rename = "Customer timedout")]
    Customer,
    /// No barista claimed it.
    #[serde(rename = "Barista timedout")]
    Barista,
}
