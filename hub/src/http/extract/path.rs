//! The id in the path of an address.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use crema_api::problem::RefusalKind;
use serde::de::DeserializeOwned;

use crate::http::error::ApiError;

/// The id in the path.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        match axum::extract::Path::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(id)) => Ok(Self(id)),
            Err(_) => Err(ApiError::new(RefusalKind::NotFound, "Nothing has an id like this one.")),
        }
    }
}
