//! The order processor: the workflow's own steps.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::AboutOrder;
use crate::order::UnavailableCause;

/// Open and with room: the workflow waits for the customer's choice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WorkflowStarted {
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub about: AboutOrder,
}

/// Closed, paused or full: the workflow ends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ShopUnavailable {
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub about: AboutOrder,
    /// Which of them.
    pub cause: UnavailableCause,
}

/// The customer has placed the order: it needs a number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NumberWanted {
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub about: AboutOrder,
}

/// The number is drawn; the workflow waits for a barista. (The order manager's event of the same
/// name follows it and carries the drink.)
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WorkflowWaitingCompletion {
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub about: AboutOrder,
}

/// Nobody chose, or nobody made it, in time: the workflow ends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OrderTimeOut {
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub about: AboutOrder,
    /// Who did not come, in the original's words.
    pub cause: TimeOutCause,
}

/// Who did not come in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum TimeOutCause {
    /// The customer did not choose.
    #[serde(rename = "Customer timedout")]
    Customer,
    /// No barista claimed it.
    #[serde(rename = "Barista timedout")]
    Barista,
}

/// The workflow has reached its end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OrderFinished {
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub about: AboutOrder,
}
