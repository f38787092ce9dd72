//! The booth over HTTP: the API under `/api/v1`, live streams, and pages. What may be called, by
//! whom, is one table in [`routes`]; handlers are short and sorted by thing.
//!
//! - [`app`]: what every handler is given; [`error`], [`caching`]: how a refusal goes out, and how
//!   long an answer is kept
//! - [`extract`]: what a request brings, read and judged, and who is calling
//! - [`middleware`]: what every connection and every request passes before its handler
//! - [`watch`]: which devices have fallen silent
//! - [`api`]: the handlers of the API, one file a thing
//! - [`pages`]: the handlers of pages
//! - [`routes`], [`route`]: the table of addresses and rights, and what a line of it says
//! - [`openapi`]: the API's description, made from that table

#![allow(missing_docs, reason = "a handler is described by its line in the table of routes")]

pub mod api;
pub mod app;
pub mod caching;
pub mod error;
pub mod extract;
pub mod middleware;
pub mod openapi;
pub mod pages;
pub mod route;
pub mod routes;
pub mod watch;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::{Extension, Router};
use tower_http::compression::CompressionLayer;

use app::App;

/// The whole of it.
pub fn router(app: App) -> Router {
    let body_bytes = app.limits().settings().body_bytes;
    routes::router(&app)
        .fallback(pages::context::nowhere)
        .method_not_allowed_fallback(error::method_not_allowed)
        .layer(Extension(Arc::new(openapi::Document::of(routes::ROUTES))))
        .layer(DefaultBodyLimit::max(body_bytes))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(app.clone(), middleware::guard::pass))
        .with_state(app)
}
