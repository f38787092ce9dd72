//! Commands about orders.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::{OrderId, SessionId};
use crate::order::CancelReason;
use crate::selection::Selections;
use crate::word::known;

/// *Start* with a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// As typed: any case, spaces allowed, with or without the booth's letter.
    pub code: String,
}

/// One order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OneOrder {
    /// Which.
    pub order_id: OrderId,
}

/// Choose and place, or change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub struct Place {
    /// Which order.
    pub order_id: OrderId,
    /// The drink's id in the menu.
    pub drink: String,
    /// The answer by modifier. One that is not named takes its default, `null` is refused as
    /// unanswered; a change that leaves out what the order has otherwise is refused as well.
    #[serde(default, skip_serializing_if = "Selections::is_empty")]
    pub modifiers: Selections,
    /// For the cup. `None` on a change leaves the name as it is; empty takes it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Choose and place, or change, what a page showed. Nothing is added to it: a modifier that is not
/// named is left open, and the order refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceShown {
    /// The choice, with every row of the page named.
    pub place: Place,
    /// Modifiers of which the page showed the default as chosen, and no person answered. In a change
    /// such a default never overrules what the order has.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub defaults: BTreeSet<String>,
    /// Whether a queued order may be changed: a page that was written before the order was placed
    /// places it and no more.
    pub may_change: bool,
}

/// Orders that one command claims at the most: what two hands can make at once.
pub const CLAIM_SEVERAL_MAX: usize = 6;

/// Claim several orders: all or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClaimSeveral {
    /// Which; at most 6.
    pub order_ids: Vec<OrderId>,
}

/// An order taken at the counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CounterOrder {
    /// The drink's id in the menu.
    pub drink: String,
    /// The answer by modifier. One that is not named takes its default, `null` is refused as
    /// unanswered.
    #[serde(default, skip_serializing_if = "Selections::is_empty")]
    pub modifiers: Selections,
    /// Whether every choice is named, as by a page that shows them: a modifier that is not named is
    /// then refused as open, and takes no default.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub complete: bool,
    /// For the cup.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The answer to the question that a full booth asks: take it all the same.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub over_capacity: bool,
}

/// Hand every order that one barista is making to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct HandOver {
    pub to: SessionId,
}

/// How long the last move of an order can be undone, ms of booth time: the 10 s that a tablet
/// counts down, and one more for a press in the last second to arrive.
pub const UNDO_MS: u64 = 11_000;

/// Cancel an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cancel {
    /// Which.
    pub order_id: OrderId,
    /// Staff say why; a customer's is always `customer`.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "known")]
    pub reason: Option<CancelReason>,
    /// Staff only: to be done in 11 s, so that it can be undone until then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub held: bool,
}

/// End an order's workflow, wherever it is, and cancel the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StopExecution {
    /// Which order's.
    pub order_id: OrderId,
    /// Why; `other` if it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "known")]
    pub reason: Option<CancelReason>,
}

/// Write another name on the cup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NameCup {
    /// Which order's.
    pub order_id: OrderId,
    /// The name; empty takes it away.
    pub name: String,
}
