//! The bus itself: deliveries that could not be made, and timers that could not be run.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::{OrderId, Seq};

/// A consumer failed on an event, or the event follows one of the same ordering key on which the
/// consumer failed. The delivery waits for `POST redrive`.
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
    /// What went wrong, in this program's own words: the kind of the defect, the consumer and the
    /// event's name, and never data of either.
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
    /// What went wrong, in this program's own words.
    pub reason: String,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}

/// A delivery that was not made in its place is made here: that of a dead letter, or of an event that
/// came while its consumer was away. Whatever follows from it comes after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryRedriven {
    /// The service that takes it.
    pub consumer: String,
    /// The event it takes.
    pub redriven_seq: Seq,
    /// That event's order, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<OrderId>,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}

/// A timer that had failed has been run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TimerRedriven {
    /// The service that ran it.
    pub consumer: String,
    /// The timer's purpose, in the service's own word.
    pub timer: String,
    /// `seq` of the `Bus.TimerFailed`.
    pub redriven_seq: Seq,
    /// The order that it concerns, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<OrderId>,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}

/// The crew gave up a dead letter, or a timer that had failed; or the service that failed is no
/// longer part of the booth. It is never delivered again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryDiscarded {
    /// The service that had failed.
    pub consumer: String,
    /// The event it had failed on; of a timer, the `Bus.TimerFailed`.
    pub discarded_seq: Seq,
    /// The timer's purpose, if it was a timer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timer: Option<String>,
    /// Whether no one decided it: the service was no longer part of the booth. A projection that
    /// comes back is derived from the whole log again, this event included.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub service_gone: bool,
    /// The order that it concerns, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<OrderId>,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}
