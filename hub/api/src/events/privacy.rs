//! Privacy: the erasing of what people left at the booth.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The names on cups, the codes and the task tokens are erased. A holder of a copy (a spool, a
/// picture of a ticket) erases it now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NamesErased {
    /// How many names there were.
    pub names: u32,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}
