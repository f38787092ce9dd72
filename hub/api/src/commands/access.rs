//! Commands about who is paired.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Role;
use crate::ids::SessionId;
use crate::word::known;

/// Which drinks a tablet makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetStation {
    /// Ids of the drinks; empty means all.
    pub drinks: Vec<String>,
}

/// Pair by PIN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenSession {
    /// Six digits, which decide the role.
    pub pin: String,
    /// The member of staff.
    pub name: String,
}

/// Pair by a link that is good once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UsePairingLink {
    /// The link's secret.
    pub secret: String,
}

/// End a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct CloseSession {
    pub session_id: SessionId,
}

/// New PINs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct RenewPins {
    #[serde(deserialize_with = "known")]
    pub roles: Vec<Role>,
}

/// A link that pairs one board or device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MakePairingLink {
    /// `board` or `device`.
    #[serde(deserialize_with = "known")]
    pub role: Role,
    /// The name of the board or device: "Board", "Printer 1".
    pub name: String,
}
