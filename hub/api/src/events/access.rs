//! Access: sessions of staff, boards and devices. Names and tokens are not in these events: they
//! are kept beside the log.

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
    /// Its rights.
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

/// The booth has new PINs. Open sessions stay open.
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
    /// Ids of the drinks; empty means all.
    pub drinks: Vec<String>,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}
