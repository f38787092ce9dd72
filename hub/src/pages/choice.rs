//! A customer's choice held against the menu: which drink and options it means now, and which
//! modifiers are still open. The address keeps people's own answers, and only they change those;
//! their meaning is found again at each look. So an option that sells out leaves its modifier
//! *open*, one that comes back on sale is the answer again, and nothing ever becomes another option
//! by itself. The core decides for good when the order is placed.

use crema_api::menu::{Drink, Menu, Modifier, ModifierOption};
use crema_api::order::DrinkOrder;

use super::fields::{Choosing, Said, SaidOfAll};

/// A choice as the menu understands it.
#[derive(Debug)]
pub(super) struct Choice<'a> {
    /// The drink, if one is chosen that is available.
    pub drink: Option<&'a Drink>,
    /// Its modifiers in the menu's order.
    pub picks: Vec<Pick<'a>>,
    /// Why the drink that was chosen has to be chosen again.
    pub gone: Option<Gone<'a>>,
}

/// One modifier and its state.
#[derive(Debug)]
pub(super) struct Pick<'a> {
    /// The modifier.
    pub modifier: &'a Modifier,
    /// Its state.
    pub state: State<'a>,
}

/// The state of a modifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State<'a> {
    /// A person chose this option, and it is available.
    Answered(&'a ModifierOption),
    /// It was not touched, and this default is available.
    Default(&'a ModifierOption),
    /// Left to choose.
    Open(Open<'a>),
}

/// Why a modifier is left to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open<'a> {
    /// The option that a person chose has sold out.
    SoldOut(&'a ModifierOption),
    /// The option that a person chose, by its name in the menu then, is not offered with this drink.
    NotOffered(&'a str),
    /// The default has sold out.
    DefaultSoldOut(&'a ModifierOption),
    /// The page asked and got no answer, or it showed another default.
    Unanswered,
}

/// A drink that was chosen and is not available.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Gone<'a> {
    /// It has sold out.
    SoldOut(&'a Drink),
    /// The menu no longer knows it.
    Unknown,
}

impl<'a> Pick<'a> {
    fn from_said(modifier: &'a Modifier, said: Said<'a>, allows: impl Fn(&str) -> bool) -> Self {
        let state = match state_of(modifier, said) {
            State::Default(option) if !allows(&option.name) => State::Open(Open::Unanswered),
            state => state,
        };
        Self { modifier, state }
    }

    /// Returns the option that applies; `None` while the modifier is left to choose.
    pub(super) fn option(&self) -> Option<&'a ModifierOption> {
        match self.state {
            State::Answered(option) | State::Default(option) => Some(option),
            State::Open(_) => None,
        }
    }

    /// Returns why the modifier is left to choose, if it is.
    pub(super) fn open(&self) -> Option<Open<'a>> {
        match self.state {
            State::Open(open) => Some(open),
            State::Answered(_) | State::Default(_) => None,
        }
    }
}

fn state_of<'a>(modifier: &'a Modifier, said: Said<'a>) -> State<'a> {
    let default = modifier.default_option();
    match said {
        Said::Answered(name) => match modifier.option(name) {
            Some(option) if option.available => State::Answered(option),
            Some(option) => State::Open(Open::SoldOut(option)),
            None => State::Open(Open::NotOffered(name)),
        },
        Said::Shown(name) if default.is_none_or(|default| default.name != name) => {
            State::Open(Open::Unanswered)
        }
        Said::Untouched | Said::Shown(_) => match default {
            Some(option) if option.available => State::Default(option),
            Some(option) => State::Open(Open::DefaultSoldOut(option)),
            None => State::Open(Open::Unanswered),
        },
        Said::Unanswered => State::Open(match default {
            Some(option) if !option.available => Open::DefaultSoldOut(option),
            _ => Open::Unanswered,
        }),
    }
}

impl<'a> Choice<'a> {
    /// Returns the meaning of `choosing` with this menu; in a change, its meaning for the order as it
    /// is: a row for which that allows no default is left to choose.
    pub(super) fn from_choosing(
        choosing: &'a Choosing,
        menu: &'a Menu,
        changed: Option<&DrinkOrder>,
    ) -> Self {
        let (drink, gone) = match choosing.drink.as_deref().map(|id| menu.drink(id)) {
            Some(Some(drink)) if drink.available => (Some(drink), None),
            Some(Some(drink)) => (None, Some(Gone::SoldOut(drink))),
            Some(None) => (None, Some(Gone::Unknown)),
            None => (None, None),
        };
        let pick = |drink: &Drink, modifier: &'a Modifier| {
            let name = &modifier.name;
            Pick::from_said(modifier, choosing.said_about(name), |default| {
                changed.is_none_or(|order| order.allows_default(menu, drink, name, default))
            })
        };
        let picks = drink.map_or(Vec::new(), |drink| {
            drink.modifiers.iter().map(|modifier| pick(drink, modifier)).collect()
        });
        Self { drink, picks, gone }
    }

    /// Returns the drink with its defaults.
    pub(super) fn as_it_comes(drink: &'a Drink) -> Self {
        let defaults = drink.modifiers.iter().filter_map(|modifier| {
            Some(Pick { modifier, state: State::Default(modifier.default_option()?) })
        });
        Self { drink: Some(drink), picks: defaults.collect(), gone: None }
    }

    /// Returns the drink, if nothing is left to choose.
    pub(super) fn complete_drink(&self) -> Option<&'a Drink> {
        self.drink.filter(|_| self.picks.iter().all(|pick| pick.option().is_some()))
    }

    /// Returns the same choice, in which every row that is left to choose says so.
    pub(super) fn with_open_rows(&self, choosing: &Choosing) -> Choosing {
        let mut noted = choosing.clone();
        for pick in self.picks.iter().filter(|pick| pick.open() == Some(Open::Unanswered)) {
            noted.leave_open(&pick.modifier.name);
        }
        noted
    }

    /// Returns the same choice with every option named, so that the order is the one that was read
    /// on *Check* even if the menu's default changes in between. Modifiers that the drink does not
    /// have are left out.
    pub(super) fn with_every_option(&self, choosing: &Choosing) -> Choosing {
        let mut settled = Choosing { said: SaidOfAll::default(), ..choosing.clone() };
        for pick in &self.picks {
            match pick.state {
                State::Answered(option) => settled.answer(&pick.modifier.name, &option.name),
                State::Default(option) => settled.show_default(&pick.modifier.name, &option.name),
                State::Open(_) => {}
            }
        }
        settled
    }
}

/// Returns the choice of an order, from which a change begins. All of it counts as answered:
/// someone read it on *Check* and placed it.
pub(super) fn choosing_of(drink: &DrinkOrder, name: Option<&str>) -> Choosing {
    let mut choosing = Choosing {
        drink: Some(drink.drink_id.clone()),
        name: name.map(str::to_owned),
        change: true,
        ..Choosing::default()
    };
    for choice in drink.remembered.iter().rev().chain(&drink.choices) {
        choosing.answer(&choice.modifier, &choice.option);
    }
    choosing
}
