//! The menu that every booth begins with.

use crema_api::menu::Menu;

/// The menu of a booth's first occasion: the crew then makes it theirs.
///
/// # Errors
/// Only if the file in this program does not fit the menu's shape, which a test rules out.
pub fn menu() -> Result<Menu, serde_json::Error> {
    serde_json::from_str(include_str!("sample.json"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crema_api::menu::MILK;

    #[test]
    fn the_sample_menu_is_one_and_its_icons_fit_their_glass() {
        let menu = super::menu().unwrap();
        assert!(menu.drink("flat-white").is_some());
        for drink in &menu.drinks {
            let filled: u32 = drink.layers.iter().map(|layer| u32::from(layer.share)).sum();
            assert!((1..=100).contains(&filled), "{}: {filled}", drink.id);
            assert!(drink.names.contains_key("ja"), "{}", drink.id);
            assert!(drink.modifiers.iter().all(|modifier| modifier.default_option().is_some()));
        }
        assert!(menu.drink("latte").unwrap().modifier(MILK).unwrap().option("Oat").is_some());
    }
}
