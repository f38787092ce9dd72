//! What the order manager makes of what it hears.

use crema_api::Fact;
use crema_api::answers::Ending;
use crema_api::events::AboutOrder;
use crema_api::events::order_manager::{OrderUncollected, WaitingCompletion};
use crema_api::events::order_processor::TimeOutCause;
use crema_api::ids::OrderId;
use crema_api::order::{CancelReason, CancelledBy, OrderState};

use super::moves::Move;
use super::row::{self, OrderRow};
use super::telling;
use super::{commands, shop};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::log::Recorded;

pub(super) fn hear(cascade: &mut Cascade<'_>, event: &Recorded) -> Result<(), Fault> {
    match &event.fact {
        Fact::ConfigChanged(changed) => {
            shop::keep(cascade, &changed.config)?;
            if changed.cancel_orders { cancel_in_flight(cascade) } else { Ok(()) }
        }
        // What was in flight belongs to the occasion before, which is over.
        Fact::OccasionStarted(_) => cancel_in_flight(cascade),
        Fact::WorkflowStarted(fact) => open(cascade, event, &fact.about, None),
        Fact::ShopUnavailable(fact) => {
            open(cascade, event, &fact.about, Some(Ending::Refused { cause: fact.cause }))
        }
        Fact::WorkflowWaitingCompletion(fact) => queue(cascade, event, &fact.about),
        Fact::OrderTimeOut(fact) => {
            let ending = match fact.cause {
                TimeOutCause::Customer => Ending::NotChosen,
                TimeOutCause::Barista => Ending::NotMade,
            };
            time_out(cascade, fact.about.order_id, ending)
        }
        _ => Ok(()),
    }
}

fn open(
    cascade: &Cascade<'_>,
    event: &Recorded,
    about: &AboutOrder,
    ending: Option<Ending>,
) -> Result<(), Fault> {
    OrderRow {
        id: about.order_id,
        occasion: about.event_id.clone(),
        user: about.user_id,
        state: about.order_state,
        number: None,
        label: None,
        drink: None,
        barista: None,
        ending,
        place: place_of(event),
        started_ms: cascade.now().0,
        queued_ms: None,
        claimed_ms: None,
        ready_ms: None,
        tickets: 0,
        completed: false,
    }
    .insert(cascade)
}

/// The order has its number: it shows on the tablets.
fn queue(
    cascade: &mut Cascade<'_>,
    event: &Recorded,
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
    Ok(())
}

fn time_out(cascade: &Cascade<'_>, id: OrderId, ending: Ending) -> Result<(), Fault> {
    let mut order = known(cascade, id)?;
    order.state = Move::TimeOut.from(order.state, order.called())?;
    order.ending = Some(ending);
    order.save(cascade)
}

/// Nobody came for a ready drink in time.
pub(super) fn nobody_came(cascade: &mut Cascade<'_>, id: OrderId) -> Result<(), Fault> {
    let mut order = known(cascade, id)?;
    if order.state != OrderState::Ready {
        return Ok(());
    }
    order.state = Move::GiveUpWaiting.from(order.state, order.called())?;
    order.save(cascade)?;
    let message = format!("Nobody has come for {} yet.", order.called());
    cascade.emit(OrderUncollected { about: order.about(message) })?;
    Ok(())
}

fn cancel_in_flight(cascade: &mut Cascade<'_>) -> Result<(), Fault> {
    for mut order in row::in_flight(cascade)? {
        let (by, reason) = (CancelledBy::Booth, CancelReason::Closing);
        telling::cancel(cascade, &mut order, by, reason, None)?;
    }
    Ok(())
}

fn known(cascade: &Cascade<'_>, id: OrderId) -> Result<OrderRow, Fault> {
    commands::find(cascade, id)?.ok_or_else(|| Fault::broken(format!("no order {id}")))
}

/// An order's place is that of the event by which it came: orders keep the order of the log.
fn place_of(event: &Recorded) -> i64 {
    i64::try_from(event.seq.0).unwrap_or(i64::MAX)
}
