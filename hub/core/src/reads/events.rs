//! The log, for consumers, and an order's journey.

use crema_api::ids::{OrderId, Seq};
use crema_api::order::OrderState;
use rusqlite::Row;

use super::Snapshot;
use crate::kernel::log::{self, RawEvent};
use crate::storage::StorageError;

/// One step of an order's journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JourneyStep {
    /// The event's place in the log.
    pub seq: Seq,
    /// Wall time, ms since 1970.
    pub wall_ms: i64,
    /// Booth time, ms.
    pub booth_ms: u64,
    /// The event's name.
    pub detail_type: String,
    /// The order's state after the event, if the event says so.
    pub order_state: Option<OrderState>,
    /// Of a printer's report, the event that asked for the ticket.
    pub ticket_seq: Option<Seq>,
    /// The event's sentence.
    pub message: String,
}

#[allow(clippy::missing_errors_doc, reason = "said once, at the type")]
impl Snapshot<'_> {
    /// Up to `limit` events after `seq`, as they are stored.
    pub fn events_after(&self, seq: Seq, limit: u32) -> Result<Vec<RawEvent>, StorageError> {
        let sql = log::select("WHERE seq > ?1 ORDER BY seq LIMIT ?2");
        self.all(&sql, (seq.0, limit), log::read_row)
    }

    /// An order's journey so far. A step that cannot be read has a name and a time, but no message.
    pub fn journey(&self, order: OrderId) -> Result<Vec<JourneyStep>, StorageError> {
        let rows = self.all(
            "SELECT e.seq, e.wall_ms, e.booth_ms, e.detail_type, e.detail
             FROM journey_steps j JOIN events e ON e.seq = j.seq
             WHERE j.order_id = ?1 ORDER BY j.seq",
            [order.0],
            |row: &Row<'_>| {
                let (detail, _) = log::read_text(row, "detail")?;
                let step = JourneyStep {
                    seq: Seq(row.get("seq")?),
                    wall_ms: row.get("wall_ms")?,
                    booth_ms: row.get("booth_ms")?,
                    detail_type: row.get("detail_type")?,
                    order_state: None,
                    ticket_seq: None,
                    message: String::new(),
                };
                Ok((step, detail))
            },
        )?;
        let steps = rows.into_iter().map(|(step, detail)| {
            let said: Said = serde_json::from_str(&detail).unwrap_or_default();
            let Said { message, order_state, ticket_seq } = said;
            JourneyStep { order_state, ticket_seq, message, ..step }
        });
        Ok(steps.collect())
    }
}

/// The part of an event's detail that a journey shows.
#[derive(Default, serde::Deserialize)]
struct Said {
    #[serde(rename = "Message", default)]
    message: String,
    #[serde(rename = "orderState", default)]
    order_state: Option<OrderState>,
    #[serde(rename = "ticketSeq", default)]
    ticket_seq: Option<Seq>,
}
