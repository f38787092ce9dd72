//! From what a customer picked to what is ordered.

use std::collections::BTreeMap;

use crema_api::menu::{Drink, Modifier};
use crema_api::order::{Choice, DrinkOrder};
use crema_api::problem::{Refusal, RefusalKind};

/// The order for a drink of the menu with these choices. A modifier that is not named takes its
/// default.
///
/// # Errors
/// A [`Refusal`] when something is not on the menu or is sold out.
pub fn choose(
    drink: Option<&Drink>,
    picked: &BTreeMap<String, String>,
) -> Result<DrinkOrder, Refusal> {
    let Some(drink) = drink else {
        return Err(Refusal::new(
            RefusalKind::NoSuchDrink,
            "That drink is not on the menu. Please choose again.",
        ));
    };
    if !drink.available {
        return Err(sold_out(&drink.name));
    }
    if let Some(unknown) = picked.keys().find(|name| drink.modifier(name).is_none()) {
        return Err(no_such_option(drink, unknown));
    }
    let choices: Vec<Choice> = drink
        .modifiers
        .iter()
        .filter(|modifier| !modifier.options.is_empty())
        .map(|modifier| take(drink, modifier, picked.get(&modifier.name)))
        .collect::<Result<_, _>>()?;
    let modifiers =
        choices.iter().filter(|choice| !choice.default).map(|choice| choice.option.clone());
    Ok(DrinkOrder {
        drink: drink.name.clone(),
        drink_id: drink.id.clone(),
        icon: drink.id.clone(),
        modifiers: modifiers.collect(),
        choices,
    })
}

fn take(drink: &Drink, modifier: &Modifier, picked: Option<&String>) -> Result<Choice, Refusal> {
    let default = modifier.default_option();
    let option = match picked {
        Some(name) => modifier.option(name),
        None => default,
    };
    let Some(option) = option else {
        return Err(no_such_option(drink, picked.map_or("", String::as_str)));
    };
    if !option.available {
        let what = if modifier.name == crema_api::menu::MILK {
            format!("{} milk", option.name)
        } else {
            option.name.clone()
        };
        return Err(sold_out(&what));
    }
    Ok(Choice {
        modifier: modifier.name.clone(),
        option: option.name.clone(),
        default: default.is_some_and(|default| default.name == option.name),
    })
}

fn sold_out(what: &str) -> Refusal {
    let sentence = format!("{what} has just sold out. Please choose again.");
    Refusal::new(RefusalKind::SoldOut, sentence)
}

fn no_such_option(drink: &Drink, what: &str) -> Refusal {
    let sentence = format!("{} cannot be had with {what:?}. Please choose again.", drink.name);
    Refusal::new(RefusalKind::NoSuchOption, sentence)
}
