//! What guests ask for: the sample menu's drinks with extras, and names for cups, told by a seed.

use anyhow::{Context, Result};
use crema_api::commands::Place;
use crema_api::ids::OrderId;
use crema_api::menu::Menu;
use crema_api::selection::Selections;
use crema_api::settings::Settings;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// The same guests each time.
pub const SEED: u64 = 20_261_124;
/// Names for cups, of the lengths and scripts that people have.
const NAMES: [&str; 10] =
    ["Zoë", "Alexander", "健二", "Mia", "Жанна", "Jo", "Priya", "Åsa", "Bartholomew", "Inès"];

/// The largest limits that the crew can set: what is measured is the booth, not the baristas.
#[must_use]
pub fn wide_open() -> Settings {
    Settings {
        orders_in_flight_max: 500,
        drinks_per_code: 500,
        code_window_s: 3_600,
        ..Settings::default()
    }
}

/// Guests, one after another.
#[derive(Debug)]
pub struct Guests {
    menu: Menu,
    rng: ChaCha8Rng,
}

impl Guests {
    /// Guests who order from the menu that a booth begins with.
    pub fn new() -> Result<Self> {
        let menu = include_str!("../../../../hub/src/menu_file/sample.json");
        let menu = serde_json::from_str(menu).context("the sample menu")?;
        Ok(Self { menu, rng: ChaCha8Rng::seed_from_u64(SEED) })
    }

    /// The menu.
    #[must_use]
    pub fn menu(&self) -> &Menu {
        &self.menu
    }

    /// What the next guest chooses: a drink, about half of its modifiers, a name.
    pub fn choose(&mut self, order_id: OrderId) -> Result<Place> {
        let drink = self.below(self.menu.drinks.len());
        let drink = self.menu.drinks.get(drink).context("the menu is empty")?.clone();
        let mut modifiers = Selections::default();
        for modifier in &drink.modifiers {
            let option = modifier.options.get(self.below(modifier.options.len() * 2));
            if let Some(option) = option.filter(|option| option.available) {
                modifiers.answer(&modifier.name, &option.name);
            }
        }
        let name = NAMES[self.below(NAMES.len())].to_owned();
        Ok(Place { order_id, drink: drink.id, modifiers, name: Some(name) })
    }

    /// Bytes that nobody foresees.
    pub fn random<const BYTES: usize>(&mut self) -> [u8; BYTES] {
        let mut bytes = [0; BYTES];
        self.rng.fill_bytes(&mut bytes);
        bytes
    }

    /// A key as browsers make them: 32 hexadecimal digits.
    pub fn key(&mut self) -> String {
        format!("{:032x}", u128::from_le_bytes(self.random()))
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.rng.next_u32() as usize) % bound.max(1)
    }
}
