//! A customer's choice so far, as an address and a form carry it.
//!
//! Each modifier has up to two fields. `m.Milk=Soy` is an answer, and `m.Milk=` says that the page
//! asked and got no answer. A default that the page showed as chosen is `m.Milk=Whole` with
//! `d.Milk=Whole` beside it: ticked by the page and not by a person. A form sends nothing for
//! radios without a ticked one, so each row of them follows a hidden `m.` field with the value for
//! that case: of a name that comes twice the last one counts.

use std::collections::{BTreeMap, BTreeSet};

use crema_api::selection::{Selection, Selections};
use serde::Deserialize;

use super::{LANG, cup_name};

/// Prefix of a modifier's name in the name of the field for its option: `m.Milk`.
pub const MODIFIER_PREFIX: &str = "m.";
/// Prefix of the field that names the default which was shown: `d.Milk`.
pub const DEFAULT_PREFIX: &str = "d.";
/// Most modifiers that one address may name: four drinks with as many as the menu allows, and no
/// two alike.
const MODIFIERS_NAMED_MAX: usize = 4 * crema_api::menu_limits::MODIFIERS_MAX;
/// Longest value of one field that is read, in characters, and longest name of a modifier: as
/// long as the menu allows. The name on the cup has its own limit.
const VALUE_CHARS_MAX: usize = crema_api::commands::TEXT_CHARS_MAX;

/// The answer about one modifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said<'a> {
    /// It was not asked and not answered.
    Untouched,
    /// The page showed this default as chosen, and no one touched it.
    Shown(&'a str),
    /// It was asked and not answered.
    Unanswered,
    /// A person chose this option.
    Answered(&'a str),
}

/// A customer's choice so far. It is the query of *Choose* and *Check* and the body of *Place
/// order*: `drink=latte&m.Milk=Oat&name=Zo%C3%AB`. If a name comes twice the last one counts: the
/// drink in a hidden field comes before the button that was pressed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<(String, String)>")]
pub struct Choosing {
    /// The drink's id.
    pub drink: Option<String>,
    /// The answers about the modifiers, also about those that this drink does not have: another
    /// drink may ask for them again.
    pub said: SaidOfAll,
    /// For the cup; `None` if the address has no name.
    pub name: Option<String>,
    /// Whether a queued order is being changed (`change=1`).
    pub change: bool,
    /// The idempotency key: in the body of *Place order* only.
    pub key: Option<String>,
    /// The language, where the address asked for one.
    pub lang: Option<String>,
    /// Whether every row of the page is named, as in the body of *Place order*: of any other one
    /// nothing was shown, so it is left to choose.
    pub complete: bool,
}

/// The answers about every modifier, and the defaults that were shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SaidOfAll {
    selections: Selections,
    shown: BTreeMap<String, String>,
}

impl From<Vec<(String, String)>> for Choosing {
    fn from(pairs: Vec<(String, String)>) -> Self {
        let mut choosing = Self::default();
        let (mut named, mut shown) = (Vec::new(), BTreeMap::new());
        for (field, value) in pairs {
            let value: String = value.chars().take(VALUE_CHARS_MAX).collect();
            match field.as_str() {
                "drink" => choosing.drink = Some(value),
                "name" => choosing.name = Some(cup_name(&value)),
                "change" => choosing.change = true,
                "key" => choosing.key = Some(value),
                LANG => choosing.lang = Some(value),
                _ => {
                    if let Some(modifier) = field.strip_prefix(MODIFIER_PREFIX) {
                        named.push((modifier.to_owned(), value));
                    } else if let Some(modifier) = field.strip_prefix(DEFAULT_PREFIX) {
                        shown.insert(modifier.to_owned(), value);
                    }
                }
            }
        }
        choosing.read_rows(last_of_each(named), &shown);
        choosing
    }
}

/// Of each name its last value, in the order in which the names came: a form has the rows of its own
/// drink before those of others.
fn last_of_each(named: Vec<(String, String)>) -> Vec<(String, String)> {
    let (mut places, mut rows) = (BTreeMap::new(), Vec::<(String, String)>::new());
    for (modifier, value) in named {
        match places.get(&modifier).and_then(|&place: &usize| rows.get_mut(place)) {
            Some(row) => row.1 = value,
            None if modifier.chars().nth(VALUE_CHARS_MAX).is_some() => {}
            None => {
                places.insert(modifier.clone(), rows.len());
                rows.push((modifier, value));
            }
        }
    }
    rows
}

