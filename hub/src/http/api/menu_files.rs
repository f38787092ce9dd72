//! The menu as a file: downloaded as CSV or TOML, edited, and uploaded again.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use crema_api::answers::MenuView;
use crema_api::commands::{Command, SetMenu};
use crema_api::menu::Menu;
use crema_api::problem::{Refusal, RefusalKind};

use super::views;
use crate::http::app::App;
use crate::http::error::ApiError;
use crate::http::extract::{Json, Raw, Write};
use crate::menu_file::{Mistakes, csv, text_of, toml};

/// The media type of CSV files, in routes and answers.
pub const CSV: &str = "text/csv; charset=utf-8";
/// The media type of TOML files (registered with IANA in 2024).
pub const TOML: &str = "application/toml";

pub async fn get_csv(State(app): State<App>) -> Result<Response, ApiError> {
    let menu = views::load_menu(&app).await?.menu;
    let text = csv::write(&menu).map_err(|error| {
        tracing::error!(%error, "the menu could not be written as CSV");
        ApiError::new(RefusalKind::Internal, "The menu could not be written as CSV.")
    })?;
    Ok(file_response(CSV, "attachment; filename=\"menu.csv\"", text))
}

pub async fn get_toml(State(app): State<App>) -> Result<Response, ApiError> {
    let menu = views::load_menu(&app).await?.menu;
    Ok(file_response(TOML, "attachment; filename=\"menu.toml\"", toml::write(&menu)))
}

fn file_response(kind: &'static str, disposition: &'static str, text: String) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)];
    (headers, text).into_response()
}

pub async fn put_csv(write: Write, Raw(file): Raw) -> Result<Json<MenuView>, ApiError> {
    put_menu(&write, &file, csv::SAVE_AS, csv::read).await
}

pub async fn put_toml(write: Write, Raw(file): Raw) -> Result<Json<MenuView>, ApiError> {
    put_menu(&write, &file, toml::SAVE_AS, toml::read).await
}

/// Reads a menu from a text.
type Read = fn(&str) -> Result<Menu, Mistakes>;

async fn put_menu(
    write: &Write,
    file: &Bytes,
    save_as: &str,
    read: Read,
) -> Result<Json<MenuView>, ApiError> {
    let menu = text_of(file, save_as).and_then(read).map_err(Refusal::from)?;
    write.execute(Command::SetMenu(SetMenu { menu })).await?;
    Ok(Json(views::load_menu(&write.app).await?))
}
