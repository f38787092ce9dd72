//! Refusals as answers: problem details (RFC 9457), with `Retry-After` (RFC 9110, section 10.2.3)
//! if it is known when a further try can succeed.

use std::time::Duration;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use crema_api::ids::Seq;
use crema_api::problem::{Problem, Refusal, RefusalKind};

/// When a caller may try again what is only refused for the moment: after a storage fault the writer
/// itself tries once a second, and a service that catches up needs no longer.
const PASSING_RETRY_AFTER: Duration = Duration::from_secs(2);

/// A refusal as an answer.
#[derive(Debug, Clone)]
pub struct ApiError {
    /// Why, for people and programs.
    pub refusal: Refusal,
    /// When the same request can succeed at the earliest, as far as that is known.
    pub retry_after: Option<Duration>,
    /// Where a pruned log begins, if that is why.
    pub floor: Option<Seq>,
}

impl ApiError {
    /// A refusal of this kind with this sentence.
    pub fn new(kind: RefusalKind, detail: impl Into<String>) -> Self {
        Refusal::new(kind, detail).into()
    }

    /// The refusal of a place below the floor of the log, of which no event may be left out silently.
    #[must_use]
    pub fn below_floor(floor: Seq) -> Self {
        let detail = format!(
            "The log begins after event {floor}: older events are pruned. Begin after {floor}, and load the rest as it is now."
        );
        Self { floor: Some(floor), ..Self::new(RefusalKind::LogPruned, detail) }
    }

    /// Returns the reason, for programs.
    #[must_use]
    pub fn kind(&self) -> RefusalKind {
        self.refusal.kind
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        let passing = refusal.kind.status() == 503;
        Self { refusal, retry_after: passing.then_some(PASSING_RETRY_AFTER), floor: None }
    }
}

impl From<ApiError> for Refusal {
    fn from(refused: ApiError) -> Self {
        refused.refusal
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = problem_response(&self.refusal, status_of(&self.refusal), self.floor);
        // For a page, which shows it in words.
        response.extensions_mut().insert(self.refusal);
        if let Some(wait) = self.retry_after {
            // Whole seconds, rounded up: one too early is refused again.
            let seconds = wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0));
            response.headers_mut().insert(header::RETRY_AFTER, seconds.max(1).into());
        }
        response
    }
}

/// Returns the HTTP status of a refusal.
#[must_use]
pub fn status_of(refusal: &Refusal) -> StatusCode {
    StatusCode::from_u16(refusal.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn problem_response(refusal: &Refusal, status: StatusCode, floor: Option<Seq>) -> Response {
    let problem = Problem { status: status.as_u16(), floor, ..refusal.to_problem() };
    let mut response = (status, Json(problem)).into_response();
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// The refusal for an address that does not exist.
#[must_use]
pub fn not_found() -> ApiError {
    ApiError::new(RefusalKind::NotFound, "Nothing lives at this address.")
}

/// The address exists, but not with this method (405, RFC 9110 section 15.5.6).
pub async fn method_not_allowed() -> Response {
    let refusal = Refusal::new(
        RefusalKind::NotFound,
        "This address does not take this method. See /api/openapi.json.",
    );
    problem_response(&refusal, StatusCode::METHOD_NOT_ALLOWED, None)
}
