//! Orders that waited too long: how they are given up, and requeued.
//!
//! While an order's workflow runs, the workflow times its wait for a barista. Once it has ended
//! (the drink was ready before, or the order was given up before), a queued order is timed here, by
//! a timer that is suspended while the store is paused.
//!
//! An order that was given up can be requeued until the day ends, also into a full booth: its guest
//! was promised the drink, and it is staff who decide.

use crema_api::answers::Ending;
use crema_api::commands::{Caller, Outcome};
use crema_api::events::order_manager::{NoticeDismissed, OrderGivenUp, OrderRequeued};
use crema_api::ids::OrderId;
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;

use super::commands::{done, find, make_move, staff_of, visible};
use super::moves::Move;
use super::row::{self, OrderRow};
use super::undo::UndoEntry;
use super::{ManagerDefect, NAME, shop, undo};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::timers::TimerKind;

/// The kind of the timers of queued orders whose workflow has ended.
pub(super) const WAIT: &str = "wait";
/// These timers.
pub(crate) const WAITS: TimerKind<'static> = TimerKind { owner: NAME, kind: WAIT };

/// Requeues an order that was given up, at the top of the queue.
///
/// # Errors
/// Refused unless it was placed and given up today, and while its guest has another open order.
pub fn requeue(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let action_user_id = staff_of(caller)?;
    let mut order = visible(cascade, caller, id)?;
    Move::Requeue.from(order.state, order.called())?;
    check_today(cascade, &order)?;
    check_no_other(cascade, &order)?;
    make_move(cascade, &mut order, Move::Requeue)?;
    order.barista = None;
    order.claimed_ms = None;
    order.ending = None;
    order.noticed = false;
    let about = order.about(format!("{} is back at the top of the queue.", order.called()));
    let placed_booth_ms = order.queued_ms.unwrap_or(order.started_ms);
    let was_finished = order.completed;
    let fact = OrderRequeued { about, action_user_id, placed_booth_ms, was_finished };
    order.place = row::top_place(cascade.emit(fact)?);
    order.save(cascade)?;
    done(&order)
}

/// Dismisses the notice that an order was given up, on every tablet. A second time does nothing.
///
/// # Errors
/// Refused unless the order was placed and given up today.
pub fn dismiss(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let action_user_id = staff_of(caller)?;
    let mut order = visible(cascade, caller, id)?;
    // The notice is there for as long as the order can come back.
    Move::Requeue.from(order.state, order.called())?;
    check_today(cascade, &order)?;
    if order.noticed {
        order.noticed = false;
        order.save_progress(cascade)?;
        let message = format!("The baristas know that {} was given up.", order.called());
        cascade.emit(NoticeDismissed { about: order.about(message), action_user_id })?;
    }
    done(&order)
}

/// Refuses an order of an earlier day: its name is erased, and its number may be today's again.
fn check_today(cascade: &Cascade<'_>, order: &OrderRow) -> Result<(), Fault> {
    let shop = shop::load(cascade)?;
    let today = |given_up_ms| order.occasion == shop.occasion && given_up_ms > shop.day_ms;
    if order.given_up_ms.is_some_and(today) {
        return Ok(());
    }
    let sentence = match &order.label {
        Some(label) => format!("{label} was given up on an earlier day. Please take a new order."),
        None => "The order was never placed, so there is nothing to make.".to_owned(),
    };
    Err(Fault::refuse(RefusalKind::WrongState, sentence))
}

/// Refuses a customer who has another open order: each has one at a time.
fn check_no_other(cascade: &Cascade<'_>, order: &OrderRow) -> Result<(), Fault> {
    let other = cascade.query_one(
        "SELECT label FROM manager_orders
         WHERE user_id = ?1 AND order_id <> ?2 AND state IN ('started', 'queued', 'making')
         ORDER BY started_ms LIMIT 1",
        &[&order.user.0, &order.id.0],
        |row| row.get::<_, Option<String>>("label"),
    )?;
    let called = order.called();
    let sentence = match other {
        None => return Ok(()),
        Some(Some(label)) => format!("The guest of {called} has ordered again: {label}."),
        Some(None) => format!("The guest of {called} is choosing another drink just now."),
    };
    Err(Fault::refuse(RefusalKind::OpenOrder, sentence))
}

/// Begins or ends the wait of an order that is about to move from its state to `next`, if its
/// workflow has ended and no longer does so.
pub(super) fn follow_move(
    cascade: &Cascade<'_>,
    order: &OrderRow,
    next: OrderState,
) -> Result<(), Fault> {
    let queued = OrderState::Queued;
    if !order.workflow_ended() || (order.state == queued) == (next == queued) {
        return Ok(());
    }
    let key = WAITS.of_order(&order.id);
    if next != queued {
        return cascade.cancel_timer(key);
    }
    let shop = shop::load(cascade)?;
    if shop.paused {
        cascade.set_timer_suspended(key, shop.wait_ms)
    } else {
        cascade.set_timer(key, cascade.now().plus(shop.wait_ms))
    }
}

/// A placed order was not made in time.
pub(super) fn give_up(cascade: &Cascade<'_>, order: &mut OrderRow) -> Result<(), Fault> {
    order.state = Move::TimeOut.from(order.state, order.called())?;
    undo::drop_hold(cascade, order)?;
    order.ending = Some(Ending::NotMade);
    order.given_up_ms = Some(cascade.now().0);
    order.noticed = true;
    order.save(cascade)
}

/// The wait that is timed here is over.
pub(super) fn on_wait_timeout(cascade: &mut Cascade<'_>, id: OrderId) -> Result<(), Fault> {
    let mut order = find(cascade, id)?.ok_or(ManagerDefect::NoOrder(id))?;
    if order.state != OrderState::Queued {
        return Ok(());
    }
    if let Some(held) = order.undo_entry.as_ref().and_then(UndoEntry::held_cancel) {
        // The outcome of the held cancel comes first.
        return cascade.set_timer(WAITS.of_order(&id), held.until.plus(1));
    }
    give_up(cascade, &mut order)?;
    let message = format!("No barista could make {} in time, so it was given up.", order.called());
    cascade.emit(OrderGivenUp { about: order.about(message), action_user_id: None })?;
    Ok(())
}
