//! Who and what gets in: codes, sessions, PINs and pairing links.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::is_zero;
use crate::commands::Role;
use crate::ids::{CodeId, Seq, SessionId};

/// The code on the board: to staff and boards only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CodeView {
    /// The code to show; `None` while closed, paused, full or used up.
    pub code: Option<LiveCode>,
    /// Booth time now, ms.
    pub booth_ms: u64,
    /// The log's end when this was read.
    pub seq: Seq,
}

/// A code that is accepted now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct LiveCode {
    /// The window.
    pub code_id: CodeId,
    /// The text to type, the booth's letter first: `B7K4Q2`.
    pub code: String,
    /// The text of the QR code: an address of this booth with the code in it.
    pub url: String,
    /// Booth time at which its window began, ms.
    pub start_booth_ms: u64,
    /// Booth time at which it leaves the board, ms.
    pub end_booth_ms: u64,
    /// Drinks left.
    pub drinks_left: u32,
    /// Drinks that it began with.
    pub drinks: u32,
}

/// A paired tablet, board or device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionView {
    /// Its id.
    pub session_id: SessionId,
    /// Its rights.
    pub role: Role,
    /// The name of the person or the device.
    pub name: Option<String>,
    /// The bearer token, for programs: in the answer that opens it, and never again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// Booth time at which it was opened, ms.
    pub opened_booth_ms: u64,
    /// Ids of the drinks that this tablet makes; empty means all.
    #[serde(default)]
    pub station: Vec<String>,
    /// Whether it has been silent for a minute.
    #[serde(default)]
    pub away: bool,
    /// Whether it is a printer or a board that no longer sends signs of life.
    #[serde(default)]
    pub gone: bool,
}

/// Everyone paired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Sessions {
    pub sessions: Vec<SessionView>,
    /// Sessions that could not be read, damaged or of a newer version: they are left out.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unreadable: u32,
    /// The log's end when this was read.
    pub seq: Seq,
}

/// The current PINs: the answer to `GET pins`, and to a request for new ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Pins {
    pub pins: Vec<Pin>,
}

/// One PIN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Pin {
    pub role: Role,
    pub pin: String,
}

/// A link that pairs one board or device, once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PairingLink {
    /// The path: `/pair/<secret>`.
    pub path: String,
}
