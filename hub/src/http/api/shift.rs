//! A shift and a day: who is here, which drinks a tablet makes, handing over, and the day's end.

use axum::extract::State;
use crema_api::answers::{SessionView, Sessions};
use crema_api::commands::{Command, HandOver, SetStation};

use super::booth::{Count, count_of};
use crate::http::app::App;
use crate::http::error::ApiError;
use crate::http::extract::{Json, Write, not_signed_in};

/// The members of staff: those to whom a drink can be handed over.
pub async fn roster(State(app): State<App>) -> Result<Json<Sessions>, ApiError> {
    let mut sessions = list_sessions(&app).await?;
    sessions.sessions.retain(|session| session.role.is_staff());
    Ok(Json(sessions))
}

/// Returns everyone paired, whether they were active lately, and which devices are gone.
///
/// # Errors
/// When the disk fails.
pub async fn list_sessions(app: &App) -> Result<Sessions, ApiError> {
    let mut sessions = app.read(|snapshot| snapshot.sessions()).await?;
    for session in &mut sessions.sessions {
        session.away = app.presence().is_away(session.session_id);
        session.gone = app.watch().is_gone(session.session_id);
    }
    Ok(sessions)
}

pub async fn set_station(
    write: Write,
    Json(station): Json<SetStation>,
) -> Result<Json<SessionView>, ApiError> {
    write.execute(Command::SetStation(station)).await?;
    let own = write.who.session.ok_or_else(not_signed_in)?.session_id;
    let session = write.app.read(move |snapshot| snapshot.session(own)).await?;
    session.map(Json).ok_or_else(not_signed_in)
}

pub async fn hand_over(write: Write, Json(to): Json<HandOver>) -> Result<Json<Count>, ApiError> {
    count_of(&write.execute(Command::HandOver(to)).await?)
}

pub async fn end_day(write: Write) -> Result<Json<Count>, ApiError> {
    count_of(&write.execute(Command::EndDay).await?)
}
