//! Frames: an event as it goes down a stream (server-sent events, WHATWG HTML section 9.2), written
//! once and shared by all its subscribers.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use axum::body::Bytes;
use crema_api::answers::OrderView;
use crema_api::events::names;
use crema_api::ids::{BoothMs, OrderId, Seq, SessionId};
use crema_api::{Actor, DomainEvent};
use crema_core::reads::Snapshot;
use crema_core::services::publisher::{Topics, topics, topics_by_name};
use crema_core::storage::{StorageError, WithCauses};
use crema_core::{Origin, RawEvent, Reader, RecordedEvent};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::clock::Clock;

/// One event, ready to be sent.
#[derive(Debug)]
pub struct Frame {
    /// Its place in the log.
    pub seq: Seq,
    /// The topics that the publisher puts it on.
    pub topics: Topics,
    /// The session that ended with it: its streams end too.
    pub closes: Option<SessionId>,
    /// Whether it removed names: nothing rendered before it is kept.
    pub forgets: bool,
    /// The event in its envelope, for patterns.
    pub envelope: Enveloped,
    /// The whole message, with who acted and the order as it is now: for staff, boards, devices.
    pub full: Bytes,
    /// The whole message for the event's customer, who does not learn which of the staff acted.
    /// `None` if the event has no customer.
    pub own: Option<Bytes>,
    /// The message without its detail, for phones that follow `config`: a thousand of them need not
    /// receive the menu each time. `None` if the event is not on that topic.
    pub brief: Option<Bytes>,
}

/// An event in its envelope, made when a pattern first asks for it: most streams have no pattern.
#[derive(Debug)]
pub struct Enveloped {
    origin: Arc<Origin>,
    event: Event,
    made: OnceLock<Value>,
}

#[derive(Debug)]
enum Event {
    Committed(Arc<RecordedEvent>),
    Stored(RawEvent),
}

impl Enveloped {
    /// The event of the booth with this id.
    #[must_use]
    pub fn new(origin: Arc<Origin>, event: Arc<RecordedEvent>) -> Self {
        Self { origin, event: Event::Committed(event), made: OnceLock::new() }
    }

    /// An event as it is stored.
    fn from_raw(origin: Arc<Origin>, event: RawEvent) -> Self {
        Self { origin, event: Event::Stored(event), made: OnceLock::new() }
    }

