//! The order manager: every move of an order that a person makes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::about::{AboutOrder, WithCustomersDrink, with_customers_drink};
use crate::ids::{OccasionId, SessionId};
use crate::order::{CancelReason, CancelledBy, DrinkOrder, OrderState, UnavailableCause};

order_events! {
    /// The booth takes orders and has room: the order is in flight from now on.
    pub struct RoomTaken {}

    /// The order takes no room; its workflow says so to its customer and ends.
    pub struct RoomRefused {
        /// Why not.
        pub cause: UnavailableCause,
    }

    /// The customer has chosen and placed the order.
    pub struct OrderPlaced {
        /// The wait announced to the customer, in whole minutes.
        pub expected_wait_min: u32,
    }

    /// Drink or extras were changed before a barista claimed it; number and place stay.
    pub struct OrderChanged {
        /// The drink before the change.
        pub previous_drink_order: DrinkOrder,
    }

    /// A barista claimed the order, or let it go again (then `baristaUserId` is empty).
    pub struct MakeOrder {
        /// The barista's session, or empty text.
        #[serde(with = "session_or_empty")]
        #[schemars(with = "String")]
        pub barista_user_id: Option<SessionId>,
        /// Whether it undoes the order's last move: the order is again as it was before that move.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub undo: bool,
    }

    /// A ticket is to be printed.
    pub struct TicketWanted {
        /// Whether the same order had a ticket before; this one is marked as a copy.
        pub copy: bool,
        /// Whether the order was changed after its first ticket; this one is marked.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub changed: bool,
        /// Whether the drink is made again; the ticket is marked.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub remake: bool,
        /// Who asked for it.
        pub barista_user_id: SessionId,
        /// The order's place in line at that moment, from 1; 0 once the drink is ready.
        pub place_in_line: u32,
        /// The occasion's name, for the foot of the ticket.
        pub occasion_name: String,
    }

    /// The barista has finished it: once per order.
    pub struct OrderCompleted {
        /// `COMPLETED`, as in the original.
        #[serde(rename = "ORDERSTATE")]
        pub orderstate: String,
        /// Who finished it.
        pub action_user_id: SessionId,
        /// Since when it had waited, in ms of booth time: from its first place in the queue on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub queued_booth_ms: Option<u64>,
    }

    /// Ready again: it had been ready before.
    pub struct OrderReadyAgain {
        /// Who finished it.
        pub action_user_id: SessionId,
        /// Its state before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub was: Option<OrderState>,
        /// Whether it undoes the order's last move: the order is again as it was before that move.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub undo: bool,
    }

    /// Cancelled.
    pub struct OrderCancelled {
        /// `CANCELLED`, as in the original.
        #[serde(rename = "ORDERSTATE")]
        pub orderstate: String,
        /// Why.
        pub reason: CancelReason,
        /// By whom.
        pub by: CancelledBy,
        /// The member of staff, if it was one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub action_user_id: Option<SessionId>,
        /// Whether the order had been placed: if not, its drink goes back to the code.
        pub was_placed: bool,
        /// Whether it had been ready (the workflow had ended then).
        pub was_finished: bool,
    }

    /// Handed over.
    pub struct OrderCollected {
        /// Who handed it over.
        pub action_user_id: SessionId,
        /// Its state before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub was: Option<OrderState>,
    }

    /// Not collected in time: it leaves the board.
    pub struct OrderUncollected {}

    /// Back in making after a wrong press. The workflow has ended and does not run again.
    pub struct OrderRecalled {
        /// Who recalled it, and makes it now.
        pub action_user_id: SessionId,
        /// Its state before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub was: Option<OrderState>,
    }

    /// An order was taken at the counter, for a guest without a phone. The workflow skips the
    /// customer's wait.
    pub struct CounterOrderTaken {
        /// The wait announced to the guest, in whole minutes.
        pub expected_wait_min: u32,
        /// Who took it.
        pub action_user_id: SessionId,
        /// Whether it was taken although the booth was full.
        pub over_capacity: bool,
    }

    /// A slip with the number is to be printed, for the guest.
    pub struct SlipWanted {
        /// The wait announced to the guest, in whole minutes.
        pub expected_wait_min: u32,
        /// The occasion's name, for the foot of the slip.
        pub occasion_name: String,
    }

    /// A drink was spoiled: the order is back at the top of the queue.
    pub struct OrderRemade {
        /// Who said so.
        pub action_user_id: SessionId,
        /// Whether it had been ready (the workflow had ended then).
        pub was_finished: bool,
        /// Its state before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub was: Option<OrderState>,
    }

    /// An order that was given up after waiting too long is back at the top of the queue. Its workflow
    /// has ended and does not run again: the order manager times this wait.
    pub struct OrderRequeued {
        /// Who took it back.
        pub action_user_id: SessionId,
        /// When the order was placed, in ms of booth time: its wait counts from then.
        pub placed_booth_ms: u64,
        /// Whether it had been ready before.
        pub was_finished: bool,
    }

    /// An order whose workflow had ended was given up: its wait for a barista ran out, or the member of
    /// staff who had requeued it undid that. (While the workflow runs, the event is
    /// `OrderProcessor.OrderTimeOut`.)
    pub struct OrderGivenUp {
        /// The member of staff, if one undid a requeue.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub action_user_id: Option<SessionId>,
        /// Whether it undoes the order's last move: the order is again as it was before that move.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub undo: bool,
    }

    /// Staff have dismissed the notice that the order was given up: no tablet shows it any longer.
    pub struct NoticeDismissed {
        /// Who dismissed it.
        pub action_user_id: SessionId,
    }

    /// A ready order was called again.
    pub struct OrderCalledAgain {
        /// Who called.
        pub action_user_id: SessionId,
    }

    /// A queued order was put at the top.
    pub struct OrderMovedToTop {
        /// Who moved it.
        pub action_user_id: SessionId,
    }

    /// Another barista took the order over.
    pub struct OrderTakenOver {
        /// Who makes it now.
        pub barista_user_id: SessionId,
        /// Who made it before.
        pub previous_barista_user_id: Option<SessionId>,
        /// Whether it undoes the order's last move: the order is again as it was before that move.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub undo: bool,
    }

    /// Staff cancelled the order, but can undo that until the given time: until then its state is
    /// the same. `OrderManager.OrderCancelled` follows, or `OrderManager.CancelUndone`, unless the
    /// order ends in another way before.
    pub struct CancelHeld {
        /// Why.
        pub reason: CancelReason,
        /// Who cancelled it.
        pub action_user_id: SessionId,
        /// When the order is cancelled, in ms of booth time.
        pub until_booth_ms: u64,
    }

    /// A held cancel was undone: the order goes on as before.
    pub struct CancelUndone {
        /// Who undid it.
        pub action_user_id: SessionId,
    }

    /// An order that had been put at the top is back in its place.
    pub struct OrderMovedBack {
        /// Who moved it.
        pub action_user_id: SessionId,
    }

    /// Staff wrote another name on the cup (which is in no event).
    pub struct CupNamed {
        /// Who did it.
        pub action_user_id: SessionId,
    }

    /// The name was taken from the order.
    pub struct NameHidden {
        /// Who did it.
        pub action_user_id: SessionId,
    }
}

/// The order shows on the tablets: once per order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct WaitingCompletion {
    /// Its order, as it is after this event.
    #[serde(flatten, serialize_with = "with_customers_drink")]
    #[schemars(with = "WithCustomersDrink<'static>")]
    pub about: AboutOrder,
    /// The original's index key: `<eventId>-CREATED`.
    pub state: String,
    /// Whether a robot may make it; always false here.
    pub robot: bool,
    /// Wall time in ms.
    #[serde(rename = "TS")]
    pub ts: i64,
}

/// The day is over: nothing is in flight, and what was ready has left the board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DayEnded {
    /// The occasion.
    pub event_id: OccasionId,
    /// Drinks that were not collected.
    pub uncollected: u32,
    /// Orders that were open and cannot be read: they were left as they are.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unreadable: u32,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

mod session_or_empty {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::ids::SessionId;

    #[allow(clippy::ref_option, reason = "serde's `with` calls it so")]
    pub fn serialize<S: Serializer>(id: &Option<SessionId>, s: S) -> Result<S::Ok, S::Error> {
        match id {
            Some(id) => s.collect_str(id),
            None => s.serialize_str(""),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<SessionId>, D::Error> {
        let text = String::deserialize(d)?;
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(D::Error::custom)
    }
}
