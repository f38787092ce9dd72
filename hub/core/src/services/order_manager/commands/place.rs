//! Placing an order and changing it: as a program says it, and as a page showed it.

use std::collections::BTreeSet;

use crema_api::commands::{Caller, Outcome, Place, PlaceShown};
use crema_api::events::AboutOrder;
use crema_api::events::order_manager::{OrderChanged, OrderPlaced};
use crema_api::order::{DrinkOrder, OrderState};
use crema_api::problem::RefusalKind;
use crema_api::store::StoreState;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::services::order_manager::callers::{load_visible, owns, staff_of};
use crate::services::order_manager::choice::{self, Said};
use crate::services::order_manager::moves::Move;
use crate::services::order_manager::step::{check_not_held, finish};
use crate::services::order_manager::table::OrderDecision;
use crate::services::order_manager::tickets::want_ticket;
use crate::services::order_manager::words::drink_in_words;
use crate::services::order_manager::{cup_name, menu, pace, store};

/// Changes of an order after which its guest makes no more: each is an event, repaints every tablet,
/// and may be another milk. Someone who cannot decide makes a handful.
pub const CHANGES_BY_GUEST_MAX: u32 = 20;
/// Changes of an order in all. Staff have the rest.
pub const CHANGES_MAX: u32 = 40;

/// Places an order, or changes one that is queued: a choice that a program does not name takes its
/// default.
///
/// # Errors
/// Refused: not the caller's, not the time, after the store closed, not on the menu, sold out, something left open, changed too often.
pub fn place(cascade: &mut Cascade<'_>, caller: Caller, place: &Place) -> Result<Outcome, Fault> {
    let order = load_visible(cascade, caller, place.order_id)?;
    let defaults = BTreeSet::new();
    let said = Said { selections: &place.modifiers, defaults: &defaults, complete: false };
    place_or_change(order, caller, place, said)
}

/// Places an order as a page showed it, or changes one that is queued if the page was about that:
/// a page from before the order was placed must not turn it into a drink that was only looked at.
///
/// # Errors
/// Refused as [`place`] is, and when the page was to place what is placed already.
pub fn place_shown(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    shown: &PlaceShown,
) -> Result<Outcome, Fault> {
    let PlaceShown { place, defaults, may_change } = shown;
    let order = load_visible(cascade, caller, place.order_id)?;
    if !may_change {
        Move::Place.from(order.state(), order.label())?;
    }
    let said = Said { selections: &place.modifiers, defaults, complete: true };
    place_or_change(order, caller, place, said)
}

fn place_or_change(
    mut order: OrderDecision<'_, '_>,
    caller: Caller,
    place: &Place,
    said: Said<'_>,
) -> Result<Outcome, Fault> {
    let changing = order.state() == OrderState::Queued;
    if staff_of(caller).is_ok() {
        check_not_held(&order)?;
    }
    if !changing && !owns(caller, &order) {
        return Err(Fault::refuse(RefusalKind::NotAllowed, "Only the guest can place this order."));
    }
    let step = if changing { Move::Change } else { Move::Place };
    step.from(order.state(), order.label())?;
    if changing {
        check_changes(&order, caller)?;
    }
    let tables = order.cascade().tables();
    if !changing && store::load(tables)?.state == StoreState::Closed {
        let sentence = "The booth has closed, so nothing more can be ordered.";
        return Err(Fault::refuse(RefusalKind::StoreNotOpen, sentence));
    }
    let drink = match &order.drink {
        // Nothing but the name changes: that it has sold out since concerns no one.
        Some(drink) if place.name.is_some() && choice::is_the_same(drink, &place.drink, said) => {
            drink.clone()
        }
        before => menu::choose(tables, &place.drink, said, before.as_ref())?,
    };
    if let Some(name) = &place.name {
        order.cascade().name_cup(order.id, &cup_name::check(name)?)?;
    }
    match order.drink.clone() {
        Some(previous) => emit_changed(&mut order, caller, drink, previous)?,
        None => emit_placed(&mut order, drink)?,
    }
    finish(order)
}

/// Refuses a change of an order that was changed too often. Staff may change it after its guest no
/// longer may.
fn check_changes(order: &OrderDecision<'_, '_>, caller: Caller) -> Result<(), Fault> {
    let changes = order.progress.changes;
    let (most, sentence) = match staff_of(caller) {
        Ok(_) => (CHANGES_MAX, "Cancel it, and take it again at the counter."),
        Err(_) => {
            (CHANGES_BY_GUEST_MAX, "A barista can still change it: please ask at the counter.")
        }
    };
    if changes < most {
        return Ok(());
    }
    let sentence = format!("{} was changed {changes} times. {sentence}", order.label());
    Err(Fault::refuse(RefusalKind::ChangedTooOften, sentence))
}

fn emit_placed(order: &mut OrderDecision<'_, '_>, drink: DrinkOrder) -> Result<(), Fault> {
    let expected_wait_min = pace::expected_wait_now(order.cascade().tables())?;
    let message = format!("{} was ordered.", drink_in_words(&drink));
    // It is queued once it has its number.
    let about = order.about(OrderState::Queued, message);
    let about = AboutOrder { drink_order: Some(drink), ..about };
    order.emit(OrderPlaced { about, expected_wait_min })
}

fn emit_changed(
    order: &mut OrderDecision<'_, '_>,
    caller: Caller,
    drink: DrinkOrder,
    previous_drink_order: DrinkOrder,
) -> Result<(), Fault> {
    let message = format!("{} was changed to {}.", order.label(), drink_in_words(&drink));
    let about = order.about(order.state(), message);
    let about = AboutOrder { drink_order: Some(drink), ..about };
    order.emit(OrderChanged { about, previous_drink_order })?;
    match staff_of(caller) {
        // A ticket that is on paper already is wrong now.
        Ok(barista) if order.progress.tickets > 0 => want_ticket(order, barista),
        _ => Ok(()),
    }
}
