//! The menu: drinks, the layers of their icons, and what one can choose about them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::word::words;

/// The name of the modifier whose non-default choice must not be missed: it is inverted on cards
/// and tickets.
pub const MILK: &str = "Milk";

/// What the booth serves, in the order it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Menu {
    /// The drinks, in the order they are shown.
    pub drinks: Vec<Drink>,
}

/// One drink.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Drink {
    /// Stable key within the menu, such as `flat-white`; letters, digits and `-`.
    pub id: String,
    /// The name that people read. Translations are in `names`.
    pub name: String,
    /// Translations of `name` by language tag (`ja`, `de`).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, String>,
    /// The glass of the icon.
    #[serde(default)]
    pub vessel: Vessel,
    /// Layers of the icon, from the bottom up. Shares are parts of 100 and need not fill it.
    #[serde(default)]
    pub layers: Vec<Layer>,
    /// Whether it can be ordered now.
    pub available: bool,
    /// What can be chosen about it.
    #[serde(default)]
    pub modifiers: Vec<Modifier>,
    /// Allergens in it, of the EU's fourteen. `None` is unknown, so the page says "ask".
    #[serde(default)]
    pub allergens: Option<Vec<Allergen>>,
    /// Caffeine in mg, if known.
    #[serde(default)]
    pub caffeine_mg: Option<u16>,
}

words! {
    /// The glass a drink's icon is drawn in.
    pub enum Vessel {
        /// A tall glass: latte, flat white.
        Tall = "tall",
        /// A short one: espresso, cortado.
        Short = "short",
    }
}

#[expect(clippy::derivable_impls, reason = "the table of words derives the same for all")]
impl Default for Vessel {
    fn default() -> Self {
        Self::Tall
    }
}

/// One layer of a drink's icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Layer {
    /// The ingredient, which decides the colour.
    pub of: Ingredient,
    /// Part of the glass's height, 1 to 100.
    #[schemars(range(min = 1, max = 100))]
    pub share: u8,
}

words! {
    /// What a layer is made of.
    pub enum Ingredient {
        Espresso = "espresso",
        Milk = "milk",
        Foam = "foam",
        Water = "water",
        Chocolate = "chocolate",
    }
}

impl Ingredient {
    /// The colour of the layer, as in the design tokens.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            Self::Espresso => "#3b2014",
            Self::Milk => "#f6e9d8",
            Self::Foam => "#fffaf2",
            // One of a newer menu looks like the lightest of ours that is a drink.
            Self::Water | Self::Unknown(_) => "#8a5a36",
            Self::Chocolate => "#5a2f1c",
        }
    }
}

/// A choice about a drink: milk, size, shots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Modifier {
    /// The name that people read, such as `Milk`.
    pub name: String,
    /// Translations of `name` by language tag.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, String>,
    /// The choices; the first is the default, also while it is sold out.
    pub options: Vec<ModifierOption>,
}

/// One choice of a modifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ModifierOption {
    /// The name that people read, such as `Oat`.
    pub name: String,
    /// Translations of `name` by language tag.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, String>,
    /// Whether it can be chosen now.
    pub available: bool,
    /// Allergens that this choice adds to the drink's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allergens: Vec<Allergen>,
}

words! {
    /// The fourteen of EU regulation 1169/2011, annex II.
    #[derive(PartialOrd, Ord)]
    pub enum Allergen {
        Gluten = "gluten",
        Crustaceans = "crustaceans",
        Eggs = "eggs",
        Fish = "fish",
        Peanuts = "peanuts",
        Soybeans = "soybeans",
        Milk = "milk",
        Nuts = "nuts",
        Celery = "celery",
        Mustard = "mustard",
        Sesame = "sesame",
        Sulphites = "sulphites",
        Lupin = "lupin",
        Molluscs = "molluscs",
    }
}

impl Menu {
    /// The drink with this id.
    #[must_use]
    pub fn drink(&self, id: &str) -> Option<&Drink> {
        self.drinks.iter().find(|drink| drink.id == id)
    }
}

impl Drink {
    /// The modifier with this name.
    #[must_use]
    pub fn modifier(&self, name: &str) -> Option<&Modifier> {
        self.modifiers.iter().find(|modifier| modifier.name == name)
    }
}

impl Modifier {
    /// The option that is taken when nothing is chosen: the first. It stays the default while
    /// sold out, so that no one gets another option without having chosen that one.
    #[must_use]
    pub fn default_option(&self) -> Option<&ModifierOption> {
        self.options.first()
    }

    /// The option with this name.
    #[must_use]
    pub fn option(&self, name: &str) -> Option<&ModifierOption> {
        self.options.iter().find(|option| option.name == name)
    }
}
