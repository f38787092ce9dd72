//! Requests to one hub, and their answers sorted into results and errors.

use std::fmt;
use std::time::Duration;

use crema_api::Seq;
use crema_api::alive::{SIGN_EVERY, SignOfLife, SignTaken};
use serde::Serialize;
use serde::de::DeserializeOwned;
use ureq::http::Response;
use ureq::http::header::RETRY_AFTER;
use ureq::{Agent, Body, RequestBuilder};

use crate::event::Page;
use crate::{ClientError, EventStream};

/// Longest that an answer may take, from connecting to its last byte. The hub is in the same room and
/// answers in milliseconds; a card that stalls takes seconds, and a caller tries again anyway.
pub const ANSWER_WITHIN: Duration = Duration::from_secs(5);
/// Longest silence on a stream. The hub sends a comment at least every 15 s: two of them are missing,
/// and a slow network had 10 s more.
pub const SILENCE_MAX: Duration = Duration::from_secs(40);
/// Largest answer that is read, bytes: a full page of events with a menu in many of them, and what a
/// small machine can hold.
pub const ANSWER_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// Events asked for at once: as many as the hub answers with at most, some 700 kB.
pub const EVENTS_PER_PAGE: u32 = 500;
/// Largest problem that is read, bytes: three short texts.
const PROBLEM_BYTES_MAX: u64 = 64 * 1024;

/// A hub, by its address and this device's token. Clones share their connections.
#[derive(Clone)]
pub struct Client {
    agent: Agent,
    api: String,
    token: Option<String>,
}

impl fmt::Debug for Client {
    /// Without the token, which is a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("api", &self.api).finish_non_exhaustive()
    }
}

impl Client {
    /// The hub at `address`, such as `http://127.0.0.1:8080`, with this device's bearer token.
    #[must_use]
    pub fn new(address: &str, token: Option<&str>) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_connect(Some(ANSWER_WITHIN))
            .max_redirects(0)
            .proxy(None)
            .build();
        let api = format!("{}/api/v1", address.trim_end_matches('/'));
        Self { agent: config.into(), api, token: token.map(str::to_owned) }
    }

    /// Returns the answer to `GET` of this path, below `/api/v1/` and with its query.
    ///
    /// # Errors
    /// [`ClientError`] if no good answer comes in time, or it is not a `T`.
    pub fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, ClientError> {
        let request = self.with_token(self.agent.get(self.api_url(path)));
        let answer = request.config().timeout_global(Some(ANSWER_WITHIN)).build().call();
        read_json(path, check_status(path, answer)?)
    }

    /// Returns the answer to `POST`. A request that is sent again under the same `key` counts once.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        key: &str,
        body: &impl Serialize,
    ) -> Result<T, ClientError> {
        let request = self.with_token(self.agent.post(self.api_url(path)));
        let request = request.header("Idempotency-Key", key);
        let answer = request.config().timeout_global(Some(ANSWER_WITHIN)).build().send_json(body);
        read_json(path, check_status(path, answer)?)
    }

    /// Sends a sign of life, within the time in which the next one is due. Returns the answer.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub fn sign_of_life(&self, sign: &SignOfLife) -> Result<SignTaken, ClientError> {
        let path = "alive";
        let request = self.with_token(self.agent.post(self.api_url(path)));
        let answer = request.config().timeout_global(Some(SIGN_EVERY)).build().send_json(sign);
        read_json(path, check_status(path, answer)?)
    }

    /// Returns events after `cursor`, at most [`EVENTS_PER_PAGE`]. Where that many are more than an
    /// answer may hold (each change of the menu repeats all of it), it asks for fewer.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub fn fetch_page<E: DeserializeOwned>(&self, cursor: Seq) -> Result<Page<E>, ClientError> {
        let mut limit = EVENTS_PER_PAGE;
        loop {
            match self.get(&format!("events?after={cursor}&limit={limit}")) {
                Err(ClientError::TooLarge { .. }) if limit > 1 => limit /= 2,
                answer => return answer,
            }
        }
    }

    /// Opens the live stream of these topics (commas between), after `cursor` or from now on.
    ///
    /// # Errors
    /// [`ClientError`] if the hub does not open it.
    pub fn open_stream(
        &self,
        topics: &str,
        cursor: Option<Seq>,
    ) -> Result<EventStream, ClientError> {
        let after = cursor.map(|cursor| format!("&after={cursor}")).unwrap_or_default();
        let path = format!("stream?topics={topics}{after}");
        let mut request = self.agent.get(self.api_url(&path)).header("Accept", "text/event-stream");
        if let Some(cursor) = cursor {
            // The same as `after`, in the form that every server of such streams knows.
            request = request.header("Last-Event-ID", cursor.to_string());
        }
        let answer = self
            .with_token(request)
            .config()
            .timeout_recv_response(Some(ANSWER_WITHIN))
            .timeout_per_read(Some(SILENCE_MAX))
            .build()
            .call();
        let body = check_status(&path, answer)?.into_body();
        Ok(EventStream::new(path, body.into_reader()))
    }

    fn api_url(&self, path: &str) -> String {
        format!("{}/{path}", self.api)
    }

    fn with_token<B>(&self, request: RequestBuilder<B>) -> RequestBuilder<B> {
        match &self.token {
            Some(token) => request.header("Authorization", format!("Bearer {token}")),
            None => request,
        }
    }
}

/// Returns a good answer as it is, and every other as the error that it means.
fn check_status(
    path: &str,
    answer: Result<Response<Body>, ureq::Error>,
) -> Result<Response<Body>, ClientError> {
    let mut answer = answer.map_err(|error| ClientError::transport(path, error))?;
    let status = answer.status().as_u16();
    let path = path.to_owned();
    Err(match status {
        200..=299 => return Ok(answer),
        401 | 403 => ClientError::Unauthorized { status, path },
        408 | 429 | 500.. => ClientError::Busy { status, path, retry_after: retry_after(&answer) },
        400..=499 => {
            let body = answer.body_mut().with_config().limit(PROBLEM_BYTES_MAX).read_to_vec();
            let problem = body.ok().and_then(|body| serde_json::from_slice(&body).ok());
            ClientError::Rejected { status, path, problem }
        }
        _ => ClientError::decode(path, format!("a hub never answers {status}")),
    })
}

/// The pause that an answer asks for. Only seconds: a booth has no date to compare the other form to.
fn retry_after(answer: &Response<Body>) -> Option<Duration> {
    let seconds = answer.headers().get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

/// The JSON of an answer. One without a body is read as `null`.
fn read_json<T: DeserializeOwned>(
    path: &str,
    mut answer: Response<Body>,
) -> Result<T, ClientError> {
    let body = answer.body_mut().with_config().limit(ANSWER_BYTES_MAX).read_to_vec();
    let body = body.map_err(|error| ClientError::transport(path, error))?;
    let json = if body.is_empty() { b"null" } else { body.as_slice() };
    serde_json::from_slice(json).map_err(|error| ClientError::decode(path, error))
}

/// Returns `text` as one segment of a path (RFC 3986, section 2.3: unreserved characters stay).
#[must_use]
pub fn path_segment(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut segment, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            segment.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(segment, "%{byte:02X}");
        }
        segment
    })
}
