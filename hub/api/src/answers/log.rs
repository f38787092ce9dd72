//! The log, live streams of it, and its dead letters.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::orders::OrderView;
use crate::actor::Actor;
use crate::envelope::Envelope;
use crate::ids::{LogId, Seq};

/// A range of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Events {
    pub events: Vec<Envelope>,
    /// The log that they are from. A cursor of another log counts other events.
    pub log: LogId,
    /// The log's end when this was read: ask again after the last event's `seq` to reach it.
    pub seq: Seq,
}

/// The first message of a live stream, of the type `log`: where the stream is from. It has no id, so
/// that it moves no cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StreamHead {
    /// The log. A cursor of another log counts other events: begin again without one.
    pub log: LogId,
    /// The log's end when the stream was opened.
    pub seq: Seq,
    /// The place up to which the log is pruned. A stream that was to begin below it begins at the
    /// end instead: load everything as it is now.
    pub floor: Seq,
}

/// One message on a live stream: the original's topic payload, and fields that a page needs too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct StreamMessage {
    /// The event's name.
    #[serde(rename = "type")]
    pub kind: String,
    /// The event's place in the log, which is also the stream's id.
    pub seq: Seq,
    /// Booth time of the event, ms.
    pub booth_ms: u64,
    /// Who acted; only for staff, boards and devices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Actor>,
    /// The event's detail, an object, or null if it is unreadable.
    #[schemars(with = "Option<serde_json::Map<String, serde_json::Value>>")]
    pub detail: serde_json::Value,
    /// Set where the stored detail is damaged and no longer JSON: then `detail` is null.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unreadable: bool,
    /// The stored detail of an unreadable event, as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<String>,
    /// The order as it is now, with its name, for those who may see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderView>,
}

/// Dead letters, for the crew: each can be redriven with all others, or discarded by `consumer` and
/// `seq`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeadLetters {
    /// The first of them, service by service in the order of the log; failed timers come last.
    pub dead_letters: Vec<DeadLetterView>,
    /// How many there are in all; of more than 10,000 not all are counted.
    pub total: u32,
    /// The log's end when this was read.
    pub seq: Seq,
}

/// A delivery that failed or waits behind one that did, or a timer that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeadLetterView {
    /// The service that failed.
    pub consumer: String,
    /// The event it failed on; of a timer, the `Bus.TimerFailed`.
    pub seq: Seq,
    /// What it is about: `order:<id>`, `session:<id>`, `printer:<name>` or `booth`. Later events of
    /// the same key wait behind it. Absent where the event could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// `B42`, if it is about an order that has its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The event's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail_type: Option<String>,
    /// The timer's purpose, if it is a timer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timer: Option<String>,
    /// What went wrong, or that it waits behind another of the same key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
