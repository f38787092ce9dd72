//! An order whose workflow has ended early: nothing else would ever move it, so it is decided here
//! whether it ends as well or goes on without one. One whose workflow ended before it had told of its
//! beginning begins with that event, so that its page, and whoever holds its drink, learn of its end.

use crema_api::events::AboutOrder;
use crema_api::events::order_processor::WorkflowStopped;
use crema_api::order::{CancelReason, CancelledBy, OrderState};

use super::ManagerDefect;
use super::cancelling::{Cancellation, cancel};
use super::order::Order;
use super::table::{self, OrderDecision};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::fold::fold_into_row;
use crate::kernel::log::RecordedEvent;

/// The workflow has failed: an order that waits is cancelled by the booth. A drink in a barista's
/// hands is finished, as a recalled one: its further waits are timed by the order manager.
pub(super) fn on_failed(
    cascade: &mut Cascade<'_>,
    event: &RecordedEvent,
    about: &AboutOrder,
) -> Result<(), Fault> {
    let order = fold_and_load(cascade, event, about)?;
    if !matches!(order.state(), OrderState::Started | OrderState::Queued) {
        return Ok(());
    }
    let (by, reason) = (CancelledBy::Booth, CancelReason::Other);
    cancel_order(cascade, order, Cancellation { by, reason, action_user_id: None })
}

/// The crew has stopped the workflow: the order is cancelled, unless its drink is on the counter or
/// it has ended already.
pub(super) fn on_stopped(
    cascade: &mut Cascade<'_>,
    event: &RecordedEvent,
    stopped: &WorkflowStopped,
) -> Result<(), Fault> {
    let order = fold_and_load(cascade, event, &stopped.about)?;
    if !order.state().in_flight() {
        return Ok(());
    }
    let (by, reason) = (CancelledBy::Staff, stopped.reason);
    let action_user_id = Some(stopped.action_user_id);
    cancel_order(cascade, order, Cancellation { by, reason, action_user_id })
}

fn fold_and_load(
    cascade: &Cascade<'_>,
    event: &RecordedEvent,
    about: &AboutOrder,
) -> Result<Order, Fault> {
    fold_into_row::<Order>(cascade.tables(), event)?;
    let order = table::load(cascade.tables(), about.order_id)?;
    Ok(order.ok_or(ManagerDefect::NoOrder(about.order_id))?)
}

fn cancel_order(
    cascade: &mut Cascade<'_>,
    order: Order,
    cancellation: Cancellation,
) -> Result<(), Fault> {
    let mut order = OrderDecision::about(cascade, order);
    cancel(&mut order, cancellation)?;
    order.save().map(drop)
}
