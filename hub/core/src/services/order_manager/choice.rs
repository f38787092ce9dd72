//! From a person's answers about a drink to the drink as ordered. Nothing is substituted by itself:
//! an answer that is missing, or that a change would silently set back to a default, is refused.

use crema_api::menu::{Drink, MILK, Modifier, ModifierOption};
use crema_api::order::{Choice, DrinkOrder};
use crema_api::problem::{Refusal, RefusalKind};
use crema_api::selection::{Selection, Selections};

/// Choices that an order remembers at most of drinks it was before: two drinks with as many
/// modifiers as the menu allows. The oldest go.
const REMEMBERED_MAX: usize = 16;

/// The order for a drink of the menu with what was said about it, and what is ordered so far if
/// this is a change. A modifier about which nothing was said takes its default, unless the order
/// has something else there.
///
/// # Errors
/// A [`Refusal`] when something is not on the menu, is sold out, or is left open.
pub fn choose(
    drink: Option<&Drink>,
    said: &Selections,
    before: Option<&DrinkOrder>,
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
    if let Some((unknown, _)) = said.iter().find(|(name, _)| drink.modifier(name).is_none()) {
        return Err(no_such_option(drink, unknown));
    }
    let choices: Vec<Choice> = drink
        .modifiers
        .iter()
        .filter(|modifier| !modifier.options.is_empty())
        .map(|modifier| take(drink, modifier, said.get(&modifier.name), before))
        .collect::<Result<_, _>>()?;
    let modifiers =
        choices.iter().filter(|choice| !choice.default).map(|choice| choice.option.clone());
    Ok(DrinkOrder {
        drink: drink.name.clone(),
        drink_id: drink.id.clone(),
        icon: drink.id.clone(),
        modifiers: modifiers.collect(),
        remembered: before.map(|before| remembered(before, drink)).unwrap_or_default(),
        choices,
    })
}

fn take(
    drink: &Drink,
    modifier: &Modifier,
    said: Selection<'_>,
    before: Option<&DrinkOrder>,
) -> Result<Choice, Refusal> {
    let default = modifier.default_option();
    let option = match said {
        Selection::Answered(name) => {
            modifier.option(name).ok_or_else(|| no_such_option(drink, name))?
        }
        Selection::Unanswered => return Err(left_open(modifier)),
        Selection::Untouched => {
            let had = before.and_then(|before| before.choice_or_remembered(&modifier.name));
            match (default, had) {
                (Some(default), None) => default,
                (Some(default), Some(had)) if had.option == default.name => default,
                _ => return Err(left_open(modifier)),
            }
        }
    };
    if !option.available {
        return Err(sold_out(&alone(modifier, option)));
    }
    Ok(Choice {
        modifier: modifier.name.clone(),
        option: option.name.clone(),
        default: default.is_some_and(|default| default.name == option.name),
    })
}

/// What the order was before, where the new drink does not ask for it.
fn remembered(before: &DrinkOrder, drink: &Drink) -> Vec<Choice> {
    let all = before.choices.iter().chain(&before.remembered);
    let others = all.filter(|choice| drink.modifier(&choice.modifier).is_none());
    others.take(REMEMBERED_MAX).cloned().collect()
}

/// An option's name where its modifier is not beside it: "Oat milk".
fn alone(modifier: &Modifier, option: &ModifierOption) -> String {
    if modifier.name == MILK { format!("{} milk", option.name) } else { option.name.clone() }
}

fn sold_out(what: &str) -> Refusal {
    let sentence = format!("{what} has just sold out. Please choose again.");
    Refusal::new(RefusalKind::SoldOut, sentence)
}

fn left_open(modifier: &Modifier) -> Refusal {
    let sentence = format!("{} is not chosen yet. Please choose.", modifier.name);
    Refusal::new(RefusalKind::ChoiceOpen, sentence)
}

fn no_such_option(drink: &Drink, what: &str) -> Refusal {
    let sentence = format!("{} cannot be had with {what:?}. Please choose again.", drink.name);
    Refusal::new(RefusalKind::NoSuchOption, sentence)
}
