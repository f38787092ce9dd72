//! A shift and a day: taking over, handing over, and the day's end.

use crema_api::commands::{Caller, Outcome};
use crema_api::events::order_manager::{DayEnded, OrderTakenOver};
use crema_api::ids::{OrderId, SessionId};
use crema_api::problem::RefusalKind;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::decision::emit_and_fold;
use crate::services::order_manager::callers::staff_of;
use crate::services::order_manager::clearing::{Cleared, clear_counter};
use crate::services::order_manager::moves::Move;
use crate::services::order_manager::step::{Step, finish, load_for_move};
use crate::services::order_manager::table::{self, OrderDecision};
use crate::services::order_manager::{copies, pace, past, staff, store};

/// Takes over an order that another is making.
///
/// # Errors
/// Refused when it is not being made, or when this barista makes it already.
pub fn take_over(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let Step { by: barista, mut order, .. } = load_for_move(cascade, caller, id, Move::TakeOver)?;
    if order.progress.barista == Some(barista) {
        let sentence = format!("You are making {} already.", order.label());
        return Err(Fault::refuse(RefusalKind::WrongState, sentence));
    }
    give_to(&mut order, barista)?;
    finish(order)
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
    if to == from || staff::station(cascade.tables(), to)?.is_none() {
        return Err(Fault::refuse(
            RefusalKind::BadInput,
            "Hand over to another tablet that is paired.",
        ));
    }
    let mut orders = table::made_by(cascade.tables(), from)?;
    let store = store::load(cascade.tables())?;
    orders.retain(|order| past::of_the_past(&store, order).is_none());
    let count = u32::try_from(orders.len()).unwrap_or(u32::MAX);
    for order in orders {
        let mut order = OrderDecision::about(cascade, order);
        give_to(&mut order, to)?;
        order.save()?;
    }
    Ok(Outcome::Count { count })
}

/// Hands an order to another barista.
fn give_to(order: &mut OrderDecision<'_, '_>, barista_user_id: SessionId) -> Result<(), Fault> {
    let previous_barista_user_id = order.progress.barista;
    let message = format!("Another barista goes on with {}.", order.label());
    let about = order.about(order.state(), message);
    let undo = false;
    order.emit(OrderTakenOver { about, barista_user_id, previous_barista_user_id, undo })
}

/// Ends the day: ready orders leave the board. Other services handle `DayEnded`: they close the
/// store and erase names.
///
/// # Errors
/// Refused while orders are in flight: each is to be made or cancelled first. One that cannot be
/// read can be neither, so it does not hold the day up; the event counts it.
pub fn end_day(cascade: &mut Cascade<'_>) -> Result<Outcome, Fault> {
    let in_flight = table::in_flight(cascade.tables())?;
    let open = in_flight.rows.len();
    if open > 0 {
        let orders = if open == 1 { "1 order is".to_owned() } else { format!("{open} orders are") };
        return Err(Fault::refuse(
            RefusalKind::WrongState,
            format!("{orders} still to be made. Make or cancel them first."),
        ));
    }
    let Cleared { uncollected, unreadable } = clear_counter(cascade, |_| true)?;
    let unreadable = unreadable + in_flight.unreadable;
    let event_id = store::load(cascade.tables())?.occasion;
    let message = match unreadable {
        0 => "The day has ended.".to_owned(),
        1 => "The day has ended. 1 order cannot be read and was left as it is.".to_owned(),
        n => format!("The day has ended. {n} orders cannot be read and were left as they are."),
    };
    let day_ended = DayEnded { event_id, uncollected, unreadable, message };
    emit_and_fold(cascade, day_ended, |tables, event| {
        copies::fold(tables, event)?;
        pace::fold(tables, event)
    })?;
    Ok(Outcome::Count { count: uncollected })
}
