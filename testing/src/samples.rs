//! Answers and parts of the API as tests need them. A test takes one and says only how its own
//! differs: `OrderView { name: Some("Zoë".into()), ..samples::order(42, OrderState::Ready) }`. So a
//! new field is added here, once.

use crema_api::answers::{CardView, OrderView, StoreView};
use crema_api::order::{Choice, DrinkOrder, OrderState};
use crema_api::settings::Settings;
use crema_api::store::{Branding, Occasion, Store, StoreState};
use crema_api::{OccasionId, OrderId, OrderNumber, Seq};
use uuid::Uuid;

/// The name of the occasion.
pub const OCCASION: &str = "Coffee at Rustfest";

/// The id of order `number`.
#[must_use]
pub fn order_id(number: u32) -> OrderId {
    OrderId(Uuid::from_u128(1_000 + u128::from(number)))
}

/// Order `number`, labelled `B<number>`, in this state. It has no drink, no name and no times.
#[must_use]
pub fn order(number: u32, state: OrderState) -> OrderView {
    OrderView {
        id: order_id(number),
        number: Some(OrderNumber(number)),
        label: Some(OrderNumber(number).label('B')),
        state,
        drink: None,
        name: None,
        place: i64::from(number),
        place_in_line: None,
        expected_wait_min: None,
        barista: None,
        ending: None,
        started_booth_ms: 0,
        choose_until_booth_ms: None,
        queued_booth_ms: None,
        give_up_booth_ms: None,
        claimed_booth_ms: None,
        ready_booth_ms: None,
        counter: false,
        remake: false,
        requeued: false,
        given_up: None,
        previous_drink: None,
        calls: 0,
        cancelling: None,
        link: None,
        journey: None,
        unreadable: 0,
        booth_ms: 0,
        seq: Seq(0),
    }
}

/// An open store without a queue.
#[must_use]
pub fn store() -> StoreView {
    StoreView {
        store: Store::in_state(StoreState::Open),
        settings: Settings::default(),
        occasion: Occasion {
            id: OccasionId("rustfest".into()),
            name: OCCASION.into(),
            start: None,
            end: None,
        },
        branding: Branding::default(),
        in_flight: 0,
        has_room: true,
        next_code_booth_ms: None,
        drinks_ahead: 0,
        expected_wait_min: 0,
        drinks_made: 0,
        printers: Vec::new(),
        boards: Vec::new(),
        unreadable: 0,
        dead_letters: 0,
        card: CardView::default(),
        booth_ms: 0,
        seq: Seq(0),
    }
}

/// An option that a guest chose, other than the default.
#[must_use]
pub fn choice(modifier: &str, option: &str) -> Choice {
    Choice { modifier: modifier.into(), option: option.into(), default: false }
}

/// A flat white with oat milk and a double shot.
#[must_use]
pub fn flat_white() -> DrinkOrder {
    DrinkOrder {
        drink: "Flat white".into(),
        drink_id: "flat-white".into(),
        icon: "flat-white".into(),
        modifiers: vec!["Oat".into()],
        choices: vec![choice("Milk", "Oat"), choice("Shots", "double shot")],
        remembered: Vec::new(),
    }
}

/// The drink with this id and nothing chosen.
#[must_use]
pub fn plain_drink(id: &str) -> DrinkOrder {
    DrinkOrder {
        drink: id.into(),
        drink_id: id.into(),
        icon: id.into(),
        modifiers: Vec::new(),
        choices: Vec::new(),
        remembered: Vec::new(),
    }
}
