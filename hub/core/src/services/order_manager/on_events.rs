//! What the order manager does upon the events of other services.

use crema_api::DomainEvent;
use crema_api::events::AboutOrder;
use crema_api::events::order_manager::{RoomRefused, RoomTaken, WaitingCompletion};
use crema_api::events::order_processor::{OrderTimeOut, RoomWanted};
use crema_api::ids::{OrderId, Seq};
use crema_api::order::OrderState;

use super::moves::Move;
use super::order::Order;
use super::room::OrderStart;
use super::table::OrderDecision;
use super::timers::{self, WAITS};
use super::{
    ManagerDefect, cancelling, clearing, copies, pace, room, store, table, tickets, workflow_ends,
};
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
            copies::fold(cascade.tables(), event)?;
            pace::fold(cascade.tables(), event)
        }
        DomainEvent::RoomWanted(fact) => answer_for_room(cascade, event.seq, fact),
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

/// A workflow asks for room. With the answer its order begins, and takes room until it ends.
fn answer_for_room(
    cascade: &mut Cascade<'_>,
    asked_at: Seq,
    RoomWanted { about: wanted, started_seq }: &RoomWanted,
) -> Result<(), Fault> {
    let tables = cascade.tables();
    if let Some(order) = table::load(tables, wanted.order_id)? {
        // A late delivery: the order has ended without an answer, and its workflow as well.
        if !order.state().in_flight() {
            return Ok(());
        }
        let about = order.about(order.state(), "The order has its room already.");
        return cascade.emit(RoomTaken { about }).map(drop);
    }
    let room = room::load(tables)?.ok_or(ManagerDefect::NoOccasion)?;
    let start = OrderStart { occasion: &wanted.event_id, seq: started_seq.unwrap_or(asked_at) };
    match room.refusal(start) {
        None => {
            let about = wanted.now(OrderState::Started, "There was room for the order.");
            OrderDecision::begin(cascade, RoomTaken { about })?.save().map(drop)
        }
        Some(cause) => {
            let about = wanted.now(OrderState::Started, "The booth takes no order now.");
            cascade.emit(RoomRefused { about, cause }).map(drop)
        }
    }
}

/// The order has its number: it shows on the tablets.
fn queue(cascade: &mut Cascade<'_>, numbered: &AboutOrder) -> Result<(), Fault> {
    let order = load_known(cascade, numbered.order_id)?;
    // A late delivery: the order was cancelled while its number was on the way.
    let Some(state) = Move::Queue.leads_to(order.state()) else { return Ok(()) };
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
    if order.times_out_by(fact.cause) {
        timers::drop_hold(cascade, &order)?;
    }
    fold_into_row::<Order>(cascade.tables(), event)
}

/// An order that the manager knows.
pub(super) fn load_known(cascade: &Cascade<'_>, id: OrderId) -> Result<Order, Fault> {
    Ok(table::load(cascade.tables(), id)?.ok_or(ManagerDefect::NoOrder(id))?)
}
