//! One caller of the booth's API: how it proves who it is, sends, and reads an answer or a refusal.
//!
//! Calls block, since on the loopback they take milliseconds. The routes by name are in
//! [`crate::routes`], the live stream in [`crate::follow`].

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crema_api::answers::SessionView;
use crema_api::problem::{Problem, TYPE_PREFIX};
use crema_core::hex::to_hex;
use serde::de::DeserializeOwned;
use serde_json::Value;
use ureq::http::{Request, Response};
use ureq::{Agent, Body};

/// An answer that is late by this much is a hang, and fails the test.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);
/// No answer is larger: a page of events, a ticket's picture.
const ANSWER_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// Why there is no answer of the expected kind.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The booth said no, in its own words.
    #[error("{} {}: {}", .0.status, .0.kind, .0.detail)]
    Problem(Problem),
    /// The booth gave something that is not in the contract.
    #[error("{0}")]
    Unreadable(String),
    /// There was nobody to answer.
    #[error("{0}")]
    Unreachable(String),
}

impl Refused {
    /// The refusal's stable word, such as `claimed-by-another`.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Problem(problem) => problem.kind.strip_prefix(TYPE_PREFIX),
            Self::Unreadable(_) | Self::Unreachable(_) => None,
        }
    }

    /// Whether nobody answered, or the hub said that it cannot just now: a phone tries again.
    #[must_use]
    pub fn is_for_now(&self) -> bool {
        match self {
            Self::Unreachable(_) => true,
            Self::Problem(problem) => problem.status == 503,
            Self::Unreadable(_) => false,
        }
    }
}

/// What the booth answered.
pub type Answer<T> = Result<T, Refused>;

/// How the caller proves who it is.
#[derive(Debug, Clone, Default)]
enum Proof {
    /// A phone: by the cookie that it was given, if any.
    #[default]
    Cookie,
    /// A paired program.
    Bearer(String),
    /// Whoever holds an order's link.
    Link(String),
}

/// One caller of one booth.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    base: String,
    proof: Proof,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl Client {
    /// A phone that comes for the first time. `base` is the booth's address, without a path.
    #[must_use]
    pub fn new(base: &str) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_connect(Some(ANSWER_WITHIN))
            .timeout_recv_response(Some(ANSWER_WITHIN))
            .build()
            .new_agent();
        let cookies = Mutex::default();
        Self { agent, base: base.trim_end_matches('/').to_owned(), proof: Proof::Cookie, cookies }
    }

    /// A program with a session's token.
    #[must_use]
    pub fn with_token(base: &str, token: &str) -> Self {
        Self { proof: Proof::Bearer(token.to_owned()), ..Self::new(base) }
    }

    /// Whoever holds this order's link (`/o/<secret>`).
    #[must_use]
    pub fn with_link(base: &str, link: &str) -> Self {
        let secret = link.rsplit('/').next().unwrap_or(link);
        Self { proof: Proof::Link(secret.to_owned()), ..Self::new(base) }
    }

    /// The booth's address, without a path.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }
}

// What every call does.
impl Client {
    /// Any route that answers `GET` with JSON.
    pub fn get<T: DeserializeOwned>(&self, path: &str) -> Answer<T> {
        read(&Self::accept(&mut self.send("GET", path, None, None)?)?)
    }

    /// Any write by `POST`, with a fresh idempotency key.
    pub fn post<T: DeserializeOwned>(&self, path: &str, body: Value) -> Answer<T> {
        self.ask("POST", path, Some(body), &fresh_key())
    }

    /// Any write, with this idempotency key.
    pub fn ask<T: DeserializeOwned>(
        &self,
        method: &str,
        path: &str,
        body: Option<Value>,
        key: &str,
    ) -> Answer<T> {
        read(&Self::accept(&mut self.send(method, path, body, Some(key))?)?)
    }

    /// A client with the token of a session that was just opened.
    pub(crate) fn paired(&self, session: &SessionView) -> Answer<Client> {
        let missing = || Refused::Unreadable("a new session without its token".to_owned());
        let token = session.token.as_deref().ok_or_else(missing)?;
        Ok(Client::with_token(&self.base, token))
    }

    /// Any write whose answer has no body.
    pub fn ask_for_nothing(&self, method: &str, path: &str) -> Answer<()> {
        Self::accept(&mut self.send(method, path, None, Some(&fresh_key()))?).map(drop)
    }

    /// Any route that answers `GET` with something else than JSON.
    pub fn get_bytes(&self, path: &str) -> Answer<Vec<u8>> {
        Self::accept(&mut self.send("GET", path, None, None)?)
    }

    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        body: Option<Value>,
        key: Option<&str>,
    ) -> Answer<Response<Body>> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.base));
        request = match &self.proof {
            Proof::Bearer(token) => request.header("authorization", format!("Bearer {token}")),
            Proof::Link(secret) => request.header("crema-order", secret),
            Proof::Cookie => match self.cookie_header() {
                Some(cookies) => request.header("cookie", cookies),
                None => request,
            },
        };
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let reply = match body {
            Some(body) => request
                .header("content-type", "application/json")
                .body(body.to_string().into_bytes())
                .map_err(ureq::Error::from)
                .and_then(|request| self.agent.run(request)),
            None => request
                .body(())
                .map_err(ureq::Error::from)
                .and_then(|request| self.agent.run(request)),
        };
        let reply = reply.map_err(|error| Refused::Unreachable(error.to_string()))?;
        self.keep_cookies(&reply);
        Ok(reply)
    }

    pub(crate) fn accept(reply: &mut Response<Body>) -> Answer<Vec<u8>> {
        let status = reply.status();
        let body = reply.body_mut().with_config().limit(ANSWER_BYTES_MAX).read_to_vec();
        let body = body.map_err(|e| Refused::Unreachable(e.to_string()))?;
        if status.is_success() {
            return Ok(body);
        }
        Err(match serde_json::from_slice(&body) {
            Ok(problem) => Refused::Problem(problem),
            Err(_) => Refused::Unreadable(format!("{status}: {}", shown(&body))),
        })
    }

    fn cookie_header(&self) -> Option<String> {
        let cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        let pairs: Vec<_> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    /// Keeps name and value, as a browser would for the one booth it talks to (RFC 6265).
    fn keep_cookies(&self, reply: &Response<Body>) {
        let mut cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        for set in reply.headers().get_all("set-cookie") {
            let pair = set.to_str().ok().and_then(|set| set.split(';').next());
            if let Some((name, value)) = pair.and_then(|pair| pair.split_once('=')) {
                cookies.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
    }
}

/// A key that no other write has: each call is a wish of its own.
///
/// # Panics
/// When the machine has no randomness.
#[must_use]
pub fn fresh_key() -> String {
    let mut bytes = [0; 16];
    match getrandom::fill(&mut bytes) {
        Ok(()) => to_hex(&bytes),
        Err(error) => panic!("the machine has no randomness: {error}"),
    }
}

/// The API's types in JSON. They are maps with text keys and always have a form in it.
pub(crate) fn in_json(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Answer<T> {
    serde_json::from_slice(body)
        .map_err(|error| Refused::Unreadable(format!("{error} in {}", shown(body))))
}

fn shown(body: &[u8]) -> String {
    String::from_utf8_lossy(body).chars().take(400).collect()
}
