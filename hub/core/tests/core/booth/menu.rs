//! A small menu.

use crema_api::menu::{Drink, Ingredient, Layer, Menu, Modifier, ModifierOption, Vessel};

fn option(name: &str) -> ModifierOption {
    ModifierOption {
        name: name.to_owned(),
        names: [].into(),
        available: true,
        allergens: Vec::new(),
    }
}

fn modifier(name: &str, options: &[&str]) -> Modifier {
    Modifier {
        name: name.to_owned(),
        names: [].into(),
        options: options.iter().map(|name| option(name)).collect(),
    }
}

fn drink(id: &str, name: &str, modifiers: Vec<Modifier>) -> Drink {
    Drink {
        id: id.to_owned(),
        name: name.to_owned(),
        names: [].into(),
        vessel: Vessel::Tall,
        layers: vec![Layer { of: Ingredient::Espresso, share: 40 }],
        available: true,
        modifiers,
        allergens: None,
        caffeine_mg: None,
    }
}

/// Flat white, cappuccino, espresso.
pub fn small() -> Menu {
    let milk = || modifier("Milk", &["Whole", "Oat", "Soy"]);
    let shots = || modifier("Shots", &["Single", "Double"]);
    Menu {
        drinks: vec![
            drink("flat-white", "Flat white", vec![milk(), shots()]),
            drink("cappuccino", "Cappuccino", vec![milk()]),
            drink("espresso", "Espresso", vec![shots()]),
        ],
    }
}
