//! The rules of a menu, and how a drink sells out.

use std::collections::{BTreeMap, HashSet};

use crema_api::commands::{SetDrink, SetOption, TEXT_CHARS_MAX};
use crema_api::menu::{Drink, Menu};
use crema_api::menu_limits::{
    DRINKS_MAX, LAYERS_MAX, MENU_BYTES_MAX, MODIFIERS_MAX, OPTIONS_MAX, TRANSLATIONS_MAX,
};
use crema_api::problem::RefusalKind;
use crema_api::word::Words;

use crate::fault::Fault;
use crate::plain_text::without_direction_marks;

/// Longest tag of a language, characters: `zh-Hant-TW`.
const TAG_CHARS_MAX: usize = 12;

/// The menu without direction marks in its names, which would turn the text beside them.
///
/// # Errors
/// Refused as by [`check`].
pub fn checked(mut menu: Menu) -> Result<Menu, Fault> {
    for drink in &mut menu.drinks {
        strip(&mut drink.name, &mut drink.names);
        for modifier in &mut drink.modifiers {
            strip(&mut modifier.name, &mut modifier.names);
            for option in &mut modifier.options {
                strip(&mut option.name, &mut option.names);
            }
        }
    }
    check(&menu)?;
    Ok(menu)
}

fn strip(name: &mut String, names: &mut BTreeMap<String, String>) {
    for name in std::iter::once(name).chain(names.values_mut()) {
        *name = without_direction_marks(name);
    }
}

/// Checks a whole menu.
///
/// # Errors
/// Refused when the menu breaks a rule, with the drink and the rule.
pub fn check(menu: &Menu) -> Result<(), Fault> {
    if menu.drinks.len() > DRINKS_MAX {
        return refuse_input(format!("A menu has at most {DRINKS_MAX} drinks."));
    }
    let mut ids = HashSet::new();
    for drink in &menu.drinks {
        check_drink(drink).or_else(|wrong| refuse_input(format!("{}: {wrong}", drink.name)))?;
        if !ids.insert(&drink.id) {
            return refuse_input(format!("Two drinks have the id {:?}.", drink.id));
        }
    }
    let bytes = serde_json::to_vec(menu)?.len();
    if bytes > MENU_BYTES_MAX {
        let (kb, most) = (bytes.div_ceil(1024), MENU_BYTES_MAX / 1024);
        return refuse_input(format!(
            "A menu has at most {most} kB, and this one has {kb}. Take out translations that no one reads, or choices."
        ));
    }
    Ok(())
}

fn check_drink(drink: &Drink) -> Result<(), String> {
    let id_chars = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if drink.id.is_empty() || drink.id.len() > 40 || !drink.id.chars().all(id_chars) {
        return Err(format!("{:?} is no id; a-z, 0-9 and - with at most 40.", drink.id));
    }
    check_names(&drink.name, &drink.names)?;
    check_words(drink)?;
    if drink.layers.len() > LAYERS_MAX {
        return Err(format!("an icon has at most {LAYERS_MAX} layers."));
    }
    let shares: u32 = drink.layers.iter().map(|layer| u32::from(layer.share)).sum();
    if shares > 100 || drink.layers.iter().any(|layer| layer.share == 0) {
        return Err("the layers' shares are 1 or more and 100 together at the most.".to_owned());
    }
    if drink.modifiers.len() > MODIFIERS_MAX {
        return Err(format!("a drink has at most {MODIFIERS_MAX} choices."));
    }
    let mut names = HashSet::new();
    for modifier in &drink.modifiers {
        check_names(&modifier.name, &modifier.names)?;
        if !names.insert(&modifier.name) {
            return Err(format!("{} stands there twice.", modifier.name));
        }
        if modifier.options.is_empty() || modifier.options.len() > OPTIONS_MAX {
            return Err(format!("{} has 1 to {OPTIONS_MAX} options.", modifier.name));
        }
        let mut options = HashSet::new();
        for option in &modifier.options {
            check_names(&option.name, &option.names)?;
            if !options.insert(&option.name) {
                return Err(format!("{} has {} twice.", modifier.name, option.name));
            }
        }
    }
    Ok(())
}

