//! What the order manager does upon the events of other services.

use crema_api::DomainEvent;
use crema_api::events::AboutOrder;
use crema_api::events::order_manager::WaitingCompletion;
use crema_api::events::order_processor::{OrderTimeOut, TimeOutCause};
use crema_api::ids::OrderId;

use super::moves::Move;
use super::order::Order;
use super::table::OrderDecision;
use super::timers::{self, WAITS};
use super::{ManagerDefect, cancelling, clearing, copies, store, table, tickets, workflow_ends};
use crate::fault::Fault;
use crate::kernel::cascade::{Cascade, Pause};
use crate::kernel::fold::fold_into_row;
use crate::kernel::log::RecordedEvent;

/// Handles an event.
pub(super) fn handle(cascade: &mut Cascade<'_>, event: &RecordedEvent) -> Result<(), Fault> {
    match &event.fact {
        DomainEvent::ConfigChanged(changed) => {
            let was = store::is_paused(cascade.tables())?;
            copies::fold(cascade.tables(), event)?;
            let is = store::is_paused(cascade.tables())?;
            cascade.follow_pause(WAITS, Pause { was, is })?;
            if !changed.cancel_orders {
                return Ok(());
            }
            // The event may come late: those that have begun since are none of its business.
            cancelling::cancel_in_flight(cascade, |order| order.started_seq < event.seq)
        }
        // Orders in flight or on the counter belong to the occasion before, which is over.
        DomainEvent::OccasionStarted(fact) => {
            let was_there =
                |order: &Order| order.occasion != fact.occasion.id && order.started_seq < event.seq;
            cancelling::cancel_in_flight(cascade, was_there)?;
            clearing::clear_counter(cascade, was_there)?;
            copies::fold(cascade.tables(), event)
        }
        DomainEvent::WorkflowStarted(_) | DomainEvent::ShopUnavailable(_) => {
            fold_into_row::<Order>(cascade.tables(), event)
        }
        DomainEvent::WorkflowWaitingCompletion(fact) => queue(cascade, &fact.about),
        DomainEvent::OrderTimeOut(fact) => time_out(cascade, event, fact),
        DomainEvent::WorkflowFailed(fact) => workflow_ends::on_failed(cascade, event, &fact.about),
        DomainEvent::WorkflowStopped(fact) => workflow_ends::on_stopped(cascade, event, fact),
        _ => copies::fold(cascade.tables(), event),
    }
}

/// The order has its number: it shows on the tablets.
fn queue(cascade: &mut Cascade<'_>, numbered: &AboutOrder) -> Result<(), Fault> {
    let order = load_known(cascade, numbered.order_id)?;
    let state = Move::Queue.from(order.state(), order.label())?;
    let wall_ms = cascade.wall_ms();
    let mut order = OrderDecision::about(cascade, order);
    let about = AboutOrder {
        order_number: numbered.order_number,
        order_label: numbered.order_label.clone(),
        ..order.about(state, format!("{} waits for a barista.", numbered.called()))
    };
    let state = format!("{}-CREATED", order.occasion);
    order.emit(WaitingCompletion { about, state, robot: false, ts: wall_ms })?;
    if order.counter {
        tickets::want_slip(&mut order)?;
    }
    order.save().map(drop)
}

/// The order was not chosen, or not made, in time.
fn time_out(
    cascade: &Cascade<'_>,
    event: &RecordedEvent,
    fact: &OrderTimeOut,
) -> Result<(), Fault> {
    let order = load_known(cascade, fact.about.order_id)?;
    // A late delivery: since then the order was made, and its wait is timed here.
    if fact.cause == TimeOutCause::Barista && order.workflow_ended() {
        return Ok(());
    }
    Move::TimeOut.from(order.state(), order.label())?;
    timers::drop_hold(cascade, &order)?;
    fold_into_row::<Order>(cascade.tables(), event)
}

/// An order that the manager knows.
pub(super) fn load_known(cascade: &Cascade<'_>, id: OrderId) -> Result<Order, Fault> {
    Ok(table::load(cascade.tables(), id)?.ok_or(ManagerDefect::NoOrder(id))?)
}
