//! The words and the icon of a drink, in the customer's language. They are the same for a choice
//! that is being made and for an order that was placed. The contents are in `allergen`.

use crema_api::menu::{Drink, MILK, Menu, Modifier, ModifierOption};
use crema_api::order::{Choice as OrderChoice, DrinkOrder};

use super::choice::{Choice, Pick};
use crate::messages::Messages;

/// The option that says nothing where its choice is not beside it: regular what?
const SAYS_NOTHING: &str = "regular";

/// A drink as *Check*, the order's page and the receipt show it.
#[derive(Debug)]
pub(super) struct DrinkText {
    /// SVG of the glass; empty if the menu no longer has the drink.
    pub icon: String,
    /// Its name.
    pub name: String,
    /// The milk, if it is not the default: the choice that must not go wrong.
    pub special_milk: Option<String>,
    /// Every other choice, the default ones included if their word is clear by itself.
    pub choices: Vec<String>,
}

/// One choice on its way to a [`DrinkText`].
struct Chosen {
    /// The modifier's key in the menu and its word.
    modifier: (String, String),
    /// The option's key and its word.
    option: (String, String),
    /// Whether it is the default.
    default: bool,
}

impl DrinkText {
    /// Of a complete choice.
    pub(super) fn of_choice(choice: &Choice<'_>, drink: &Drink, t: Messages) -> Self {
        let chosen = |pick: &Pick<'_>| {
            let option = pick.option()?;
            Some(Chosen {
                modifier: (pick.modifier.name.clone(), modifier_word(pick.modifier, t)),
                option: (option.name.clone(), option_word(option, t)),
                default: pick.modifier.default_option() == Some(option),
            })
        };
        let name = drink_word(drink, t);
        let all: Vec<Chosen> = choice.picks.iter().filter_map(chosen).collect();
        Self::new(drink_icon(drink), name, &all, t)
    }

    /// Of a placed order. Names that the menu no longer has are shown as they were written down
    /// then.
    pub(super) fn of_order(order: &DrinkOrder, menu: &Menu, t: Messages) -> Self {
        let drink = menu.drink(&order.drink_id);
        let written = |text: &str| menu_word(text, None, t);
        let chosen = |choice: &OrderChoice| {
            let modifier = drink.and_then(|drink| drink.modifier(&choice.modifier));
            let option = modifier.and_then(|modifier| modifier.option(&choice.option));
            let modifier =
                modifier.map_or_else(|| written(&choice.modifier), |one| modifier_word(one, t));
            let option = option.map_or_else(|| written(&choice.option), |one| option_word(one, t));
            Chosen {
                modifier: (choice.modifier.clone(), modifier),
                option: (choice.option.clone(), option),
                default: choice.default,
            }
        };
        let name = drink.map_or_else(|| written(&order.drink), |drink| drink_word(drink, t));
        let icon = drink.map(drink_icon).unwrap_or_default();
        let all: Vec<Chosen> = order.choices.iter().map(chosen).collect();
        Self::new(icon, name, &all, t)
    }

    fn new(icon: String, name: String, all: &[Chosen], t: Messages) -> Self {
        let mut text = Self { icon, name, special_milk: None, choices: Vec::new() };
        for one in all {
            let shared = message_slug(&one.option.0) == SAYS_NOTHING
                || all.iter().filter(|other| other.option.1 == one.option.1).count() > 1;
            if one.modifier.0 == MILK {
                let milk = milk_word(&one.option.0, &one.option.1, t);
                if one.default {
                    text.choices.push(milk);
                } else {
                    text.special_milk = Some(milk);
                }
            } else if !shared {
                text.choices.push(one.option.1.clone());
            } else if !one.default {
                text.choices.push(format!("{}: {}", one.modifier.1, one.option.1));
            }
            // A default "Regular" is what everyone gets.
        }
        text
    }

    /// "Flat white with oat milk, for Zoë".
    pub(super) fn sentence(&self, name: Option<&str>, t: Messages) -> String {
        let mut sentence = self.name.clone();
        if let Some(milk) = &self.special_milk {
            let mut args = fluent_bundle::FluentArgs::new();
            args.set("drink", sentence);
            args.set("milk", within_sentence(milk, t));
            sentence = t.text_with_all("drink-with", &args);
        }
        if let Some(name) = name {
            let mut args = fluent_bundle::FluentArgs::new();
            args.set("drink", sentence);
            args.set("name", name.to_owned());
            sentence = t.text_with_all("drink-for", &args);
        }
        sentence
    }

    /// Returns the choices in one line, as they follow the milk: "single, small".
    pub(super) fn choices_line(&self, t: Messages) -> String {
        let follows = self.special_milk.is_some();
        let words: Vec<String> = self
            .choices
            .iter()
            .enumerate()
            .map(
                |(index, choice)| {
                    if follows || index > 0 { within_sentence(choice, t) } else { choice.clone() }
                },
            )
            .collect();
        words.join(t.list_separator())
    }
}

