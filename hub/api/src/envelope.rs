//! The form in which an event leaves the hub: `EventBridge`'s envelope and what Crema adds to it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::actor::Actor;
use crate::ids::{BoothMs, EventId, LogId, Seq};
use crate::word::words;

/// `source` of every event, the original's and Crema's own: rules written for Serverlesspresso
/// filter on it.
pub const SOURCE: &str = "awsserverlessda.serverlesspresso";
/// `region` of every event: a booth is in no cloud's region.
pub const REGION: &str = "booth";

words! {
    /// How far the wall clock can be believed.
    pub enum Clock {
        /// NTP or a paired tablet has set it.
        Trusted = "trusted",
        /// Nothing has set it since the start: a Pi has no clock battery.
        Unsure = "unsure",
    }
}

/// An event as consumers see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Envelope {
    /// `EventBridge`'s envelope version, always `0`.
    pub version: String,
    /// The same event always has the same id, by which a duplicate is recognised.
    pub id: EventId,
    /// The event's name, such as `OrderManager.OrderPlaced`.
    #[serde(rename = "detail-type")]
    pub detail_type: String,
    /// Always `awsserverlessda.serverlesspresso`, as in Serverlesspresso.
    pub source: String,
    /// The booth's id.
    pub account: String,
    /// Wall time, RFC 3339 in UTC, whole seconds.
    pub time: String,
    /// Always `booth`.
    pub region: String,
    /// Empty; kept for `EventBridge`'s form.
    pub resources: Vec<String>,
    /// The log that `seq` counts in. Another log's events are other events.
    pub log: LogId,
    /// Place in the log.
    pub seq: Seq,
    /// Booth time at which it happened.
    pub booth_ms: BoothMs,
    /// Wall time, ms since 1970: `time`, exactly.
    pub wall_ms: i64,
    /// Whether `time` can be believed.
    pub clock: Clock,
    /// Who acted.
    pub actor: Actor,
    /// The fact itself, an object, or null if it is unreadable; its schema goes by `detail-type`.
    #[schemars(with = "Option<serde_json::Map<String, Value>>")]
    pub detail: Value,
    /// Set where the stored detail is damaged and no longer JSON: then `detail` is null.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unreadable: bool,
    /// The stored detail of an unreadable event, as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<String>,
}
