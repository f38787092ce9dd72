//! An order's states and what was chosen.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::menu::{Drink, MILK, Menu};
use crate::word::words;

words! {
    /// The state of an order. Which moves lead from one state to another is decided in one place, the
    /// order manager.
    pub enum OrderState {
        /// A drink was taken from a code; the customer is choosing.
        Started = "started",
        /// Placed and numbered; waiting for a barista.
        Queued = "queued",
        /// A barista has claimed it.
        Making = "making",
        /// On the counter.
        Ready = "ready",
        /// Handed over.
        Collected = "collected",
        /// Was ready and not collected in time; staff can still hand it over.
        Uncollected = "uncollected",
        /// Cancelled by the customer or by staff.
        Cancelled = "cancelled",
        /// Not chosen, or not made, in time.
        TimedOut = "timed_out",
        /// The booth was closed or full at *Start*.
        Refused = "refused",
    }
}

impl OrderState {
    /// Whether it takes a place in the booth's capacity (`ORDERS_IN_FLIGHT_MAX`).
    #[must_use]
    pub fn in_flight(self) -> bool {
        matches!(self, Self::Started | Self::Queued | Self::Making)
    }

    /// Whether someone still waits for something: in flight, or ready on the counter.
    #[must_use]
    pub fn open(self) -> bool {
        self.in_flight() || self == Self::Ready
    }
}

/// What was ordered, as it was at that moment: a later change of the menu does not touch it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DrinkOrder {
    /// The drink's name, as the original has it.
    pub drink: String,
    /// The drink's id in the menu.
    pub drink_id: String,
    /// The drink's id again: the original's consumers find the icon by it.
    pub icon: String,
    /// Choices other than the default, as words, as the original has them.
    pub modifiers: Vec<String>,
    /// Every choice with its modifier, defaults included.
    pub choices: Vec<Choice>,
    /// Choices of the order before it was changed to a drink that does not ask for them, so that a
    /// further change does not silently begin again from a default.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remembered: Vec<Choice>,
}

/// One modifier and what was taken of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Choice {
    /// The modifier's name, such as `Milk`.
    pub modifier: String,
    /// The option's name, such as `Oat`.
    pub option: String,
    /// Whether it is the modifier's default.
    pub default: bool,
}

impl DrinkOrder {
    /// The choice of this modifier, in this drink or in the drink that the order was before.
    #[must_use]
    pub fn choice_or_remembered(&self, modifier: &str) -> Option<&Choice> {
        self.choices.iter().chain(&self.remembered).find(|choice| choice.modifier == modifier)
    }

    /// Whether a change of this order to `drink` may take this default of a modifier, and no person
    /// says so. A default never overrules what the order has; and a row that the order never
    /// answered is asked for where it may be the successor of one that it did: the drink is the same,
    /// or something that was chosen finds no row any longer.
    #[must_use]
    pub fn allows_default(
        &self,
        menu: &Menu,
        drink: &Drink,
        modifier: &str,
        default: &str,
    ) -> bool {
        if let Some(had) = self.choice_or_remembered(modifier) {
            return had.option == default;
        }
        let is_on_menu = |choice: &Choice| {
            menu.drinks.iter().any(|any| any.modifier(&choice.modifier).is_some())
        };
        let mut without_row = self
            .choices
            .iter()
            .chain(&self.remembered)
            .filter(|choice| drink.modifier(&choice.modifier).is_none());
        self.drink_id != drink.id && without_row.all(|choice| choice.default && is_on_menu(choice))
    }

    /// The milk, if it is another than the default: what must not go wrong.
    #[must_use]
    pub fn special_milk(&self) -> Option<&str> {
        self.choices
            .iter()
            .find(|choice| choice.modifier == MILK && !choice.default)
            .map(|choice| choice.option.as_str())
    }

    /// Choices other than the default, without the milk.
    pub fn extras(&self) -> impl Iterator<Item = &Choice> {
        self.choices.iter().filter(|choice| choice.modifier != MILK && !choice.default)
    }
}

words! {
    /// Why staff cancelled: a list, so that it can be counted and said in the customer's language.
    pub enum CancelReason {
        /// The customer changed their mind (also the reason of a customer's own cancel).
        Customer = "customer",
        /// Something it needs has sold out.
        SoldOut = "sold_out",
        /// A machine is broken.
        Machine = "machine",
        /// The same order twice.
        Duplicate = "duplicate",
        /// The booth closed.
        Closing = "closing",
        /// Another reason.
        Other = "other",
    }
}

words! {
    /// Who cancelled an order.
    pub enum CancelledBy {
        Customer = "customer",
        Staff = "staff",
        Booth = "booth",
    }
}

words! {
    /// Why the workflow refused an order.
    pub enum UnavailableCause {
        /// The store was closed.
        Closed = "closed",
        /// The store was paused.
        Paused = "paused",
        /// Last orders had been called.
        LastOrders = "last_orders",
        /// As many orders in flight as the booth takes.
        Full = "full",
    }
}
