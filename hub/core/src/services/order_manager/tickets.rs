//! Tickets: for the cup, and a slip for a guest without a phone.

use crema_api::events::order_manager::{SlipWanted, TicketWanted};
use crema_api::ids::SessionId;
use crema_api::order::OrderState;

use super::store;
use super::table::{self, OrderDecision};
use crate::fault::Fault;

/// Asks for a ticket; every one but the first is a copy and says so.
pub(super) fn want_ticket(
    order: &mut OrderDecision<'_, '_>,
    barista_user_id: SessionId,
) -> Result<(), Fault> {
    let tables = order.cascade().tables();
    let copy = order.progress.tickets > 0;
    let place_in_line = match order.state() {
        OrderState::Queued | OrderState::Making => {
            table::queued_before(tables, order.progress.rank)? + 1
        }
        _ => 0,
    };
    let what = if copy { "A further ticket" } else { "A ticket" };
    let about = order.about(order.state(), format!("{what} was asked for."));
    order.emit(TicketWanted {
        about,
        copy,
        changed: order.progress.stale,
        // Only the first ticket of a drink that is made again says so: by a second one it would be
        // made a third time.
        remake: order.progress.remake && !copy,
        barista_user_id,
        place_in_line,
        occasion_name: store::load(tables)?.occasion_name,
    })
}

/// Asks for a slip with the number.
pub(super) fn want_slip(order: &mut OrderDecision<'_, '_>) -> Result<(), Fault> {
    let about = order.about(order.state(), "A slip for the guest was asked for.");
    let occasion_name = store::load(order.cascade().tables())?.occasion_name;
    let expected_wait_min = order.wait_min.unwrap_or(1);
    order.emit(SlipWanted { about, expected_wait_min, occasion_name })
}
