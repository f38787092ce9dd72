//! `EventBridge`'s form of an event: as a value, and as JSON around a stored detail. The JSON is
//! written for every event on every stream, so the detail is never parsed for it.

use crema_api::envelope::{REGION, SOURCE};
use crema_api::ids::{BoothMs, EventId, LogId, Seq};
use crema_api::{Actor, Clock, Envelope};
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::input::Stamp;
use crate::wall;

/// Where events come from: the booth, and the log that their places count in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The booth's id; empty before its first input.
    pub account: String,
    /// The log's id; nil before the booth's first input.
    pub log: LogId,
}

/// The part of an envelope that differs from event to event, without the detail.
#[derive(Debug, Clone, Copy)]
pub(super) struct EnvelopeHead<'a> {
    pub seq: Seq,
    pub id: EventId,
    pub detail_type: &'a str,
    pub at: Stamp,
    pub actor: Actor,
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
    log: LogId,
    seq: Seq,
    booth_ms: BoothMs,
    wall_ms: i64,
    clock: Clock,
    actor: Actor,
    detail: &'a RawValue,
}

impl EnvelopeHead<'_> {
    /// The JSON of the envelope around `detail`.
    pub fn write_json(
        self,
        origin: &Origin,
        detail: &RawValue,
    ) -> Result<String, serde_json::Error> {
        serde_json::to_string(&WireEnvelope {
            version: "0",
            id: self.id,
            detail_type: self.detail_type,
            source: SOURCE,
            account: &origin.account,
            time: wall::rfc3339(self.at.wall_ms),
            region: REGION,
            resources: [],
            log: origin.log,
            seq: self.seq,
            booth_ms: self.at.booth_ms,
            wall_ms: self.at.wall_ms,
            clock: self.at.clock,
            actor: self.actor,
            detail,
        })
    }

    /// The envelope around `detail`.
    pub fn into_envelope(self, origin: &Origin, detail: Value) -> Envelope {
        Envelope {
            version: "0".to_owned(),
            id: self.id,
            detail_type: self.detail_type.to_owned(),
            source: SOURCE.to_owned(),
            account: origin.account.clone(),
            time: wall::rfc3339(self.at.wall_ms),
            region: REGION.to_owned(),
            resources: Vec::new(),
            log: origin.log,
            seq: self.seq,
            booth_ms: self.at.booth_ms,
            wall_ms: self.at.wall_ms,
            clock: self.at.clock,
            actor: self.actor,
            detail,
            unreadable: false,
            raw: None,
        }
    }
}
