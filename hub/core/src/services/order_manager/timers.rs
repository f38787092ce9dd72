//! The timers of an order: for its guest to collect it, for a held cancel, and for the wait in the
//! queue once the workflow, which times it before, has ended.

use crema_api::ids::{BoothMs, OrderId};
use crema_api::order::OrderState;
use crema_api::store::StoreState;

use super::NAME;
use super::order::Order;
use super::store;
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::timers::TimerKind;

/// The kind of the timers that make a ready order uncollected.
pub(super) const COLLECT: &str = "collect";
/// The kind of the timers that do a held cancel.
pub(super) const HELD_CANCEL: &str = "held_cancel";
/// The kind of the timers of queued orders whose workflow has ended.
pub(super) const WAIT: &str = "wait";

/// The timers that make a ready order uncollected.
pub(super) const COLLECTS: TimerKind<'static> = TimerKind { owner: NAME, kind: COLLECT };
const HELD_CANCELS: TimerKind<'static> = TimerKind { owner: NAME, kind: HELD_CANCEL };
/// The timers of queued orders whose workflow has ended. They are suspended while the store is
/// paused.
pub(crate) const WAITS: TimerKind<'static> = TimerKind { owner: NAME, kind: WAIT };

/// Sets the time within which a ready order is to be collected.
pub(super) fn await_collection(cascade: &Cascade<'_>, id: OrderId) -> Result<(), Fault> {
    let due = cascade.now().plus(store::load(cascade.tables())?.collect_ms);
    cascade.set_timer(COLLECTS.of_order(&id), due)
}

/// The order is no longer on the counter.
pub(super) fn stop_collection(cascade: &Cascade<'_>, id: OrderId) -> Result<(), Fault> {
    cascade.cancel_timer(COLLECTS.of_order(&id))
}

/// Sets the time at which a held cancel is done.
pub(super) fn hold_cancel(cascade: &Cascade<'_>, id: OrderId, until: BoothMs) -> Result<(), Fault> {
    cascade.set_timer(HELD_CANCELS.of_order(&id), until)
}

/// A held cancel, if there is one, is not done by its timer: the order ends, or goes on.
pub(super) fn drop_hold(cascade: &Cascade<'_>, order: &Order) -> Result<(), Fault> {
    match order.held_cancel() {
        Some(_) => cascade.cancel_timer(HELD_CANCELS.of_order(&order.id)),
        None => Ok(()),
    }
}

/// Sets a timer that has run out again if a cancel is held: its outcome comes first. Returns
/// whether it did.
pub(super) fn wait_for_held_cancel(
    cascade: &Cascade<'_>,
    order: &Order,
    timer: TimerKind<'_>,
) -> Result<bool, Fault> {
    let Some(held) = order.held_cancel() else { return Ok(false) };
    cascade.set_timer(timer.of_order(&order.id), held.until.plus(1))?;
    Ok(true)
}

/// Begins or ends the wait of an order that is about to move from its state to `next`, if its
/// workflow has ended and no longer times it.
pub(super) fn follow_move(
    cascade: &Cascade<'_>,
    order: &Order,
    next: OrderState,
) -> Result<(), Fault> {
    let queued = OrderState::Queued;
    if !order.workflow_ended() || (order.state() == queued) == (next == queued) {
        return Ok(());
    }
    let key = WAITS.of_order(&order.id);
    if next == queued { await_barista(cascade, order.id) } else { cascade.cancel_timer(key) }
}

/// Sets the time within which a barista is to make a queued order whose workflow has ended.
pub(super) fn await_barista(cascade: &Cascade<'_>, id: OrderId) -> Result<(), Fault> {
    let key = WAITS.of_order(&id);
    let store = store::load(cascade.tables())?;
    if store.state == StoreState::Paused {
        cascade.set_timer_suspended(key, store.wait_ms)
    } else {
        cascade.set_timer(key, cascade.now().plus(store.wait_ms))
    }
}
