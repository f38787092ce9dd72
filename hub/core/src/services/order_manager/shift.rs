//! Moves of a shift and a day: taking over, handing over, and the day's end.

use crema_api::commands::{Caller, Outcome};
use crema_api::events::order_manager::{DayEnded, OrderTakenOver};
use crema_api::ids::{OrderId, SessionId};
use crema_api::problem::RefusalKind;

use super::commands::{Transitioned, done, moved, staff_of};
use super::moves::Move;
use super::row::{self, OrderRow};
use super::undo::UndoEntry;
use super::{hearing, shop, staff, undo};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;

/// Takes over an order that another is making.
///
/// # Errors
/// Refused when it is not being made, or when this barista makes it already.
pub fn take_over(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let Transitioned { by: barista, mut order, .. } = moved(cascade, caller, id, Move::TakeOver)?;
    if order.barista == Some(barista) {
        let sentence = format!("You are making {} already.", order.called());
        return Err(Fault::refuse(RefusalKind::WrongState, sentence));
    }
    give_to(cascade, &mut order, barista)?;
    done(&order)
}

/// Hands every order that one barista is making to another.
///
/// # Errors
/// Refused unless the other is another paired member of staff.
pub fn hand_over(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    to: SessionId,
) -> Result<Outcome, Fault> {
    let from = staff_of(caller)?;
    if to == from || staff::station(cascade, to)?.is_none() {
        return Err(Fault::refuse(
            RefusalKind::BadInput,
            "Hand over to another tablet that is paired.",
        ));
    }
    let orders = row::made_by(cascade, from)?;
    let count = u32::try_from(orders.len()).unwrap_or(u32::MAX);
    for mut order in orders {
        if undo::check_not_held(&order).is_ok() {
            order.undo_entry = UndoEntry::from(Move::TakeOver, &order, cascade.now());
        }
        give_to(cascade, &mut order, to)?;
    }
    Ok(Outcome::Count { count })
}

/// Hands an order to another barista.
pub(super) fn give_to(
    cascade: &mut Cascade<'_>,
    order: &mut OrderRow,
    barista_user_id: SessionId,
) -> Result<(), Fault> {
    let previous_barista_user_id = order.barista.replace(barista_user_id);
    order.save_progress(cascade)?;
    let about = order.about(format!("Another barista goes on with {}.", order.called()));
    cascade.emit(OrderTakenOver { about, barista_user_id, previous_barista_user_id })?;
    Ok(())
}

/// Ends the day: ready orders leave the board. Other services handle `DayEnded`: they close the
/// store and erase names.
///
/// # Errors
/// Refused while orders are in flight: each is to be made or cancelled first.
pub fn end_day(cascade: &mut Cascade<'_>) -> Result<Outcome, Fault> {
    let open = row::in_flight(cascade)?.len();
    if open > 0 {
        let orders = if open == 1 { "1 order is".to_owned() } else { format!("{open} orders are") };
        return Err(Fault::refuse(
            RefusalKind::WrongState,
            format!("{orders} still to be made. Make or cancel them first."),
        ));
    }
    let uncollected = hearing::clear_counter(cascade)?;
    let event_id = shop::load(cascade)?.occasion;
    let message = "The day has ended.".to_owned();
    cascade.emit(DayEnded { event_id, uncollected, message })?;
    Ok(Outcome::Count { count: uncollected })
}
