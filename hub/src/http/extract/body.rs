//! Bodies: JSON, files and forms, each within a size and a time.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use crema_api::problem::RefusalKind;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::time::timeout;

use super::objects::ObjectsOnly;
use crate::http::error::ApiError;

/// Largest body, bytes: a whole menu with translations has some 50 kB.
pub const BODY_BYTES_MAX: usize = 256 * 1024;
/// A body has to be whole within this time: a menu over a poor Wi-Fi takes a second or two, and a
/// client that sends a byte now and then is not to hold anything open.
const BODY_WITHIN: Duration = Duration::from_secs(20);

/// A JSON body, of a request or of an answer; no body at all is the same as `{}`. A body of another
/// content type is refused unread: a form of another site's page can send no JSON without asking
/// the booth first.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let json = request.headers().get(header::CONTENT_TYPE).is_none_or(is_json);
        let bytes = read_bytes(request, state).await?;
        if !json && !bytes.is_empty() {
            return Err(not_json());
        }
        let text: &[u8] = if bytes.is_empty() { b"{}" } else { &bytes };
        read_json(text).map(Self).map_err(|reason| {
            ApiError::new(RefusalKind::BadInput, format!("The body does not fit: {reason}."))
        })
    }
}

/// A value from JSON that has every field of it in its place. Shapes that events share with bodies
/// read over fields that they do not know; here a field that is misspelled (an allergen!) would be
/// lost without a word.
fn read_json<T: DeserializeOwned>(text: &[u8]) -> Result<T, String> {
    let mut json = serde_json::Deserializer::from_slice(text);
    let mut unknown = None;
    let value = serde_ignored::deserialize(ObjectsOnly::new(&mut json), |path| {
        unknown.get_or_insert_with(|| path.to_string());
    });
    let value = value.and_then(|value| json.end().map(|()| value));
    match (value, unknown) {
        (Err(error), _) => Err(error.to_string()),
        (Ok(_), Some(field)) => Err(format!("unknown field `{field}`")),
        (Ok(value), None) => Ok(value),
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

/// `application/json` or a `+json` (RFC 6839, section 3.1), whatever its parameters.
fn is_json(content_type: &HeaderValue) -> bool {
    let Ok(text) = content_type.to_str() else { return false };
    let media = text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    media.strip_prefix("application/").is_some_and(|kind| kind == "json" || kind.ends_with("+json"))
}

fn not_json() -> ApiError {
    ApiError::new(
        RefusalKind::NotJson,
        "This address takes JSON. Send it with Content-Type: application/json.",
    )
}

/// A body as it came: a file.
#[derive(Debug)]
pub struct Raw(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for Raw {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        Ok(Self(read_bytes(request, state).await?))
    }
}

/// A form's fields.
#[derive(Debug)]
pub struct Form<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let form = axum::Form::from_request(request, state);
        match timeout(BODY_WITHIN, form).await.map_err(|_| broke_off())? {
            Ok(axum::Form(form)) => Ok(Self(form)),
            Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(too_large())
            }
            Err(rejection) => Err(ApiError::new(
                RefusalKind::BadInput,
                format!("The form does not fit: {}.", rejection.body_text()),
            )),
        }
    }
}

async fn read_bytes<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, ApiError> {
    let bytes = Bytes::from_request(request, state);
    let bytes = timeout(BODY_WITHIN, bytes).await.map_err(|_| broke_off())?;
    bytes.map_err(|rejection: BytesRejection| {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            return too_large();
        }
        broke_off()
    })
}

fn broke_off() -> ApiError {
    ApiError::new(RefusalKind::BadInput, "The request broke off before its body was whole.")
}

fn too_large() -> ApiError {
    ApiError::new(RefusalKind::TooLarge, "That is larger than the booth takes. Send less at once.")
}
