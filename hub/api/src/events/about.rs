//! The fields that every event about an order has.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::SCHEMA_VERSION;
use crate::ids::{OccasionId, OrderId, OrderNumber, UserId};
use crate::order::{DrinkOrder, OrderState};

/// The fields of every event about an order, so that a consumer need not query the hub.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AboutOrder {
    /// The order.
    pub order_id: OrderId,
    /// Its customer.
    pub user_id: UserId,
    /// The occasion.
    pub event_id: OccasionId,
    /// Digits as text, as in the original; absent until the number is drawn.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "number_as_text")]
    #[schemars(with = "Option<String>")]
    pub order_number: Option<OrderNumber>,
    /// The number as people read it: `B42`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_label: Option<String>,
    /// The drink that was chosen; absent until the order is placed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drink_order: Option<DrinkOrder>,
    /// The order's state after this event.
    pub order_state: OrderState,
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// A sentence for the order journey.
    #[serde(rename = "Message")]
    pub message: String,
}

impl AboutOrder {
    /// An order that has just begun.
    #[must_use]
    pub fn started(order_id: OrderId, user_id: UserId, event_id: OccasionId) -> Self {
        Self {
            order_id,
            user_id,
            event_id,
            order_number: None,
            order_label: None,
            drink_order: None,
            order_state: OrderState::Started,
            schema_version: SCHEMA_VERSION,
            message: String::new(),
        }
    }

    /// The same order, in `state`, with another sentence.
    #[must_use]
    pub fn now(&self, state: OrderState, message: impl Into<String>) -> Self {
        Self { order_state: state, message: message.into(), ..self.clone() }
    }

    /// `B42`, or "The order" while it has no number: the beginning of a sentence.
    #[must_use]
    pub fn called(&self) -> &str {
        self.order_label.as_deref().unwrap_or("The order")
    }
}

mod number_as_text {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::ids::OrderNumber;

    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "serde's `with` calls it so"
    )]
    pub fn serialize<S: Serializer>(n: &Option<OrderNumber>, s: S) -> Result<S::Ok, S::Error> {
        match n {
            Some(n) => s.collect_str(n),
            None => s.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<OrderNumber>, D::Error> {
        let text = Option::<String>::deserialize(d)?;
        text.map(|text| text.parse().map_err(D::Error::custom)).transpose()
    }
}
