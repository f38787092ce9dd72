//! A booth as the pages' tests and the gallery imagine it: a menu, a store, and Zoë's order in
//! every state, written as the API writes them.

#![allow(clippy::expect_used)]

use crema_api::answers::{Ending, OrderView, StoreView};
use crema_api::menu::{Allergen, Drink, Ingredient, Layer, Menu, Modifier, ModifierOption, Vessel};
use crema_api::order::{Choice, DrinkOrder, OrderState};
use serde_json::json;

/// The secret in the order's address.
pub const SECRET: &str = "c2VjcmV0LW9mLWFuLW9yZGVy";
/// The secret in the journey's address.
pub const JOURNEY: &str = "c2VjcmV0LW9mLWEtam91cm5leQ";

fn option(name: &str, allergens: &[Allergen]) -> ModifierOption {
    ModifierOption {
        name: name.to_owned(),
        names: [("de".to_owned(), format!("{name} (de)"))].into(),
        available: true,
        allergens: allergens.to_vec(),
    }
}

fn modifier(name: &str, options: Vec<ModifierOption>) -> Modifier {
    Modifier { name: name.to_owned(), names: [].into(), options }
}

fn drink(id: &str, name: &str, vessel: Vessel, layers: &[(Ingredient, u8)], milk: bool) -> Drink {
    let mut modifiers = Vec::new();
    if milk {
        modifiers.push(modifier(
            "Milk",
            vec![
                option("Whole", &[Allergen::Milk]),
                option("Oat", &[Allergen::Gluten]),
                option("Soy", &[Allergen::Soybeans]),
            ],
        ));
    }
    modifiers.push(modifier(
        "Strength",
        vec![option("Single", &[]), option("Double", &[]), option("Decaf", &[])],
    ));
    Drink {
        id: id.to_owned(),
        name: name.to_owned(),
        names: [].into(),
        vessel,
        layers: layers.iter().map(|&(of, share)| Layer { of, share }).collect(),
        available: true,
        modifiers,
        allergens: Some(Vec::new()),
        caffeine_mg: Some(130),
    }
}

/// Four drinks, three of them with milk.
pub fn menu() -> Menu {
    use Ingredient::{Espresso, Foam, Milk};
    let tall = Vessel::Tall;
    Menu {
        drinks: vec![
            drink("flat-white", "Flat white", tall, &[(Espresso, 30), (Milk, 45), (Foam, 5)], true),
            drink(
                "cappuccino",
                "Cappuccino",
                tall,
                &[(Espresso, 30), (Milk, 28), (Foam, 22)],
                true,
            ),
            drink("latte", "Latte", tall, &[(Espresso, 20), (Milk, 55), (Foam, 5)], true),
            drink("espresso", "Espresso", Vessel::Short, &[(Espresso, 50), (Foam, 6)], false),
        ],
    }
}

/// An open booth with eleven drinks ahead.
pub fn store() -> StoreView {
    let store = json!({
        "store": { "state": "open" },
        "settings": {},
        "occasion": { "id": "rustfest-2026", "name": "Coffee at Rustfest" },
        "inFlight": 11,
        "hasRoom": true,
        "drinksAhead": 11,
        "expectedWaitMin": 6,
        "drinksMade": 140,
        "printers": [],
        "deadLetters": 0,
        "boothMs": 1_000_000,
        "seq": 4711,
    });
    serde_json::from_value(store).expect("a store")
}

/// Flat white with oat milk.
pub fn drink_order() -> DrinkOrder {
    let choice = |modifier: &str, option: &str, default| Choice {
        modifier: modifier.to_owned(),
        option: option.to_owned(),
        default,
    };
    DrinkOrder {
        drink: "Flat white".to_owned(),
        drink_id: "flat-white".to_owned(),
        icon: "flat-white".to_owned(),
        modifiers: vec!["Oat".to_owned()],
        choices: vec![choice("Milk", "Oat", false), choice("Strength", "Single", true)],
        remembered: Vec::new(),
    }
}

/// Zoë's order in this state.
pub fn order(state: OrderState) -> OrderView {
    let placed = !matches!(state, OrderState::Started | OrderState::Refused);
    let queued = state == OrderState::Queued;
    let claimed = matches!(state, OrderState::Making | OrderState::Ready | OrderState::Collected);
    let mia = json!({ "sessionId": uuid::Uuid::from_u128(7), "name": "Mia" });
    let order = json!({
        "id": uuid::Uuid::from_u128(42),
        "number": placed.then_some(42),
        "label": placed.then_some("B42"),
        "state": state,
        "drink": placed.then(drink_order),
        "name": placed.then_some("Zoë"),
        "place": 42,
        "placeInLine": queued.then_some(3),
        "expectedWaitMin": queued.then_some(4),
        "barista": claimed.then_some(mia),
        "ending": null,
        "startedBoothMs": 934_000,
        "chooseUntilBoothMs": (state == OrderState::Started).then_some(1_234_000),
        "queuedBoothMs": placed.then_some(960_000),
        "claimedBoothMs": claimed.then_some(1_100_000),
        "readyBoothMs": claimed.then_some(1_190_000),
        "link": format!("/o/{SECRET}"),
        "journey": format!("/j/{JOURNEY}"),
        "boothMs": 1_000_000,
        "seq": 4711,
    });
    serde_json::from_value(order).expect("an order")
}

/// Zoë's order, ended.
pub fn ended(state: OrderState, ending: Ending) -> OrderView {
    OrderView { ending: Some(ending), ..order(state) }
}
