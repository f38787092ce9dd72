//! At the counter: an order of a guest without a phone; a ready drink is called again and handed
//! over; an order goes before the others.

use std::collections::BTreeSet;

use crema_api::commands::{Caller, CounterOrder, Outcome};
use crema_api::events::AboutOrder;
use crema_api::events::order_manager::{
    CounterOrderTaken, OrderCalledAgain, OrderCollected, OrderMovedToTop,
};
use crema_api::ids::{OrderId, Seq, UserId};
use crema_api::order::{OrderState, UnavailableCause};
use crema_api::problem::RefusalKind;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::tables::Tables;
use crate::services::order_manager::callers::staff_of;
use crate::services::order_manager::choice::Said;
use crate::services::order_manager::moves::Move;
use crate::services::order_manager::room::OrderStart;
use crate::services::order_manager::step::{Step, finish, load_for_move};
use crate::services::order_manager::table::OrderDecision;
use crate::services::order_manager::words::drink_in_words;
use crate::services::order_manager::{cup_name, menu, pace, room, store, timers};

/// Takes an order for a guest without a phone: no code, and a slip with the number. Into a full
/// booth it goes only after a question.
///
/// # Errors
/// Refused when the store is not open, the booth is full and `over_capacity` is not set, or the
/// drink is not on the menu, sold out or has something left open.
pub fn take(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    taken: &CounterOrder,
) -> Result<Outcome, Fault> {
    let action_user_id = staff_of(caller)?;
    let tables = cascade.tables();
    let store = store::load(tables)?;
    let now = OrderStart { occasion: &store.occasion, seq: Seq(cascade.head().0 + 1) };
    let over_capacity = take_room(tables, now, taken.over_capacity)?;
    let defaults = BTreeSet::new();
    let complete = taken.complete;
    let said = Said { selections: &taken.modifiers, defaults: &defaults, complete };
    let drink = menu::choose(tables, &taken.drink, said, None)?;
    let name = cup_name::check(taken.name.as_deref().unwrap_or(""))?;
    let wall_ms = cascade.wall_ms();
    let order_id = OrderId(cascade.entropy().uuid_at("order", wall_ms));
    let user_id = UserId(cascade.entropy().uuid("guest"));
    let expected_wait_min = pace::expected_wait_now(tables)?;
    cascade.name_cup(order_id, &name)?;
    let message = format!("{} was ordered at the counter.", drink_in_words(&drink));
    // It is queued once it has its number.
    let about = AboutOrder::started(order_id, user_id, store.occasion);
    let about = AboutOrder { drink_order: Some(drink), ..about.now(OrderState::Queued, message) };
    let fact = CounterOrderTaken { about, expected_wait_min, action_user_id, over_capacity };
    finish(OrderDecision::begin(cascade, fact)?)
}

/// Whether the order goes into a full booth, which somebody was `asked` about.
fn take_room(tables: Tables<'_>, start: OrderStart<'_>, asked: bool) -> Result<bool, Fault> {
    match room::load(tables)?.and_then(|room| room.refusal(start)) {
        None => Ok(false),
        Some(UnavailableCause::Full) if asked => Ok(true),
        Some(UnavailableCause::Full) => Err(Fault::refuse(
            RefusalKind::BoothFull,
            "The booth is full. Take this order all the same?",
        )),
        Some(_) => Err(Fault::refuse(
            RefusalKind::StoreNotOpen,
            "The store does not take orders now. Open it first.",
        )),
    }
}

/// The drink was handed over.
///
/// # Errors
/// Refused when it is not ready.
pub fn collect(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let Step { by: action_user_id, mut order, from, to } =
        load_for_move(cascade, caller, id, Move::Collect)?;
    timers::stop_collection(order.cascade(), id)?;
    let about = order.about(to, format!("{} was handed over. Enjoy!", order.label()));
    order.emit(OrderCollected { about, action_user_id, was: Some(from) })?;
    finish(order)
}

/// Calls a ready order again: the board and the guest's phone show it.
///
/// # Errors
/// Refused when it is not ready.
pub fn call_again(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    id: OrderId,
) -> Result<Outcome, Fault> {
    let Step { by: action_user_id, mut order, to, .. } =
        load_for_move(cascade, caller, id, Move::CallAgain)?;
    timers::await_collection(order.cascade(), id)?;
    let about = order.about(to, format!("{} was called again.", order.label()));
    order.emit(OrderCalledAgain { about, action_user_id })?;
    finish(order)
}

/// Puts a queued order at the top.
///
/// # Errors
/// Refused when it is not queued.
pub fn move_to_top(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    id: OrderId,
) -> Result<Outcome, Fault> {
    let Step { by: action_user_id, mut order, to, .. } =
        load_for_move(cascade, caller, id, Move::MoveToTop)?;
    let about = order.about(to, format!("{} was moved to the top.", order.label()));
    order.emit(OrderMovedToTop { about, action_user_id })?;
    finish(order)
}
