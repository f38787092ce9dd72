//! *Start*: a code is scanned or typed, and an order begins.

use std::net::IpAddr;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use crema_api::commands::{Caller, Command, Outcome, Start};
use crema_api::ids::UserId;
use crema_core::{IdempotencyKey, Purpose};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::views::{self, order_of};
use crate::http::app::App;
use crate::http::error::ApiError;
use crate::http::extract::{CUSTOMER_COOKIE, Json, Peer, Write, set_cookie};

pub async fn scan(
    write: Write,
    Peer(client): Peer,
    Json(start): Json<Start>,
) -> Result<Response, ApiError> {
    let Write { app, who, key } = write;
    let user = who.customer.unwrap_or_else(|| customer_of(&key));
    let outcome = start_order(&app, client, user, key, start.code).await?;
    let order = views::load_order(&app, Caller::Customer(user), order_of(&outcome)?).await?;
    Ok(([(header::SET_COOKIE, customer_cookie(&app, user))], Json(order)).into_response())
}

/// Takes a drink from the code, for this customer. Wrong codes are counted, and old ones a little.
///
/// # Errors
/// When the core refuses, or this client has tried too many codes.
pub async fn start_order(
    app: &App,
    client: IpAddr,
    user: UserId,
    key: IdempotencyKey,
    code: String,
) -> Result<Outcome, ApiError> {
    app.limits().try_code(client)?;
    let started = app.execute(Caller::Customer(user), key, Command::Start(Start { code })).await;
    app.limits().code_tried(client, started.as_ref().err().map(|refusal| refusal.kind));
    Ok(started?)
}

/// Returns the customer of a phone that keeps no cookies, derived from the form's key, so that the
/// same form sent twice (a second tap, a reload) is the same customer and the same order.
#[must_use]
pub fn customer_of(key: &IdempotencyKey) -> UserId {
    UserId(id_from("customer", key))
}

/// Derives an id from a key, for callers who have no id of their own.
#[must_use]
pub fn id_from(purpose: &str, key: &IdempotencyKey) -> Uuid {
    let digest: [u8; 32] = Sha256::new()
        .chain_update(purpose.as_bytes())
        .chain_update([0])
        .chain_update(key.as_str().as_bytes())
        .finalize()
        .into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// The cookie by which a phone is recognized.
#[must_use]
pub fn customer_cookie(app: &App, user: UserId) -> String {
    set_cookie(CUSTOMER_COOKIE, &app.signer().sign(Purpose::Customer, user.0))
}
