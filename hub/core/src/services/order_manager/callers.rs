//! Callers: who may see and move an order.

use crema_api::commands::{Caller, Role};
use crema_api::ids::{OrderId, SessionId};
use crema_api::problem::RefusalKind;

use super::order::Order;
use super::table::{self, OrderDecision};
use super::{past, store};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;

/// The session of a caller who is staff.
pub(super) fn staff_of(caller: Caller) -> Result<SessionId, Fault> {
    match caller {
        Caller::Session(session, role) if role.is_staff() => Ok(session),
        _ => Err(Fault::refuse(RefusalKind::NotAllowed, "That is for the baristas to do.")),
    }
}

/// Whether the caller is crew.
pub(super) fn is_crew(caller: Caller) -> bool {
    matches!(caller, Caller::Session(_, Role::Crew))
}

/// Whether the order is the caller's own.
pub(super) fn owns(caller: Caller, order: &Order) -> bool {
    match caller {
        Caller::Customer(user) => user == order.user,
        Caller::Link(id) => id == order.id,
        Caller::Session(..) | Caller::Hub => false,
    }
}

/// Begins a decision about an order, for its owner and staff. To anyone else it does not exist, and
/// to nobody does one of the past move.
pub(super) fn load_visible<'c, 'a>(
    cascade: &'c mut Cascade<'a>,
    caller: Caller,
    id: OrderId,
) -> Result<OrderDecision<'c, 'a>, Fault> {
    match table::load(cascade.tables(), id)? {
        Some(order) if owns(caller, &order) || staff_of(caller).is_ok() => {
            past::check_of_today(&store::load(cascade.tables())?, &order)?;
            Ok(OrderDecision::about(cascade, order))
        }
        _ => Err(Fault::refuse(RefusalKind::NoSuchOrder, "There is no such order.")),
    }
}

/// Names no one, because a refusal is kept under its key and names are not. The shell says who.
pub(super) fn claimed_by_another(order: &Order) -> Fault {
    let sentence = format!("Someone was faster: another barista makes {}.", order.label());
    Fault::refuse(RefusalKind::ClaimedByAnother, sentence)
}
