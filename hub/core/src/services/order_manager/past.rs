//! What is past: an order of an earlier day or occasion is moved by no command. Its name is erased,
//! and today's orders may have its number.

use crema_api::problem::{Refusal, RefusalKind};

use super::order::Order;
use super::store::StoreCopy;

/// The day or the occasion of the order is over, as the rest of a sentence; `None` if it is of
/// today. Days are told apart by the log: a day may end in the moment in which the next one begins.
pub(super) fn of_the_past(store: &StoreCopy, order: &Order) -> Option<&'static str> {
    if order.started_seq > store.day_seq {
        return None;
    }
    let same = order.occasion == store.occasion;
    Some(if same { "is of an earlier day." } else { "is of an earlier occasion." })
}

/// Refuses an order that is not of today.
///
/// # Errors
/// A [`Refusal`] that says of when it is.
pub(super) fn check_of_today(store: &StoreCopy, order: &Order) -> Result<(), Refusal> {
    let Some(words) = of_the_past(store, order) else { return Ok(()) };
    let sentence = format!("{} {words} Please take a new order.", order.label());
    Err(Refusal::new(RefusalKind::WrongState, sentence))
}
