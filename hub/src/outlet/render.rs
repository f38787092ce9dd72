//! Frames: an event as it goes down a stream (server-sent events, WHATWG HTML section 9.2),
//! written once and shared by all who hear it.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use axum::body::Bytes;
use crema_api::Fact;
use crema_api::answers::OrderView;
use crema_api::ids::{BoothMs, OrderId, Seq, SessionId};
use crema_core::reads::Snapshot;
use crema_core::services::publisher::{Topics, topics};
use crema_core::storage::StorageError;
use crema_core::{Reader, Recorded};
use serde::Serialize;
use serde_json::Value;
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
    /// Whether names went with it: nothing rendered before it is kept.
    pub forgets: bool,
    /// The event in its envelope, for patterns.
    pub envelope: Enveloped,
    /// All of it, with the order as it is now.
    pub full: Bytes,
    /// That it happened, for phones that follow `config`: a thousand of them need not be sent the
    /// menu each time. `None` where it is not on that topic.
    pub brief: Option<Bytes>,
}

/// An event in its envelope, made when a pattern first asks for it: most streams have none.
#[derive(Debug)]
pub struct Enveloped {
    account: Arc<str>,
    event: Arc<Recorded>,
    made: OnceLock<Value>,
}

impl Enveloped {
    /// The event of the booth with this id.
    #[must_use]
    pub fn new(account: Arc<str>, event: Arc<Recorded>) -> Self {
        Self { account, event, made: OnceLock::new() }
    }

    /// The envelope as JSON; `null`, which no pattern is about, where it cannot be made.
    #[must_use]
    pub fn json(&self) -> &Value {
        self.made.get_or_init(|| {
            let envelope = self.event.envelope(&self.account).and_then(serde_json::to_value);
            envelope.unwrap_or_else(|error| {
                tracing::error!(%error, seq = self.event.seq.0, "an event has no envelope");
                Value::Null
            })
        })
    }
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
pub(super) fn frames(reader: &Reader, clock: &Clock, events: &[Arc<Recorded>]) -> Vec<Arc<Frame>> {
    let read = reader.snapshot(clock.booth(), |snapshot| {
        Ok((snapshot.account()?, orders_of(snapshot, events.iter().map(Arc::as_ref))?))
    });
    let (account, orders) = read.unwrap_or_else(|error| {
        tracing::error!(%error, "orders could not be read for the streams");
        Default::default()
    });
    let account = Arc::from(account);
    events.iter().map(|event| Arc::new(frame(event, &account, &orders))).collect()
}

/// The frames of a page of the log.
///
/// # Errors
/// [`StorageError`] when the orders cannot be read.
pub fn frames_of_page(
    snapshot: &Snapshot<'_>,
    events: Vec<Recorded>,
) -> Result<Vec<Frame>, StorageError> {
    let orders = orders_of(snapshot, events.iter())?;
    let account = Arc::from(snapshot.account()?);
    let events = events.into_iter().map(Arc::new);
    Ok(events.map(|event| frame(&event, &account, &orders)).collect())
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

fn frame(event: &Arc<Recorded>, account: &Arc<str>, orders: &HashMap<OrderId, OrderView>) -> Frame {
    let topics = topics(event);
    let order = event.fact.order_id().and_then(|id| orders.get(&id));
    Frame {
        seq: event.seq,
        closes: match &event.fact {
            Fact::SessionClosed(closed) => Some(closed.session_id),
            _ => None,
        },
        forgets: matches!(
            event.fact,
            Fact::NamesErased(_) | Fact::NameHidden(_) | Fact::SessionClosed(_)
        ),
        envelope: Enveloped::new(account.clone(), event.clone()),
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
