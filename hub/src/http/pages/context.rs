//! The request for a page: its language, its address, and whether the script asked for the `<main>`
//! alone. From it comes the layout that [`crate::pages`] writes into.

use axum::extract::FromRequestParts;
use axum::extract::{Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use crema_api::ids::UserId;
use crema_api::problem::{Refusal, RefusalKind};
use crema_core::Purpose;

use super::assets;
use crate::http::app::App;
use crate::http::error::{ApiError, not_found, status_of};
use crate::http::extract::{CUSTOMER_COOKIE, read_cookie};
use crate::messages::Spoken;
use crate::pages::fields::{FRAGMENT_HEADER, LANG};
use crate::pages::{Layout, Notice, render_notice};

/// Longest query that a page keeps, pairs: a drink with all its extras.
const QUERY_PAIRS_MAX: usize = 40;

/// Longest address that a page names again in its links, bytes; of a longer one it names Start. The
/// longest of our own have a secret.
const PATH_BYTES_MAX: usize = 256;
/// Longest pair of a query that a page keeps, bytes.
const PAIR_BYTES_MAX: usize = 512;

/// A page's view of the request for it.
#[derive(Debug, Clone)]
pub struct PageContext {
    /// The language.
    pub spoken: Spoken,
    /// The address, without query. After a refused `POST`, that of the page that is shown again.
    pub path: String,
    /// The customer, by cookie.
    pub customer: Option<UserId>,
    query: Vec<(String, String)>,
    accept_language: Option<String>,
    fragment: bool,
}

impl FromRequestParts<App> for PageContext {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let Query(mut query) = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri)
            .unwrap_or_else(|_| Query(Vec::new()));
        query.retain(|(name, value)| name.len() + value.len() <= PAIR_BYTES_MAX);
        query.truncate(QUERY_PAIRS_MAX);
        let text = |name: &header::HeaderName| {
            parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
        };
        let accept_language = text(&header::ACCEPT_LANGUAGE);
        let asked = query.iter().rfind(|(name, _)| name == LANG).map(|(_, value)| value.as_str());
        Ok(Self {
            spoken: Spoken::negotiate(asked, accept_language.as_deref()),
            path: named_again(parts.uri.path()).to_owned(),
            customer: read_cookie(&parts.headers, CUSTOMER_COOKIE)
                .and_then(|text| app.signer().check(Purpose::Customer, text))
                .map(UserId),
            fragment: parts.headers.contains_key(FRAGMENT_HEADER),
            accept_language,
            query,
        })
    }
}

impl PageContext {
    /// The same, in the language that a form carries.
    #[must_use]
    pub fn in_language(self, asked: Option<&str>) -> Self {
        Self { spoken: Spoken::negotiate(asked, self.accept_language.as_deref()), ..self }
    }

    /// The same, for the page at this address.
    #[must_use]
    pub fn at_path(self, path: impl Into<String>) -> Self {
        Self { path: path.into(), ..self }
    }

    /// Returns the layout of a page of this request.
    #[must_use]
    pub fn layout<'a>(&'a self, occasion: &'a str) -> Layout<'a> {
        Layout {
            spoken: self.spoken,
            occasion,
            path: &self.path,
            query: self.query.clone(),
            asset: &assets::asset_address,
            branding: None,
            fragment: self.fragment,
        }
    }

    /// Returns a page that says why a request was refused.
    #[must_use]
    pub fn notice_response(&self, refusal: &Refusal) -> Response {
        let notice = match refusal.kind {
            RefusalKind::NoSuchOrder | RefusalKind::NotFound => Notice::Gone,
            RefusalKind::Storage
            | RefusalKind::Damaged
            | RefusalKind::HeldUp
            | RefusalKind::CatchingUp => Notice::Storage,
            RefusalKind::TooMany => Notice::Busy,
            _ => Notice::Wrong,
        };
        // No occasion is read for it: the disk may be what failed.
        page_response(status_of(refusal), render_notice(&self.layout("Crema"), notice))
    }
}

fn named_again(path: &str) -> &str {
    if path.len() > PATH_BYTES_MAX { "/" } else { path }
}

/// Shows people in words why a page's handler could not read the request (an address that is no
/// text, a form that does not fit); for programs the answer stays a problem.
pub async fn show_in_words(context: PageContext, request: Request, next: Next) -> Response {
    let for_people = wants_page(request.headers());
    let response = next.run(request).await;
    match response.extensions().get::<Refusal>() {
        Some(refusal) if for_people => {
            let mut notice = context.notice_response(refusal);
            if let Some(wait) = response.headers().get(header::RETRY_AFTER) {
                notice.headers_mut().insert(header::RETRY_AFTER, wait.clone());
            }
            notice
        }
        _ => response,
    }
}

/// The answer for an address that does not exist: a page for people, a problem for programs.
pub async fn unknown_address(context: PageContext, headers: HeaderMap) -> Response {
    let refused = not_found();
    if wants_page(&headers) {
        context.notice_response(&refused.refusal)
    } else {
        refused.into_response()
    }
}

/// Whether a browser asks, for someone to look at the answer.
#[must_use]
pub fn wants_page(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

/// A refusal as one sentence on a page, for the few who meet it: people who set up a board.
#[must_use]
pub fn sentence_page(refusal: &Refusal) -> Response {
    let detail = refusal.detail.replace('&', "&amp;").replace('<', "&lt;");
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{}</title><p>{detail}</p></html>",
        refusal.kind.title()
    );
    page_response(status_of(refusal), html)
}

/// The answer with a page.
#[must_use]
pub fn page_response(status: StatusCode, html: String) -> Response {
    // The script and the plain page share an address, and must not share a cache entry.
    (status, [(header::VARY, "Crema-Fragment, Accept-Language, Cookie")], Html(html))
        .into_response()
}
