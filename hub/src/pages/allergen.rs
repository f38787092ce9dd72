//! The contents of a drink, as a word and a sign each: the fourteen allergens of regulation (EU)
//! 1169/2011, annex II, and caffeine. The signs are drawn here, in lines of the text's colour, so
//! that no font and no picture has to be loaded; the word is always beside its sign.

use crema_api::menu::{Allergen, Drink, MILK};

use super::choice::Choice;
use crate::messages::Messages;

/// The contents of a drink.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Contents {
    /// The allergens, in the regulation's order.
    pub allergens: Vec<Content>,
    /// Caffeine, if the drink is known to have some.
    pub caffeine: Option<Content>,
}

/// One thing that a drink contains.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Content {
    /// SVG path of its sign on a field of 24 by 24, to be drawn in lines.
    pub sign: &'static str,
    /// Its word.
    pub word: String,
}

/// Returns the contents of a choice, or `None` if the menu does not say. Never "free from": a booth
/// has one counter.
pub(super) fn contents_of(choice: &Choice<'_>, drink: &Drink, t: Messages) -> Option<Contents> {
    let mut allergens = drink.allergens.clone()?;
    for pick in &choice.picks {
        allergens.extend(pick.option().into_iter().flat_map(|option| &option.allergens));
    }
    allergens.sort_unstable();
    allergens.dedup();
    Some(Contents {
        allergens: allergens.into_iter().map(|one| content_of(one, t)).collect(),
        caffeine: caffeine_word(choice, drink, t).map(|word| Content { sign: BEAN, word }),
    })
}

impl Contents {
    /// Iterates over the allergens, then caffeine.
    pub(super) fn all(&self) -> impl Iterator<Item = &Content> {
        self.allergens.iter().chain(&self.caffeine)
    }
}

/// Returns the contents of a drink with its defaults, in the few words that a card has room for.
pub(super) fn in_brief(drink: &Drink, t: Messages) -> Option<Contents> {
    let mut known = contents_of(&Choice::as_it_comes(drink), drink, t)?;
    if let Some(caffeine) = &mut known.caffeine {
        caffeine.word = t.text("caffeine");
    }
    Some(known)
}

/// Returns the words of these allergens as a list; empty for an empty slice.
pub(super) fn words_of(allergens: &[Allergen], t: Messages) -> String {
    let words: Vec<String> = allergens.iter().map(|one| content_of(*one, t).word).collect();
    words.join(t.list_separator())
}

/// The figure is that of the drink with its defaults; a double or a decaf has another one, which
/// was never measured, so then the word is alone.
fn caffeine_word(choice: &Choice<'_>, drink: &Drink, t: Messages) -> Option<String> {
    let mg = drink.caffeine_mg.filter(|mg| *mg > 0)?;
    let as_it_comes = choice
        .picks
        .iter()
        .filter(|pick| pick.modifier.name != MILK)
        .all(|pick| pick.option() == pick.modifier.default_option());
    Some(if as_it_comes { t.text_with("caffeine-mg", "mg", mg) } else { t.text("caffeine") })
}

/// A coffee bean, for caffeine.
const BEAN: &str = "M12 3c4 0 6 4 6 9s-2 9-6 9-6-4-6-9 2-9 6-9zM12 3c-3.5 6 3.5 12 0 18";

