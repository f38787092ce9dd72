//! The hub as the board sees it: four questions, and a stream that says when to ask again.
//!
//! What happened is not followed piece by piece. A message on the stream only means "ask": the four
//! answers together are small, come from one machine, and cannot drift from what is. Painting and
//! files are no business of this module.

use std::time::Duration;

use crema_api::alive::{SignOfLife, SignTaken};
use crema_api::answers::{CodeView, MenuView, Orders, StoreView};
use crema_api::ids::Seq;
use serde::de::DeserializeOwned;
use tracing::debug;
use ureq::Agent;

mod events;
mod follow;

pub use follow::{News, follow};

/// How long a connection may take to come about. The hub is in the same room.
const CONNECT_MAX: Duration = Duration::from_secs(5);
/// How long an answer may take.
const ANSWER_MAX: Duration = Duration::from_secs(10);
/// How long a connection may be silent. The hub says something on a stream every 15 s; after three
/// times that, the cable is out.
const SILENCE_MAX: Duration = Duration::from_secs(45);
/// How long a sign of life may take: the next one is due then.
const SIGN_MAX: Duration = Duration::from_secs(2);
/// Largest answer taken, bytes: 500 orders in flight of 2 kB each, with room.
const ANSWER_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// Where the hub is, and how the board shows who it is.
#[derive(Clone)]
pub struct Hub {
    agent: Agent,
    base: String,
    token: String,
}

impl std::fmt::Debug for Hub {
    /// Without the token.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hub").field("base", &self.base).finish_non_exhaustive()
    }
}

/// What the board is drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // Each field is the answer of the same name.
pub struct Answers {
    pub store: StoreView,
    pub code: CodeView,
    pub orders: Orders,
    pub menu: MenuView,
}

/// Why the hub did not answer.
#[derive(Debug, thiserror::Error)]
pub enum Unanswered {
    /// It cannot be reached, or the connection broke.
    #[error("the hub cannot be reached")]
    Unreachable(#[source] Box<ureq::Error>),
    /// It does not take the token.
    #[error("the hub does not know this board; pair it anew on the crew page")]
    NotPaired,
    /// It answered with a refusal.
    #[error("the hub answered {status} to {path}")]
    Refused {
        /// HTTP status.
        status: u16,
        /// What was asked.
        path: &'static str,
    },
    /// It answered something else than expected: another version.
    #[error("the hub's answer to {path} was not understood")]
    Garbled {
        /// What was asked.
        path: &'static str,
        /// Why.
        #[source]
        source: Box<ureq::Error>,
    },
}

impl Hub {
    /// A hub at an address such as `http://127.0.0.1:8080`, asked as a board with this token.
    #[must_use]
    pub fn new(base: &str, token: &str) -> Self {
        let config = Agent::config_builder()
            .timeout_connect(Some(CONNECT_MAX))
            .timeout_recv_response(Some(ANSWER_MAX))
            .timeout_per_read(Some(SILENCE_MAX))
            .http_status_as_error(false)
            .build();
        Self {
            agent: config.into(),
            base: base.trim_end_matches('/').to_owned(),
            token: token.to_owned(),
        }
    }

    /// Everything that the board shows.
    ///
    /// # Errors
    /// If one of the four questions has no good answer.
    pub fn ask(&self) -> Result<Answers, Unanswered> {
        Ok(Answers {
            store: self.get("/api/v1/store")?,
            code: self.get("/api/v1/code")?,
            orders: self.get("/api/v1/orders?state=open")?,
            menu: self.get("/api/v1/menu")?,
        })
    }

    /// A sign of life of this board; `None`, and a line in the log, if the hub did not take it.
    #[must_use]
    pub fn alive(&self) -> Option<SignTaken> {
        let request = self
            .agent
            .post(format!("{}/api/v1/alive", self.base))
            .header("authorization", format!("Bearer {}", self.token))
            .config()
            .timeout_global(Some(SIGN_MAX))
            .build();
        let taken = request.send_json(SignOfLife::default());
        taken
            .and_then(|mut answer| answer.body_mut().read_json())
            .inspect_err(|error| debug!(%error, "no sign of life"))
            .ok()
    }

    fn get<T: DeserializeOwned>(&self, path: &'static str) -> Result<T, Unanswered> {
        let mut answer = self.call(path, "application/json", &[])?;
        answer
            .body_mut()
            .with_config()
            .limit(ANSWER_BYTES_MAX)
            .read_json()
            .map_err(|source| Unanswered::Garbled { path, source: Box::new(source) })
    }

    fn call(
        &self,
        path: &'static str,
        accept: &str,
        query: &[(&str, String)],
    ) -> Result<ureq::http::Response<ureq::Body>, Unanswered> {
        let mut request = self
            .agent
            .get(format!("{}{path}", self.base))
            .header("accept", accept)
            .header("authorization", format!("Bearer {}", self.token));
        for (name, value) in query {
            request = request.query(*name, value);
        }
        let answer = request.call().map_err(|error| Unanswered::Unreachable(Box::new(error)))?;
        match answer.status().as_u16() {
            200..=299 => Ok(answer),
            401 | 403 => Err(Unanswered::NotPaired),
            status => Err(Unanswered::Refused { status, path }),
        }
    }
}

impl Answers {
    /// The log's place from which to follow: no answer is older.
    #[must_use]
    pub fn seq(&self) -> Seq {
        self.store.seq.min(self.code.seq).min(self.orders.seq).min(self.menu.seq)
    }

    /// Booth time of the newest answer, ms.
    #[must_use]
    pub fn booth_ms(&self) -> u64 {
        self.store.booth_ms.max(self.code.booth_ms).max(self.orders.booth_ms)
    }
}
