//! The id in the path of an address.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use crema_api::problem::RefusalKind;
use serde::de::DeserializeOwned;

use crate::http::error::Refused;

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
