//! The words of a menu file for values out of a list: allergens, vessels, ingredients. They are the
//! API's.

use crema_api::menu::{Allergen, Ingredient, Layer, Vessel};

use super::quote_short;

/// A value out of a list.
pub(super) trait Word: Copy + 'static {
    /// The name of such a value, as in "no allergen".
    const KIND: &'static str;
    /// Every value.
    const ALL: &'static [Self];
    /// Its word.
    fn word(&self) -> &str;
}

macro_rules! words {
    ($type:ident, $kind:literal) => {
        impl Word for $type {
            const KIND: &'static str = $kind;
            const ALL: &'static [Self] = &Self::ALL;
            fn word(&self) -> &str {
                self.as_str()
            }
        }
    };
}

words! { Allergen, "allergen" }
words! { Vessel, "vessel" }
words! { Ingredient, "ingredient" }

/// Returns the value with this word, in any case.
pub(super) fn parse<W: Word>(text: &str) -> Result<W, String> {
    let found = W::ALL.iter().find(|one| one.word().eq_ignore_ascii_case(text.trim()));
    found.copied().ok_or_else(|| {
        let all: Vec<&str> = W::ALL.iter().map(Word::word).collect();
        format!("{} is no {}; one of {}", quote_short(text.trim()), W::KIND, all.join(", "))
    })
}

/// Checks a layer's share, parts of 100.
pub(super) fn check_share(number: i64) -> Result<u8, String> {
    match u8::try_from(number) {
        Ok(share @ 1..=100) => Ok(share),
        _ => Err(format!("a layer's share is 1 to 100, not {number}")),
    }
}

/// Checks an amount of caffeine, mg.
pub(super) fn check_caffeine(number: i64) -> Result<u16, String> {
    u16::try_from(number).map_err(|_| format!("caffeine is 0 to {} mg, not {number}", u16::MAX))
}

/// Reads a layer such as `espresso 25`.
pub(super) fn parse_layer(text: &str) -> Result<Layer, String> {
    let no_layer =
        || format!("{} is no layer; it is written like espresso 25", quote_short(text.trim()));
    let (of, part) = text.trim().rsplit_once(' ').ok_or_else(no_layer)?;
    let number: i64 = part.parse().map_err(|_| no_layer())?;
    Ok(Layer { of: parse::<Ingredient>(of)?, share: check_share(number)? })
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;

    fn fits_the_api<W: Word + Serialize + PartialEq + std::fmt::Debug>() {
        for one in W::ALL {
            assert_eq!(serde_json::to_value(one).unwrap(), one.word());
            assert_eq!(parse::<W>(&one.word().to_uppercase()), Ok(*one));
        }
        let none = parse::<W>("Foo").unwrap_err();
        assert!(none.starts_with(&format!("'Foo' is no {}; one of ", W::KIND)), "{none}");
    }

    #[test]
    fn words_are_those_of_the_api() {
        fits_the_api::<Allergen>();
        fits_the_api::<Vessel>();
        fits_the_api::<Ingredient>();
    }

    #[test]
    fn layers() {
        assert_eq!(parse_layer(" Espresso 25 "), Ok(Layer { of: Ingredient::Espresso, share: 25 }));
        for wrong in ["", "espresso", "25", "espresso 0", "espresso 101", "tea 5", "espresso x"] {
            assert!(parse_layer(wrong).is_err(), "{wrong:?}");
        }
    }
}
