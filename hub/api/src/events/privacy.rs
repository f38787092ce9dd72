//! Privacy: the erasing of what people left at the booth.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::Seq;

/// The names on cups, the codes and the task tokens are erased. A holder of a copy (a spool, a
/// picture of a ticket) erases it now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NamesErased {
    /// How many names there were.
    pub names: u32,
    /// They belong to what had happened before this place in the log. What came later is kept.
    #[serde(default)]
    pub before_seq: Seq,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}
