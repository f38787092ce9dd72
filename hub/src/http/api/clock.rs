//! The time of day from a paired tablet, for a booth that has no clock of its own.

use axum::extract::State;
use crema_api::Clock;
use crema_api::problem::RefusalKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::clock::TABLET_MS;
use crate::http::app::App;
use crate::http::error::ApiError;
use crate::http::extract::Json;

/// A tablet's time of day.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TellClock {
    /// The time of day, ms since 1970 in UTC.
    pub wall_ms: i64,
}

/// The booth's time of day.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ClockView {
    /// Ms since 1970 in UTC.
    pub wall_ms: i64,
    /// Whether a trusted source has set it.
    pub clock: Clock,
}

/// Takes a tablet's time if the booth's own is unsure, and answers with the booth's time. The watch
/// over the clock then writes `Clock.Corrected`, as after NTP.
pub async fn set_clock(
    State(app): State<App>,
    Json(sent): Json<TellClock>,
) -> Result<Json<ClockView>, ApiError> {
    if !TABLET_MS.contains(&sent.wall_ms) {
        return Err(ApiError::new(
            RefusalKind::BadInput,
            "That clock is not set: wallMs is the time of day in ms since 1970.",
        ));
    }
    app.clock().set_from_tablet(sent.wall_ms);
    let now = app.clock().stamp();
    Ok(Json(ClockView { wall_ms: now.wall_ms, clock: now.clock }))
}
