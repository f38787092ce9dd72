//! The order manager's commands: what customers and baristas do to an order.

use crema_api::commands::{CLAIM_SEVERAL_MAX, Caller, Cancel, Outcome, Place};
use crema_api::events::order_manager::{
    MakeOrder, OrderChanged, OrderCollected, OrderCompleted, OrderPlaced, OrderReadyAgain,
    OrderRecalled,
};
use crema_api::ids::{OrderId, SessionId};
use crema_api::order::{CancelReason, CancelledBy, OrderState};
use crema_api::problem::RefusalKind;

use super::choice::Said;
use super::moves::Move;
use super::row::{self, OrderRow};
use super::undo::UndoEntry;
use super::{collect_timer, cup_name, given_up, menu, pace, shop, staff, telling, undo};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;

/// Places an order, or changes one that is queued.
///
/// # Errors
/// Refused: not the caller's, not the time, not on the menu, sold out, something left open.
pub(super) fn place_or_change(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    mut order: OrderRow,
    place: &Place,
    said: Said<'_>,
) -> Result<Outcome, Fault> {
    let changing = order.state == OrderState::Queued;
    let barista = staff_of(caller).ok();
    if barista.is_some() {
        undo::check_not_held(&order)?;
    }
    undo::forget_move(&mut order);
    if !changing && !owns(caller, &order) {
        return Err(Fault::refuse(RefusalKind::NotAllowed, "Only the guest can place this order."));
    }
    let step = if changing { Move::Change } else { Move::Place };
    step.from(order.state, order.called())?;
    let drink = menu::choose(cascade, &place.drink, said, order.drink.as_ref())?;
    if let Some(name) = &place.name {
        cascade.name_cup(order.id, &cup_name::check(name)?)?;
    }
    let in_words = telling::drink_in_words(&drink);
    if let Some(previous_drink_order) = order.drink.replace(drink) {
        order.previous = Some(previous_drink_order.clone());
        // A drink that is made again has been on paper, too.
        order.stale = order.tickets > 0 || order.remake;
        let about = order.about(format!("{} was changed to {in_words}.", order.called()));
        cascade.emit(OrderChanged { about, previous_drink_order })?;
        // A ticket that is on paper already is wrong now.
        if order.tickets > 0
            && let Some(barista) = barista
        {
            telling::want_ticket(cascade, &mut order, barista)?;
        }
    } else {
        let expected_wait_min = expected_wait_min(cascade)?;
        order.wait_min = Some(expected_wait_min);
        let mut about = order.about(format!("{in_words} was ordered."));
        about.order_state = OrderState::Queued;
        cascade.emit(OrderPlaced { about, expected_wait_min })?;
    }
    order.save(cascade)?;
    done(&order)
}

/// The expected wait of a new order.
pub(super) fn expected_wait_min(cascade: &Cascade<'_>) -> Result<u32, Fault> {
    let ahead = row::count(cascade, OrderState::Queued)? + row::count(cascade, OrderState::Making)?;
    Ok(pace::expected_wait_min(ahead, &pace::gaps(cascade)?))
}

/// A barista claims an order: one wins, the other learns who.
///
/// # Errors
/// Refused when it is claimed already or not in the queue.
pub fn claim(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let barista = staff_of(caller)?;
    let mut order = visible(cascade, caller, id)?;
    if order.state == OrderState::Making && order.barista != Some(barista) {
        return Err(claimed_by_another(&order));
    }
    check_station(cascade, barista, &order)?;
    make_move(cascade, &mut order, Move::Claim)?;
    order.barista = Some(barista);
    order.claimed_ms = Some(cascade.now().0);
    let about = order.about(format!("A barista makes {}.", order.called()));
    cascade.emit(MakeOrder { about, barista_user_id: Some(barista) })?;
    telling::want_ticket(cascade, &mut order, barista)?;
    order.save_progress(cascade)?;
    done(&order)
}

