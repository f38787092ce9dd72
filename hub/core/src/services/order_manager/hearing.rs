//! How the order manager handles events.

use crema_api::DomainEvent;
use crema_api::answers::Ending;
use crema_api::events::AboutOrder;
use crema_api::events::order_manager::{OrderUncollected, SlipWanted, WaitingCompletion};
use crema_api::events::order_processor::TimeOutCause;
use crema_api::ids::OrderId;
use crema_api::order::{CancelReason, CancelledBy, OrderState};

use super::moves::Move;
use super::row::{self, OrderRow};
use super::undo::UndoEntry;
use super::{ManagerDefect, collect_timer, commands, given_up, menu, shop, staff, telling, undo};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::log::RecordedEvent;

pub(super) fn handle(cascade: &mut Cascade<'_>, event: &RecordedEvent) -> Result<(), Fault> {
    match &event.fact {
        DomainEvent::ConfigChanged(changed) => {
            shop::keep(cascade, &changed.config)?;
            menu::keep(cascade, &changed.config.menu)?;
            if changed.cancel_orders { cancel_in_flight(cascade) } else { Ok(()) }
        }
        // Orders in flight or on the counter belong to the occasion before, which is over.
        DomainEvent::OccasionStarted(_) => {
            cancel_in_flight(cascade)?;
            clear_counter(cascade).map(drop)
        }
        DomainEvent::WorkflowStarted(fact) => open(cascade, event, &fact.about, None),
        DomainEvent::ShopUnavailable(fact) => {
            open(cascade, event, &fact.about, Some(Ending::Refused { cause: fact.cause }))
        }
        DomainEvent::WorkflowWaitingCompletion(fact) => queue(cascade, event, &fact.about),
        DomainEvent::OrderTimeOut(fact) => {
            let mut order = known(cascade, fact.about.order_id)?;
            match fact.cause {
                TimeOutCause::Customer => not_chosen(cascade, order),
                // A late delivery: since then the order was made, and its wait is timed here.
                TimeOutCause::Barista if order.workflow_ended() => Ok(()),
                TimeOutCause::Barista => given_up::give_up(cascade, &mut order),
            }
        }
        DomainEvent::SessionOpened(fact) if fact.role.is_staff() => {
            staff::came(cascade, fact.session_id)
        }
        DomainEvent::SessionClosed(fact) => staff::went(cascade, fact.session_id),
        DomainEvent::StationSet(fact) => staff::makes(cascade, fact.session_id, &fact.drinks),
        _ => Ok(()),
    }
}

fn open(
    cascade: &Cascade<'_>,
    event: &RecordedEvent,
    about: &AboutOrder,
    ending: Option<Ending>,
) -> Result<(), Fault> {
    // An order from the counter has its row already.
    if let Some(mut order) = OrderRow::load(cascade, about.order_id)? {
        order.state = about.order_state;
        order.ending = ending;
        return order.save(cascade);
    }
    let begun = OrderRow::begun(about, place_of(event), cascade.now());
    OrderRow { ending, ..begun }.insert(cascade)
}

/// The order has its number: it shows on the tablets.
fn queue(
    cascade: &mut Cascade<'_>,
    event: &RecordedEvent,
    about: &AboutOrder,
) -> Result<(), Fault> {
    let mut order = known(cascade, about.order_id)?;
    order.state = Move::Queue.from(order.state, order.called())?;
    order.number = about.order_number;
    order.label.clone_from(&about.order_label);
    order.place = place_of(event);
    order.queued_ms = Some(cascade.now().0);
    order.save(cascade)?;
    let message = format!("{} waits for a barista.", order.called());
    let fact = WaitingCompletion {
        state: format!("{}-CREATED", order.occasion),
        robot: false,
        ts: cascade.wall_ms(),
        about: order.about(message),
    };
    cascade.emit(fact)?;
    if order.counter {
        let about = order.about("A slip for the guest was asked for.");
        let occasion_name = shop::load(cascade)?.occasion_name;
        let expected_wait_min = order.wait_min.unwrap_or(1);
        cascade.emit(SlipWanted { about, expected_wait_min, occasion_name })?;
    }
    Ok(())
}

/// The customer did not choose in time.
fn not_chosen(cascade: &Cascade<'_>, mut order: OrderRow) -> Result<(), Fault> {
    order.state = Move::TimeOut.from(order.state, order.called())?;
    undo::drop_hold(cascade, &mut order)?;
    order.ending = Some(Ending::NotChosen);
    order.save(cascade)
}

/// A ready drink was not collected in time.
pub(super) fn nobody_came(cascade: &mut Cascade<'_>, id: OrderId) -> Result<(), Fault> {
    let order = known(cascade, id)?;
    if order.state != OrderState::Ready {
        return Ok(());
    }
    if let Some(held) = order.undo_entry.as_ref().and_then(UndoEntry::held_cancel) {
        // The outcome of the held cancel comes first.
        return cascade.set_timer(collect_timer(&id), held.until.plus(1));
    }
    leave(cascade, order)
}

/// The order leaves the board.
fn leave(cascade: &mut Cascade<'_>, mut order: OrderRow) -> Result<(), Fault> {
    order.state = Move::GiveUpWaiting.from(order.state, order.called())?;
    order.save_progress(cascade)?;
    let message = format!("Nobody has come for {} yet.", order.called());
    cascade.emit(OrderUncollected { about: order.about(message) })?;
    Ok(())
}

/// A held cancel was not undone in time: it is done.
pub(super) fn nobody_took_it_back(cascade: &mut Cascade<'_>, id: OrderId) -> Result<(), Fault> {
    let mut order = known(cascade, id)?;
    undo::held_long_enough(cascade, &mut order)
}

/// The day is over: ready orders leave the board, and uncollected ones are no longer shown.
/// Returns how many were ready.
pub(super) fn clear_counter(cascade: &mut Cascade<'_>) -> Result<u32, Fault> {
    let left = row::ready(cascade)?;
    let uncollected = u32::try_from(left.len()).unwrap_or(u32::MAX);
    for mut order in left {
        cascade.cancel_timer(collect_timer(&order.id))?;
        undo::drop_hold(cascade, &mut order)?;
        leave(cascade, order)?;
    }
    shop::end_day(cascade)?;
    Ok(uncollected)
}

fn cancel_in_flight(cascade: &mut Cascade<'_>) -> Result<(), Fault> {
    for mut order in row::in_flight(cascade)? {
        let (by, reason) = (CancelledBy::Booth, CancelReason::Closing);
        telling::cancel(cascade, &mut order, by, reason, None)?;
    }
    Ok(())
}

fn known(cascade: &Cascade<'_>, id: OrderId) -> Result<OrderRow, Fault> {
    Ok(commands::find(cascade, id)?.ok_or(ManagerDefect::NoOrder(id))?)
}

/// An order's place is the `seq` of the event by which it came: orders keep the order of the log.
fn place_of(event: &RecordedEvent) -> i64 {
    i64::try_from(event.seq.0).unwrap_or(i64::MAX)
}
