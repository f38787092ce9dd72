//! The wall clock and its corrections. Waits and windows do not depend on it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The wall clock was set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Corrected {
    /// Its time before, ms since 1970.
    pub from_ms: i64,
    /// Its time now, ms since 1970.
    pub to_ms: i64,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}
