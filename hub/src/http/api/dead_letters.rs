//! Dead letters: listed, delivered again, discarded.

use axum::extract::State;
use crema_api::answers::DeadLetters;
use crema_api::commands::{Command, Discard};
use crema_api::ids::Seq;

use super::booth::{Count, count_of};
use crate::http::app::App;
use crate::http::error::ApiError;
use crate::http::extract::{Json, Path, Write};

pub async fn list(State(app): State<App>) -> Result<Json<DeadLetters>, ApiError> {
    Ok(Json(app.read(|snapshot| snapshot.dead_letters()).await?))
}

pub async fn redrive(write: Write) -> Result<Json<Count>, ApiError> {
    count_of(&write.execute(Command::Redrive).await?)
}

pub async fn discard(
    write: Write,
    Path((consumer, seq)): Path<(String, Seq)>,
) -> Result<Json<Count>, ApiError> {
    count_of(&write.execute(Command::Discard(Discard { consumer, seq })).await?)
}
