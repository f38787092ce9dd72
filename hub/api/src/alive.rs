//! Signs of life: how the hub knows that a printer or a board is there.
//!
//! A program that has died says nothing, and neither does its connection: a pulled cable or a
//! frozen process leaves a stream open for minutes. So a device sends a small request every
//! [`SIGN_EVERY`], and is *gone* after [`GONE_AFTER`] without one. `crema-client`'s `Pulse` decides
//! when a device may send one.

use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The time between two signs of life: four may be lost before a device is called gone.
pub const SIGN_EVERY: Duration = Duration::from_secs(2);
/// A device without a sign of life for this long is gone.
pub const GONE_AFTER: Duration = Duration::from_secs(10);

/// A sign of life.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignOfLife {
    /// The printer's name; a board leaves it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printer: Option<String>,
}

/// The answer to a sign of life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignTaken {
    /// Whether the printer is to report its condition: it was gone, or is not known yet.
    pub report: bool,
}
