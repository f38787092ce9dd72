//! The booth as a whole: store, menu, code, occasions, figures, health.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use crema_api::answers::{CardState, CodeView, Figures, Health, MenuView, Occasions, StoreView};
use crema_api::commands::{Command, Outcome, SetDrink, SetMenu, SetStore, StartOccasion};
use crema_api::ids::{OccasionId, Seq};
use crema_api::menu::Menu;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::views::{self, unexpected_outcome};
use crate::http::app::App;
use crate::http::error::ApiError;
use crate::http::extract::{Json, Path, Query, Write};

/// How many things were done.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Count {
    /// Deliveries made, orders handed over or drinks left uncollected, depending on the route.
    pub count: u32,
}

/// Returns how many things a command did.
///
/// # Errors
/// When the outcome is of another kind.
pub fn count_of(outcome: &Outcome) -> Result<Json<Count>, ApiError> {
    match outcome {
        Outcome::Count { count } => Ok(Json(Count { count: *count })),
        other => Err(unexpected_outcome(other)),
    }
}

pub async fn health(State(app): State<App>) -> Result<Json<Health>, ApiError> {
    let (seq, devices) = app.read(|snapshot| Ok((snapshot.seq(), snapshot.devices()?))).await?;
    let gone = devices.iter().filter(|device| device.is_gone());
    let gone = gone.map(|device| device.label().to_owned()).collect();
    let (card, version) = (app.card().view(), env!("CARGO_PKG_VERSION").to_owned());
    let ok = !matches!(card.state, CardState::Full | CardState::Unwritable | CardState::Damaged);
    Ok(Json(Health { ok, version, seq, gone, card }))
}

pub async fn store(State(app): State<App>) -> Result<Json<StoreView>, ApiError> {
    Ok(Json(views::load_store(&app).await?))
}

pub async fn set_store(
    write: Write,
    Json(change): Json<SetStore>,
) -> Result<Json<StoreView>, ApiError> {
    write.execute(Command::SetStore(change)).await?;
    Ok(Json(views::load_store(&write.app).await?))
}

pub async fn close_and_cancel(write: Write) -> Result<Json<StoreView>, ApiError> {
    write.execute(Command::CloseAndCancel).await?;
    Ok(Json(views::load_store(&write.app).await?))
}

pub async fn start_occasion(
    write: Write,
    Json(occasion): Json<StartOccasion>,
) -> Result<Json<StoreView>, ApiError> {
    write.execute(Command::StartOccasion(occasion)).await?;
    Ok(Json(views::load_store(&write.app).await?))
}

pub async fn menu(State(app): State<App>) -> Result<Json<MenuView>, ApiError> {
    Ok(Json(views::load_menu(&app).await?))
}

/// A whole menu; also as it was returned.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MenuBody {
    /// The menu.
    pub menu: Menu,
    /// Where in the log it was read; not looked at.
    #[serde(default)]
    pub seq: Option<Seq>,
}

pub async fn set_menu(
    write: Write,
    Json(MenuBody { menu, .. }): Json<MenuBody>,
) -> Result<Json<MenuView>, ApiError> {
    write.execute(Command::SetMenu(SetMenu { menu })).await?;
    Ok(Json(views::load_menu(&write.app).await?))
}

pub async fn set_drink(
    write: Write,
    Path(drink): Path<String>,
    Json(change): Json<SetDrink>,
) -> Result<Json<MenuView>, ApiError> {
    write.execute(Command::SetDrink(SetDrink { drink, ..change })).await?;
    Ok(Json(views::load_menu(&write.app).await?))
}

pub async fn code(State(app): State<App>, headers: HeaderMap) -> Result<Json<CodeView>, ApiError> {
    let base = base_url(&headers);
    Ok(Json(app.read(move |snapshot| snapshot.code(&base)).await?))
}

/// Which occasion's figures.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FiguresQuery {
    /// An occasion's id; without it, the current one.
    #[serde(default)]
    pub occasion: Option<OccasionId>,
}

pub async fn figures(
    State(app): State<App>,
    Query(query): Query<FiguresQuery>,
) -> Result<Json<Figures>, ApiError> {
    Ok(Json(app.read(|snapshot| snapshot.figures(query.occasion)).await?))
}

pub async fn occasions(State(app): State<App>) -> Result<Json<Occasions>, ApiError> {
    Ok(Json(app.read(|snapshot| snapshot.occasions()).await?))
}

/// Returns the booth's address as the caller knows it: so the QR code holds an address by which
/// this booth was just reached.
#[must_use]
pub fn base_url(headers: &HeaderMap) -> String {
    let host =
        headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("crema.local");
    format!("http://{host}")
}
