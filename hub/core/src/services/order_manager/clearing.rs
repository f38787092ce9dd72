//! Clearing the counter: drinks that no one came for leave the board.

use crema_api::events::order_manager::OrderUncollected;
use crema_api::order::OrderState;

use super::moves::Move;
use super::order::Order;
use super::table::{self, OrderDecision};
use super::timers;
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::storage::Readable;

/// The order leaves the board.
pub(super) fn leave_board(mut order: OrderDecision<'_, '_>) -> Result<(), Fault> {
    let uncollected = Move::GiveUpWaiting.from(order.state(), order.label())?;
    let message = format!("Nobody has come for {} yet.", order.label());
    order.emit(OrderUncollected { about: order.about(uncollected, message) })?;
    order.save().map(drop)
}

/// What was on the counter when it was cleared.
pub(super) struct Cleared {
    /// Ready orders, which are uncollected now.
    pub uncollected: u32,
    /// Orders that cannot be read, which stay as they are.
    pub unreadable: u32,
}

/// The ready orders that an event is about leave the board. Returns how many there were.
pub(super) fn clear_counter(
    cascade: &mut Cascade<'_>,
    is_about: impl Fn(&Order) -> bool,
) -> Result<Cleared, Fault> {
    let Readable { rows: mut left, unreadable } =
        table::in_states(cascade.tables(), [OrderState::Ready])?;
    left.retain(is_about);
    let uncollected = u32::try_from(left.len()).unwrap_or(u32::MAX);
    for order in left {
        timers::stop_collection(cascade, order.id)?;
        timers::drop_hold(cascade, &order)?;
        leave_board(OrderDecision::about(cascade, order))?;
    }
    Ok(Cleared { uncollected, unreadable })
}
