//! Orders at the counter, and moves that only a busy one needs: make again, call again, move to the
//! top, put back, rename or hide the name.

use std::collections::BTreeSet;

use crema_api::commands::{Caller, CounterOrder, NameCup, Outcome};
use crema_api::events::AboutOrder;
use crema_api::events::order_manager::{
    CounterOrderTaken, CupNamed, NameHidden, OrderCalledAgain, OrderMovedToTop, OrderReadyAgain,
    OrderRemade,
};
use crema_api::ids::{OrderId, UserId};
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;

use super::choice::Said;
use super::commands::{
    Transitioned, await_collection, done, expected_wait_min, moved, staff_of, visible,
};
use super::moves::Move;
use super::row::{self, OrderRow};
use super::{collect_timer, cup_name, menu, shop, telling};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;

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
    let shop = shop::load(cascade)?;
    if !shop.open {
        return Err(Fault::refuse(
            RefusalKind::StoreNotOpen,
            "The store does not take orders now. Open it first.",
        ));
    }
    let full = in_flight(cascade)? >= shop.in_flight_max;
    if full && !taken.over_capacity {
        return Err(Fault::refuse(
            RefusalKind::BoothFull,
            "The booth is full. Take this order all the same?",
        ));
    }
    let defaults = BTreeSet::new();
    let complete = taken.complete;
    let said = Said { selections: &taken.modifiers, defaults: &defaults, complete };
    let drink = menu::choose(cascade, &taken.drink, said, None)?;
    let name = cup_name::check(taken.name.as_deref().unwrap_or(""))?;
    let wall_ms = cascade.wall_ms();
    let order_id = OrderId(cascade.entropy().uuid_at("order", wall_ms));
    let user_id = UserId(cascade.entropy().uuid("guest"));
    let in_words = telling::drink_in_words(&drink);
    let wait_min = expected_wait_min(cascade)?;
    let about = AboutOrder::started(order_id, user_id, shop.occasion);
    let begun = OrderRow::begun(&about, i64::MAX, cascade.now());
    let order = OrderRow { drink: Some(drink), counter: true, wait_min: Some(wait_min), ..begun };
    order.insert(cascade)?;
    cascade.name_cup(order_id, &name)?;
    let mut about = order.about(format!("{in_words} was ordered at the counter."));
    about.order_state = OrderState::Queued;
    cascade.emit(CounterOrderTaken {
        about,
        expected_wait_min: wait_min,
        action_user_id,
        over_capacity: full,
    })?;
    done(&order)
}

fn in_flight(cascade: &Cascade<'_>) -> Result<u32, Fault> {
    [OrderState::Started, OrderState::Queued, OrderState::Making]
        .into_iter()
        .map(|state| row::count(cascade, state))
        .sum()
}

/// Puts a spoiled drink back to the top of the queue; its next ticket says so.
///
/// # Errors
/// Refused when it is neither being made nor was before.
pub fn remake(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let Transitioned { by: action_user_id, mut order, from } =
        moved(cascade, caller, id, Move::Remake)?;
    order.barista = None;
    order.claimed_ms = None;
    order.remake = true;
    (order.tickets, order.stale, order.calls) = (0, false, 0);
    cascade.cancel_timer(collect_timer(&id))?;
    let about = order.about(format!("{} is made again.", order.called()));
    let was_finished = order.completed;
    let seq = cascade.emit(OrderRemade { about, action_user_id, was_finished, was: Some(from) })?;
    order.place = row::top_place(seq);
    order.save_progress(cascade)?;
    done(&order)
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
    let Transitioned { by: action_user_id, mut order, .. } =
        moved(cascade, caller, id, Move::CallAgain)?;
    order.calls = order.calls.saturating_add(1);
    order.save_progress(cascade)?;
    await_collection(cascade, id)?;
    let about = order.about(format!("{} was called again.", order.called()));
    cascade.emit(OrderCalledAgain { about, action_user_id })?;
    done(&order)
}

/// Puts a collected order back on the counter: a wrong press.
///
/// # Errors
/// Refused when it was not collected.
pub fn put_back(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let Transitioned { by: action_user_id, order, from } =
        moved(cascade, caller, id, Move::PutBack)?;
    order.save_progress(cascade)?;
    await_collection(cascade, id)?;
    let about = order.about(format!("{} is back on the counter.", order.called()));
    cascade.emit(OrderReadyAgain { about, action_user_id, was: Some(from) })?;
    done(&order)
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
    let Transitioned { by: action_user_id, mut order, .. } =
        moved(cascade, caller, id, Move::MoveToTop)?;
    let about = order.about(format!("{} was moved to the top.", order.called()));
    let seq = cascade.emit(OrderMovedToTop { about, action_user_id })?;
    order.place = row::top_place(seq);
    order.save_progress(cascade)?;
    done(&order)
}

/// Removes the name from an order: board, cards and tickets show no name from now on.
///
/// # Errors
/// Refused when there is no such order.
pub fn hide_name(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let action_user_id = staff_of(caller)?;
    let order = visible(cascade, caller, id)?;
    cascade.name_cup(id, "")?;
    let about = order.about(format!("{}'s name was hidden.", order.called()));
    cascade.emit(NameHidden { about, action_user_id })?;
    done(&order)
}

/// Writes another name on the cup.
///
/// # Errors
/// Refused unless the order is queued, being made or ready, and when the name is too long.
pub fn name_cup(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    named: &NameCup,
) -> Result<Outcome, Fault> {
    let action_user_id = staff_of(caller)?;
    let order = visible(cascade, caller, named.order_id)?;
    Move::NameCup.from(order.state, order.called())?;
    cascade.name_cup(order.id, &cup_name::check(&named.name)?)?;
    let about = order.about(format!("{} was given a name.", order.called()));
    cascade.emit(CupNamed { about, action_user_id })?;
    done(&order)
}
