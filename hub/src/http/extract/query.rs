//! The query of an address.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use crema_api::problem::RefusalKind;
use serde::de::DeserializeOwned;

use crate::http::error::ApiError;

/// The query.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        match axum::extract::Query::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(query)) => Ok(Self(query)),
            Err(rejection) => Err(ApiError::new(
                RefusalKind::BadInput,
                format!("The query does not fit: {}.", rejection.body_text()),
            )),
        }
    }
}
