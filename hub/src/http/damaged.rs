//! What is served in place of the booth when its database is damaged so that it cannot be opened: every
//! page and every answer says so, and what the crew can do.

use axum::Router;
use axum::http::{StatusCode, Uri, header};
use axum::response::{Html, IntoResponse as _, Response};
use crema_api::problem::{Refusal, RefusalKind};

use super::error::ApiError;

/// What the crew can do in any case; the log names the folder.
const OTHERWISE: &str = "Copy the booth's data folder away first, so that nothing more is lost. With an empty folder the booth begins as a new one.";

/// How the page looks: the booth's paper and ink, without any file of its own.
const STYLE: &str = "body{margin:0 auto;max-width:34rem;padding:2rem 1.25rem;background:#fbf6ef;color:#2a1c12;font:1.125rem/1.5 system-ui,sans-serif}h1{font-size:1.75rem;line-height:1.2}h2{margin-top:2.5rem;font-size:1.125rem}";

/// Returns the routes: all of them say what was found.
pub fn router(what: &str, way_back: &str) -> Router {
    let found = format!("{what} {way_back}");
    Router::new().fallback(move |uri: Uri| {
        let found = found.clone();
        async move { answer(uri.path(), &found) }
    })
}

fn answer(path: &str, found: &str) -> Response {
    let is_program = path == "/healthz" || path.starts_with("/api/");
    if is_program {
        let sentence = format!("{found} {OTHERWISE}");
        return ApiError::from(Refusal::new(RefusalKind::Damaged, sentence)).into_response();
    }
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>The booth is not ready</title><style>{STYLE}</style>\
         <h1>The booth is not ready</h1><p>Please order at the counter.</p>\
         <h2>For the crew</h2><p>{found}</p><p>{OTHERWISE}</p></html>"
    );
    let headers = [
        (header::RETRY_AFTER, "30"),
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'"),
    ];
    (StatusCode::SERVICE_UNAVAILABLE, headers, Html(page)).into_response()
}
