//! `EventBridge`'s form of an event: as a value, and as JSON around a stored detail. The JSON is
//! written for every event on every stream, so the detail is never parsed for it.

use crema_api::envelope::{REGION, SOURCE};
use crema_api::ids::{BoothMs, EventId, Seq};
use crema_api::{Clock, Envelope};
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::input::Stamp;
use crate::wall;

/// The part of an envelope that differs from event to event, without the detail.
#[derive(Debug, Clone, Copy)]
pub(super) struct EnvelopeHead<'a> {
    pub seq: Seq,
    pub id: EventId,
    pub detail_type: &'a str,
    pub at: Stamp,
}

/// An envelope as it is written.
#[derive(Serialize)]
struct WireEnvelope<'a> {
    version: &'a str,
    id: EventId,
    #[serde(rename = "detail-type")]
    detail_type: &'a str,
    source: &'a str,
    account: &'a str,
    time: String,
    region: &'a str,
    resources: [&'a str; 0],
    seq: Seq,
    booth_ms: BoothMs,
    clock: Clock,
    detail: &'a RawValue,
}

impl EnvelopeHead<'_> {
    /// The JSON of the envelope around `detail`.
    pub fn write_json(self, account: &str, detail: &RawValue) -> Result<String, serde_json::Error> {
        serde_json::to_string(&WireEnvelope {
            version: "0",
            id: self.id,
            detail_type: self.detail_type,
            source: SOURCE,
            account,
            time: wall::rfc3339(self.at.wall_ms),
            region: REGION,
            resources: [],
            seq: self.seq,
            booth_ms: self.at.booth_ms,
            clock: self.at.clock,
            detail,
        })
    }

    /// The envelope around `detail`.
    pub fn into_envelope(self, account: &str, detail: Value) -> Envelope {
        Envelope {
            version: "0".to_owned(),
            id: self.id,
            detail_type: self.detail_type.to_owned(),
            source: SOURCE.to_owned(),
            account: account.to_owned(),
            time: wall::rfc3339(self.at.wall_ms),
            region: REGION.to_owned(),
            resources: Vec::new(),
            seq: self.seq,
            booth_ms: self.at.booth_ms,
            clock: self.at.clock,
            detail,
            unreadable: false,
            raw: None,
        }
    }
}
