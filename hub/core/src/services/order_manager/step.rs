//! A step of an order: checked before anything is decided, and written when all is.

use crema_api::commands::{Caller, Outcome};
use crema_api::ids::{OrderId, SessionId};
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;

use super::callers::{claimed_by_another, is_crew, load_visible, staff_of};
use super::moves::Move;
use super::order::Order;
use super::table::OrderDecision;
use super::timers;
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;

/// A move that staff may make, before its event.
pub(super) struct Step<'c, 'a> {
    /// Who makes it.
    pub by: SessionId,
    /// The order, still in its state before.
    pub order: OrderDecision<'c, 'a>,
    /// That state.
    pub from: OrderState,
    /// The state that the move leads to.
    pub to: OrderState,
}

/// Loads an order for a move that any of the staff may make.
pub(super) fn load_for_move<'c, 'a>(
    cascade: &'c mut Cascade<'a>,
    caller: Caller,
    id: OrderId,
    to_make: Move,
) -> Result<Step<'c, 'a>, Fault> {
    let by = staff_of(caller)?;
    let order = load_visible(cascade, caller, id)?;
    check_move(by, order, to_make)
}

/// Loads an order for a move with a drink that is being made, if the caller is its claimer or crew.
pub(super) fn load_for_maker<'c, 'a>(
    cascade: &'c mut Cascade<'a>,
    caller: Caller,
    id: OrderId,
    to_make: Move,
) -> Result<Step<'c, 'a>, Fault> {
    let by = staff_of(caller)?;
    let order = load_visible(cascade, caller, id)?;
    to_make.from(order.state(), order.label())?;
    if order.progress.barista != Some(by) && !is_crew(caller) {
        return Err(claimed_by_another(&order));
    }
    check_move(by, order, to_make)
}

/// Checks that a move may be made now. The wait that is timed here follows it.
pub(super) fn check_move<'c, 'a>(
    by: SessionId,
    order: OrderDecision<'c, 'a>,
    to_make: Move,
) -> Result<Step<'c, 'a>, Fault> {
    let from = order.state();
    let to = to_make.from(from, order.label())?;
    check_not_held(&order)?;
    timers::follow_move(order.cascade(), &order, to)?;
    Ok(Step { by, order, from, to })
}

/// Refuses a move with an order whose cancel is held.
pub(super) fn check_not_held(order: &Order) -> Result<(), Fault> {
    if order.held_cancel().is_none() {
        return Ok(());
    }
    let sentence = format!("{} is being cancelled. Take that back first.", order.label());
    Err(Fault::refuse(RefusalKind::WrongState, sentence))
}

/// Writes the order. Returns the outcome of a command about it.
pub(super) fn finish(order: OrderDecision<'_, '_>) -> Result<Outcome, Fault> {
    let order = order.save()?;
    Ok(Outcome::Order { order_id: order.id })
}
