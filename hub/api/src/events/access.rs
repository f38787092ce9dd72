//! Access: sessions of staff, boards and devices. Names and tokens are not here: they live beside
//! the log.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::commands::Role;
use crate::ids::SessionId;

/// A tablet, board or device was paired.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionOpened {
    /// The session.
    pub session_id: SessionId,
    /// What it may do.
    pub role: Role,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}

/// A session ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionClosed {
    /// The session.
    pub session_id: SessionId,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}

/// The booth has new PINs. Those paired stay paired.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PinsRenewed {
    /// For which roles.
    pub roles: Vec<Role>,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}

/// A tablet makes only some drinks from now on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct StationSet {
    /// The tablet.
    pub session_id: SessionId,
    /// Drinks by id; none is all of them.
    pub drinks: Vec<String>,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}
