//! Paper: a further ticket.

use crema_api::commands::{Caller, Outcome};
use crema_api::ids::OrderId;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::services::order_manager::moves::Move;
use crate::services::order_manager::step::{Step, finish, load_for_move};
use crate::services::order_manager::tickets::want_ticket;

/// Asks for a further ticket.
///
/// # Errors
/// Refused unless the order is queued, being made or ready.
pub fn reprint(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let Step { by, mut order, .. } = load_for_move(cascade, caller, id, Move::Reprint)?;
    want_ticket(&mut order, by)?;
    finish(order)
}
