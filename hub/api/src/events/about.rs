//! The fields that every event about an order has.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

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
    /// A sentence for the order journey.
    #[serde(rename = "Message")]
    pub message: String,
}

/// [`AboutOrder`] as `OrderManager.WaitingCompletion` has it: there the original's `drinkOrder` names
/// the customer as well. In every event that would cost a life half a kB.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct WithCustomersDrink<'a> {
    /// The order.
    order_id: OrderId,
    /// Its customer.
    user_id: UserId,
    /// The occasion.
    event_id: &'a OccasionId,
    /// Digits as text, as in the original.
    #[serde(skip_serializing_if = "Option::is_none", with = "number_as_text")]
    #[schemars(with = "Option<String>")]
    order_number: &'a Option<OrderNumber>,
    /// The number as people read it: `B42`.
    #[serde(skip_serializing_if = "Option::is_none")]
    order_label: Option<&'a str>,
    /// The drink that was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    drink_order: Option<CustomersDrink<'a>>,
    /// The order's state after this event.
    order_state: OrderState,
    /// A sentence for the order journey.
    #[serde(rename = "Message")]
    message: &'a str,
}

/// A drink, and the customer who ordered it.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct CustomersDrink<'a> {
    #[serde(flatten)]
    drink: &'a DrinkOrder,
    /// The order's customer.
    user_id: UserId,
}

/// Writes [`WithCustomersDrink`].
pub(super) fn with_customers_drink<S: Serializer>(
    about: &AboutOrder,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let user_id = about.user_id;
    WithCustomersDrink {
        order_id: about.order_id,
        user_id,
        event_id: &about.event_id,
        order_number: &about.order_number,
        order_label: about.order_label.as_deref(),
        drink_order: about.drink_order.as_ref().map(|drink| CustomersDrink { drink, user_id }),
        order_state: about.order_state,
        message: &about.message,
    }
    .serialize(serializer)
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
