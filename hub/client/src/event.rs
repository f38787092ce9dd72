//! One event of the log, whichever way it came, and pages of them.

use crema_api::{BoothMs, LogId, Seq};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::ClientError;

/// An event of the log: the fields that its envelope in `GET events` and its message on the stream
/// share.
///
/// The detail stays as it came. A consumer decodes only the events that it knows, and decides by
/// itself whether to pass over one that it cannot decode.
#[derive(Debug, Clone, Deserialize)]
pub struct Event {
    /// Place in the log.
    pub seq: Seq,
    /// The event's name, such as `OrderManager.OrderPlaced`.
    #[serde(rename = "detail-type", alias = "type")]
    pub detail_type: String,
    /// Booth time at which it happened.
    #[serde(alias = "boothMs")]
    pub booth_ms: BoothMs,
    /// The detail, as JSON.
    pub detail: Box<RawValue>,
}

impl Event {
    /// Decodes the detail.
    ///
    /// # Errors
    /// [`ClientError::Decode`] if it is not a `T`.
    pub fn decode_detail<T: DeserializeOwned>(&self) -> Result<T, ClientError> {
        let subject = || format!("event {} ({})", self.seq, self.detail_type);
        serde_json::from_str(self.detail.get())
            .map_err(|error| ClientError::decode(subject(), error))
    }
}

/// Events after a cursor, in the log's order: as [`Event`], or as whole envelopes.
#[derive(Debug, Clone, Deserialize)]
pub struct Page<E> {
    /// The events.
    pub events: Vec<E>,
    /// The log that they are from; nil of a hub that has none yet.
    #[serde(default)]
    pub log: LogId,
    /// The log's end at that moment.
    pub seq: Seq,
}
