//! Frames: an event as it goes down a stream (server-sent events, WHATWG HTML section 9.2),
//! written once and shared by all who hear it.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Bytes;
use crema_api::Fact;
use crema_api::answers::OrderView;
use crema_api::ids::{BoothMs, OrderId, Seq, SessionId};
use crema_core::reads::Snapshot;
use crema_core::services::publisher::{Topics, topics};
use crema_core::storage::StorageError;
use crema_core::{Reader, Recorded};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::clock::Clock;

/// One event, ready to be sent.
#[derive(Debug)]
pub struct Frame {
    /// Its place in the log.
    pub seq: Seq,
    /// Where the publisher lets it be heard.
    pub topics: Topics,
    /// The session that ended with it: its streams end too.
    pub closes: Option<SessionId>,
    /// All of it, with the order as it is now.
    pub full: Bytes,
    /// That it happened, for phones that follow `config`: a thousand of them need not be sent the
    /// menu each time. `None` where it is not on that topic.
    pub brief: Option<Bytes>,
}

/// `crema_api::answers::StreamMessage` over a detail that is already JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Message<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    seq: Seq,
    booth_ms: BoothMs,
    detail: &'a RawValue,
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<&'a OrderView>,
}

/// The frames of events that were just committed. Where the orders cannot be read, the events go
/// out without them: those who listen ask for what they miss.
pub(super) fn frames(reader: &Reader, clock: Clock, events: &[Arc<Recorded>]) -> Vec<Arc<Frame>> {
    let orders = reader
        .snapshot(clock.booth(), |snapshot| orders_of(snapshot, events.iter().map(Arc::as_ref)));
    let orders = orders.unwrap_or_else(|error| {
        tracing::error!(%error, "orders could not be read for the streams");
        HashMap::new()
    });
    events.iter().map(|event| Arc::new(frame(event, &orders))).collect()
}

/// The frames of a page of the log.
///
/// # Errors
/// [`StorageError`] when the orders cannot be read.
pub fn frames_of_page(
    snapshot: &Snapshot<'_>,
    events: &[Recorded],
) -> Result<Vec<Frame>, StorageError> {
    let orders = orders_of(snapshot, events.iter())?;
    Ok(events.iter().map(|event| frame(event, &orders)).collect())
}

/// Each order that the events are about, read once.
fn orders_of<'a>(
    snapshot: &Snapshot<'_>,
    events: impl Iterator<Item = &'a Recorded>,
) -> Result<HashMap<OrderId, OrderView>, StorageError> {
    let mut orders = HashMap::new();
    for id in events.filter_map(|event| event.fact.order_id()) {
        if !orders.contains_key(&id)
            && let Some(order) = snapshot.order(id)?
        {
            orders.insert(id, order);
        }
    }
    Ok(orders)
}

fn frame(event: &Recorded, orders: &HashMap<OrderId, OrderView>) -> Frame {
    let topics = topics(event);
    let order = event.fact.order_id().and_then(|id| orders.get(&id));
    Frame {
        seq: event.seq,
        closes: match &event.fact {
            Fact::SessionClosed(closed) => Some(closed.session_id),
            _ => None,
        },
        full: written(event, &event.detail, order),
        brief: topics.config.then(|| written(event, "{}", None)),
        topics,
    }
}

fn written(event: &Recorded, detail: &str, order: Option<&OrderView>) -> Bytes {
    let json = serde_json::from_str::<&RawValue>(detail).and_then(|detail| {
        serde_json::to_string(&Message {
            kind: event.fact.detail_type(),
            seq: event.seq,
            booth_ms: event.at.booth_ms,
            detail,
            order,
        })
    });
    match json {
        // JSON as serde_json writes it is one line, so it needs one `data` field.
        Ok(json) => Bytes::from(format!("id: {}\nevent: message\ndata: {json}\n\n", event.seq)),
        Err(error) => {
            tracing::error!(%error, seq = event.seq.0, "an event could not be written");
            Bytes::new()
        }
    }
}
