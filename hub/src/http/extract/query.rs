//! The query of an address.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use crema_api::problem::RefusalKind;
use serde::de::DeserializeOwned;

use crate::http::error::Refused;

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
