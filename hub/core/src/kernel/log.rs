//! The log: one table of events, numbered in commit order without gaps. Appending happens in a
//! cascade; reading here serves redrive and rebuild (queries have their own connections).

use std::sync::Arc;

use crema_api::envelope::{REGION, SOURCE};
use crema_api::ids::{BoothMs, EventId, Seq};
use crema_api::{Clock, Envelope, Fact};
use rusqlite::Row;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::fault::Fault;
use crate::input::Stamp;
use crate::storage::{Door, StorageError};
use crate::wall;

/// An event in the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    /// Its place.
    pub seq: Seq,
    /// Its id.
    pub id: EventId,
    /// When it happened.
    pub at: Stamp,
    /// What happened.
    pub fact: Fact,
    /// The fact's JSON, as it stands in the log.
    pub detail: Arc<str>,
}

/// EventBridge's form over a detail that is already JSON.
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

impl Recorded {
    /// The event in EventBridge's form, as JSON.
    ///
    /// # Errors
    /// Only when the detail in the log is no JSON.
    pub fn envelope_json(&self, account: &str) -> Result<String, serde_json::Error> {
        let detail: &RawValue = serde_json::from_str(&self.detail)?;
        serde_json::to_string(&WireEnvelope {
            version: "0",
            id: self.id,
            detail_type: self.fact.detail_type(),
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

    /// The event in EventBridge's form.
    ///
    /// # Errors
    /// Only when the detail in the log is no JSON.
    pub fn envelope(&self, account: &str) -> Result<Envelope, serde_json::Error> {
        Ok(Envelope {
            version: "0".to_owned(),
            id: self.id,
            detail_type: self.fact.detail_type().to_owned(),
            source: SOURCE.to_owned(),
            account: account.to_owned(),
            time: wall::rfc3339(self.at.wall_ms),
            region: REGION.to_owned(),
            resources: Vec::new(),
            seq: self.seq,
            booth_ms: self.at.booth_ms,
            clock: self.at.clock,
            detail: serde_json::from_str(&self.detail)?,
        })
    }
}

/// The columns that [`read_row`] reads, in its order.
pub(crate) const COLUMNS: &str = "seq, id, detail_type, detail, booth_ms, wall_ms, trusted";

/// A row of the log before its detail is understood.
#[derive(Debug, Clone)]
pub struct RawEvent {
    seq: Seq,
    id: EventId,
    detail_type: String,
    detail: String,
    at: Stamp,
}

impl RawEvent {
    /// Its place.
    pub(crate) fn seq(&self) -> Seq {
        self.seq
    }

    /// Its name.
    pub(crate) fn detail_type(&self) -> &str {
        &self.detail_type
    }

    /// The event, typed.
    ///
    /// # Errors
    /// [`Fault::Broken`] when the log holds what no version of ours has written.
    pub fn understand(self) -> Result<Recorded, Fault> {
        let value = serde_json::from_str(&self.detail)?;
        let fact = Fact::from_detail(&self.detail_type, value)
            .map_err(|error| Fault::broken(format!("event {}: {error}", self.seq)))?;
        Ok(Recorded { seq: self.seq, id: self.id, at: self.at, fact, detail: self.detail.into() })
    }
}

/// One row of the log.
pub(crate) fn read_row(row: &Row<'_>) -> rusqlite::Result<RawEvent> {
    let trusted: bool = row.get(6)?;
    Ok(RawEvent {
        seq: Seq(row.get(0)?),
        id: EventId(row.get(1)?),
        detail_type: row.get(2)?,
        detail: row.get(3)?,
        at: Stamp {
            booth_ms: BoothMs(row.get(4)?),
            wall_ms: row.get(5)?,
            clock: if trusted { Clock::Trusted } else { Clock::Unsure },
        },
    })
}

/// Appends an event; its `seq` is the caller's to keep gapless.
pub(crate) fn append(door: &dyn Door, event: &Recorded) -> Result<(), StorageError> {
    let changed = door.execute(
        "INSERT INTO events (seq, id, detail_type, detail, booth_ms, wall_ms, trusted)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        &[
            &event.seq.0,
            &event.id.0,
            &event.fact.detail_type(),
            &event.detail,
            &event.at.booth_ms.0,
            &event.at.wall_ms,
            &(event.at.clock == Clock::Trusted),
        ],
    )?;
    debug_assert_eq!(changed, 1);
    Ok(())
}

/// The last `seq` in the log; 0 when it is empty.
pub(crate) fn head(door: &dyn Door) -> Result<Seq, StorageError> {
    let last = door.query_one("SELECT coalesce(max(seq), 0) FROM events", &[], |row| row.get(0))?;
    Ok(Seq(last.unwrap_or(0)))
}

/// The event at `seq`.
pub(crate) fn at(door: &dyn Door, seq: Seq) -> Result<Recorded, Fault> {
    let sql = const_format_select("WHERE seq = ?1");
    door.query_one(&sql, &[&seq.0], read_row)?
        .ok_or_else(|| Fault::broken(format!("event {seq} is not in the log")))?
        .understand()
}

/// Up to `limit` events after `seq`, before they are understood.
pub(crate) fn after(door: &dyn Door, seq: Seq, limit: u32) -> Result<Vec<RawEvent>, StorageError> {
    let sql = const_format_select("WHERE seq > ?1 ORDER BY seq LIMIT ?2");
    door.query_all(&sql, &[&seq.0, &limit], read_row)
}

fn const_format_select(rest: &str) -> String {
    format!("SELECT {COLUMNS} FROM events {rest}")
}
