//! The menu in an editor, as TOML. Fields are those of the API's JSON.
//!
//! ```toml
//! [[drinks]]
//! id = "latte"
//! name = "Latte"
//! names = { ja = "ラテ" }
//! vessel = "tall"
//! layers = [{ of = "espresso", share = 25 }, { of = "milk", share = 55 }]
//! available = true
//! allergens = ["milk"]      # [] for an empty list; leave it out if unknown
//! caffeine_mg = 63
//!
//! [[drinks.modifiers]]
//! name = "Milk"
//! options = [
//!   { name = "Whole", available = true },     # the first is the default
//!   { name = "Oat", available = true, allergens = ["gluten"] },
//! ]
//! ```
//!
//! Only `id` and `name` have to be there; without `available` a drink or option is available.

mod read;

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use crema_api::menu::{Allergen, Drink, Menu, Modifier, ModifierOption};

use super::words::Word;

pub use read::read;

/// The name that editors have for the encoding.
pub const SAVE_AS: &str = "UTF-8";
const HEAD: &str = "# The booth's menu. Put it back to /api/v1/menu.toml, or on the crew's page.\n";

/// The menu as TOML (version 1.0).
#[must_use]
pub fn write(menu: &Menu) -> String {
    let mut text = HEAD.to_owned();
    if menu.drinks.is_empty() {
        text.push_str("drinks = []\n");
    }
    for drink in &menu.drinks {
        // Writing to a String cannot fail.
        let _ = write_drink(&mut text, drink);
    }
    text
}

fn write_drink(text: &mut String, drink: &Drink) -> fmt::Result {
    writeln!(text, "\n[[drinks]]")?;
    writeln!(text, "id = {}", basic_string(&drink.id))?;
    writeln!(text, "name = {}", basic_string(&drink.name))?;
    if !drink.names.is_empty() {
        writeln!(text, "names = {}", inline_names(&drink.names))?;
    }
    writeln!(text, "vessel = \"{}\"", drink.vessel.word())?;
    let layers = drink.layers.iter();
    let layers =
        layers.map(|layer| format!("{{ of = \"{}\", share = {} }}", layer.of.word(), layer.share));
    writeln!(text, "layers = [{}]", layers.collect::<Vec<_>>().join(", "))?;
    writeln!(text, "available = {}", drink.available)?;
    if let Some(allergens) = &drink.allergens {
        writeln!(text, "allergens = {}", inline_list(allergens))?;
    }
    if let Some(mg) = drink.caffeine_mg {
        writeln!(text, "caffeine_mg = {mg}")?;
    }
    drink.modifiers.iter().try_for_each(|modifier| write_modifier(text, modifier))
}

fn write_modifier(text: &mut String, modifier: &Modifier) -> fmt::Result {
    writeln!(text, "\n[[drinks.modifiers]]")?;
    writeln!(text, "name = {}", basic_string(&modifier.name))?;
    if !modifier.names.is_empty() {
        writeln!(text, "names = {}", inline_names(&modifier.names))?;
    }
    writeln!(text, "options = [")?;
    for option in &modifier.options {
        writeln!(text, "  {{ {} }},", option_fields(option))?;
    }
    writeln!(text, "]")
}

fn option_fields(option: &ModifierOption) -> String {
    let mut fields = vec![format!("name = {}", basic_string(&option.name))];
    if !option.names.is_empty() {
        fields.push(format!("names = {}", inline_names(&option.names)));
    }
    fields.push(format!("available = {}", option.available));
    if !option.allergens.is_empty() {
        fields.push(format!("allergens = {}", inline_list(&option.allergens)));
    }
    fields.join(", ")
}

fn inline_names(names: &BTreeMap<String, String>) -> String {
    let pairs =
        names.iter().map(|(tag, name)| format!("{} = {}", quoted_key(tag), basic_string(name)));
    format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
}

fn inline_list(allergens: &[Allergen]) -> String {
    let words = allergens.iter().map(|allergen| format!("\"{}\"", allergen.word()));
    format!("[{}]", words.collect::<Vec<_>>().join(", "))
}

/// Writes a key, without quotes if it may be.
fn quoted_key(text: &str) -> String {
    let bare = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_');
    if !text.is_empty() && text.chars().all(bare) { text.to_owned() } else { basic_string(text) }
}

/// Writes a basic string: quotes, backslashes and control characters escaped.
fn basic_string(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for sign in text.chars() {
        match sign {
            '"' | '\\' => quoted.extend(['\\', sign]),
            control if control.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(control));
            }
            sign => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}