/// An allergen's sign and word.
fn content_of(allergen: Allergen, t: Messages) -> Content {
    let (word, sign) = match allergen {
        // An ear of wheat.
        Allergen::Gluten => (
            "allergen-gluten",
            "M12 21V8q-4-2 0-6q4 4 0 6M12 13q-5 0-5-5q5 0 5 5q0-5 5-5q0 5-5 5M12 19q-5 0-5-5q5 0 5 5q0-5 5-5q0 5-5 5",
        ),
        // A crab.
        Allergen::Crustaceans => (
            "allergen-crustaceans",
            "M6 14a6 4 0 0 1 12 0 6 4 0 0 1-12 0M7 11 4 8V4l3 3M17 11l3-3V4l-3 3M7 17l-3 3M17 17l3 3M10 10V8M14 10V8",
        ),
        Allergen::Eggs => ("allergen-eggs", "M12 3c4 0 7 6 7 10a7 7 0 0 1-14 0c0-4 3-10 7-10z"),
        Allergen::Fish => {
            ("allergen-fish", "M2 12c4-7 11-7 15 0-4 7-11 7-15 0zM17 12l5-4v8zM7 11v.5")
        }
        // A pod with a waist.
        Allergen::Peanuts => (
            "allergen-peanuts",
            "M12 2a4.2 4.2 0 0 1 3 7.5q-1 2 0 3.5a5 5 0 1 1-6 0q1-1.5 0-3.5A4.2 4.2 0 0 1 12 2zM12 6v.5M10.5 16v.5M13.5 18v.5",
        ),
        // A pod with three beans.
        Allergen::Soybeans => (
            "allergen-soybeans",
            "M3 20C3 10 10 3 21 3c0 11-7 18-18 17zM7 16a1 1 0 1 0 2-1M11 12a1 1 0 1 0 2-1M15 8a1 1 0 1 0 2-1",
        ),
        // A bottle.
        Allergen::Milk => ("allergen-milk", "M9 3h6v4l2 3v11H7V10l2-3zM7 14h10"),
        // A hazelnut.
        Allergen::Nuts => {
            ("allergen-nuts", "M4 11c0-8 16-8 16 0zM6 11c0 5 2 8 6 10 4-2 6-5 6-10M12 5V2")
        }
        Allergen::Celery => (
            "allergen-celery",
            "M9 21V11M12 21V9M15 21V11M9 21h6M9 11q-5-1-4-6q4 1 4 6M15 11q5-1 4-6q-4 1-4 6M12 9q-4-3 0-7q4 4 0 7",
        ),
        // A jar with its spoon.
        Allergen::Mustard => ("allergen-mustard", "M7 9h10v12H7zM8 9V6h8v3M14 6l3-4M7 14h10"),
        // Three seeds.
        Allergen::Sesame => (
            "allergen-sesame",
            "M7 3q5 5 0 8q-5-3 0-8M17 3q5 5 0 8q-5-3 0-8M12 12q6 6 0 9q-6-3 0-9",
        ),
        // A flask.
        Allergen::Sulphites => {
            ("allergen-sulphites", "M9 3h6M10 3v6l-5 9q-1 3 2 3h10q3 0 2-3l-5-9V3M8 15h8")
        }
        // A spike of blossoms.
        Allergen::Lupin => (
            "allergen-lupin",
            "M12 22V6M12 2a2 2 0 1 0 0 4 2 2 0 0 0 0-4M8 7a2 2 0 1 0 0 4 2 2 0 0 0 0-4M16 7a2 2 0 1 0 0 4 2 2 0 0 0 0-4M8 13a2 2 0 1 0 0 4 2 2 0 0 0 0-4M16 13a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
        ),
        // A scallop.
        Allergen::Molluscs => (
            "allergen-molluscs",
            "M12 20C5 17 2 12 4 8l4-3h8l4 3c2 4-1 9-8 12zM12 20V5M12 20 8 5M12 20l4-15",
        ),
        // One of a newer menu: better its bare word than silence.
        Allergen::Unknown(word) => {
            let sign = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 8v5M12 16v.5";
            return Content { sign, word: word.as_str().to_owned() };
        }
    };
    Content { sign, word: t.text(word) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::messages::Spoken;

    const ALL: [Allergen; 14] = [
        Allergen::Gluten,
        Allergen::Crustaceans,
        Allergen::Eggs,
        Allergen::Fish,
        Allergen::Peanuts,
        Allergen::Soybeans,
        Allergen::Milk,
        Allergen::Nuts,
        Allergen::Celery,
        Allergen::Mustard,
        Allergen::Sesame,
        Allergen::Sulphites,
        Allergen::Lupin,
        Allergen::Molluscs,
    ];

    #[test]
    fn every_allergen_has_a_word_and_a_sign_of_its_own() {
        let t = Spoken::negotiate(None, None).messages();
        let all = ALL.map(|allergen| content_of(allergen, t));
        let words: BTreeSet<_> = all.iter().map(|one| one.word.as_str()).collect();
        let signs: BTreeSet<_> = all.iter().map(|one| one.sign).chain([BEAN]).collect();
        assert_eq!((words.len(), signs.len()), (14, 15));
    }
}
