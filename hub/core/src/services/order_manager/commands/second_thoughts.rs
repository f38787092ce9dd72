//! Second thoughts: a wrong press is taken back, a spoiled drink is made again, and the last move
//! undone for the seconds in which a tablet offers *Undo*.

use crema_api::commands::{Caller, Outcome};
use crema_api::events::order_manager::{
    CancelUndone, MakeOrder, OrderCollected, OrderGivenUp, OrderMovedBack, OrderReadyAgain,
    OrderRecalled, OrderRemade, OrderTakenOver, OrderUncollected,
};
use crema_api::ids::{OrderId, SessionId};
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::services::order_manager::callers::{load_visible, staff_of};
use crate::services::order_manager::moves::Move;
use crate::services::order_manager::progress::{LastMove, Progress, UndoEntry};
use crate::services::order_manager::step::{Step, finish, load_for_move};
use crate::services::order_manager::table::OrderDecision;
use crate::services::order_manager::{ManagerDefect, staff, timers};

/// Takes a ready or collected order back into making: a wrong press.
///
/// # Errors
/// Refused when it is neither.
pub fn recall(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let Step { by: action_user_id, mut order, from, to } =
        load_for_move(cascade, caller, id, Move::Recall)?;
    timers::stop_collection(order.cascade(), id)?;
    let about = order.about(to, format!("{} went back into making.", order.label()));
    order.emit(OrderRecalled { about, action_user_id, was: Some(from) })?;
    finish(order)
}

/// Puts a collected order back on the counter: a wrong press.
///
/// # Errors
/// Refused when it was not collected.
pub fn put_back(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let Step { by: action_user_id, mut order, from, to } =
        load_for_move(cascade, caller, id, Move::PutBack)?;
    timers::await_collection(order.cascade(), id)?;
    let about = order.about(to, format!("{} is back on the counter.", order.label()));
    order.emit(OrderReadyAgain { about, action_user_id, was: Some(from), undo: false })?;
    finish(order)
}

/// Puts a spoiled drink back to the top of the queue; its next ticket says so.
///
/// # Errors
/// Refused when it is neither being made nor was before.
pub fn remake(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let Step { by: action_user_id, mut order, from, to } =
        load_for_move(cascade, caller, id, Move::Remake)?;
    timers::stop_collection(order.cascade(), id)?;
    let about = order.about(to, format!("{} is made again.", order.label()));
    let was_finished = order.completed;
    order.emit(OrderRemade { about, action_user_id, was_finished, was: Some(from) })?;
    finish(order)
}

/// Undoes the last move: the order is as it was before.
///
/// # Errors
/// Refused when it is too late, when something was done with the order since, when its last move
/// has a move of its own that undoes it, and when whoever made it then is no longer paired.
pub fn undo_last(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let by = staff_of(caller)?;
    let mut order = load_visible(cascade, caller, id)?;
    let now = order.cascade().now();
    // A held cancel is undone for as long as it is not done: its timer may be late, or broken.
    let can_be = |entry: &UndoEntry| now < entry.until || entry.held_cancel().is_some();
    let Some(entry) = order.undo_entry.clone().filter(can_be) else {
        let sentence = format!("It is too late to take that back for {}.", order.label());
        return Err(Fault::refuse(RefusalKind::WrongState, sentence));
    };
    match entry.last {
        LastMove::HeldCancel { .. } => {
            timers::drop_hold(order.cascade(), &order)?;
            let message = format!("{} is not cancelled after all.", order.label());
            let about = order.about(order.state(), message);
            order.emit(CancelUndone { about, action_user_id: by })?;
        }
        LastMove::Moved { step, before } => undo_move(&mut order, by, step, &before)?,
    }
    finish(order)
}

/// Emits the restored state, in events that every consumer handles already.
fn undo_move(
    order: &mut OrderDecision<'_, '_>,
    action_user_id: SessionId,
    undone: Move,
    before: &Progress,
) -> Result<(), Fault> {
    let (was, state, label) = (order.state(), before.state, order.label().to_owned());
    check_barista_is_there(order, before)?;
    timers::follow_move(order.cascade(), order, state)?;
    match (undone, state, before.barista) {
        (Move::TakeOver, _, Some(barista_user_id)) => {
            let previous_barista_user_id = order.progress.barista;
            let about = order.about(state, format!("Another barista goes on with {label}."));
            let undo = true;
            order.emit(OrderTakenOver { about, barista_user_id, previous_barista_user_id, undo })
        }
        (Move::MoveToTop, OrderState::Queued, _) => {
            let about = order.about(state, format!("{label} is back in its place."));
            order.emit(OrderMovedBack { about, action_user_id })
        }
        (_, OrderState::TimedOut, _) => {
            let about = order.about(state, format!("{label} is not in the queue after all."));
            let action_user_id = Some(action_user_id);
            order.emit(OrderGivenUp { about, action_user_id, undo: true })
        }
        (_, OrderState::Making, barista_user_id) => {
            let about = order.about(state, format!("A barista goes on with {label}."));
            order.emit(MakeOrder { about, barista_user_id, undo: true })
        }
        (_, OrderState::Ready | OrderState::Collected | OrderState::Uncollected, _) => {
            // It is no longer being made; if it has left the counter, a later event says so.
            let about = order.about(OrderState::Ready, format!("{label} is back on the counter."));
            order.emit(OrderReadyAgain { about, action_user_id, was: Some(was), undo: true })?;
            restore_counter(order, action_user_id, state)
        }
        (step, state, _) => Err(ManagerDefect::UndoneInto { step, state }.into()),
    }
}

/// Refuses to put a drink back into the hands of somebody whose session has ended.
fn check_barista_is_there(order: &OrderDecision<'_, '_>, before: &Progress) -> Result<(), Fault> {
    let (OrderState::Making, Some(barista)) = (before.state, before.barista) else { return Ok(()) };
    if staff::station(order.cascade().tables(), barista)?.is_some() {
        return Ok(());
    }
    let sentence = format!(
        "Who was making {} is no longer paired, so it cannot go back to them.",
        order.label()
    );
    Err(Fault::refuse(RefusalKind::WrongState, sentence))
}

/// A drink is on the counter again, or has left it as it had before.
fn restore_counter(
    order: &mut OrderDecision<'_, '_>,
    action_user_id: SessionId,
    state: OrderState,
) -> Result<(), Fault> {
    match state {
        OrderState::Collected => {
            let message = format!("{} was handed over. Enjoy!", order.label());
            let (about, was) = (order.about(state, message), Some(OrderState::Ready));
            order.emit(OrderCollected { about, action_user_id, was })
        }
        OrderState::Uncollected => {
            let message = format!("Nobody has come for {} yet.", order.label());
            order.emit(OrderUncollected { about: order.about(state, message) })
        }
        _ => timers::await_collection(order.cascade(), order.id),
    }
}
