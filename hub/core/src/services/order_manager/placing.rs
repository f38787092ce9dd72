//! The two ways to place an order or change it: as a program says it, and as a page showed it.

use std::collections::BTreeSet;

use crema_api::commands::{Caller, Outcome, Place, PlaceShown};

use super::choice::Said;
use super::commands::{place_or_change, visible};
use super::moves::Move;
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;

/// Places an order, or changes one that is queued: what a program does not name takes its default.
///
/// # Errors
/// Refused as [`place_or_change`] is.
pub fn place(cascade: &mut Cascade<'_>, caller: Caller, place: &Place) -> Result<Outcome, Fault> {
    let order = visible(cascade, caller, place.order_id)?;
    let defaults = BTreeSet::new();
    let said = Said { selections: &place.modifiers, defaults: &defaults, complete: false };
    place_or_change(cascade, caller, order, place, said)
}

/// Places an order as a page showed it, or changes one that is queued if the page was about that:
/// a page from before the order was placed must not turn it into what was only looked at.
///
/// # Errors
/// Refused as [`place_or_change`] is, and when the page was to place what is placed already.
pub fn place_shown(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    shown: &PlaceShown,
) -> Result<Outcome, Fault> {
    let PlaceShown { place, defaults, may_change } = shown;
    let order = visible(cascade, caller, place.order_id)?;
    if !may_change {
        Move::Place.from(order.state, order.called())?;
    }
    let said = Said { selections: &place.modifiers, defaults, complete: true };
    place_or_change(cascade, caller, order, place, said)
}
