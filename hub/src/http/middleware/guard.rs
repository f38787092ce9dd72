//! The steps that every request passes: its log line, the limit of its client, the check of its
//! origin, and the headers that every answer carries.

use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use crema_api::problem::RefusalKind;

use crate::http::app::App;
use crate::http::error::ApiError;
use crate::http::extract::Peer;

/// No page of ours asks another host for anything, is framed by one, or sends a form to one. Pages
/// contain styles too: bars and rings are drawn to measure.
const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                      base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Headers of every answer, unless the handler has set its own.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::CACHE_CONTROL, "no-store"),
];

/// Runs a request through these steps.
pub async fn guard_request(State(app): State<App>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    // Addresses hold secrets behind their first part (/o/…, /pair/…), so no more is logged.
    let path = public_path(request.uri().path()).to_owned();
    let client = Peer::from_extensions(request.extensions()).0;
    let allowed = app.limits().count_request(client).and_then(|()| check_origin(&request));
    let mut response = match allowed {
        Ok(()) => next.run(request).await,
        Err(refused) => refused.into_response(),
    };
    add_headers(response.headers_mut());
    let took_us = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
    tracing::debug!(%method, path, status = response.status().as_u16(), took_us, "request");
    response
}

fn add_headers(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
}

/// Refuses a write from another site's page: a browser says where a write comes from.
fn check_origin(request: &Request) -> Result<(), ApiError> {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let Some(origin) = request.headers().get(header::ORIGIN).filter(|_| !safe) else {
        return Ok(());
    };
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let from = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
    match (from, host) {
        (Some((_, from)), Some(host)) if from.eq_ignore_ascii_case(host) => Ok(()),
        _ => Err(ApiError::new(
            RefusalKind::NotAllowed,
            "This came from another site's page. Open the booth's own page and try there.",
        )),
    }
}

/// Returns the part of an address that is no secret: `/api/v1/orders`, `/o`, `/barista`.
fn public_path(path: &str) -> &str {
    let parts = if path.starts_with("/api/") { 4 } else { 2 };
    let end = path.match_indices('/').nth(parts - 1).map_or(path.len(), |(at, _)| at);
    &path[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_of_an_address_is_logged() {
        assert_eq!(public_path("/"), "/");
        assert_eq!(public_path("/healthz"), "/healthz");
        assert_eq!(public_path("/o/SECRET"), "/o");
        assert_eq!(public_path("/o/SECRET/check"), "/o");
        assert_eq!(public_path("/pair/SECRET"), "/pair");
        assert_eq!(public_path("/barista"), "/barista");
        assert_eq!(public_path("/api/v1/orders"), "/api/v1/orders");
        assert_eq!(public_path("/api/v1/orders/0199/claim"), "/api/v1/orders");
    }
}
