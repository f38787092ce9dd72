//! Boards: whether they still show anything. A board sends nothing but signs of life; the hub
//! reports when these stop, and when they are back.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::SessionId;

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

/// A board's condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BoardCondition {
    /// It sends signs of life.
    Ok,
    /// It no longer sends any.
    Gone,
}
