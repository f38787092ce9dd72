//! The booth over HTTP: the API under `/api/v1`, live streams, and pages. The addresses, and who
//! may call them, are one table in [`routes`]; handlers are short and sorted by thing.
//!
//! - [`app`]: the state of the handlers; [`error`], [`caching`]: refusals as answers, and how long an
//!   answer may be kept
//! - [`extract`]: the parts of a request, read and checked, and the caller's identity
//! - [`middleware`]: the steps of every connection and every request before its handler
//! - [`watch`]: which devices have fallen silent
//! - [`api`]: the handlers of the API, one file a thing
//! - [`pages`]: the handlers of pages
//! - [`routes`], [`route`]: the table of addresses and rights, and the parts of a line of it
//! - [`openapi`]: the API's description, made from that table

#![allow(missing_docs, reason = "a handler is described by its line in the table of routes")]

#[allow(clippy::missing_errors_doc, reason = "its line in the table says how a route refuses")]
pub mod api;
pub mod app;
pub mod caching;
pub mod damaged;
pub mod error;
pub mod extract;
pub mod middleware;
pub mod openapi;
#[allow(clippy::missing_errors_doc, reason = "its line in the table says how a route refuses")]
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

/// Builds the router of the whole booth.
pub fn router(app: App) -> Router {
    let body_bytes = app.limits().settings().body_bytes;
    routes::router(&app)
        .fallback(pages::context::unknown_address)
        .method_not_allowed_fallback(error::method_not_allowed)
        .layer(Extension(Arc::new(openapi::Document::from_routes(routes::ROUTES))))
        .layer(DefaultBodyLimit::max(body_bytes))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(app.clone(), middleware::guard::guard_request))
        .with_state(app)
}
