//! The validator: codes, and the drinks that are taken from them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::{CodeId, OccasionId};

order_events! {
    /// A code was accepted and one drink taken from it: an order begins.
    pub struct NewOrder {
        /// The code's window, as the original has it. Consumers read the occasion from here.
        pub bucket: Bucket,
    }

    /// An order ended before it was placed, while its code lived: the drink is back on the code.
    pub struct DrinkReturned {
        /// The code it went back to.
        pub code_id: CodeId,
        /// Drinks left on the code now.
        pub available_drinks: u32,
    }
}

/// How long a code is still taken after it left the board, ms: for those who were walking.
pub const CODE_GRACE_MS: u64 = 60 * 1000;

/// A code's window. The original's `last_code` is a secret and not here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Bucket {
    /// The occasion.
    #[serde(rename = "eventId")]
    pub event_id: OccasionId,
    /// The occasion's key in the original's table.
    #[serde(rename = "PK")]
    pub pk: String,
    /// The window's number.
    pub last_id: CodeId,
    /// Begin of the window, wall time in ms.
    pub start_ts: i64,
    /// End of the window, wall time in ms.
    pub end_ts: i64,
    /// Begin, RFC 3339.
    pub start_full: String,
    /// End, RFC 3339.
    pub end_full: String,
    /// Drinks left after this one.
    #[serde(rename = "availableTokens")]
    pub available_tokens: u32,
}

/// A new window began. The code itself is a secret, which the board requests from the hub.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CodeRotated {
    /// The new window.
    pub code_id: CodeId,
    /// The occasion.
    pub event_id: OccasionId,
    /// Booth time from which the board shows it, ms.
    pub start_booth_ms: u64,
    /// Booth time at which it leaves the board, ms.
    pub end_booth_ms: u64,
    /// Drinks on it.
    pub drinks: u32,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}
