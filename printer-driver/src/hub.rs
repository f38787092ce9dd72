//! The hub as a printer sees it: events to hear, orders to ask about, reports to give.
//!
//! Plain blocking HTTP with a deadline on everything. What is tried again, and when, is
//! [`crate::daemon`]'s; here a failure only says whether trying again can help.

use std::fmt;
use std::time::Duration;

use crema_api::alive::{SignOfLife, SignTaken};
use crema_api::answers::{Events, OrderView, StoreView};
use crema_api::commands::Report;
use crema_api::{BoothMs, Envelope, OrderId, Seq};
use serde::de::DeserializeOwned;
use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body};

/// Events asked for at once: what a hub answers in some milliseconds.
pub const EVENTS_PER_PAGE: u32 = 500;
/// Longest that a question may take. The hub is in the same room.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);
/// Longest that a sign of life may take: the next one is due then.
const SIGN_WITHIN: Duration = Duration::from_secs(2);
/// Largest answer that is read, bytes: a full page of the largest events, with room.
const ANSWER_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// Why the hub did not do something.
#[derive(Debug, thiserror::Error)]
pub enum HubError {
    /// It cannot be reached, or not in time.
    #[error("the hub cannot be reached: {0}")]
    Unreachable(#[from] ureq::Error),
    /// It is there and cannot answer now: busy, without a disk, or this printer is not paired.
    #[error("the hub answers {0} at the moment")]
    NotNow(StatusCode),
    /// It will never do this.
    #[error("the hub refuses: {0}")]
    Refused(StatusCode),
    /// It answers in another way than this program knows.
    #[error("the hub's answer is not understood: {0}")]
    NotUnderstood(#[from] serde_json::Error),
}

/// A hub, by its address and this printer's token.
#[derive(Clone)]
pub struct Hub {
    agent: Agent,
    address: String,
    token: Option<String>,
}

impl fmt::Debug for Hub {
    /// Without the token, which is a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hub").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Hub {
    /// The hub at `address`, such as `http://127.0.0.1:8080`, spoken to with a bearer token.
    #[must_use]
    pub fn new(address: &str, token: Option<&str>) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_connect(Some(ANSWER_WITHIN))
            // The hub is never behind a proxy, whatever the environment says.
            .proxy(None)
            .build()
            .new_agent();
        let address = address.trim_end_matches('/').to_owned();
        Self { agent, address, token: token.map(str::to_owned) }
    }

    /// Up to [`EVENTS_PER_PAGE`] events after `cursor`.
    ///
    /// # Errors
    /// [`HubError`].
    pub fn events(&self, cursor: Seq) -> Result<Events, HubError> {
        self.get(&format!("events?after={cursor}&limit={EVENTS_PER_PAGE}"))
    }

    /// The event at `seq`; `None` if the log no longer has it.
    ///
    /// # Errors
    /// [`HubError`].
    pub fn event(&self, seq: Seq) -> Result<Option<Envelope>, HubError> {
        let before = seq.0.saturating_sub(1);
        let page: Events = self.get(&format!("events?after={before}&limit=1"))?;
        Ok(page.events.into_iter().find(|event| event.seq == seq))
    }

    /// An order as it is now; `None` if there is none to see any more, or none that this program
    /// understands: a ticket without a name is better than none.
    ///
    /// # Errors
    /// [`HubError`].
    pub fn order(&self, order: OrderId) -> Result<Option<OrderView>, HubError> {
        match self.get(&format!("orders/{order}")) {
            Ok(view) => Ok(Some(view)),
            Err(error @ (HubError::Refused(_) | HubError::NotUnderstood(_))) => {
                tracing::warn!(%order, %error, "an order cannot be looked at");
                Ok(None)
            }
            Err(error @ HubError::NotNow(StatusCode::FORBIDDEN)) => {
                tracing::warn!(%order, %error, "this printer may not look at orders");
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }

    /// Booth time now.
    ///
    /// # Errors
    /// [`HubError`].
    pub fn now(&self) -> Result<BoothMs, HubError> {
        self.get::<StoreView>("store").map(|store| BoothMs(store.booth_ms))
    }

    /// A sign of life of the printer `name`.
    ///
    /// # Errors
    /// [`HubError`].
    pub fn alive(&self, name: &str) -> Result<SignTaken, HubError> {
        let mut request = self.agent.post(format!("{}/api/v1/alive", self.address));
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        let request = request.config().timeout_global(Some(SIGN_WITHIN)).build();
        let sign = SignOfLife { printer: Some(name.to_owned()) };
        let mut response = answered(request.send_json(sign)?)?;
        let answer = response.body_mut().with_config().limit(ANSWER_BYTES_MAX).read_to_vec()?;
        Ok(serde_json::from_slice(&answer)?)
    }

    /// Tells the hub something of the printer `name`. The same key may be sent again: it counts
    /// once.
    ///
    /// # Errors
    /// [`HubError`].
    pub fn report(&self, name: &str, key: &str, report: &Report) -> Result<(), HubError> {
        let path = format!("{}/api/v1/devices/{}/reports", self.address, escaped(name));
        let mut request = self.agent.post(path).header("Idempotency-Key", key);
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        let request = request.config().timeout_global(Some(ANSWER_WITHIN)).build();
        answered(request.send_json(report)?).map(|_| ())
    }

    /// Opens the live stream of everything that staff see, after `cursor`, or from now on. It stays
    /// open; a read that takes longer than `silence` ends it.
    ///
    /// # Errors
    /// [`HubError`].
    pub fn stream(&self, cursor: Option<Seq>, silence: Duration) -> Result<Body, HubError> {
        let after = cursor.map(|cursor| format!("&after={cursor}")).unwrap_or_default();
        let path = format!("{}/api/v1/stream?topics=admin/*{after}", self.address);
        let mut request = self.agent.get(path).header("Accept", "text/event-stream");
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        let request = request
            .config()
            .timeout_recv_response(Some(ANSWER_WITHIN))
            .timeout_per_read(Some(silence))
            .build();
        answered(request.call()?).map(Response::into_body)
    }

    fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, HubError> {
        let mut request = self.agent.get(format!("{}/api/v1/{path}", self.address));
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        let request = request.config().timeout_global(Some(ANSWER_WITHIN)).build();
        let mut response = answered(request.call()?)?;
        let answer = response.body_mut().with_config().limit(ANSWER_BYTES_MAX).read_to_vec()?;
        Ok(serde_json::from_slice(&answer)?)
    }
}

fn answered(response: Response<Body>) -> Result<Response<Body>, HubError> {
    let status = response.status();
    match status {
        _ if status.is_success() => Ok(response),
        StatusCode::UNAUTHORIZED
        | StatusCode::FORBIDDEN
        | StatusCode::REQUEST_TIMEOUT
        | StatusCode::TOO_MANY_REQUESTS => Err(HubError::NotNow(status)),
        _ if status.is_client_error() => Err(HubError::Refused(status)),
        _ => Err(HubError::NotNow(status)),
    }
}

/// A name as one segment of a path (RFC 3986, section 2.3: unreserved characters stay).
fn escaped(segment: &str) -> String {
    use std::fmt::Write as _;
    segment.bytes().fold(String::new(), |mut path, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            path.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(path, "%{byte:02X}");
        }
        path
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printers_name_is_one_segment() {
        assert_eq!(escaped("Printer 1/ü"), "Printer%201%2F%C3%BC");
    }
}
