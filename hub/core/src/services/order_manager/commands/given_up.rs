//! Orders that waited too long: requeued, or their notice dismissed.
//!
//! An order that was given up can be requeued until the day ends, also into a full booth: its guest
//! was promised the drink, and it is staff who decide.

use crema_api::commands::{Caller, Outcome};
use crema_api::events::order_manager::{NoticeDismissed, OrderRequeued};
use crema_api::ids::OrderId;
use crema_api::problem::RefusalKind;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::tables::Tables;
use crate::services::order_manager::callers::{load_visible, staff_of};
use crate::services::order_manager::moves::Move;
use crate::services::order_manager::order::Order;
use crate::services::order_manager::step::{Step, check_move, finish};
use crate::services::order_manager::table;

/// Requeues an order that was given up, at the top of the queue.
///
/// # Errors
/// Refused unless it was placed and given up today, and while its guest has another open order.
pub fn requeue(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let action_user_id = staff_of(caller)?;
    let order = load_visible(cascade, caller, id)?;
    Move::Requeue.from(order.state(), order.label())?;
    check_placed(&order)?;
    check_no_other(order.cascade().tables(), &order)?;
    let Step { mut order, to, .. } = check_move(action_user_id, order, Move::Requeue)?;
    let about = order.about(to, format!("{} is back at the top of the queue.", order.label()));
    let placed_booth_ms = order.queued_ms.unwrap_or(order.started_ms);
    let was_finished = order.completed;
    order.emit(OrderRequeued { about, action_user_id, placed_booth_ms, was_finished })?;
    finish(order)
}

/// Dismisses the notice that an order was given up, on every tablet. A second time does nothing.
///
/// # Errors
/// Refused unless the order was placed and given up today.
pub fn dismiss(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let action_user_id = staff_of(caller)?;
    let mut order = load_visible(cascade, caller, id)?;
    // The notice is there for as long as the order can come back.
    Move::Requeue.from(order.state(), order.label())?;
    check_placed(&order)?;
    if order.progress.noticed {
        let message = format!("The baristas know that {} was given up.", order.label());
        let about = order.about(order.state(), message);
        order.emit(NoticeDismissed { about, action_user_id })?;
    }
    finish(order)
}

/// Refuses an order that was never placed: there is nothing to make.
fn check_placed(order: &Order) -> Result<(), Fault> {
    if order.given_up_ms.is_some() {
        return Ok(());
    }
    let sentence = "The order was never placed, so there is nothing to make.";
    Err(Fault::refuse(RefusalKind::WrongState, sentence))
}

/// Refuses a customer who has another open order: each has one at a time.
fn check_no_other(tables: Tables<'_>, order: &Order) -> Result<(), Fault> {
    let label = order.label();
    let sentence = match table::other_open_order(tables, order)? {
        None => return Ok(()),
        Some(other) if other.is_empty() => {
            format!("The guest of {label} is choosing another drink just now.")
        }
        Some(other) => format!("The guest of {label} has ordered again: {other}."),
    };
    Err(Fault::refuse(RefusalKind::OpenOrder, sentence))
}