fn check_names(name: &str, names: &BTreeMap<String, String>) -> Result<(), String> {
    check_name(name)?;
    if names.len() > TRANSLATIONS_MAX {
        return Err(format!("{name} is given in at most {TRANSLATIONS_MAX} languages."));
    }
    for (tag, translated) in names {
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if tag.is_empty() || tag.len() > TAG_CHARS_MAX || !tag.chars().all(fits) {
            return Err(format!("{tag:?} is no language like de or pt-BR."));
        }
        check_name(translated)?;
    }
    Ok(())
}

/// Words that only another version knows are kept where they are stored, and never taken.
fn check_words(drink: &Drink) -> Result<(), String> {
    let options = drink.modifiers.iter().flat_map(|modifier| &modifier.options);
    let allergens = drink.allergens.iter().flatten().chain(options.flat_map(|o| &o.allergens));
    let mut words = allergens
        .map(Words::unknown_word)
        .chain(drink.layers.iter().map(|layer| layer.of.unknown_word()))
        .chain([drink.vessel.unknown_word()]);
    match words.find_map(|word| word) {
        Some((word, known)) => Err(format!("{word:?} is none of {}.", known.join(", "))),
        None => Ok(()),
    }
}

fn check_name(name: &str) -> Result<(), String> {
    if name.trim() != name || name.is_empty() || name.chars().count() > TEXT_CHARS_MAX {
        return Err(format!("{name:?} is no name; 1 to {TEXT_CHARS_MAX} characters."));
    }
    if name.chars().any(char::is_control) {
        return Err(format!("{name:?} holds a control character."));
    }
    Ok(())
}

/// Changes availability, and returns a sentence about the change. An option is sold out of every
/// drink that has it, since all drinks share one carton of milk.
///
/// # Errors
/// Refused when drink, modifier or option are not on the menu, or nothing is changed.
pub fn set_drink(menu: &mut Menu, set: &SetDrink) -> Result<String, Fault> {
    let Some(drink) = menu.drinks.iter_mut().find(|drink| drink.id == set.drink) else {
        return Err(Fault::refuse(RefusalKind::NoSuchDrink, "That drink is not on the menu."));
    };
    for SetOption { modifier, option, .. } in &set.options {
        let known = drink.modifier(modifier).and_then(|modifier| modifier.option(option));
        if known.is_none() {
            return Err(Fault::refuse(
                RefusalKind::NoSuchOption,
                format!("{} has no {modifier} {option}.", drink.name),
            ));
        }
    }
    let mut said = Vec::new();
    if let Some(available) = set.available {
        drink.available = available;
        said.push(sold_or_back(&drink.name, available));
    }
    for change in &set.options {
        set_option_everywhere(menu, change);
        said.push(sold_or_back(&change.option, change.available));
    }
    if said.is_empty() {
        return refuse_input("Say whether the drink or an option is available.");
    }
    Ok(said.join(" "))
}

fn set_option_everywhere(menu: &mut Menu, change: &SetOption) {
    let modifiers = menu.drinks.iter_mut().flat_map(|drink| &mut drink.modifiers);
    let same = modifiers.filter(|modifier| modifier.name == change.modifier);
    for option in same.flat_map(|modifier| &mut modifier.options) {
        if option.name == change.option {
            option.available = change.available;
        }
    }
}

fn sold_or_back(what: &str, available: bool) -> String {
    if available { format!("{what} is back.") } else { format!("{what} is sold out.") }
}

fn refuse_input<T>(sentence: impl Into<String>) -> Result<T, Fault> {
    Err(Fault::refuse(RefusalKind::BadInput, sentence))
}
