//! What requests bring, read and judged: JSON bodies, files, forms, queries, ids in the path, and the
//! idempotency key. Whatever does not fit is refused with a sentence.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use crema_api::problem::RefusalKind;
use crema_core::Key;
use serde::de::DeserializeOwned;
use tokio::time::timeout;

use super::refused::Refused;
use crate::writer::new_key;

/// Largest body, bytes: a whole menu with translations has some 50 kB.
pub const BODY_BYTES_MAX: usize = 256 * 1024;
/// A body has to be whole within this time: a menu over a poor Wi-Fi takes a second or two, and
/// whoever sends a byte now and then is to hold nothing open.
const BODY_WITHIN: Duration = Duration::from_secs(20);
/// The header that carries the key.
const KEY_HEADER: &str = "idempotency-key";

/// A JSON body; none at all is the same as `{}`.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refused> {
        let bytes = bytes(request, state).await?;
        let text: &[u8] = if bytes.is_empty() { b"{}" } else { &bytes };
        serde_json::from_slice(text).map(Self).map_err(|error| {
            Refused::new(RefusalKind::BadInput, format!("The body does not fit: {error}."))
        })
    }
}

/// A body as it came: a file.
#[derive(Debug)]
pub struct Raw(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for Raw {
    type Rejection = Refused;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refused> {
        Ok(Self(bytes(request, state).await?))
    }
}

/// A form's fields.
#[derive(Debug)]
pub struct Form<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refused> {
        let form = axum::Form::from_request(request, state);
        match timeout(BODY_WITHIN, form).await.map_err(|_| broke_off())? {
            Ok(axum::Form(form)) => Ok(Self(form)),
            Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(too_large())
            }
            Err(rejection) => Err(Refused::new(
                RefusalKind::BadInput,
                format!("The form does not fit: {}.", rejection.body_text()),
            )),
        }
    }
}

async fn bytes<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Refused> {
    let bytes = Bytes::from_request(request, state);
    let bytes = timeout(BODY_WITHIN, bytes).await.map_err(|_| broke_off())?;
    bytes.map_err(|rejection: BytesRejection| {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            return too_large();
        }
        broke_off()
    })
}

fn broke_off() -> Refused {
    Refused::new(RefusalKind::BadInput, "The request broke off before its body was whole.")
}

fn too_large() -> Refused {
    Refused::new(RefusalKind::TooLarge, "That is larger than the booth takes. Send less at once.")
}

/// The query.
#[derive(Debug)]
pub struct Asked<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refused> {
        match Query::from_request_parts(parts, state).await {
            Ok(Query(query)) => Ok(Self(query)),
            Err(rejection) => Err(Refused::new(
                RefusalKind::BadInput,
                format!("The query does not fit: {}.", rejection.body_text()),
            )),
        }
    }
}

/// The id in the path.
#[derive(Debug)]
pub struct Named<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Named<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refused> {
        match Path::from_request_parts(parts, state).await {
            Ok(Path(id)) => Ok(Self(id)),
            Err(_) => Err(Refused::new(RefusalKind::NotFound, "Nothing has an id like this one.")),
        }
    }
}

/// The idempotency key: the header's, or a new one where there is none.
#[derive(Debug)]
pub struct WriteKey(pub Key);

impl<S: Send + Sync> FromRequestParts<S> for WriteKey {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        let Some(header) = parts.headers.get(KEY_HEADER) else { return Ok(Self(new_key()?)) };
        let text = String::from_utf8_lossy(header.as_bytes()).into_owned();
        Ok(Self(Key::try_from(text)?))
    }
}
