//! An order's drink, state and end in words, for sentences.

use crema_api::order::{CancelReason, CancelledBy, DrinkOrder};

/// "Flat white with Oat, Double".
pub(super) fn drink_in_words(drink: &DrinkOrder) -> String {
    if drink.modifiers.is_empty() {
        return drink.drink.clone();
    }
    format!("{} with {}", drink.drink, drink.modifiers.join(", "))
}

/// Why an order was cancelled, as the end of a sentence.
pub(super) fn cancelled_because(by: CancelledBy, reason: CancelReason) -> &'static str {
    match (by, reason) {
        (CancelledBy::Customer, _) => " by the customer",
        (_, CancelReason::Customer) => ": the guest changed their mind",
        (_, CancelReason::SoldOut) => ": something it needs has sold out",
        (_, CancelReason::Machine) => ": a machine is broken",
        (_, CancelReason::Duplicate) => ": it was there twice",
        (_, CancelReason::Closing) => ": the booth closed",
        (CancelledBy::Booth, CancelReason::Other) => ": something went wrong in the booth",
        (_, CancelReason::Other | CancelReason::Unknown(_)) => " by the baristas",
    }
}
