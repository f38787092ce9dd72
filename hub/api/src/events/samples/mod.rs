//! One sample of every event: the examples of the published schemas, and what tests take where any
//! event of a kind will do. It is the story of order `B42`, at a booth that has its troubles.

mod beginning;
mod booth;
mod counter;

use uuid::Uuid;

use crate::events::{AboutOrder, DomainEvent};
use crate::ids::{CodeId, OccasionId, OrderId, OrderNumber, SessionId, UserId};
use crate::order::{Choice, DrinkOrder, OrderState};

const ORDER: OrderId = OrderId(Uuid::from_u128(0x0199_c0ff_ee00_7000_8000_0000_0000_0042));
const USER: UserId = UserId(Uuid::from_u128(0x5eed_0000_0000_4000_8000_0000_0000_0007));
const MIA: SessionId = SessionId(Uuid::from_u128(0x0a0a_0000_0000_4000_8000_0000_0000_0001));
const LEO: SessionId = SessionId(Uuid::from_u128(0x0b0b_0000_0000_4000_8000_0000_0000_0002));
const CODE: CodeId = CodeId(7);
/// 24 November 2026, 14:07 in UTC, ms since 1970.
const WALL_MS: i64 = 1_795_529_220_000;
/// Half an hour of booth time, ms.
const BOOTH_MS: u64 = 1_800_000;

/// One event of every kind but `custom.<name>`, in the order of [`DomainEvent::DETAIL_TYPES`].
#[must_use]
pub fn samples() -> Vec<DomainEvent> {
    let mut all = beginning::orders_begin();
    all.extend(counter::orders_are_made());
    all.extend(counter::orders_move());
    all.extend(booth::the_booth());
    all
}

fn occasion_id() -> OccasionId {
    OccasionId("rustfest2026".to_owned())
}

fn drink(milk: &str) -> DrinkOrder {
    DrinkOrder {
        drink: "Flat white".to_owned(),
        drink_id: "flat-white".to_owned(),
        icon: "flat-white".to_owned(),
        modifiers: vec![milk.to_owned()],
        choices: vec![Choice {
            modifier: "Milk".to_owned(),
            option: milk.to_owned(),
            default: false,
        }],
        remembered: Vec::new(),
    }
}

/// An order that has only begun.
fn begun(state: OrderState, sentence: &str) -> AboutOrder {
    AboutOrder::started(ORDER, USER, occasion_id()).now(state, sentence)
}

/// An order with its drink and its number.
fn about(state: OrderState, sentence: &str) -> AboutOrder {
    AboutOrder {
        order_number: Some(OrderNumber(42)),
        order_label: Some("B42".to_owned()),
        drink_order: Some(drink("Oat")),
        ..begun(state, sentence)
    }
}