/// Draws the drink's icon as SVG. Its outline takes the text's colour and so fits both grounds; the
/// style sheet sets its size.
pub(super) fn drink_icon(drink: &Drink) -> String {
    const SIDE_PX: u16 = 64;
    crema_display::icon::drink_icon(drink.vessel, &drink.layers, SIDE_PX, false)
}

/// Returns the drink's name in the customer's language.
pub(super) fn drink_word(drink: &Drink, t: Messages) -> String {
    menu_word(&drink.name, drink.names.get(t.tag()), t)
}

/// Returns the modifier's name in the customer's language.
pub(super) fn modifier_word(modifier: &Modifier, t: Messages) -> String {
    menu_word(&modifier.name, modifier.names.get(t.tag()), t)
}

/// Returns the option's name in the customer's language.
pub(super) fn option_word(option: &ModifierOption, t: Messages) -> String {
    menu_word(&option.name, option.names.get(t.tag()), t)
}

/// Returns the option's name for where its modifier is not beside it: "Oat milk".
pub(super) fn option_alone(modifier: &Modifier, option: &ModifierOption, t: Messages) -> String {
    let read = option_word(option, t);
    if modifier.name == MILK { milk_word(&option.name, &read, t) } else { read }
}

/// The same for an option that the menu no longer has, by its former name.
pub(super) fn option_alone_as_written(modifier: &Modifier, name: &str, t: Messages) -> String {
    let read = menu_word(name, None, t);
    if modifier.name == MILK { milk_word(name, &read, t) } else { read }
}

/// Returns the menu's own translation, or else the usual one, or else the word as the menu wrote
/// it.
fn menu_word(written: &str, translated: Option<&String>, t: Messages) -> String {
    translated
        .cloned()
        .or_else(|| t.find_text(&format!("word-{}", message_slug(written))))
        .unwrap_or_else(|| written.to_owned())
}

/// "Oat milk" from the option "Oat": alone on a card the option's word is not enough.
/// A menu that wrote "Oat milk" out is left alone.
fn milk_word(key: &str, read: &str, t: Messages) -> String {
    if message_slug(key).ends_with("-milk") {
        return read.to_owned();
    }
    let mut args = fluent_bundle::FluentArgs::new();
    args.set("key", message_slug(key));
    args.set("name", read.to_owned());
    t.text_with_all("milk-named", &args)
}

/// A word of the menu as part of a message's id: `flat-white` from "Flat white".
fn message_slug(words: &str) -> String {
    words.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect()
}

/// A name of the menu in the middle of a sentence: German nouns keep their capital, and so do
/// abbreviations.
fn within_sentence(words: &str, t: Messages) -> String {
    let mut chars = words.chars();
    let abbreviation = words.chars().nth(1).is_some_and(char::is_uppercase);
    if t.tag() == "de" || abbreviation {
        return words.to_owned();
    }
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
