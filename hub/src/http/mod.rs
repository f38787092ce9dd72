//! The booth over HTTP: the API under `/api/v1`, live streams, and pages. What may be called, by
//! whom, is one table in [`routes`]; handlers are short and sorted by thing.
//!
//! - [`routes`], [`access`], [`who`]: addresses, rights, proofs
//! - [`asked`], [`refused`]: what requests bring, and how a refusal goes out
//! - [`capacity`], [`sockets`], [`guard`], [`limits`], [`presence`], [`watch`]: what every
//!   connection and every request passes, who was heard of lately, and which devices have fallen
//!   silent
//! - [`orders`], [`counter`], [`scans`], [`booth`], [`clock`], [`menu_files`], [`branding`], [`sessions`], [`shift`],
//!   [`events`], [`devices`], [`stream`]: the API
//! - [`customer`], [`visit`], [`board`], [`assets`]: pages
//! - [`openapi`]: the API's description

#![allow(missing_docs, reason = "a handler is described by its line in the table of routes")]

pub mod access;
pub mod asked;
pub mod assets;
pub mod board;
pub mod booth;
pub mod branding;
pub mod capacity;
pub mod clock;
pub mod counter;
pub mod customer;
pub mod devices;
pub mod events;
pub mod guard;
pub mod limits;
pub mod menu_files;
pub mod openapi;
pub mod orders;
pub mod presence;
pub mod refused;
pub mod routes;
pub mod scans;
pub mod sessions;
pub mod shift;
pub mod sockets;
pub mod stream;
pub mod views;
pub mod visit;
pub mod watch;
pub mod who;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use tower_http::compression::CompressionLayer;

use crate::app::App;

/// The whole of it.
pub fn router(app: App) -> Router {
    let body_bytes = app.limits().settings().body_bytes;
    routes::router(&app)
        .fallback(visit::nowhere)
        .method_not_allowed_fallback(refused::method_not_allowed)
        .layer(DefaultBodyLimit::max(body_bytes))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(app.clone(), guard::pass))
        .with_state(app)
}
