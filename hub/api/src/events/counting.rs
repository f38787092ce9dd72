//! Counting: order numbers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::AboutOrder;

/// A number was drawn for an order: `orderNumber`, counted per occasion from 1, never twice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NumberDrawn {
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub about: AboutOrder,
}
