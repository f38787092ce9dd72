//! Boards: whether they still show anything. A board sends nothing but signs of life; the hub
//! reports when these stop, and when they are back.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::SessionId;
use crate::word::words;

/// A board fell silent, or is back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct StatusChanged {
    /// Its pairing.
    pub session_id: SessionId,
    /// Its condition now.
    pub condition: BoardCondition,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}

words! {
    /// A board's condition.
    pub enum BoardCondition {
        /// It sends signs of life.
        Ok = "ok",
        /// It no longer sends any.
        Gone = "gone",
    }
}
