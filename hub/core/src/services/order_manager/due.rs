//! What the order manager does when a timer of an order runs out, and when one that broke is given up.

use crema_api::events::order_manager::{CancelUndone, OrderGivenUp};
use crema_api::ids::{OrderId, SessionId};
use crema_api::order::{CancelledBy, OrderState};
use uuid::Uuid;

use super::ManagerDefect;
use super::cancelling::{self, Cancellation};
use super::clearing::leave_board;
use super::moves::Move;
use super::table::{self, OrderDecision};
use super::timers::{self, COLLECT, COLLECTS, HELD_CANCEL, WAIT, WAITS};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::timers::Timer;

/// Runs a timer that is due.
pub(super) fn run(cascade: &mut Cascade<'_>, timer: &Timer) -> Result<(), Fault> {
    let id = Uuid::from_slice(&timer.subject).map(OrderId);
    let id = id.map_err(ManagerDefect::TimerWithoutOrder)?;
    let order = table::load(cascade.tables(), id)?.ok_or(ManagerDefect::NoOrder(id))?;
    let order = OrderDecision::about(cascade, order);
    match timer.kind.as_str() {
        COLLECT => on_collect_timeout(order),
        WAIT => on_wait_timeout(order),
        HELD_CANCEL => on_held_cancel_timeout(order),
        kind => Err(ManagerDefect::UnknownTimer(kind.to_owned()).into()),
    }
}

/// A timer that broke was given up: a wait begins again, and a held cancel is undone. Otherwise the
/// order would stay as it is for ever.
pub(super) fn on_discarded(cascade: &mut Cascade<'_>, timer: &Timer) -> Result<(), Fault> {
    let Some(id) = timer.order() else { return Ok(()) };
    let Some(order) = table::load(cascade.tables(), id)? else { return Ok(()) };
    match (timer.kind.as_str(), order.state()) {
        (COLLECT, OrderState::Ready) => timers::await_collection(cascade, id),
        (WAIT, OrderState::Queued) => timers::await_barista(cascade, id),
        (HELD_CANCEL, _) => match order.held_cancel() {
            Some(held) => undo_held_cancel(OrderDecision::about(cascade, order), held.by),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

fn undo_held_cancel(
    mut order: OrderDecision<'_, '_>,
    action_user_id: SessionId,
) -> Result<(), Fault> {
    let message = format!("{} is not cancelled after all.", order.label());
    let about = order.about(order.state(), message);
    order.emit(CancelUndone { about, action_user_id })?;
    order.save().map(drop)
}

/// A ready drink was not collected in time.
fn on_collect_timeout(order: OrderDecision<'_, '_>) -> Result<(), Fault> {
    if order.state() != OrderState::Ready
        || timers::wait_for_held_cancel(order.cascade(), &order, COLLECTS)?
    {
        return Ok(());
    }
    leave_board(order)
}

/// No barista made an order in time whose workflow has ended.
fn on_wait_timeout(mut order: OrderDecision<'_, '_>) -> Result<(), Fault> {
    if order.state() != OrderState::Queued
        || timers::wait_for_held_cancel(order.cascade(), &order, WAITS)?
    {
        return Ok(());
    }
    let given_up = Move::TimeOut.from(order.state(), order.label())?;
    let message = format!("No barista could make {} in time, so it was given up.", order.label());
    let about = order.about(given_up, message);
    order.emit(OrderGivenUp { about, action_user_id: None, undo: false })?;
    order.save().map(drop)
}

/// A held cancel was not undone in time: it is done.
fn on_held_cancel_timeout(mut order: OrderDecision<'_, '_>) -> Result<(), Fault> {
    let Some(held) = order.held_cancel() else {
        // Its barista was told that it will be done: it is not dropped without a word.
        return match Move::CancelByStaff.leads_to(order.state()) {
            Some(_) => Err(ManagerDefect::HeldCancelUnreadable(order.id).into()),
            None => Ok(()),
        };
    };
    let (reason, action_user_id) = (held.reason, Some(held.by));
    let cancellation = Cancellation { by: CancelledBy::Staff, reason, action_user_id };
    cancelling::cancel(&mut order, cancellation)?;
    order.save().map(drop)
}
