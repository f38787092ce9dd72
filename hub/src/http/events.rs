//! The bus for programs: the log in pages, and custom events put on it. The live stream is in
//! [`super::stream`].

use axum::Json;
use axum::extract::State;
use crema_api::answers::Events;
use crema_api::commands::{Command, Inject, Outcome};
use crema_api::ids::Seq;
use crema_api::problem::RefusalKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::asked::{Asked, Body, WriteKey};
use super::refused::Refused;
use super::views::unexpected;
use super::who::Who;
use crate::app::App;

/// Events of one page at the most: some 700 kB.
pub const EVENTS_PAGE_MAX: u32 = 500;

/// Which stretch of the log.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventsQuery {
    /// The last event that is known already.
    #[serde(default)]
    pub after: Seq,
    /// How many at the most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 500))]
    pub limit: Option<u32>,
}

/// Where an event was appended.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Appended {
    /// Its place in the log.
    pub seq: Seq,
}

pub async fn list(
    State(app): State<App>,
    Asked(query): Asked<EventsQuery>,
) -> Result<Json<Events>, Refused> {
    let limit = query.limit.unwrap_or(EVENTS_PAGE_MAX);
    if !(1..=EVENTS_PAGE_MAX).contains(&limit) {
        return Err(Refused::new(
            RefusalKind::BadInput,
            format!("limit is a number from 1 to {EVENTS_PAGE_MAX}."),
        ));
    }
    let (events, account, seq) = app
        .read(move |snapshot| {
            let events = snapshot.events_after(query.after, limit)?;
            Ok((events, snapshot.account()?, snapshot.seq()))
        })
        .await?;
    let envelopes = events.iter().map(|event| event.envelope(&account)).collect::<Result<_, _>>();
    match envelopes {
        Ok(events) => Ok(Json(Events { events, seq })),
        Err(error) => {
            tracing::error!(%error, "the log holds what is no JSON");
            Err(Refused::new(RefusalKind::Internal, "That part of the log cannot be read."))
        }
    }
}

pub async fn inject(
    State(app): State<App>,
    who: Who,
    WriteKey(key): WriteKey,
    Body(event): Body<Inject>,
) -> Result<Json<Appended>, Refused> {
    appended(&app.ask(who.as_session()?, key, Command::Inject(event)).await?)
}

/// Where the event was appended that a command made.
///
/// # Errors
/// When the outcome is of another kind.
pub fn appended(outcome: &Outcome) -> Result<Json<Appended>, Refused> {
    match outcome {
        Outcome::Event { seq } => Ok(Json(Appended { seq: *seq })),
        other => Err(unexpected(other)),
    }
}
