//! The bus itself: deliveries that could not be made, and timers that could not be run.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::{OrderId, Seq};

/// A consumer failed on an event, or the event follows one of the same order on which the consumer
/// failed. The delivery waits for `POST redrive`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryFailed {
    /// The service that failed.
    pub consumer: String,
    /// The event it failed on.
    pub failed_seq: Seq,
    /// That event's name.
    pub failed_type: String,
    /// That event's order, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<OrderId>,
    /// What went wrong.
    pub reason: String,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}

/// A timer was due and its service failed on it. The timer waits for `POST redrive`, unless its
/// service sets it again or cancels it before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TimerFailed {
    /// The service that failed.
    pub consumer: String,
    /// The timer's purpose, in the service's own word.
    pub timer: String,
    /// When it was due, ms of booth time.
    pub due_booth_ms: u64,
    /// The order that it concerns, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<OrderId>,
    /// What went wrong.
    pub reason: String,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}

/// A dead letter has been delivered, or its timer run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryRedriven {
    /// The service that took it.
    pub consumer: String,
    /// The event it took; of a timer, the `Bus.TimerFailed`.
    pub redriven_seq: Seq,
    /// That event's order, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<OrderId>,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}
