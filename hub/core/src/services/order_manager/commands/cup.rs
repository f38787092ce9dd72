//! The name on the cup, which is in no event: another one, or none.

use crema_api::commands::{Caller, NameCup, Outcome};
use crema_api::events::order_manager::{CupNamed, NameHidden};
use crema_api::ids::OrderId;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::services::order_manager::callers::{load_visible, staff_of};
use crate::services::order_manager::cup_name;
use crate::services::order_manager::moves::Move;
use crate::services::order_manager::step::finish;

/// Removes the name from an order: board, cards and tickets show no name from now on.
///
/// # Errors
/// Refused when there is no such order.
pub fn hide_name(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let action_user_id = staff_of(caller)?;
    let mut order = load_visible(cascade, caller, id)?;
    order.cascade().name_cup(id, "")?;
    let about = order.about(order.state(), format!("{}'s name was hidden.", order.label()));
    order.emit(NameHidden { about, action_user_id })?;
    finish(order)
}

/// Writes another name on the cup.
///
/// # Errors
/// Refused unless the order is queued, being made or ready, and when the name is too long.
pub fn name_cup(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    named: &NameCup,
) -> Result<Outcome, Fault> {
    let action_user_id = staff_of(caller)?;
    let mut order = load_visible(cascade, caller, named.order_id)?;
    let state = Move::NameCup.from(order.state(), order.label())?;
    order.cascade().name_cup(order.id, &cup_name::check(&named.name)?)?;
    let about = order.about(state, format!("{} was given a name.", order.label()));
    order.emit(CupNamed { about, action_user_id })?;
    finish(order)
}
