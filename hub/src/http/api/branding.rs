//! The booth's own look: set by the crew, its logo shown to everyone.

use axum::extract::State;
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};
use crema_api::answers::StoreView;
use crema_api::commands::{Command, SetBranding};
use crema_api::problem::RefusalKind;

use super::views;
use crate::http::app::App;
use crate::http::caching::{ASK_AGAIN, KEEP};
use crate::http::error::ApiError;
use crate::http::extract::{Json, Write};

pub async fn set(
    write: Write,
    Json(branding): Json<SetBranding>,
) -> Result<Json<StoreView>, ApiError> {
    write.execute(Command::SetBranding(branding)).await?;
    Ok(Json(views::load_store(&write.app).await?))
}

/// The logo. An address with its digest may be kept: another logo has another address.
pub async fn logo(State(app): State<App>, uri: Uri) -> Result<Response, ApiError> {
    let (digest, png) = app
        .read(|snapshot| snapshot.logo())
        .await?
        .ok_or_else(|| ApiError::new(RefusalKind::NotFound, "This booth has no logo."))?;
    let named = uri.query().is_some_and(|query| query == format!("v={digest}"));
    let keep = if named { KEEP } else { ASK_AGAIN };
    let headers = [(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, keep)];
    Ok((headers, png).into_response())
}