/// The claimer, or crew, lets an order go again. It keeps its place.
///
/// # Errors
/// Refused when it is not being made, or when another makes it and the caller is not crew.
pub fn release(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let mut order = making(cascade, caller, id, Move::Release)?;
    order.barista = None;
    order.claimed_ms = None;
    order.save_progress(cascade)?;
    let about = order.about(format!("{} waits for a barista again.", order.called()));
    cascade.emit(MakeOrder { about, barista_user_id: None })?;
    done(&order)
}

/// The drink is on the counter.
///
/// # Errors
/// Refused when it is not being made, or when another makes it and the caller is not crew.
pub fn complete(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let action_user_id = staff_of(caller)?;
    let mut order = making(cascade, caller, id, Move::Complete)?;
    order.ready_ms = Some(cascade.now().0);
    let again = std::mem::replace(&mut order.completed, true);
    order.save_progress(cascade)?;
    await_collection(cascade, id)?;
    if again {
        let about = order.about(format!("{} is ready again.", order.called()));
        let was = Some(OrderState::Making);
        cascade.emit(OrderReadyAgain { about, action_user_id, was })?;
    } else {
        pace::completed(cascade, order.queued_ms)?;
        let about = order.about(format!("{} is ready.", order.called()));
        let orderstate = "COMPLETED".to_owned();
        cascade.emit(OrderCompleted { about, orderstate, action_user_id })?;
    }
    done(&order)
}

/// Sets the time within which a ready order is to be collected.
pub(super) fn await_collection(cascade: &Cascade<'_>, id: OrderId) -> Result<(), Fault> {
    let due = cascade.now().plus(shop::load(cascade)?.collect_ms);
    cascade.set_timer(collect_timer(&id), due)
}

/// The drink was handed over.
///
/// # Errors
/// Refused when it is not ready.
pub fn collect(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let Transitioned { by: action_user_id, order, from } =
        moved(cascade, caller, id, Move::Collect)?;
    order.save_progress(cascade)?;
    cascade.cancel_timer(collect_timer(&id))?;
    let about = order.about(format!("{} was handed over. Enjoy!", order.called()));
    cascade.emit(OrderCollected { about, action_user_id, was: Some(from) })?;
    done(&order)
}

/// Cancels an order: its customer until it is claimed, staff until it is handed over. A cancel that
/// staff hold is done only when it can no longer be undone.
///
/// # Errors
/// Refused when the order is not the caller's, or can no longer be cancelled.
pub fn cancel(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    cancel: &Cancel,
) -> Result<Outcome, Fault> {
    let mut order = visible(cascade, caller, cancel.order_id)?;
    let reason = cancel.reason.unwrap_or(CancelReason::Other);
    match staff_of(caller) {
        Ok(staff) if cancel.held => undo::hold_cancel(cascade, &mut order, reason, staff)?,
        Ok(staff) => {
            telling::cancel(cascade, &mut order, CancelledBy::Staff, reason, Some(staff))?;
        }
        Err(_) => {
            let (by, reason) = (CancelledBy::Customer, CancelReason::Customer);
            telling::cancel(cascade, &mut order, by, reason, None)?;
        }
    }
    done(&order)
}

/// Takes a ready or collected order back into making: a wrong press.
///
/// # Errors
/// Refused when it is neither.
pub fn recall(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let Transitioned { by: action_user_id, mut order, from } =
        moved(cascade, caller, id, Move::Recall)?;
    order.barista = Some(action_user_id);
    order.claimed_ms = Some(cascade.now().0);
    order.save_progress(cascade)?;
    cascade.cancel_timer(collect_timer(&id))?;
    let about = order.about(format!("{} went back into making.", order.called()));
    cascade.emit(OrderRecalled { about, action_user_id, was: Some(from) })?;
    done(&order)
}

