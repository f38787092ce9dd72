//! Cancelling: at once, held until it can no longer be undone, and of all orders in flight.

use crema_api::commands::UNDO_MS;
use crema_api::events::order_manager::{CancelHeld, OrderCancelled};
use crema_api::ids::SessionId;
use crema_api::order::{CancelReason, CancelledBy, OrderState};

use super::moves::Move;
use super::order::Order;
use super::table::{self, OrderDecision};
use super::timers;
use super::words::cancelled_because;
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;

/// By whom and why an order is cancelled.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cancellation {
    /// By whom.
    pub by: CancelledBy,
    /// Why.
    pub reason: CancelReason,
    /// The member of staff, if it was one.
    pub action_user_id: Option<SessionId>,
}

/// Cancels an order.
///
/// # Errors
/// Refused when the order's state does not allow it.
pub(super) fn cancel(
    order: &mut OrderDecision<'_, '_>,
    Cancellation { by, reason, action_user_id }: Cancellation,
) -> Result<(), Fault> {
    let step = match by {
        CancelledBy::Customer => Move::CancelByCustomer,
        CancelledBy::Staff | CancelledBy::Booth | CancelledBy::Unknown(_) => Move::CancelByStaff,
    };
    let cancelled = step.from(order.state(), order.label())?;
    timers::follow_move(order.cascade(), order, cancelled)?;
    timers::drop_hold(order.cascade(), order)?;
    if order.state() == OrderState::Ready {
        timers::stop_collection(order.cascade(), order.id)?;
    }
    let message = format!("{} was cancelled{}.", order.label(), cancelled_because(by, reason));
    order.emit(OrderCancelled {
        about: order.about(cancelled, message),
        orderstate: "CANCELLED".to_owned(),
        reason,
        by,
        action_user_id,
        was_placed: order.drink.is_some(),
        was_finished: order.completed,
    })
}

/// Holds a cancel, to be done when it can no longer be undone. A second request for it is the same
/// cancel, with the newer reason.
///
/// # Errors
/// Refused when the order's state does not allow it.
pub(super) fn hold_cancel(
    order: &mut OrderDecision<'_, '_>,
    reason: CancelReason,
    action_user_id: SessionId,
) -> Result<(), Fault> {
    Move::CancelByStaff.from(order.state(), order.label())?;
    let until = order.cascade().now().plus(UNDO_MS);
    timers::hold_cancel(order.cascade(), order.id, until)?;
    let about = order.about(order.state(), format!("{} is being cancelled.", order.label()));
    order.emit(CancelHeld { about, reason, action_user_id, until_booth_ms: until.0 })
}

/// Cancels the orders in flight that an event is about, because the booth closes.
pub(super) fn cancel_in_flight(
    cascade: &mut Cascade<'_>,
    is_about: impl Fn(&Order) -> bool,
) -> Result<(), Fault> {
    let (by, reason) = (CancelledBy::Booth, CancelReason::Closing);
    for order in table::in_flight(cascade.tables())?.rows.into_iter().filter(is_about) {
        let mut order = OrderDecision::about(cascade, order);
        cancel(&mut order, Cancellation { by, reason, action_user_id: None })?;
        order.save()?;
    }
    Ok(())
}
