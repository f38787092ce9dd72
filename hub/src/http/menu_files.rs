//! The menu as a file: taken home as CSV or TOML, changed, and put back.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use crema_api::answers::MenuView;
use crema_api::commands::{Command, SetMenu};
use crema_api::menu::Menu;
use crema_api::problem::{Refusal, RefusalKind};
use crema_core::Key;

use super::asked::{Raw, WriteKey};
use super::refused::Refused;
use super::views;
use super::who::Who;
use crate::app::App;
use crate::menu_file::{Mistakes, csv, text_of, toml};

/// What the files are, in routes and answers.
pub const CSV: &str = "text/csv; charset=utf-8";
/// The same of TOML (registered with IANA in 2024).
pub const TOML: &str = "application/toml";

pub async fn get_csv(State(app): State<App>) -> Result<Response, Refused> {
    let menu = views::menu(&app).await?.menu;
    let text = csv::write(&menu).map_err(|error| {
        tracing::error!(%error, "the menu could not be written as CSV");
        Refused::new(RefusalKind::Internal, "The menu could not be written as CSV.")
    })?;
    Ok(file(CSV, "attachment; filename=\"menu.csv\"", text))
}

pub async fn get_toml(State(app): State<App>) -> Result<Response, Refused> {
    let menu = views::menu(&app).await?.menu;
    Ok(file(TOML, "attachment; filename=\"menu.toml\"", toml::write(&menu)))
}

fn file(kind: &'static str, disposition: &'static str, text: String) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)];
    (headers, text).into_response()
}

pub async fn put_csv(
    State(app): State<App>,
    who: Who,
    WriteKey(key): WriteKey,
    Raw(file): Raw,
) -> Result<Json<MenuView>, Refused> {
    put(&app, &who, key, &file, (csv::read, csv::SAVE_AS)).await
}

pub async fn put_toml(
    State(app): State<App>,
    who: Who,
    WriteKey(key): WriteKey,
    Raw(file): Raw,
) -> Result<Json<MenuView>, Refused> {
    put(&app, &who, key, &file, (toml::read, toml::SAVE_AS)).await
}

/// Reads a menu from a text.
type Read = fn(&str) -> Result<Menu, Mistakes>;

async fn put(
    app: &App,
    who: &Who,
    key: Key,
    file: &Bytes,
    (read, save_as): (Read, &str),
) -> Result<Json<MenuView>, Refused> {
    let menu = text_of(file, save_as).and_then(read).map_err(Refusal::from)?;
    app.ask(who.as_session()?, key, Command::SetMenu(SetMenu { menu })).await?;
    Ok(Json(views::menu(app).await?))
}
