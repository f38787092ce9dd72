//! The caller's identity: the proof that a request brings, and whether it holds.
//!
//! | proof | where | caller |
//! | --- | --- | --- |
//! | session token | `Authorization: Bearer …`, cookie `crema_session` | a tablet, board or device |
//! | customer's cookie | cookie `crema_customer` | a phone |
//! | order's secret | header `Crema-Order`, query `order=` | anyone with the order's link |
//!
//! Their rights are in [`crate::http::middleware::access`]; a proof that does not hold counts as no
//! proof.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use crema_api::answers::SessionView;
use crema_api::commands::{Caller, Role};
use crema_api::ids::{OrderId, SessionId, UserId};
use crema_api::problem::{Refusal, RefusalKind};
use crema_core::Purpose;

use super::cookies::{CUSTOMER_COOKIE, SESSION_COOKIE, read_cookie};
use crate::http::app::App;
use crate::http::error::ApiError;

/// The header with an order's secret.
const ORDER_HEADER: &str = "crema-order";
/// Longest proof that is read, bytes: ours have 43.
pub(super) const PROOF_BYTES_MAX: usize = 128;

/// Who is calling, as far as it is proved.
#[derive(Debug, Clone, Default)]
pub struct Identity {
    /// The paired tablet, board or device.
    pub session: Option<SessionView>,
    /// The customer, by cookie.
    pub customer: Option<UserId>,
    /// The order whose link was shown.
    pub link: Option<OrderId>,
}

impl Identity {
    /// Reads the proofs in the headers, and in the query's `order=`.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn from_headers(
        app: &App,
        headers: &HeaderMap,
        query: Option<&str>,
    ) -> Result<Self, Refusal> {
        let signer = app.signer();
        let customer = read_cookie(headers, CUSTOMER_COOKIE)
            .and_then(|text| signer.check(Purpose::Customer, text))
            .map(UserId);
        let session = bearer_token(headers)
            .or_else(|| read_cookie(headers, SESSION_COOKIE))
            .and_then(|text| signer.check(Purpose::Session, text))
            .map(SessionId);
        let secret = headers
            .get(ORDER_HEADER)
            .and_then(|value| value.to_str().ok())
            .or_else(|| query.and_then(order_in))
            .filter(|secret| secret.len() <= PROOF_BYTES_MAX)
            .map(str::to_owned);
        if session.is_none() && secret.is_none() {
            return Ok(Self { customer, ..Self::default() });
        }
        app.read(move |snapshot| {
            Ok(Self {
                session: session.map(|id| snapshot.session(id)).transpose()?.flatten(),
                link: secret
                    .map(|secret| snapshot.check_link(Purpose::Order, &secret))
                    .transpose()?
                    .flatten(),
                customer,
            })
        })
        .await
    }

    /// Returns the role of the session.
    #[must_use]
    pub fn role(&self) -> Option<Role> {
        self.session.as_ref().map(|session| session.role)
    }

    /// Whether the session is one of staff.
    #[must_use]
    pub fn is_staff(&self) -> bool {
        self.role().is_some_and(Role::is_staff)
    }

    /// Returns the session as a caller.
    ///
    /// # Errors
    /// Without a session.
    pub fn as_session(&self) -> Result<Caller, ApiError> {
        let session = self.session.as_ref().ok_or_else(not_signed_in)?;
        Ok(Caller::Session(session.session_id, session.role))
    }

    /// Returns the caller who may act on this order: its link, then staff, then the customer.
    ///
    /// # Errors
    /// Without any proof.
    pub fn for_order(&self, order: OrderId) -> Result<Caller, ApiError> {
        if self.link == Some(order) {
            return Ok(Caller::Link(order));
        }
        match (&self.session, self.customer) {
            (Some(session), _) if session.role.is_staff() => {
                Ok(Caller::Session(session.session_id, session.role))
            }
            (_, Some(user)) => Ok(Caller::Customer(user)),
            (Some(session), None) => Ok(Caller::Session(session.session_id, session.role)),
            (None, None) => Err(not_signed_in()),
        }
    }
}

/// The refusal for a caller who has shown no proof, or whose proof no longer holds.
pub fn not_signed_in() -> ApiError {
    ApiError::new(
        RefusalKind::NotSignedIn,
        "This needs a paired tablet, or the link of the order. Pair with the PIN first.",
    )
}

impl FromRequestParts<App> for Identity {
    type Rejection = ApiError;

    /// The access check has found the identity already and left it here.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        match parts.extensions.get::<Self>() {
            Some(who) => Ok(who.clone()),
            None => Ok(Self::from_headers(app, &parts.headers, parts.uri.query()).await?),
        }
    }
}

fn bearer_token(headers: &HeaderMap) -> Option<&str> {
    let text = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = text.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && token.len() <= PROOF_BYTES_MAX).then_some(token)
}

/// Returns the value of `order=`; secrets need no decoding.
fn order_in(query: &str) -> Option<&str> {
    query.split('&').find_map(|pair| pair.strip_prefix("order="))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_bearer_tokens_of_a_sane_length_are_tokens() {
        let with = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, HeaderValue::from_str(text).unwrap());
            bearer_token(&headers).map(str::to_owned)
        };
        assert_eq!(with("Bearer abc"), Some("abc".to_owned()));
        assert_eq!(with("bearer abc"), Some("abc".to_owned()));
        assert_eq!(with("Basic abc"), None);
        assert_eq!(with(&format!("Bearer {}", "a".repeat(200))), None);
    }
}
