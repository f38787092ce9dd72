//! Static files: the pages' scripts and styles as they were built, and the shells of the
//! applications. All of them are in the binary; a page names a file with its hash, so that a
//! browser may keep it for ever and still gets the new one after an update.

use std::borrow::Cow;

use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use crema_core::hex::to_hex;
use rust_embed::RustEmbed;

use crate::http::caching::{ASK_AGAIN, KEEP};
use crate::http::error::not_found;
use crate::http::extract::Path;

/// The files that `npm run build` made.
#[derive(RustEmbed)]
#[folder = "web/dist"]
struct Built;

/// The applications' shells.
#[derive(RustEmbed)]
#[folder = "web/index"]
struct Shells;

/// Characters of the hash in an address: enough that two versions never share them.
const HASH_CHARS: usize = 12;

/// Returns the address of a built file with its version: `/assets/order.css?v=0123456789ab`. If
/// there is no such file, the plain address, whose log line then says how to build it.
#[must_use]
pub fn asset_address(file: &str) -> String {
    match Built::get(file) {
        Some(built) => format!("/assets/{file}?v={}", version_of(&built)),
        None => format!("/assets/{file}"),
    }
}

fn version_of(file: &rust_embed::EmbeddedFile) -> String {
    to_hex(&file.metadata.sha256_hash()[..HASH_CHARS / 2])
}

/// A built file.
pub async fn asset(uri: Uri, headers: HeaderMap, Path(file): Path<String>) -> Response {
    let Some(built) = Built::get(&file) else {
        if Built::iter().next().is_none() {
            tracing::warn!(
                "the pages are not built: run `make run`, or `npm ci && npm run build` in hub/web"
            );
        }
        return not_found().into_response();
    };
    let version = version_of(&built);
    let etag = format!("\"{version}\"");
    let named = uri.query().is_some_and(|query| query == format!("v={version}"));
    let keep = if named { KEEP } else { ASK_AGAIN };
    let cached = [(header::ETAG, etag.clone()), (header::CACHE_CONTROL, keep.to_owned())];
    let known = headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    if known.is_some_and(|tags| tags.contains(&etag)) {
        return (StatusCode::NOT_MODIFIED, cached).into_response();
    }
    let kind = [(header::CONTENT_TYPE, content_type(&file))];
    (cached, kind, into_bytes(built.data)).into_response()
}

fn into_bytes(data: Cow<'static, [u8]>) -> axum::body::Bytes {
    match data {
        Cow::Borrowed(data) => axum::body::Bytes::from_static(data),
        Cow::Owned(data) => data.into(),
    }
}

fn content_type(file: &str) -> &'static str {
    match file.rsplit_once('.').map(|(_, extension)| extension) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// Handlers of the applications' shells.
macro_rules! shells {
    ($($handler:ident => $file:literal;)*) => {
        $(pub async fn $handler() -> Response {
            serve_shell($file)
        })*
    };
}

shells! {
    barista => "barista.html";
    crew => "crew.html";
    board => "board.html";
}

/// A shell with its files named by version. If they are missing, a page that says how to build
/// them.
fn serve_shell(file: &str) -> Response {
    let no_store = [(header::CACHE_CONTROL, ASK_AGAIN)];
    let Some(shell) = Shells::get(file).filter(|_| Built::iter().next().is_some()) else {
        return (StatusCode::SERVICE_UNAVAILABLE, no_store, Html(NOT_BUILT)).into_response();
    };
    let mut page = String::from_utf8_lossy(&shell.data).into_owned();
    for built in Built::iter() {
        page = page
            .replace(&format!("\"/assets/{built}\""), &format!("\"{}\"", asset_address(&built)));
    }
    (no_store, Html(page)).into_response()
}

/// For those who build the program by hand.
const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
<title>Crema: pages are not built</title>\
<p>The booth runs, but its pages were not built into this program. Run <code>make run</code>, \
or <code>npm ci &amp;&amp; npm run build</code> in <code>hub/web</code>, and build it again.</p></html>";
