//! The bus itself: deliveries that could not be made.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::{OrderId, Seq};

/// A consumer failed on an event, or the event stands behind one of the same order on which it
/// failed. The delivery waits for `POST redrive`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeliverySetAside {
    /// The service that failed.
    pub consumer: String,
    /// The event it failed on.
    pub set_aside_seq: Seq,
    /// That event's name.
    pub set_aside_type: String,
    /// That event's order, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<OrderId>,
    /// What went wrong.
    pub reason: String,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}

/// A delivery that was set aside has been made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Redriven {
    /// The service that took it.
    pub consumer: String,
    /// The event it took.
    pub redriven_seq: Seq,
    /// That event's order, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<OrderId>,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}