impl Choosing {
    /// Reads as many rows as there may be. People's answers come first, and where even they are too
    /// many no other row takes a default: what was said of it may be among the rest.
    fn read_rows(&mut self, rows: Vec<(String, String)>, shown: &BTreeMap<String, String>) {
        let is_default = |(modifier, option): &(String, String)| {
            !option.is_empty() && shown.get(modifier) == Some(option)
        };
        let (defaults, said): (Vec<_>, Vec<_>) = rows.into_iter().partition(is_default);
        self.complete = said.len() > MODIFIERS_NAMED_MAX;
        let room = MODIFIERS_NAMED_MAX.saturating_sub(said.len());
        for (modifier, option) in said.into_iter().take(MODIFIERS_NAMED_MAX) {
            if option.is_empty() {
                self.leave_open(&modifier);
            } else {
                self.answer(&modifier, &option);
            }
        }
        for (modifier, option) in defaults.into_iter().take(room) {
            self.show_default(&modifier, &option);
        }
    }

    /// Returns the answer about this modifier.
    #[must_use]
    pub fn said_about(&self, modifier: &str) -> Said<'_> {
        match self.said.selections.get(modifier) {
            Selection::Answered(option) => Said::Answered(option),
            Selection::Unanswered => Said::Unanswered,
            Selection::Untouched => match self.said.shown.get(modifier) {
                Some(option) => Said::Shown(option),
                None if self.complete => Said::Unanswered,
                None => Said::Untouched,
            },
        }
    }

    /// Notes a person's answer.
    pub fn answer(&mut self, modifier: &str, option: &str) {
        self.said.shown.remove(modifier);
        self.said.selections.answer(modifier, option);
    }

    /// Notes that a row is left to choose.
    pub(in crate::pages) fn leave_open(&mut self, modifier: &str) {
        self.said.shown.remove(modifier);
        self.said.selections.leave_open(modifier);
    }

    /// Notes that the page shows this default as chosen.
    pub fn show_default(&mut self, modifier: &str, option: &str) {
        self.said.selections.forget(modifier);
        self.said.shown.insert(modifier.to_owned(), option.to_owned());
    }

    /// Returns the selections for the command: a default that was shown is named, so that it stays
    /// that option. [`Self::defaults`] lists those that were no answer.
    #[must_use]
    pub fn selections(&self) -> Selections {
        let mut selections = self.said.selections.clone();
        for (modifier, option) in &self.said.shown {
            selections.answer(modifier, option);
        }
        selections
    }

    /// Returns the modifiers whose option is a default that was shown, and no person's answer.
    #[must_use]
    pub fn defaults(&self) -> BTreeSet<String> {
        self.said.shown.keys().cloned().collect()
    }

    /// Returns the same choice as pairs, without key and language, for a link or hidden fields.
    #[must_use]
    pub fn to_pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        if let Some(drink) = &self.drink {
            pairs.push(("drink".to_owned(), drink.clone()));
        }
        pairs.extend(self.modifier_pairs(|_| true));
        if let Some(name) = &self.name {
            pairs.push(("name".to_owned(), name.clone()));
        }
        if self.change {
            pairs.push(("change".to_owned(), "1".to_owned()));
        }
        pairs
    }

    /// Returns the pairs about modifiers for which `wanted` is true.
    pub(in crate::pages) fn modifier_pairs(
        &self,
        wanted: impl Fn(&str) -> bool,
    ) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        for (modifier, said) in self.said.selections.iter().filter(|(name, _)| wanted(name)) {
            let option = match said {
                Selection::Answered(option) => option,
                Selection::Untouched | Selection::Unanswered => "",
            };
            pairs.push((format!("{MODIFIER_PREFIX}{modifier}"), option.to_owned()));
        }
        for (modifier, option) in self.said.shown.iter().filter(|(name, _)| wanted(name)) {
            pairs.push((format!("{MODIFIER_PREFIX}{modifier}"), option.clone()));
            pairs.push((format!("{DEFAULT_PREFIX}{modifier}"), option.clone()));
        }
        pairs
    }
}
