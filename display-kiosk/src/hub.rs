//! The board's questions to its hub: four of them, and a stream that says when to ask again.
//!
//! Single events are not followed. A message on the stream only means "ask": the four answers
//! together are small, come from one machine, and cannot drift from the hub's state.
//! [`crema_client`] sends the questions and sorts the answers.

use std::io;
use std::sync::mpsc::Receiver;

use crema_api::alive::{SignOfLife, SignTaken};
use crema_api::answers::{CodeView, MenuView, Orders, StoreView};
use crema_api::ids::Seq;
use crema_client::{Client, ClientError, Notification};
use tracing::debug;

/// The topics of everything that can change what a board shows.
const TOPICS: &str = "admin/*,config";

/// The hub, as this board uses it.
#[derive(Debug, Clone)]
pub struct Hub {
    client: Client,
}

/// The answers that the board is drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // Each field is the answer of the same name.
pub struct Answers {
    pub store: StoreView,
    pub code: CodeView,
    pub orders: Orders,
    pub menu: MenuView,
}

impl Hub {
    /// The hub at `address`, such as `http://127.0.0.1:8080`, with this board's bearer token.
    #[must_use]
    pub fn new(address: &str, token: &str) -> Self {
        Self { client: Client::new(address, Some(token)) }
    }

    /// Returns everything that the board shows.
    ///
    /// # Errors
    /// [`ClientError`] if one of the four questions has no good answer.
    pub fn fetch_answers(&self) -> Result<Answers, ClientError> {
        Ok(Answers {
            store: self.client.get("store")?,
            code: self.client.get("code")?,
            orders: self.client.get("orders?state=open")?,
            menu: self.client.get("menu")?,
        })
    }

    /// Sends a sign of life of this board. Returns the answer, or `None` (and logs it) if the hub did
    /// not take it.
    #[must_use]
    pub fn send_sign_of_life(&self) -> Option<SignTaken> {
        let sign = self.client.sign_of_life(&SignOfLife::default());
        sign.inspect_err(|error| debug!(%error, "no sign of life")).ok()
    }

    /// Follows the stream from `cursor` on (`None`: from now on), until the receiver is dropped.
    /// There is no gap either way: on [`Notification::Connected`] the board asks for everything.
    ///
    /// # Errors
    /// The system's error, if it has no thread left.
    pub fn subscribe(&self, cursor: Option<Seq>) -> io::Result<Receiver<Notification>> {
        self.client.subscribe(TOPICS, cursor)
    }
}

impl Answers {
    /// Returns the place in the log from which to follow: no answer is older.
    #[must_use]
    pub fn seq(&self) -> Seq {
        self.store.seq.min(self.code.seq).min(self.orders.seq).min(self.menu.seq)
    }

    /// Returns booth time of the newest answer, ms.
    #[must_use]
    pub fn booth_ms(&self) -> u64 {
        self.store.booth_ms.max(self.code.booth_ms).max(self.orders.booth_ms)
    }
}
