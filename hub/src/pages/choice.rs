//! A customer's choice held against the menu: which drink and options it means now, and what has
//! to be chosen again. The core decides for good when the order is placed; this only spares the
//! customer a refusal.

use crema_api::menu::{Drink, Menu, Modifier, ModifierOption};
use crema_api::order::DrinkOrder;

use super::fields::Choosing;

/// A choice as the menu understands it.
#[derive(Debug)]
pub(super) struct Choice<'a> {
    /// The drink, if one is chosen that can be had.
    pub drink: Option<&'a Drink>,
    /// Its modifiers in the menu's order.
    pub picks: Vec<Pick<'a>>,
    /// What has to be chosen again, and why.
    pub gone: Vec<Gone<'a>>,
}

/// One modifier and the option that holds for it.
#[derive(Debug)]
pub(super) struct Pick<'a> {
    /// The modifier.
    pub modifier: &'a Modifier,
    /// The option chosen, or the default; `None` where that one is sold out: nobody gets another
    /// one without having chosen it.
    pub option: Option<&'a ModifierOption>,
}

/// Something that was chosen, or is taken without choosing, and has sold out.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Gone<'a> {
    /// The drink chosen.
    Drink(&'a Drink),
    /// A drink that the menu no longer knows.
    UnknownDrink,
    /// The option chosen.
    Chosen(&'a Modifier, &'a ModifierOption),
    /// The option that one gets without choosing.
    Default(&'a Modifier, &'a ModifierOption),
}

impl<'a> Choice<'a> {
    /// What `choosing` means with this menu.
    pub(super) fn of(choosing: &Choosing, menu: &'a Menu) -> Self {
        let mut gone = Vec::new();
        let wanted = choosing.drink.as_deref();
        let drink = match wanted.map(|id| menu.drink(id)) {
            Some(Some(drink)) if drink.available => Some(drink),
            Some(Some(drink)) => {
                gone.push(Gone::Drink(drink));
                None
            }
            Some(None) => {
                gone.push(Gone::UnknownDrink);
                None
            }
            None => None,
        };
        let modifiers = drink.map_or(&[][..], |drink| &drink.modifiers);
        let picks = modifiers
            .iter()
            .map(|modifier| Pick {
                modifier,
                option: pick(modifier, choosing.modifiers.get(&modifier.name), &mut gone),
            })
            .collect();
        Self { drink, picks, gone }
    }

    /// The drink as one gets it without choosing anything.
    pub(super) fn as_it_comes(drink: &'a Drink) -> Self {
        let pick = |modifier: &'a Modifier| Pick { modifier, option: modifier.default_option() };
        Self {
            drink: Some(drink),
            picks: drink.modifiers.iter().map(pick).collect(),
            gone: Vec::new(),
        }
    }

    /// The drink, if nothing is left to choose.
    pub(super) fn complete(&self) -> Option<&'a Drink> {
        self.drink.filter(|_| self.picks.iter().all(|pick| pick.option.is_some()))
    }
}

/// The option that holds for `modifier`. A choice from another drink that this one does not offer
/// counts as none.
fn pick<'a>(
    modifier: &'a Modifier,
    chosen: Option<&String>,
    gone: &mut Vec<Gone<'a>>,
) -> Option<&'a ModifierOption> {
    let chosen = chosen.and_then(|name| modifier.option(name));
    let option = chosen.or_else(|| modifier.default_option())?;
    if option.available {
        return Some(option);
    }
    gone.push(match chosen {
        Some(_) => Gone::Chosen(modifier, option),
        None => Gone::Default(modifier, option),
    });
    None
}

/// The choice that an order stands for, from which a change begins.
pub(super) fn choosing_of(drink: &DrinkOrder, name: Option<&str>) -> Choosing {
    Choosing {
        drink: Some(drink.drink_id.clone()),
        modifiers: drink
            .choices
            .iter()
            .map(|choice| (choice.modifier.clone(), choice.option.clone()))
            .collect(),
        name: name.map(str::to_owned),
        change: true,
        ..Choosing::default()
    }
}
