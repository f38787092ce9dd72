//! How a refusal goes out: problem details (RFC 9457), with `Retry-After` where trying again later
//! helps.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use crema_api::problem::{Refusal, RefusalKind};

/// When a caller may try again after a storage fault or too many tries, s.
const RETRY_AFTER_S: &str = "2";

/// A refusal as an answer.
#[derive(Debug, Clone)]
pub struct Refused(pub Refusal);

impl Refused {
    /// A refusal of this kind with this sentence.
    pub fn new(kind: RefusalKind, detail: impl Into<String>) -> Self {
        Self(Refusal::new(kind, detail))
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self(refusal)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        answer(&self.0, status(&self.0))
    }
}

/// The HTTP status of a refusal.
#[must_use]
pub fn status(refusal: &Refusal) -> StatusCode {
    StatusCode::from_u16(refusal.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn answer(refusal: &Refusal, status: StatusCode) -> Response {
    let mut problem = refusal.to_problem();
    problem.status = status.as_u16();
    let mut response = (status, Json(problem)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if matches!(refusal.kind, RefusalKind::Storage | RefusalKind::TooMany) {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER_S));
    }
    response
}

/// Nothing lives at this address.
#[must_use]
pub fn not_found() -> Refused {
    Refused::new(RefusalKind::NotFound, "Nothing lives at this address.")
}

/// Something lives there, but not with this method (405, RFC 9110 section 15.5.6).
pub async fn method_not_allowed() -> Response {
    let refusal = Refusal::new(
        RefusalKind::NotFound,
        "This address does not take this method. See /api/openapi.json.",
    );
    answer(&refusal, StatusCode::METHOD_NOT_ALLOWED)
}