    /// Returns the envelope as JSON; `null`, which no pattern matches, if it cannot be made.
    #[must_use]
    pub fn as_json(&self) -> &Value {
        self.made.get_or_init(|| {
            let envelope = match &self.event {
                Event::Committed(event) => event.envelope(&self.origin),
                Event::Stored(event) => Ok(event.envelope(&self.origin)),
            };
            envelope.and_then(serde_json::to_value).unwrap_or_else(|error| {
                tracing::error!(%error, "an envelope could not be written");
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
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<Actor>,
    detail: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unreadable: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    raw: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<&'a OrderView>,
}

/// Renders events that were just committed. If the orders cannot be read, the events go out without
/// them: subscribers then ask for the orders.
pub(super) fn render_frames(
    reader: &Reader,
    clock: &Clock,
    events: &[Arc<RecordedEvent>],
) -> Vec<Arc<Frame>> {
    let read = reader.snapshot(clock.booth_ms(), |snapshot| {
        let ids = events.iter().filter_map(|event| event.fact.order_id());
        Ok((snapshot.origin()?, orders_of(snapshot, ids)?))
    });
    let (origin, orders) = read.unwrap_or_else(|error| {
        tracing::error!(error = %WithCauses(&error), "orders could not be read for the streams");
        Default::default()
    });
    let origin = Arc::new(origin);
    events.iter().map(|event| Arc::new(render_frame(event, &origin, &orders))).collect()
}

/// Renders a page of the log for those who may see everything, with each detail as it is stored.
///
/// # Errors
/// When the orders cannot be read.
pub fn frames_of_page(
    snapshot: &Snapshot<'_>,
    events: Vec<RawEvent>,
) -> Result<Vec<Frame>, StorageError> {
    let about: Vec<About> = events.iter().map(About::of).collect();
    let orders = orders_of(snapshot, about.iter().filter_map(|about| about.order_id))?;
    let origin = Arc::new(snapshot.origin()?);
    let frames = events.into_iter().zip(about);
    Ok(frames.map(|(event, about)| frame_of_page(event, &about, &origin, &orders)).collect())
}

/// What a page needs to know of an event's detail.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct About {
    #[serde(default)]
    order_id: Option<OrderId>,
    #[serde(default)]
    session_id: Option<SessionId>,
}

impl About {
    fn of(event: &RawEvent) -> Self {
        let detail = event.detail();
        detail.and_then(|detail| serde_json::from_str(detail.get()).ok()).unwrap_or_default()
    }
}

fn frame_of_page(
    event: RawEvent,
    about: &About,
    origin: &Arc<Origin>,
    orders: &HashMap<OrderId, OrderView>,
) -> Frame {
    let (detail, name) = (event.detail(), event.detail_type());
    let full = write_message(&Message {
        kind: name,
        seq: event.seq(),
        booth_ms: event.booth_ms(),
        actor: detail.map(|_| event.actor()),
        detail,
        unreadable: detail.is_none(),
        raw: detail.is_none().then(|| event.detail_text()),
        order: about.order_id.and_then(|id| orders.get(&id)),
    });
    Frame {
        seq: event.seq(),
        topics: topics_by_name(name),
        closes: about.session_id.filter(|_| name == names::SessionClosed),
        forgets: false,
        envelope: Enveloped::from_raw(origin.clone(), event),
        full,
        own: None,
        brief: None,
    }
}

/// The orders with these ids, each read once.
fn orders_of(
    snapshot: &Snapshot<'_>,
    ids: impl Iterator<Item = OrderId>,
) -> Result<HashMap<OrderId, OrderView>, StorageError> {
    let mut orders = HashMap::new();
    for id in ids {
        if !orders.contains_key(&id)
            && let Some(order) = snapshot.order(id)?
        {
            orders.insert(id, order);
        }
    }
    Ok(orders)
}

fn render_frame(
    event: &Arc<RecordedEvent>,
    origin: &Arc<Origin>,
    orders: &HashMap<OrderId, OrderView>,
) -> Frame {
    let topics = topics(event);
    let order = event.fact.order_id().and_then(|id| orders.get(&id));
    Frame {
        seq: event.seq,
        closes: match &event.fact {
            DomainEvent::SessionClosed(closed) => Some(closed.session_id),
            _ => None,
        },
        forgets: matches!(
            event.fact,
            DomainEvent::NamesErased(_)
                | DomainEvent::NameHidden(_)
                | DomainEvent::SessionClosed(_)
        ),
        envelope: Enveloped::new(origin.clone(), event.clone()),
        full: write_event(event, Some(event.actor), &event.detail, order),
        own: topics.user.map(|_| write_event(event, None, &event.detail, order)),
        brief: topics.config.then(|| write_event(event, None, "{}", None)),
        topics,
    }
}

fn write_event(
    event: &RecordedEvent,
    actor: Option<Actor>,
    detail: &str,
    order: Option<&OrderView>,
) -> Bytes {
    match serde_json::from_str::<&RawValue>(detail) {
        Ok(detail) => write_message(&Message {
            kind: event.fact.detail_type(),
            seq: event.seq,
            booth_ms: event.at.booth_ms,
            actor,
            detail: Some(detail),
            unreadable: false,
            raw: None,
            order,
        }),
        Err(error) => log_unwritten(event.seq, &error),
    }
}

fn write_message(message: &Message<'_>) -> Bytes {
    match serde_json::to_string(message) {
        // JSON as serde_json writes it is one line, so it needs one `data` field.
        Ok(json) => Bytes::from(format!("id: {}\nevent: message\ndata: {json}\n\n", message.seq)),
        Err(error) => log_unwritten(message.seq, &error),
    }
}

fn log_unwritten(seq: Seq, error: &serde_json::Error) -> Bytes {
    tracing::error!(%error, seq = seq.0, "an event could not be written");
    Bytes::new()
}
