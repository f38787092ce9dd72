//! From a person's answers about a drink to the drink as ordered. Nothing is substituted by itself:
//! an answer that is missing, or that a change would silently set back to a default, is refused.

use std::collections::BTreeSet;

use crema_api::menu::{Drink, MILK, Menu, Modifier, ModifierOption};
use crema_api::order::{Choice, DrinkOrder};
use crema_api::problem::{Refusal, RefusalKind};
use crema_api::selection::{Selection, Selections};

/// Choices that an order remembers at most of drinks it was before: three drinks with as many
/// modifiers as the menu allows, so that with a fourth they fit the address of a guest's page. Of
/// more nothing is forgotten: the change is refused.
const REMEMBERED_MAX: usize = 24;

/// What was said about a drink.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// By modifier.
    pub selections: &'a Selections,
    /// Those of them that are defaults which were shown, and no person's answers.
    pub defaults: &'a BTreeSet<String>,
    /// Whether a modifier about which nothing was said is left open, and takes no default.
    pub complete: bool,
}

/// What a change begins from.
#[derive(Debug, Clone, Copy)]
pub struct Before<'a> {
    /// What is ordered so far.
    pub order: &'a DrinkOrder,
    /// The menu as it is now.
    pub menu: &'a Menu,
}

/// The order for a drink of the menu with what was said about it, and what is ordered so far if
/// this is a change. A modifier about which nothing was said takes its default, where the order
/// allows it ([`DrinkOrder::allows_default`]).
///
/// # Errors
/// A [`Refusal`] when something is not on the menu, is sold out, or is left open.
pub fn choose(
    drink: Option<&Drink>,
    said: Said<'_>,
    before: Option<Before<'_>>,
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
    if let Some((unknown, _)) =
        said.selections.iter().find(|(name, _)| drink.modifier(name).is_none())
    {
        return Err(no_such_option(drink, unknown));
    }
    let choices: Vec<Choice> = drink
        .modifiers
        .iter()
        .filter(|modifier| !modifier.options.is_empty())
        .map(|modifier| take(drink, modifier, said, before))
        .collect::<Result<_, _>>()?;
    let modifiers =
        choices.iter().filter(|choice| !choice.default).map(|choice| choice.option.clone());
    Ok(DrinkOrder {
        drink: drink.name.clone(),
        drink_id: drink.id.clone(),
        icon: drink.id.clone(),
        modifiers: modifiers.collect(),
        remembered: before.map_or(Ok(Vec::new()), |before| remembered(before.order, drink))?,
        choices,
    })
}

/// Whether what was said about a drink is what is ordered already. A choice about which nothing was
/// said is the same only if it is the default, where one may be taken.
#[must_use]
pub fn is_the_same(order: &DrinkOrder, drink_id: &str, said: Said<'_>) -> bool {
    let chosen = |modifier: &str| order.choices.iter().find(|choice| choice.modifier == modifier);
    let is_said = |choice: &Choice| match said.selections.get(&choice.modifier) {
        Selection::Answered(option) => *option == choice.option,
        Selection::Untouched => choice.default && !said.complete,
        Selection::Unanswered => false,
    };
    order.drink_id == drink_id
        && order.choices.iter().all(is_said)
        && said.selections.iter().all(|(modifier, _)| chosen(modifier).is_some())
}

fn take(
    drink: &Drink,
    modifier: &Modifier,
    said: Said<'_>,
    before: Option<Before<'_>>,
) -> Result<Choice, Refusal> {
    let default = modifier.default_option();
    let is_allowed = |default: &&ModifierOption| {
        before.is_none_or(|Before { order, menu }| {
            order.allows_default(menu, drink, &modifier.name, &default.name)
        })
    };
    let option = match said.selections.get(&modifier.name) {
        Selection::Answered(name) => {
            let named = modifier.option(name).ok_or_else(|| no_such_option(drink, name))?;
            let was_shown = said.defaults.contains(&modifier.name);
            Some(named).filter(|named| !was_shown || is_allowed(named))
        }
        Selection::Untouched if !said.complete => default.filter(is_allowed),
        Selection::Untouched | Selection::Unanswered => None,
    };
    let option = option.ok_or_else(|| left_open(modifier))?;
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
fn remembered(before: &DrinkOrder, drink: &Drink) -> Result<Vec<Choice>, Refusal> {
    let all = before.choices.iter().chain(&before.remembered);
    let others = all.filter(|choice| drink.modifier(&choice.modifier).is_none());
    let others: Vec<Choice> = others.cloned().collect();
    if others.len() > REMEMBERED_MAX {
        return Err(Refusal::new(
            RefusalKind::BadInput,
            "This order was too many drinks already. Cancel it, and order again.",
        ));
    }
    Ok(others)
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