/// Asks for a further ticket.
///
/// # Errors
/// Refused unless the order is queued, being made or ready.
pub fn reprint(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let Transitioned { by, mut order, .. } = moved(cascade, caller, id, Move::Reprint)?;
    telling::want_ticket(cascade, &mut order, by)?;
    order.save_progress(cascade)?;
    done(&order)
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

/// Whether this tablet makes the order's drink.
fn check_station(cascade: &Cascade<'_>, barista: SessionId, order: &OrderRow) -> Result<(), Fault> {
    let station = staff::station(cascade, barista)?.unwrap_or_default();
    match &order.drink {
        Some(drink) if !station.is_empty() && !station.contains(&drink.drink_id) => {
            let sentence =
                format!("This tablet does not make {}. Change its drinks first.", drink.drink);
            Err(Fault::refuse(RefusalKind::NotAllowed, sentence))
        }
        _ => Ok(()),
    }
}

pub(super) fn find(cascade: &Cascade<'_>, id: OrderId) -> Result<Option<OrderRow>, Fault> {
    OrderRow::load(cascade, id)
}

/// The order, for its owner and staff. To anyone else it does not exist.
pub(super) fn visible(
    cascade: &Cascade<'_>,
    caller: Caller,
    id: OrderId,
) -> Result<OrderRow, Fault> {
    match find(cascade, id)? {
        Some(order) if owns(caller, &order) || staff_of(caller).is_ok() => Ok(order),
        _ => Err(Fault::refuse(RefusalKind::NoSuchOrder, "There is no such order.")),
    }
}

/// An order after a transition that staff made.
pub(super) struct Transitioned {
    /// Who made it.
    pub by: SessionId,
    /// The order in its new state.
    pub order: OrderRow,
    /// Its state before.
    pub from: OrderState,
}

/// Makes a transition that any of the staff may make.
pub(super) fn moved(
    cascade: &Cascade<'_>,
    caller: Caller,
    id: OrderId,
    to_make: Move,
) -> Result<Transitioned, Fault> {
    let by = staff_of(caller)?;
    let mut order = visible(cascade, caller, id)?;
    let from = order.state;
    make_move(cascade, &mut order, to_make)?;
    Ok(Transitioned { by, order, from })
}

/// Makes a move, and remembers how it is undone: the one way of staff to an order's next
/// state.
pub(super) fn make_move(
    cascade: &Cascade<'_>,
    order: &mut OrderRow,
    to_make: Move,
) -> Result<(), Fault> {
    let state = to_make.from(order.state, order.called())?;
    undo::check_not_held(order)?;
    given_up::follow_move(cascade, order, state)?;
    order.undo_entry = UndoEntry::from(to_make, order, cascade.now());
    order.state = state;
    Ok(())
}

/// Makes a move with an order that is being made, if the caller is its claimer or crew. Returns
/// the order after the move.
fn making(
    cascade: &Cascade<'_>,
    caller: Caller,
    id: OrderId,
    to_make: Move,
) -> Result<OrderRow, Fault> {
    let barista = staff_of(caller)?;
    let mut order = visible(cascade, caller, id)?;
    to_make.from(order.state, order.called())?;
    if order.barista != Some(barista) && !is_crew(caller) {
        return Err(claimed_by_another(&order));
    }
    make_move(cascade, &mut order, to_make)?;
    Ok(order)
}

/// Names no one, because a refusal is kept under its key and names are not. The shell says who.
fn claimed_by_another(order: &OrderRow) -> Fault {
    let sentence = format!("Someone was faster: another barista makes {}.", order.called());
    Fault::refuse(RefusalKind::ClaimedByAnother, sentence)
}

fn owns(caller: Caller, order: &OrderRow) -> bool {
    match caller {
        Caller::Customer(user) => user == order.user,
        Caller::Link(id) => id == order.id,
        Caller::Session(..) | Caller::Hub => false,
    }
}

pub(super) fn staff_of(caller: Caller) -> Result<SessionId, Fault> {
    match caller {
        Caller::Session(session, role) if role.is_staff() => Ok(session),
        _ => Err(Fault::refuse(RefusalKind::NotAllowed, "That is for the baristas to do.")),
    }
}

fn is_crew(caller: Caller) -> bool {
    matches!(caller, Caller::Session(_, crema_api::commands::Role::Crew))
}

#[expect(clippy::unnecessary_wraps, reason = "the last line of each command")]
pub(super) fn done(order: &OrderRow) -> Result<Outcome, Fault> {
    Ok(Outcome::Order { order_id: order.id })
}
