//! A booth as the pages' tests and the gallery imagine it: a menu, a store, and Zoë's order in
//! every state.

use crema_api::answers::{Ending, OrderView, Person, StoreView};
use crema_api::ids::{OccasionId, OrderId, OrderNumber, Seq, SessionId};
use crema_api::menu::{Allergen, Drink, Ingredient, Layer, Menu, Modifier, ModifierOption, Vessel};
use crema_api::order::{Choice, DrinkOrder, OrderState};
use crema_api::store::{Occasion, Settings, Store, StoreState};

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
    StoreView {
        store: Store { state: StoreState::Open, reason: None, until_booth_ms: None },
        settings: Settings::default(),
        occasion: Occasion {
            id: OccasionId("rustfest-2026".to_owned()),
            name: "Coffee at Rustfest".to_owned(),
            start: None,
            end: None,
        },
        in_flight: 11,
        has_room: true,
        drinks_ahead: 11,
        expected_wait_min: 6,
        drinks_made: 140,
        printers: Vec::new(),
        set_aside: 0,
        booth_ms: 1_000_000,
        seq: Seq(4711),
    }
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
    }
}

/// Zoë's order in this state.
pub fn order(state: OrderState) -> OrderView {
    let placed = !matches!(state, OrderState::Started | OrderState::Refused);
    let claimed = matches!(state, OrderState::Making | OrderState::Ready | OrderState::Collected);
    let mia = Person { session_id: SessionId(uuid::Uuid::from_u128(7)), name: Some("Mia".into()) };
    OrderView {
        id: OrderId(uuid::Uuid::from_u128(42)),
        number: placed.then_some(OrderNumber(42)),
        label: placed.then(|| "B42".to_owned()),
        state,
        drink: placed.then(drink_order),
        name: placed.then(|| "Zoë".to_owned()),
        place_in_line: (state == OrderState::Queued).then_some(3),
        expected_wait_min: (state == OrderState::Queued).then_some(4),
        barista: claimed.then_some(mia),
        ending: None,
        started_booth_ms: 934_000,
        choose_until_booth_ms: (state == OrderState::Started).then_some(1_234_000),
        queued_booth_ms: placed.then_some(960_000),
        claimed_booth_ms: claimed.then_some(1_100_000),
        ready_booth_ms: claimed.then_some(1_190_000),
        link: Some(format!("/o/{SECRET}")),
        journey: Some(format!("/j/{JOURNEY}")),
        booth_ms: 1_000_000,
        seq: Seq(4711),
    }
}

/// Zoë's order, ended.
pub fn ended(state: OrderState, ending: Ending) -> OrderView {
    OrderView { ending: Some(ending), ..order(state) }
}
