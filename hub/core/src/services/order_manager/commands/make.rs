//! At the bar: a drink is claimed, released, completed.

use crema_api::commands::{CLAIM_SEVERAL_MAX, Caller, Outcome};
use crema_api::events::order_manager::{MakeOrder, OrderCompleted, OrderReadyAgain};
use crema_api::ids::{OrderId, SessionId};
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::tables::Tables;
use crate::services::order_manager::callers::{claimed_by_another, load_visible, staff_of};
use crate::services::order_manager::moves::Move;
use crate::services::order_manager::order::Order;
use crate::services::order_manager::step::{Step, check_move, finish, load_for_maker};
use crate::services::order_manager::tickets::want_ticket;
use crate::services::order_manager::{pace, staff, timers};

/// A barista claims an order: one wins, the other learns who.
///
/// # Errors
/// Refused when it is claimed already or not in the queue.
pub fn claim(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let barista = staff_of(caller)?;
    let order = load_visible(cascade, caller, id)?;
    if order.state() == OrderState::Making && order.progress.barista != Some(barista) {
        return Err(claimed_by_another(&order));
    }
    check_station(order.cascade().tables(), barista, &order)?;
    let Step { mut order, to, .. } = check_move(barista, order, Move::Claim)?;
    let about = order.about(to, format!("A barista makes {}.", order.label()));
    order.emit(MakeOrder { about, barista_user_id: Some(barista), undo: false })?;
    want_ticket(&mut order, barista)?;
    finish(order)
}

/// Claims several orders: all or nothing.
///
/// # Errors
/// Refused when the list is empty or too long, or any of its orders cannot be claimed.
pub fn claim_several(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    ids: &[OrderId],
) -> Result<Outcome, Fault> {
    if ids.is_empty() || ids.len() > CLAIM_SEVERAL_MAX {
        return Err(Fault::refuse(
            RefusalKind::BadInput,
            format!("One press claims 1 to {CLAIM_SEVERAL_MAX} orders."),
        ));
    }
    for id in ids {
        claim(cascade, caller, *id)?;
    }
    Ok(Outcome::Count { count: u32::try_from(ids.len()).unwrap_or(u32::MAX) })
}

/// The claimer, or crew, lets an order go again. It keeps its place.
///
/// # Errors
/// Refused when it is not being made, or when another makes it and the caller is not crew.
pub fn release(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let Step { mut order, to, .. } = load_for_maker(cascade, caller, id, Move::Release)?;
    let about = order.about(to, format!("{} waits for a barista again.", order.label()));
    order.emit(MakeOrder { about, barista_user_id: None, undo: false })?;
    finish(order)
}

/// The drink is on the counter.
///
/// # Errors
/// Refused when it is not being made, or when another makes it and the caller is not crew.
pub fn complete(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let Step { by: action_user_id, mut order, from, to } =
        load_for_maker(cascade, caller, id, Move::Complete)?;
    timers::await_collection(order.cascade(), id)?;
    if order.completed {
        let about = order.about(to, format!("{} is ready again.", order.label()));
        order.emit(OrderReadyAgain { about, action_user_id, was: Some(from), undo: false })?;
    } else {
        let about = order.about(to, format!("{} is ready.", order.label()));
        let orderstate = "COMPLETED".to_owned();
        let queued_booth_ms = order.queued_ms;
        order.emit(OrderCompleted { about, orderstate, action_user_id, queued_booth_ms })?;
        let cascade = order.cascade();
        pace::complete(cascade.tables(), order.queued_ms, cascade.now())?;
    }
    finish(order)
}

/// Whether this tablet makes the order's drink.
fn check_station(tables: Tables<'_>, barista: SessionId, order: &Order) -> Result<(), Fault> {
    let station = staff::station(tables, barista)?.unwrap_or_default();
    match &order.drink {
        Some(drink) if !station.is_empty() && !station.contains(&drink.drink_id) => {
            let sentence =
                format!("This tablet does not make {}. Change its drinks first.", drink.drink);
            Err(Fault::refuse(RefusalKind::NotAllowed, sentence))
        }
        _ => Ok(()),
    }
}
