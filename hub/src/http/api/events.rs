//! The bus for programs: the log in pages, and custom events put on it. The live stream is in
//! [`super::stream`].

use axum::extract::State;
use crema_api::Envelope;
use crema_api::commands::{Command, Inject, Outcome};
use crema_api::ids::{LogId, Seq};
use crema_api::problem::RefusalKind;
use crema_core::pattern::Pattern;
use crema_core::reads::Snapshot;
use crema_core::storage::StorageError;
use crema_core::{Origin, RawEvent};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::views::unexpected_outcome;
use crate::http::app::App;
use crate::http::error::ApiError;
use crate::http::extract::{Json, Query, Write};
use crate::unreadable::Unreadable;

/// Events of one page, at most: some 700 kB.
pub const EVENTS_PAGE_MAX: u32 = 500;

/// Events that one request with a pattern reads: others who read the log wait for it.
const EVENTS_READ_MAX: usize = 2_500;

/// Which stretch of the log.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventsQuery {
    /// The last event that is already known. Below the floor of a pruned log it is refused (410).
    #[serde(default)]
    pub after: Seq,
    /// How many, at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 500))]
    pub limit: Option<u32>,
    /// An `EventBridge` event pattern as JSON: only events that it matches.
    #[serde(default)]
    pub pattern: Option<String>,
}

/// A stretch of the log, and how far it was read.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EventsPage {
    /// The events, each with its detail as it is stored: neither parsed nor written again.
    #[schemars(with = "Vec<Envelope>")]
    pub events: Vec<Box<RawValue>>,
    /// The log that they are from. A cursor of another log counts other events.
    pub log: LogId,
    /// The log's end when this was read: ask again after the last event's `seq` to reach it.
    pub seq: Seq,
    /// Ask again after this place until it is the log's end: with a pattern, a page may have fewer
    /// events than were asked for, or no events, and the log still goes on.
    pub next: Seq,
}

/// Where an event was appended.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Appended {
    /// Its place in the log.
    pub seq: Seq,
}

pub async fn list(
    State(app): State<App>,
    Query(query): Query<EventsQuery>,
) -> Result<Json<EventsPage>, ApiError> {
    let pattern = pattern_of(query.pattern.as_deref())?;
    let after = check_seq(query.after)?;
    let limit = query.limit.unwrap_or(EVENTS_PAGE_MAX);
    if !(1..=EVENTS_PAGE_MAX).contains(&limit) {
        return Err(ApiError::new(
            RefusalKind::BadInput,
            format!("limit is a number from 1 to {EVENTS_PAGE_MAX}."),
        ));
    }
    let stretch = Stretch { after, limit };
    let unreadable = app.unreadable().clone();
    let read = move |snapshot: &Snapshot<'_>| {
        if after < snapshot.floor() {
            return Ok(Err(ApiError::below_floor(snapshot.floor())));
        }
        let page = match &pattern {
            Some(pattern) => read_matching(snapshot, stretch, pattern, &unreadable),
            None => read_page(snapshot, stretch, &unreadable),
        };
        page.map(Ok)
    };
    Ok(Json(app.read_log(read).await??))
}

/// Up to `limit` events after a place in the log.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    after: Seq,
    limit: u32,
}

/// Reads a stretch of the log.
fn read_page(
    snapshot: &Snapshot<'_>,
    Stretch { after, limit }: Stretch,
    unreadable: &Unreadable,
) -> Result<EventsPage, StorageError> {
    let origin = snapshot.origin()?;
    let events = snapshot.events_after(after, limit)?;
    unreadable.note_page(&events);
    let next = events.last().map_or(after, RawEvent::seq);
    let events = events.iter().map(|event| envelope_of(event, &origin));
    let events = events.collect::<Result<_, _>>()?;
    Ok(EventsPage { events, log: snapshot.log(), seq: snapshot.seq(), next })
}

/// Reads the events of a stretch that match the pattern, among the next [`EVENTS_READ_MAX`].
fn read_matching(
    snapshot: &Snapshot<'_>,
    Stretch { after, limit }: Stretch,
    pattern: &Pattern,
    unreadable: &Unreadable,
) -> Result<EventsPage, StorageError> {
    let origin = snapshot.origin()?;
    let (mut found, mut next, mut read_count) = (Vec::new(), after, 0);
    while read_count < EVENTS_READ_MAX && found.len() < limit as usize {
        let events = snapshot.events_after(next, EVENTS_PAGE_MAX)?;
        if events.is_empty() {
            break;
        }
        unreadable.note_page(&events);
        read_count += events.len();
        for event in events {
            if found.len() == limit as usize {
                break;
            }
            next = event.seq();
            let envelope = event.envelope(&origin);
            if pattern.matches(&serde_json::to_value(&envelope).map_err(no_json)?) {
                found.push(envelope_of(&event, &origin)?);
            }
        }
    }
    Ok(EventsPage { events: found, log: snapshot.log(), seq: snapshot.seq(), next })
}

fn envelope_of(event: &RawEvent, origin: &Origin) -> Result<Box<RawValue>, StorageError> {
    event.envelope_json(origin).and_then(RawValue::from_string).map_err(no_json)
}

/// An envelope that is no JSON, which cannot be: a detail that is none is passed on as text.
fn no_json(error: serde_json::Error) -> StorageError {
    StorageError::unreadable("an event", error)
}

/// Checks a place in a log that a caller names.
///
/// # Errors
/// When the place is beyond any that a log can have: `SQLite` counts rows up to 2^63 - 1.
pub fn check_seq(seq: Seq) -> Result<Seq, ApiError> {
    if i64::try_from(seq.0).is_ok() {
        return Ok(seq);
    }
    Err(ApiError::new(
        RefusalKind::BadInput,
        format!("No log reaches so far: a place in it is a number up to {}.", i64::MAX),
    ))
}

/// Parses the pattern of a query.
///
/// # Errors
/// When it is no pattern, with the place of the mistake.
pub fn pattern_of(json: Option<&str>) -> Result<Option<Pattern>, ApiError> {
    json.map(Pattern::parse).transpose().map_err(|error| {
        ApiError::new(RefusalKind::BadInput, format!("That is no pattern. {error}."))
    })
}

pub async fn inject(write: Write, Json(event): Json<Inject>) -> Result<Json<Appended>, ApiError> {
    appended_event(&write.execute(Command::Inject(event)).await?)
}

/// Returns where a command's event was appended.
///
/// # Errors
/// When the outcome is of another kind.
pub fn appended_event(outcome: &Outcome) -> Result<Json<Appended>, ApiError> {
    match outcome {
        Outcome::Event { seq } => Ok(Json(Appended { seq: *seq })),
        other => Err(unexpected_outcome(other)),
    }
}
