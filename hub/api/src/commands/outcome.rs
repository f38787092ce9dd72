//! The outcome of a command.

use serde::{Deserialize, Serialize};

use super::Role;
use crate::ids::{OccasionId, OrderId, Seq, SessionId};

/// The outcome of a command. It is kept under the idempotency key, so it holds no name and no
/// secret; every answer is rendered from it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Outcome {
    /// It happened to this order.
    Order {
        /// Which.
        order_id: OrderId,
    },
    /// It happened to store, menu, occasion.
    Config {
        /// The occasion it holds for.
        occasion: OccasionId,
    },
    /// A session was opened. Its token is handed out beside, once.
    Session {
        /// The session.
        session_id: SessionId,
        /// Its role.
        role: Role,
    },
    /// A pairing link was made. Its secret is signed again each time it is shown.
    PairingLink {
        /// The link.
        link_id: uuid::Uuid,
    },
    /// A number of things were done (orders cancelled, deliveries made, PINs renewed).
    Count {
        /// How many.
        count: u32,
    },
    /// An event was appended.
    Event {
        /// Where.
        seq: Seq,
    },
    /// Done, with nothing to add.
    Done,
}
