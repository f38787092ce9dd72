//! What is served in place of the booth when its database is damaged so that it cannot be opened: every
//! page and every answer says so, and what the crew can do.

use axum::Router;
use axum::http::{StatusCode, Uri, header};
use axum::response::{Html, IntoResponse as _, Response};
use crema_api::problem::{Refusal, RefusalKind};

use super::error::ApiError;

/// What the crew can do; the log names the folder.
const WHAT_TO_DO: &str = "Copy the booth's data folder away first, so that nothing more is lost. Then put a copy of booth.db from before back into it, with neither booth.db-wal nor booth.end beside it, or start with an empty folder, and start the hub again.";

/// Returns the routes: all of them say `what` was found.
pub fn router(what: String) -> Router {
    Router::new().fallback(move |uri: Uri| {
        let what = what.clone();
        async move { answer(uri.path(), &what) }
    })
}

fn answer(path: &str, what: &str) -> Response {
    let is_program = path == "/healthz" || path.starts_with("/api/");
    if is_program {
        let sentence = format!("{what} {WHAT_TO_DO}");
        return ApiError::from(Refusal::new(RefusalKind::Damaged, sentence)).into_response();
    }
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>The booth is not ready</title>\
         <h1>The booth is not ready</h1><p>Please order at the counter.</p>\
         <h2>For the crew</h2><p>{what}</p><p>{WHAT_TO_DO}</p></html>"
    );
    let headers = [
        (header::RETRY_AFTER, "30"),
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'"),
    ];
    (StatusCode::SERVICE_UNAVAILABLE, headers, Html(page)).into_response()
}
