//! Orders as people and pages see them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::is_zero;
use crate::ids::{OrderId, OrderNumber, Seq, SessionId};
use crate::order::{CancelReason, CancelledBy, DrinkOrder, OrderState, UnavailableCause};

/// An order as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrderView {
    /// Its id.
    pub id: OrderId,
    /// Its number, once drawn.
    pub number: Option<OrderNumber>,
    /// `B42`, once drawn.
    pub label: Option<String>,
    /// Its state.
    pub state: OrderState,
    /// The drink that was chosen.
    pub drink: Option<DrinkOrder>,
    /// The name for the cup, while it exists.
    pub name: Option<String>,
    /// Its place among the other orders: an order with a smaller place is made first.
    pub place: i64,
    /// Place among the queued, from 1; only while queued.
    pub place_in_line: Option<u32>,
    /// Expected wait in whole minutes; only while queued.
    pub expected_wait_min: Option<u32>,
    /// Who makes or made it.
    pub barista: Option<Person>,
    /// Why it ended, if it did not end well.
    pub ending: Option<Ending>,
    /// Booth time of *Start*, ms.
    pub started_booth_ms: u64,
    /// Booth time until which the customer may choose, ms; only while started.
    pub choose_until_booth_ms: Option<u64>,
    /// Booth time at which it was placed, ms.
    pub queued_booth_ms: Option<u64>,
    /// Booth time at which it is given up unless a barista claims it, ms; only while queued. Absent
    /// while the store is paused, since the wait is suspended then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub give_up_booth_ms: Option<u64>,
    /// Booth time at which it was last claimed, ms.
    pub claimed_booth_ms: Option<u64>,
    /// Booth time at which it last became ready, ms.
    pub ready_booth_ms: Option<u64>,
    /// Whether it was taken at the counter: its guest has a slip and no page.
    #[serde(default)]
    pub counter: bool,
    /// Whether it is made again.
    #[serde(default)]
    pub remake: bool,
    /// Whether it was given up after waiting too long, and requeued.
    #[serde(default)]
    pub requeued: bool,
    /// Set while an order that was given up can still be requeued: until the day ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_up: Option<GivenUp>,
    /// The drink before the last change, to be shown struck through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_drink: Option<DrinkOrder>,
    /// How often it was called again.
    #[serde(default)]
    pub calls: u32,
    /// Set while a staff cancellation can still be undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelling: Option<Cancelling>,
    /// The order's link `/o/<secret>`: to its owner only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The journey's link `/j/<secret>`: to its owner only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub journey: Option<String>,
    /// Of an order as it was: its events that could not be read, damaged or of a newer version. What
    /// they changed is left out.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unreadable: u32,
    /// Booth time now, ms: ages are calculated from it.
    pub booth_ms: u64,
    /// The log's end when this was read.
    pub seq: Seq,
}

/// How a placed order was given up after waiting too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct GivenUp {
    /// Booth time at which it was given up, ms.
    pub at_booth_ms: u64,
    /// Whether a member of staff has dismissed the notice that tablets show of it.
    pub dismissed: bool,
}

/// A cancel that can still be undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Cancelling {
    /// Why.
    pub reason: CancelReason,
    /// Who cancelled the order.
    pub by: Person,
    /// Booth time at which the order is cancelled, ms.
    pub until_booth_ms: u64,
}

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Their session.
    pub session_id: SessionId,
    /// Their name, while it exists.
    pub name: Option<String>,
}

/// Why an order ended before it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Ending {
    /// The workflow refused it.
    Refused {
        /// Why.
        cause: UnavailableCause,
    },
    /// The customer did not choose in time.
    NotChosen,
    /// No barista made it in time.
    NotMade,
    /// It was cancelled.
    Cancelled {
        /// Why.
        reason: CancelReason,
        /// By whom.
        by: CancelledBy,
    },
    /// In a way that this version does not know.
    #[serde(other)]
    #[schemars(skip)]
    Unknown,
}

/// Several orders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Orders {
    /// Oldest first.
    pub orders: Vec<OrderView>,
    /// Orders that could not be read, damaged or of a newer version: they are left out.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unreadable: u32,
    /// Booth time now, ms.
    pub booth_ms: u64,
    /// The log's end when this was read.
    pub seq: Seq,
}
