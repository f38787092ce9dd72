//! The one client of the hub's API and its live stream, for the printer daemon and the board.
//!
//! - [`Client`]: a request and its answer, with a deadline on everything
//! - [`EventStream`]: one connection to the live stream, over [`MessageParser`]
//! - [`mod@follow`]: the stream through every lost connection, as a wake-up; [`Client::subscribe`] runs
//!   it in a thread
//! - [`follow_log`]: every event of the log once and in order, first from pages, then from the stream
//! - [`ClientError`]: why there is no answer, and so whether trying again can help
//! - [`Backoff`]: when to try again
//! - [`Pulse`]: when a device may say that it is alive
//!
//! It is synchronous: a daemon with one thing to do needs no runtime. Where the two daemons used to
//! differ there is one rule now:
//!
//! | question | rule | reason |
//! | --- | --- | --- |
//! | proxy | never, whatever the environment says | a booth talks to its own hub, in the same room |
//! | redirect | never followed | a hub never redirects; a captive portal does, and must not get the token |
//! | 401, 403 | [`ClientError::Unauthorized`]: try again, and drop nothing | pairing the device again mends both, and its pending reports still count |
//! | other 4xx | [`ClientError::Rejected`]: the same request will never be taken | except 408 and 429, which pass |
//! | 408, 429, 5xx | [`ClientError::Busy`], with the hub's `Retry-After` | the hub is there and will answer later |
//! | pause between tries | 0.1 s, doubling to 3 s, with jitter | a ticket or a board is late by no more than that once the hub is back |
//! | deadline | 5 s for an answer, 40 s of silence on a stream | see [`ANSWER_WITHIN`] and [`SILENCE_MAX`] |
//! | size | 16 MiB for an answer or a message | see [`ANSWER_BYTES_MAX`] |

mod backoff;
mod client;
mod error;
mod event;
mod follow;
mod pulse;
mod sse;
mod stream;

pub use backoff::{Backoff, PAUSE_FIRST, PAUSE_LONGEST, RETRY_AFTER_LONGEST};
pub use client::{
    ANSWER_BYTES_MAX, ANSWER_WITHIN, Client, EVENTS_PER_PAGE, SILENCE_MAX, path_segment,
};
pub use error::ClientError;
pub use event::{Event, Page};
pub use follow::{NOTIFICATIONS_WAITING_MAX, Notification, follow, follow_log};
pub use pulse::Pulse;
pub use sse::{Message, MessageParser, ParseError};
pub use stream::EventStream;
