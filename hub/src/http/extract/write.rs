//! The parts that every write brings beside its body: the caller, and the idempotency key under
//! which it is done once, however often it is sent.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use crema_api::commands::{Caller, Command, Outcome};
use crema_core::IdempotencyKey;

use super::identity::Identity;
use crate::http::app::App;
use crate::http::error::ApiError;
use crate::writer::new_key;

/// The header that carries the key.
const KEY_HEADER: &str = "idempotency-key";

/// A write: the app that runs it, its caller, and its key.
#[derive(Debug)]
pub struct Write {
    /// The way to the core.
    pub app: App,
    /// The caller.
    pub who: Identity,
    /// The header's key, or a new one without the header.
    pub key: IdempotencyKey,
}

impl Write {
    /// Runs this command in the core, in the name of the caller's session.
    ///
    /// # Errors
    /// Without a session, or when the core refuses.
    pub async fn execute(&self, command: Command) -> Result<Outcome, ApiError> {
        self.execute_as(self.who.as_session()?, command).await
    }

    /// Runs this command in the core, in the name of this caller.
    ///
    /// # Errors
    /// When the core refuses.
    pub async fn execute_as(&self, caller: Caller, command: Command) -> Result<Outcome, ApiError> {
        Ok(self.app.execute(caller, self.key.clone(), command).await?)
    }
}

impl FromRequestParts<App> for Write {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let who = Identity::from_request_parts(parts, app).await?;
        Ok(Self { app: app.clone(), who, key: read_key(parts)? })
    }
}

fn read_key(parts: &Parts) -> Result<IdempotencyKey, ApiError> {
    let Some(header) = parts.headers.get(KEY_HEADER) else { return Ok(new_key()?) };
    let text = String::from_utf8_lossy(header.as_bytes()).into_owned();
    Ok(IdempotencyKey::try_from(text)?)
}
