//! The board's picture for a page: the same scene that the HDMI board draws.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use crema_api::Clock;
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_display::board::phrases::Phrases;
use crema_display::{Board, Link, Screen, WallClock};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::http::api::booth::base_url;
use crate::http::app::App;
use crate::http::error::ApiError;
use crate::http::extract::Query;

/// The second languages of the board, which take turns.
const LANGUAGES: [&str; 2] = ["ja", "de"];

/// The screen to draw for.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct SceneQuery {
    /// Width, px.
    #[serde(default)]
    pub w: Option<u32>,
    /// Height, px.
    #[serde(default)]
    pub h: Option<u32>,
    /// `reconnecting`: the board as it looks while it cannot reach the hub.
    #[serde(default)]
    pub link: Option<String>,
}

pub async fn scene(
    State(app): State<App>,
    headers: HeaderMap,
    Query(query): Query<SceneQuery>,
) -> Result<Response, ApiError> {
    let screen = match (query.w, query.h) {
        (Some(w), Some(h)) => Screen::new(w, h).map_err(|error| {
            ApiError::new(RefusalKind::BadInput, format!("That does not fit: {error}."))
        })?,
        _ => Screen::LANDSCAPE,
    };
    let link = match query.link.as_deref() {
        Some("reconnecting") => Link::Reconnecting,
        _ => Link::Live,
    };
    let base = base_url(&headers);
    let wall = wall_clock(&app);
    let svg = app
        .read(move |snapshot| {
            let (store, code) = (snapshot.store()?, snapshot.code(&base)?);
            let (orders, menu) = (snapshot.orders_in(&SHOWN)?, snapshot.menu()?);
            let languages: Vec<_> =
                LANGUAGES.iter().filter_map(|tag| Phrases::for_language(tag)).collect();
            let board = Board {
                store: store.as_ref(),
                code: Some(&code),
                orders: Some(&orders),
                menu: Some(&menu),
                booth_ms: snapshot.now().0,
                wall,
                link,
                languages: &languages,
                ..Board::new(screen)
            };
            Ok(crema_display::svg::to_svg(&board.scene()))
        })
        .await?;
    let headers = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, svg).into_response())
}

/// Orders that the board shows.
const SHOWN: [OrderState; 3] = [OrderState::Queued, OrderState::Making, OrderState::Ready];

/// Returns the date and the time of day, if the booth knows them.
fn wall_clock(app: &App) -> Option<WallClock> {
    let stamp = app.clock().stamp();
    if stamp.clock == Clock::Unsure {
        return None;
    }
    let at = jiff::Timestamp::from_millisecond(stamp.wall_ms).ok()?;
    let at = at.to_zoned(jiff::tz::TimeZone::system());
    let minute_of_day = u16::try_from(i32::from(at.hour()) * 60 + i32::from(at.minute())).ok()?;
    Some(WallClock { date: at.strftime("%Y-%m-%d").to_string(), minute_of_day })
}
