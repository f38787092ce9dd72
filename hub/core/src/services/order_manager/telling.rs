//! Events that follow from more than one move: a ticket is wanted, an order is cancelled.

use crema_api::answers::Ending;
use crema_api::events::order_manager::{OrderCancelled, TicketWanted};
use crema_api::ids::SessionId;
use crema_api::order::{CancelReason, CancelledBy, DrinkOrder, OrderState};

use super::moves::Move;
use super::row::{self, OrderRow};
use super::{collect_timer, given_up, shop, undo};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;

/// "a Flat white with Oat, Double", for a sentence.
pub(super) fn drink_in_words(drink: &DrinkOrder) -> String {
    if drink.modifiers.is_empty() {
        return drink.drink.clone();
    }
    format!("{} with {}", drink.drink, drink.modifiers.join(", "))
}

/// Asks for a ticket; every one but the first is a copy and says so.
pub(super) fn want_ticket(
    cascade: &mut Cascade<'_>,
    order: &mut OrderRow,
    barista_user_id: SessionId,
) -> Result<(), Fault> {
    let copy = order.tickets > 0;
    // Only the first ticket of a drink that is made again says so: by a second one it would be
    // made a third time.
    let remake = order.remake && !copy;
    let changed = std::mem::take(&mut order.stale);
    order.tickets += 1;
    let place_in_line = match order.state {
        OrderState::Queued | OrderState::Making => row::queued_before(cascade, order.place)? + 1,
        _ => 0,
    };
    let occasion_name = shop::load(cascade)?.occasion_name;
    let what = if copy { "A further ticket" } else { "A ticket" };
    let about = order.about(format!("{what} was asked for."));
    cascade.emit(TicketWanted {
        about,
        copy,
        changed,
        remake,
        barista_user_id,
        place_in_line,
        occasion_name,
    })?;
    Ok(())
}

/// Cancels an order.
///
/// # Errors
/// Refused when the order's state does not allow it.
pub(super) fn cancel(
    cascade: &mut Cascade<'_>,
    order: &mut OrderRow,
    by: CancelledBy,
    reason: CancelReason,
    action_user_id: Option<SessionId>,
) -> Result<(), Fault> {
    let step = match by {
        CancelledBy::Customer => Move::CancelByCustomer,
        CancelledBy::Staff | CancelledBy::Booth => Move::CancelByStaff,
    };
    let was = order.state;
    let cancelled = step.from(was, order.called())?;
    given_up::follow_move(cascade, order, cancelled)?;
    order.state = cancelled;
    undo::drop_hold(cascade, order)?;
    order.ending = Some(Ending::Cancelled { reason, by });
    order.save(cascade)?;
    if was == OrderState::Ready {
        cascade.cancel_timer(collect_timer(&order.id))?;
    }
    let message = format!("{} was cancelled{}.", order.called(), because(by, reason));
    let fact = OrderCancelled {
        about: order.about(message),
        orderstate: "CANCELLED".to_owned(),
        reason,
        by,
        action_user_id,
        was_placed: order.drink.is_some(),
        was_finished: order.completed,
    };
    cascade.emit(fact)?;
    Ok(())
}

fn because(by: CancelledBy, reason: CancelReason) -> &'static str {
    match (by, reason) {
        (CancelledBy::Customer, _) => " by the customer",
        (_, CancelReason::Customer) => ": the guest changed their mind",
        (_, CancelReason::SoldOut) => ": something it needs has sold out",
        (_, CancelReason::Machine) => ": a machine is broken",
        (_, CancelReason::Duplicate) => ": it was there twice",
        (_, CancelReason::Closing) => ": the booth closed",
        (_, CancelReason::Other) => " by the baristas",
    }
}
